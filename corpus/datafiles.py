"""Knowledge as data: files under `corpus/data`, each with a header that says its origin."""

import csv
import datetime as dt
import tomllib
from collections.abc import Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, Final, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError

from corpus.errors import DataFileError

_T = TypeVar("_T")
_HEADER: Final = ("source", "licence")

NO_OTHER_FIELDS: Final = ConfigDict(extra="forbid")
"""`__pydantic_config__` of a shape that refuses misspelt fields."""


def load(name: str, folder: Traversable | None = None) -> Mapping[str, Any]:
    """Read `corpus/data/<name>`, or the file of another folder.

    Raises:
        DataFileError: the file is missing, is no TOML, or lacks its header
            (`[header]` with `source`, `date` and `licence`).
    """
    try:
        table = tomllib.loads(_read(name, folder))
    except tomllib.TOMLDecodeError as error:
        raise DataFileError(f"corpus/data/{name} is no valid TOML: {error}") from error
    header = table.get("header", {})
    lacks = [key for key in _HEADER if not isinstance(header.get(key), str)]
    lacks += [] if isinstance(header.get("date"), dt.date) else ["date"]
    if lacks:
        raise DataFileError(f"corpus/data/{name} lacks {', '.join(lacks)} in [header]")
    return table


def load_as(name: str, shape: type[_T], folder: Traversable | None = None) -> _T:
    """Read a TOML file without its header as `shape`, a dataclass.

    Raises:
        DataFileError: as `load`, or the fields do not fit the shape.
    """
    fields = {key: value for key, value in load(name, folder).items() if key != "header"}
    try:
        return TypeAdapter(shape).validate_python(fields)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise DataFileError(f"corpus/data/{name}, {place}: {first['msg']}") from error


def load_table(name: str, folder: Traversable | None = None) -> tuple[Mapping[str, str], ...]:
    """Read the rows of a tab-separated file, keyed by its heading line.

    Lines that begin with `#` are comments; among them must stand `# source:`, `# date:` and
    `# licence:`.

    Raises:
        DataFileError: the file or its header is missing, or a row has the wrong number of fields.
    """
    numbered = list(enumerate(_read(name, folder).splitlines(), start=1))
    comments = [line for _, line in numbered if line.startswith("#")]
    for key in (*_HEADER, "date"):
        if not any(line.startswith(f"# {key}:") for line in comments):
            raise DataFileError(f"corpus/data/{name} lacks {key} in its header")
    lines = [(number, line) for number, line in numbered if line and not line.startswith("#")]
    rows = list(csv.reader((line for _, line in lines), delimiter="\t", quoting=csv.QUOTE_NONE))
    for (number, _), row in zip(lines, rows, strict=True):
        if len(row) != len(rows[0]):
            raise DataFileError(
                f"corpus/data/{name}, line {number}: {len(row)} fields, not {len(rows[0])}"
            )
    return tuple(dict(zip(rows[0], row, strict=True)) for row in rows[1:])


def library_text(name: str) -> str:
    """Read the stored text of one file of the embedded collection, line ends untouched.

    Raises:
        DataFileError: there is no such file, or it is not UTF-8.
    """
    return _read(name, resources.files("corpus") / "library")


def _read(name: str, folder: Traversable | None) -> str:
    place = folder or resources.files("corpus") / "data"
    try:
        return (place / name).read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        raise DataFileError(f"{place.name}/{name} is missing: install Principbot again") from error
    except UnicodeDecodeError as error:
        raise DataFileError(f"{place.name}/{name} is not UTF-8: {error}") from error
