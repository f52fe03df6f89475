"""Passages to one segment: a folder of flat files (see `index/segment.py` for what they hold).

Words are spilled to disk in chunks, sorted there, and put in place in a second pass, so
that memory grows with the vocabulary and not with the text.
"""

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import numpy as np

from index.analysis import DanishAnalyzer
from index.counts import HEADING_LIMIT, HEADING_SHIFT, TEXT_LIMIT, whole_count
from index.files import Array, ArrayWriter, ScatterWriter, open_array, pieces, write_array
from index.grams import grams_of_forms, sieve_of
from index.model import SHARED, IndexEntry
from index.ragged import group_sums
from index.strings import StringTable, write_order, write_strings, write_vocabulary
from index.weights import Weights

CHUNK = 4_000_000
"""Words that are sorted at a time; 32 bytes each."""

_PASSAGES = 50_000
_TOKENS_KEPT = 2_000_000


class _TokenForms(dict[str, tuple[int, ...]]):
    """The numbers of the forms of each token, analysed at its first appearance."""

    def __init__(self, analyzer: DanishAnalyzer, numbers: "_Numbers") -> None:
        super().__init__()
        self._analyzer = analyzer
        self._numbers = numbers

    def __missing__(self, token: str) -> tuple[int, ...]:
        numbers = tuple(self._numbers[form] for form in self._analyzer.forms_of(token))
        if len(self) < _TOKENS_KEPT:
            self[token] = numbers
        return numbers


class _Numbers(dict[str, int]):
    """Numbers strings in the order of their first appearance."""

    def __missing__(self, text: str) -> int:
        number = self[text] = len(self)
        return number


@dataclass(slots=True)
class _Facet:
    values: _Numbers = field(default_factory=lambda: _Numbers({"": 0}))
    codes: "array[int]" = field(default_factory=lambda: array("i"))


