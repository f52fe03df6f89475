"""The vectors of one generation, in flat files of its folder `betydning`.

`text.f4` holds a vector of each passage, `asked.f4` one of each typical question of a passage;
`*.owner.i4` says whose it is. A passage's place counts through all segments in their order.
`near.f4` holds one of each question that others are compared with, less their mean, `mean.f4`.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index import neighbours
from index.embedding import Embedder
from index.errors import CorruptIndexError
from index.files import Array, ArrayWriter, check_array, open_array, write_array
from index.neighbours import Neighbours
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
class Texts:
    """What is read of a generation."""

    passages: Iterable[Meant]
    compared: Sequence[str] = ()
    """The questions that others are compared with, in order; empty ones have no vector."""


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
    near: Array
    """(questions, size), of length 1, or 0 for one that is not compared with."""
    mean: Array

    def neighbours(self, read: Callable[[str], Array]) -> Neighbours:
        """The questions that others are compared with; `read` gives the vector of one."""

        def centred(question: str) -> Array:
            vector: Array = _centred(read(question)[None], self.mean)[0]
            return vector

        return neighbours.by_meaning(self.near, centred)


def write(
    folder: Path,
    segments: Sequence[Segment],
    texts: Texts,
    embedder: Embedder,
    progress: Progress | None = None,
) -> None:
    """Write the vectors of what can be found in a generation's segments, and of its questions."""
    place_of = _places(segments)
    inside = folder / FOLDER
    inside.mkdir(exist_ok=True)
    passages: list[tuple[int, str]] = []
    asked: list[tuple[int, str]] = []
    for one in texts.passages:
        place = place_of.get(one.passage_id)
        if place is not None:
            passages.append((place, one.text))
            asked += [(place, question) for question in one.questions]
    compared = [(place, one) for place, one in enumerate(texts.compared) if one]
    tell = _counter(len(passages) + len(asked) + len(compared), progress)
    for name, rows, embed in (
        ("text", passages, embedder.passages),
        ("asked", asked, embedder.questions),
    ):
        with ArrayWriter(inside / f"{name}.f4", "<f4") as writer:
            for found in _read(rows, embed, tell):
                writer.append(found.ravel())
        write_array(inside / f"{name}.owner.i4", np.array([at for at, _ in rows], "<i4"))
    near = np.zeros((len(texts.compared), embedder.size), np.float32)
    held = [place for place, _ in compared]
    near[held] = np.concatenate([near[:0], *_read(compared, embedder.questions, tell)])
    mean = near[held].sum(axis=0) / max(1, len(held))
    near[held] = _centred(near[held], mean)
    write_array(inside / "near.f4", near.ravel())
    write_array(inside / "mean.f4", mean.astype(np.float32))
    meta = {"model": embedder.name, "size": embedder.size}
    (inside / _META).write_text(json.dumps(meta), encoding="utf-8")


def _read(
    rows: Sequence[tuple[int, str]],
    embed: Callable[[Sequence[str]], Array],
    tell: Callable[[int], None],
) -> Iterator[Array]:
    """The vectors of the texts of rows, batch by batch; `tell` is told how many each time."""
    for start in range(0, len(rows), _PIECE):
        batch = [text for _, text in rows[start : start + _PIECE]]
        yield embed(batch)
        tell(len(batch))


def _counter(total: int, progress: Progress | None) -> Callable[[int], None]:
    """Adds up what is done, for `progress`."""
    done = 0

    def tell(more: int) -> None:
        nonlocal done
        done += more
        if progress is not None:
            progress(done, total)

    return tell


def _centred(vectors: Array, mean: Array) -> Array:
    """Vectors less a mean, with length 1."""
    away = vectors - mean
    lengths = np.linalg.norm(away, axis=1, keepdims=True)
    unit: Array = away / np.maximum(lengths, _SHORTEST)
    return unit


_SHORTEST = 1e-6


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
    near, mean = open_array(inside / "near.f4"), open_array(inside / "mean.f4")
    if len(mean) != size or len(near) % size:
        raise CorruptIndexError(f"{inside / 'near.f4'}: does not fit the model; rebuild the index")
    text, asked = (_owned(inside, name, size, count) for name in _PARTS)
    return Vectors(text, asked, near.reshape(-1, size), mean)


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
