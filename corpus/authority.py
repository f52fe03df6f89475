"""What a kind of source is worth (retskildeværdi)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from corpus.datafiles import load
from corpus.errors import DataFileError
from corpus.model import SourceKind

_FILE = "retskildevaerdi.toml"


@dataclass(frozen=True, slots=True)
class Authority:
    """Label and weight of one kind of source."""

    kind: SourceKind
    label: str
    line: str
    """One sentence; of an internt svar with `{navn}` and `{dato}` to fill in."""
    short: str
    """A few words for the line under a quote."""
    reviewed: bool
    """A lawyer has confirmed the wording."""


def authority(kind: SourceKind) -> Authority:
    """Give label and weight of a kind.

    Raises:
        DataFileError: the data file lacks the kind.
    """
    return _authorities()[kind]


def read_authorities(table: Mapping[str, Any]) -> Mapping[SourceKind, Authority]:
    """Read the data file's table.

    Raises:
        DataFileError: it lacks a kind.
    """
    rows = table["vaerdi"]
    lacks = [kind.value for kind in SourceKind if kind.value not in rows]
    if lacks:
        raise DataFileError(f"corpus/data/{_FILE} lacks {', '.join(lacks)}")
    return {
        kind: Authority(
            kind=kind,
            label=rows[kind.value]["etiket"],
            line=rows[kind.value]["linje"],
            short=rows[kind.value]["kort"],
            reviewed=rows[kind.value]["gennemgaaet"],
        )
        for kind in SourceKind
    }


@cache
def _authorities() -> Mapping[SourceKind, Authority]:
    return read_authorities(load(_FILE))
