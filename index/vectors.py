"""The vectors of one generation, in flat files of its folder `betydning`.

`text.f4` holds a vector of each passage, `asked.f4` one of each typical question of a passage;
`*.owner.i4` says whose it is. A passage's place counts through all segments in their order.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.embedding import Embedder
from index.errors import CorruptIndexError
from index.files import Array, ArrayWriter, check_array, open_array, write_array
from index.segment import Segment

FOLDER = "betydning"
_META = "model.json"
_PARTS = ("text", "asked")
_PIECE = 32

Progress = Callable[[int, int], None]
"""Told how many texts are read, and how many there are."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What is read of one passage."""

    passage_id: str
    text: str
    questions: Sequence[str] = ()
    """Typical questions that it answers."""


@dataclass(frozen=True, slots=True)
class Owned:
    """Vectors, and the place of the passage that each belongs to."""

    vectors: Array
    """(rows, size), 32-bit, each of length 1."""
    owners: Array


@dataclass(frozen=True, slots=True)
class Vectors:
    """The vectors of a generation."""

    text: Owned
    asked: Owned


def write(
    folder: Path,
    segments: Sequence[Segment],
    meant: Iterable[Meant],
    embedder: Embedder,
    progress: Progress | None = None,
) -> None:
    """Write the vectors of what can be found in a generation's segments."""
    place_of = _places(segments)
    inside = folder / FOLDER
    inside.mkdir(exist_ok=True)
    texts: list[tuple[int, str]] = []
    asked: list[tuple[int, str]] = []
    for one in meant:
        place = place_of.get(one.passage_id)
        if place is not None:
            texts.append((place, one.text))
            asked += [(place, question) for question in one.questions]
    done = 0
    for name, rows, embed in (
        ("text", texts, embedder.passages),
        ("asked", asked, embedder.questions),
    ):
        with ArrayWriter(inside / f"{name}.f4", "<f4") as writer:
            for start in range(0, len(rows), _PIECE):
                batch = [text for _, text in rows[start : start + _PIECE]]
                writer.append(embed(batch).ravel())
                done += len(batch)
                if progress is not None:
                    progress(done, len(texts) + len(asked))
        write_array(inside / f"{name}.owner.i4", np.array([at for at, _ in rows], "<i4"))
    meta = {"model": embedder.name, "size": embedder.size}
    (inside / _META).write_text(json.dumps(meta), encoding="utf-8")


def open_vectors(folder: Path, segments: Sequence[Segment], embedder: Embedder) -> Vectors | None:
    """The vectors of a generation; None where it was built without.

    Raises:
        CorruptIndexError: they are damaged, or another model's; it is named.
    """
    inside = folder / FOLDER
    if not inside.exists():
        return None
    try:
        meta = json.loads((inside / _META).read_text(encoding="utf-8"))
        model, size = str(meta["model"]), int(meta["size"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorruptIndexError(
            f"{inside / _META}: missing or damaged; rebuild the index"
        ) from error
    if (model, size) != (embedder.name, embedder.size):
        raise CorruptIndexError(
            f"{inside}: vectors of {model}, but the model is {embedder.name}; rebuild the index"
        )
    count = sum(part.size for part in segments)
    return Vectors(*(_owned(inside, name, size, count) for name in _PARTS))


def check(folder: Path) -> None:
    """Compare the checksums of a generation's vectors, if it has any.

    Raises:
        CorruptIndexError: one differs; the file is named.
    """
    for path in sorted((folder / FOLDER).glob("*.?4")):
        check_array(path)


def _places(segments: Sequence[Segment]) -> dict[str, int]:
    places = {}
    base = 0
    for part in segments:
        for passage in np.flatnonzero(part.found()).tolist():
            places[part.passages[passage]] = base + passage
        base += part.size
    return places


def _owned(inside: Path, name: str, size: int, count: int) -> Owned:
    vectors, owners = open_array(inside / f"{name}.f4"), open_array(inside / f"{name}.owner.i4")
    fits = len(vectors) == size * len(owners)
    if not fits or (len(owners) and not 0 <= owners.min() <= owners.max() < count):
        path = inside / f"{name}.f4"
        raise CorruptIndexError(f"{path}: does not fit the other files; rebuild the index")
    return Owned(vectors.reshape(len(owners), size), owners)
