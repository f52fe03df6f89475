"""One segment of an index, opened: flat files mapped into memory.

Passages, terms and forms go by their numbers. Files:
`forward.*` the forms of each passage in reading order, text before heading;
`form.*`, `term.*` the strings, `form_term` the term of each form;
`postings.*` for each term its passages, packed counts and impacts, in order of passage;
`gram.*` the 4-grams of each form; `run*` stretches of passages of one document;
`facet-*` the values that filters look at.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index.errors import CorruptIndexError
from index.files import Array, open_array
from index.grams import GramTable
from index.ragged import stretch_indices
from index.strings import SortedStrings, StringTable, Vocabulary


@dataclass(frozen=True, slots=True)
class Totals:
    """Sizes of the shared collection, which all statistics come from."""

    passages: int
    words: int
    all_words: int
    """With those of the headings."""
    grams: int
    runs: int


@dataclass(frozen=True, slots=True)
class Segment:
    """The files of one segment."""

    folder: Path
    size: int
    """Passages in it, withdrawn ones too."""
    live: int
    """Passages that can still be found."""
    kept: Array | None
    """For each passage whether it can still be found; None when all can."""
    totals: Totals
    has_headings: bool
    facet_names: tuple[str, ...]
    passages: StringTable
    terms: Vocabulary
    forms: Vocabulary
    sorted_terms: SortedStrings
    reversed_terms: SortedStrings
    form_term: Array
    form_count: Array
    """How often each form stands in the shared collection."""
    offsets: Array
    passage: Array
    count: Array
    impact: Array
    highest: Array
    frequency: Array
    run_frequency: Array
    average: float
    """Mean length that the impacts were computed with."""
    length: Array
    heading_length: Array
    gram_length: Array
    run: Array
    run_start: Array
    shared: Array
    grams: GramTable
    forward: Array
    forward_offsets: Array

    def forms_of(self, passages: Array) -> tuple[Array, Array]:
        """The forms of some passages one after the other, and how many each has."""
        starts = self.forward_offsets[passages].astype(np.int64)
        lengths = self.forward_offsets[passages + 1].astype(np.int64) - starts
        return self.forward[stretch_indices(starts, lengths)], lengths

    def text_forms(self, passage: int) -> Array:
        """The forms of one passage's text, without its heading."""
        start = int(self.forward_offsets[passage])
        forms: Array = self.forward[start : start + int(self.length[passage])]
        return forms

    def text_terms(self, passage: int) -> list[str]:
        """The terms of one passage's text in reading order."""
        return [self.terms[number] for number in self.form_term[self.text_forms(passage)].tolist()]

    def found(self) -> Array:
        """For each passage whether it can still be found; a new array."""
        return np.ones(self.size, bool) if self.kept is None else self.kept.copy()

    def allowed(self, name: str, values: frozenset[str]) -> Array:
        """For each passage whether its facet has one of the values."""
        if name not in self.facet_names:
            return np.zeros(self.size, bool)
        names = Vocabulary.open(self.folder, f"facet-{name}")
        code_of = open_array(self.folder / f"facet-{name}-number.i4")
        chosen = np.zeros(len(names), bool)
        for value in values:
            number = names.find(value) if value else None
            if number is not None:
                chosen[code_of[number]] = True
        result: Array = chosen[self.facet_codes(name)]
        return result

    def count_of(self, documents: frozenset[str]) -> int:
        """How many passages of some documents can still be found."""
        return int((self.allowed("document", documents) & self.found()).sum())

    def facet_codes(self, name: str) -> Array:
        """The code of one facet for each passage; 0 where it has none."""
        return open_array(self.folder / f"facet-{name}.i4")

    def facet_table(self, name: str) -> dict[str, int]:
        """The code of each value of one facet."""
        names = Vocabulary.open(self.folder, f"facet-{name}")
        code_of = open_array(self.folder / f"facet-{name}-number.i4").tolist()
        return {names[number]: code for number, code in enumerate(code_of)}

    def facet_values(self, name: str) -> list[str]:
        """The value of one facet for each passage, empty where it has none."""
        value_of = {code: value for value, code in self.facet_table(name).items()}
        return [value_of[code] for code in self.facet_codes(name).tolist()]


def open_segment(folder: Path) -> Segment:
    """Map a segment's files.

    Raises:
        CorruptIndexError: a file is missing, of the wrong size or not ours; names it.
    """
    meta = read_meta(folder)

    def items(name: str) -> Array:
        return open_array(folder / name)

    terms = Vocabulary.open(folder, "term")
    average = items("average.f8")
    segment = Segment(
        folder=folder,
        size=meta["passages"],
        live=meta["live"],
        kept=items("kept.u1").view(bool) if meta["live"] < meta["passages"] else None,
        totals=Totals(**meta["shared"]),
        has_headings=meta["headings"],
        facet_names=tuple(meta["facets"]),
        passages=StringTable.open(folder, "passage"),
        terms=terms,
        forms=Vocabulary.open(folder, "form"),
        sorted_terms=SortedStrings(
            terms, items("term_sorted.i4"), items("term_sorted.heads"), backwards=False
        ),
        reversed_terms=SortedStrings(
            terms, items("term_reversed.i4"), items("term_reversed.heads"), backwards=True
        ),
        form_term=items("form_term.i4"),
        form_count=items("form_count.i8"),
        offsets=items("postings.offsets"),
        passage=items("postings.passage"),
        count=items("postings.count"),
        impact=items("postings.impact"),
        highest=items("highest.u1"),
        frequency=items("frequency.i4"),
        run_frequency=items("run_frequency.i4"),
        average=float(average[0]) if len(average) else 1.0,
        length=items("length.i4"),
        heading_length=items("heading_length.i4"),
        gram_length=items("gram_length.i4"),
        run=items("run.i4"),
        run_start=items("run_start.i4"),
        shared=items("shared.u1"),
        grams=GramTable(
            items("gram.keys"),
            items("gram.sieve"),
            items("gram.offsets"),
            items("gram.known"),
            items("gram.frequency"),
        ),
        forward=items("forward.i4"),
        forward_offsets=items("forward.offsets"),
    )
    _check(segment)
    return segment


def read_meta(folder: Path) -> dict[str, Any]:
    """What `segment.json` says.

    Raises:
        CorruptIndexError: it is missing or damaged.
    """
    path = folder / "segment.json"
    try:
        meta: dict[str, Any] = json.loads(path.read_text("utf-8"))
        Totals(**meta["shared"])
        _ = meta["passages"], meta["live"], meta["headings"], meta["facets"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorruptIndexError(f"{path}: missing or damaged; rebuild the index") from error
    return meta


def _check(segment: Segment) -> None:
    terms, passages, postings = len(segment.terms), segment.size, len(segment.passage)
    agree = {
        "postings.offsets": len(segment.offsets) == terms + 1,
        "postings.count": len(segment.count) == postings == len(segment.impact),
        "frequency.i4": len(segment.frequency) == terms == len(segment.highest),
        "form_term.i4": len(segment.form_term) == len(segment.forms),
        "gram.offsets": len(segment.grams.offsets) == len(segment.forms) + 1,
        "length.i4": len(segment.length) == passages == len(segment.run),
        "passage.offsets": len(segment.passages) == passages,
        "forward.offsets": len(segment.forward_offsets) == passages + 1,
    }
    for name, is_right in agree.items():
        if not is_right:
            path = segment.folder / name
            raise CorruptIndexError(f"{path}: does not fit the other files; rebuild the index")