class SegmentWriter:
    """Takes passages one by one and writes the segment when it is closed."""

    def __init__(
        self, folder: Path, analyzer: DanishAnalyzer, weights: Weights, chunk: int = CHUNK
    ) -> None:
        folder.mkdir(parents=True)
        self._folder = folder
        self._analyzer = analyzer
        self._weights = weights
        self._chunk_size = chunk
        self._forms = _Numbers()
        self._token_forms = _TokenForms(analyzer, self._forms)
        self._terms = _Numbers()
        self._form_terms = array("i")
        self._words = array("i")
        self._text_lengths = array("i")
        self._heading_lengths = array("i")
        self._runs = array("i")
        self._shared = bytearray()
        self._run_name: str | None = None
        self._facets: dict[str, _Facet] = {}
        self._ids: list[str] = []
        self._flushed = 0
        self._spills = 0
        self._forward = ArrayWriter(folder / "forward.spill", "<i4")

    def add(self, entry: IndexEntry) -> None:
        """Take one passage."""
        self._begin(_whole(entry.facets))
        texts = [self._read(entry.text), self._read(entry.heading) if entry.heading else 0]
        self._end(entry.passage_id, texts, entry.facets)

    def add_forms(
        self,
        passage_id: str,
        text: Sequence[str],
        heading: Sequence[str],
        facets: Mapping[str, str],
    ) -> None:
        """Take one passage that has been analysed."""
        number = self._forms.__getitem__
        self._begin(_whole(facets))
        self._words.extend(map(number, text))
        self._words.extend(map(number, heading))
        self._end(passage_id, (len(text), len(heading)), facets)

    def _begin(self, run: str | None) -> None:
        """Start a passage; a chunk ends between documents alone."""
        if run is None or run != self._run_name or not self._runs:
            if len(self._words) >= self._chunk_size:
                self._spill()
            self._runs.append(self._runs[-1] + 1 if self._runs else 0)
        else:
            self._runs.append(self._runs[-1])
        self._run_name = run

    def _read(self, text: str) -> int:
        """Take the words of a text; returns how many there are."""
        before = len(self._words)
        tokens = map(self._token_forms.__getitem__, self._analyzer.tokens(text))
        self._words.extend(chain.from_iterable(tokens))
        return len(self._words) - before

    def _end(self, passage_id: str, lengths: Sequence[int], facets: Mapping[str, str]) -> None:
        self._text_lengths.append(lengths[0])
        self._heading_lengths.append(lengths[1])
        self._shared.append(facets.get("collection", SHARED) == SHARED)
        self._add_facets(facets)
        self._ids.append(passage_id)

    def abandon(self) -> None:
        """Let go of the open file; the folder is left to whoever made it."""
        self._forward.abandon()

    def close(self) -> None:
        """Write all files and remove the spilled ones."""
        self._spill()
        self._forward.close()
        folder = self._folder
        lengths = _integers(self._text_lengths)
        headings = _integers(self._heading_lengths)
        shared = np.frombuffer(bytes(self._shared), np.uint8).astype(bool)
        forms = write_vocabulary(folder, "form", list(self._forms))
        terms = write_vocabulary(folder, "term", list(self._terms))
        self._write_words(forms, terms, lengths + headings, shared)
        self._write_orders()
        gram_lengths = self._write_grams(shared)
        runs = _integers(self._runs)
        write_array(folder / "length.i4", lengths)
        write_array(folder / "heading_length.i4", headings)
        write_array(folder / "gram_length.i4", gram_lengths)
        write_array(folder / "run.i4", runs)
        starts = np.flatnonzero(np.diff(runs, prepend=-1)) if len(runs) else np.empty(0, np.int64)
        write_array(folder / "run_start.i4", np.append(starts, len(runs)).astype(np.int32))
        write_array(folder / "shared.u1", shared.astype(np.uint8))
        write_strings(folder, "passage", self._ids)
        for name, facet in self._facets.items():
            facet.codes.extend([0] * (len(self._ids) - len(facet.codes)))
            write_array(folder / f"facet-{name}.i4", _integers(facet.codes))
            numbers = write_vocabulary(folder, f"facet-{name}", list(facet.values))
            write_array(folder / f"facet-{name}-number.i4", np.argsort(numbers).astype(np.int32))
        totals = {
            "passages": int(shared.sum()),
            "words": int(lengths[shared].sum()),
            "all_words": int((lengths + headings)[shared].sum()),
            "grams": int(gram_lengths[shared].sum()),
            "runs": len(np.unique(runs[shared])),
        }
        meta = {
            "passages": len(self._ids),
            "live": len(self._ids),
            "facets": sorted(self._facets),
            "headings": bool(headings.any()),
            "shared": totals,
        }
        (folder / "segment.json").write_text(json.dumps(meta), "utf-8")

    def _add_facets(self, facets: Mapping[str, str]) -> None:
        place = len(self._ids)
        for name, value in facets.items():
            facet = self._facets.get(name)
            if facet is None:
                facet = self._facets[name] = _Facet()
            facet.codes.extend([0] * (place - len(facet.codes)))
            facet.codes.append(facet.values[value])

    def _spill(self) -> None:
        """Sort the words so far into (term, passage, count) and write them away."""
        words = _integers(self._words)
        first, last = self._flushed, len(self._text_lengths)
        self._forward.append(words)
        new = list(self._forms)[len(self._form_terms) :]
        term, number = self._analyzer.term, self._terms.__getitem__
        self._form_terms.extend(number(term(form)) for form in new)
        text, heading = (
            _integers(part[first:]) for part in (self._text_lengths, self._heading_lengths)
        )
        passage, in_heading = _places(text, heading)
        key = _integers(self._form_terms)[words].astype(np.int64) * (last - first) + passage
        key = np.sort(key << 1 | in_heading)
        starts = np.flatnonzero(np.diff(key, prepend=-1))
        counts = np.diff(np.append(starts, len(key)))
        key = key[starts]
        limit = np.where(key & 1, HEADING_LIMIT, TEXT_LIMIT)
        packed = np.minimum(counts, limit) << np.where(key & 1, HEADING_SHIFT, 0)
        key >>= 1
        starts = np.flatnonzero(np.diff(key, prepend=-1))
        packed = np.add.reduceat(packed, starts) if len(starts) else packed
        key = key[starts]
        name = self._folder / f"{self._spills}"
        span = max(1, last - first)
        write_array(name.with_suffix(".term.spill"), (key // span).astype(np.int32))
        write_array(name.with_suffix(".passage.spill"), (key % span + first).astype(np.int32))
        write_array(name.with_suffix(".count.spill"), packed.astype(np.uint16))
        self._spills += 1
        self._flushed = last
        del self._words[:]

    def _runs_of_spills(self) -> Iterator[tuple[Array, Array, Array]]:
        for spill in range(self._spills):
            name = self._folder / f"{spill}"
            yield (
                open_array(name.with_suffix(".term.spill")),
                open_array(name.with_suffix(".passage.spill")),
                open_array(name.with_suffix(".count.spill")),
            )

    def _write_words(self, forms: Array, terms: Array, lengths: Array, shared: Array) -> None:
        folder = self._folder
        with ArrayWriter(folder / "forward.i4", "<i4") as writer:
            for piece in pieces(open_array(folder / "forward.spill")):
                writer.append(forms[piece])
        offsets = np.zeros(len(lengths) + 1, np.uint64)
        np.cumsum(lengths, out=offsets[1:])
        write_array(folder / "forward.offsets", offsets)
        form_terms = np.empty(len(forms), np.int32)
        form_terms[forms] = terms[_integers(self._form_terms)] if len(forms) else terms[:0]
        write_array(folder / "form_term.i4", form_terms)
        self._write_postings(terms, shared)
        for path in folder.glob("*.spill"):
            path.unlink()

    def _write_postings(self, terms: Array, shared: Array) -> None:
        folder, size = self._folder, len(terms)
        run = _integers(self._runs)
        counts = np.zeros(size, np.int64)
        frequencies = np.zeros(size, np.int32)
        run_frequencies = np.zeros(size, np.int32)
        for term, passage, _ in self._runs_of_spills():
            numbers = terms[term]
            counts += np.bincount(numbers, minlength=size)
            mine = shared[passage]
            seen, where = numbers[mine], run[passage[mine]]
            frequencies += np.bincount(seen, minlength=size).astype(np.int32)
            new = (np.diff(seen, prepend=-1) != 0) | (np.diff(where, prepend=-1) != 0)
            run_frequencies += np.bincount(seen[new], minlength=size).astype(np.int32)
        offsets = np.zeros(size + 1, np.uint64)
        np.cumsum(counts, out=offsets[1:])
        write_array(folder / "postings.offsets", offsets)
        write_array(folder / "frequency.i4", frequencies)
        write_array(folder / "run_frequency.i4", run_frequencies)
        self._place(terms, offsets, shared)

    def _place(self, terms: Array, offsets: Array, shared: Array) -> None:
        folder, total = self._folder, int(offsets[-1])
        lengths = _integers(self._text_lengths)
        average = float(lengths[shared].mean()) if shared.any() else 0.0
        weights = self._weights
        norm = weights.k1 * (1 - weights.b + weights.b * lengths / (average or 1.0))
        passages = ScatterWriter(folder / "postings.passage", "<i4", total)
        counts = ScatterWriter(folder / "postings.count", "<u2", total)
        impacts = ScatterWriter(folder / "postings.impact", "|u1", total)
        highest = np.zeros(len(terms), np.uint8)
        cursor = offsets[:-1].astype(np.int64)
        for term, passage, packed in self._runs_of_spills():
            starts = np.flatnonzero(np.diff(term, prepend=-1))
            if not len(starts):
                continue
            groups = terms[term[starts]]
            sizes = np.diff(np.append(starts, len(term)))
            place = np.repeat(cursor[groups] - starts, sizes) + np.arange(len(term))
            count = whole_count(packed, weights.heading)
            impact = np.ceil(255 * count / (count + norm[passage])).astype(np.uint8)
            impact[packed & TEXT_LIMIT == TEXT_LIMIT] = 255  # it may stand there more often
            passages.items[place] = passage
            counts.items[place] = packed
            impacts.items[place] = impact
            highest[groups] = np.maximum(highest[groups], np.maximum.reduceat(impact, starts))
            cursor[groups] += sizes
        for writer in (passages, counts, impacts):
            writer.close()
        write_array(folder / "average.f8", np.array([average or 1.0], np.float64))
        write_array(folder / "highest.u1", highest)

    def _write_orders(self) -> None:
        """Alphabetical orders of the terms, forwards and backwards, for `index/kinship.py`."""
        table = StringTable.open(self._folder, "term")
        write_order(self._folder, "term_sorted", table, backwards=False)
        write_order(self._folder, "term_reversed", table, backwards=True)

    def _write_grams(self, shared: Array) -> Array:
        """The 4-grams of each form; returns how many each passage has."""
        folder = self._folder
        table = StringTable.open(folder, "form")
        keys, offsets = grams_of_forms(table.raws())
        write_array(folder / "gram.keys", keys)
        write_array(folder / "gram.sieve", sieve_of(keys))
        write_array(folder / "gram.offsets", offsets)
        forward, ends = open_array(folder / "forward.i4"), open_array(folder / "forward.offsets")
        sizes = np.diff(offsets).astype(np.int64)
        met = np.zeros(len(sizes), np.int64)
        per_passage = np.zeros(len(shared), np.int32)
        for first in range(0, len(shared), _PASSAGES):
            last = min(len(shared), first + _PASSAGES)
            lengths = np.diff(ends[first : last + 1]).astype(np.int64)
            forms = forward[int(ends[first]) : int(ends[last])]
            per_passage[first:last] = group_sums(sizes[forms], lengths)
            seen = forms[np.repeat(shared[first:last], lengths)]
            met += np.bincount(seen, minlength=len(sizes))
        write_array(folder / "form_count.i8", met)
        known, places = np.unique(keys, return_inverse=True)
        total = np.bincount(places, np.repeat(met, sizes), len(known)) if len(known) else met[:0]
        write_array(folder / "gram.known", known)
        write_array(folder / "gram.frequency", total.astype(np.int64))
        return per_passage


def _whole(facets: Mapping[str, str]) -> str | None:
    """What a passage is a part of: the section of an act, else the document."""
    return facets.get("section") or facets.get("document")


def _integers(items: "array[int]") -> Array:
    return np.array(items, np.int32)


def _places(text: Array, heading: Array) -> tuple[Array, Array]:
    """For each word of a chunk: its passage, counted from 0, and 1 when in the heading."""
    both = np.empty(2 * len(text), np.int64)
    both[0::2], both[1::2] = text, heading
    halves = np.repeat(np.arange(len(both)), both)
    return halves >> 1, halves & 1
