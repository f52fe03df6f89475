"""Knowledge as data: TOML files under `corpus/data`, each with a header that says its origin."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any, Final

from corpus.errors import DataFileError

_HEADER: Final = ("source", "licence")


def load(name: str) -> Mapping[str, Any]:
    """Read `corpus/data/<name>`.

    Raises:
        DataFileError: the file is missing, is no TOML, or lacks its header
            (`[header]` with `source`, `date` and `licence`).
    """
    try:
        table = tomllib.loads((resources.files("corpus") / "data" / name).read_text("utf-8"))
    except FileNotFoundError as error:
        raise DataFileError(f"corpus/data/{name} is missing: install Principbot again") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataFileError(f"corpus/data/{name} is no valid TOML: {error}") from error
    header = table.get("header", {})
    lacks = [key for key in _HEADER if not isinstance(header.get(key), str)]
    lacks += [] if isinstance(header.get("date"), dt.date) else ["date"]
    if lacks:
        raise DataFileError(f"corpus/data/{name} lacks {', '.join(lacks)} in [header]")
    return table
