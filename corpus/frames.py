"""Fixed texts for passages that mislead when they are read alone."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from corpus.datafiles import load
from corpus.errors import DataFileError
from corpus.model import DocumentId, Passage, PassageRole

_FILE = "rammer.toml"


@dataclass(frozen=True, slots=True)
class Frame:
    """A reviewed text that is always shown with a passage."""

    key: str
    text: str
    reviewed: bool
    """A lawyer has confirmed the wording."""


@dataclass(frozen=True, slots=True)
class _Place:
    document_id: DocumentId
    contains: str
    frame: str
    role: PassageRole | None


def frame(key: str) -> Frame:
    """Give the text of a passage's `frame`.

    Raises:
        DataFileError: no such frame, or the file is broken.
    """
    try:
        return _frames()[key]
    except KeyError:
        raise DataFileError(f"corpus/data/{_FILE} has no frame {key!r}") from None


def framed(passage: Passage) -> Passage:
    """Give the passage with the frame and the role that the data file names for it."""
    for place in _places():
        if place.document_id == passage.document_id and place.contains in passage.text:
            return replace(passage, frame=place.frame, role=place.role or passage.role)
    return passage


@cache
def _frames() -> Mapping[str, Frame]:
    rows = load(_FILE)["ramme"]
    return {key: Frame(key, row["tekst"], row["gennemgaaet"]) for key, row in rows.items()}


@cache
def _places() -> tuple[_Place, ...]:
    rows = load(_FILE)["sted"]
    places = tuple(
        _Place(
            DocumentId(row["dokument"]),
            row["indeholder"],
            row["ramme"],
            PassageRole(row["rolle"]) if "rolle" in row else None,
        )
        for row in rows
    )
    for place in places:
        frame(place.frame)  # a place must name a frame that there is
    return places
