"""Which words of a passage are quoted: whole when short, else the best run of whole sentences."""

from collections.abc import Callable, Sequence

from corpus.model import Span
from corpus.text import display, leads, sentences, turns, word_count

_END_MARKS = (".", ":", ";", "!", "?", "”", "“", '"', "»", "«", "]")

QUOTE_WORDS = 90
"""A passage of at most this many words is quoted whole."""

Weigh = Callable[[str], float]
"""How much of the question a sentence answers; 0 when nothing."""


def choose(text: str, spans: Sequence[Span], weigh: Weigh) -> tuple[Span, ...]:
    """The spans to quote of a passage that stands at `spans` of the stored `text`.

    A run never ends before a sentence that turns it, even where that passes the limit.
    """
    if word_count(" ".join(text[s.start : s.end] for s in spans)) <= QUOTE_WORDS:
        return tuple(spans)
    parts = [
        (place, sentence) for place, span in enumerate(spans) for sentence in sentences(text, span)
    ]
    first, last = _best_run(text, [sentence for _, sentence in parts], weigh)
    return _merge(parts[first : last + 1])


def _best_run(text: str, run: Sequence[Span], weigh: Weigh) -> tuple[int, int]:
    """Indexes of the first and last sentence: most weight, then fewest words, then first."""
    words = [word_count(text[s.start : s.end]) for s in run]
    weights = [weigh(display([text[s.start : s.end]])) for s in run]
    if not any(weights):
        return _complete(text, run, words, 0, _fitting(words) - 1)
    best, best_key = (0, 0), (-1.0, 0)
    for first in range(len(run)):
        last, total, weight = first, words[first], weights[first]
        while True:
            if total <= QUOTE_WORDS or last == first:
                key = (round(weight, 6), -total)
                if key > best_key:
                    best, best_key = (first, last), key
            last += 1
            if last == len(run) or total > QUOTE_WORDS:
                break
            total += words[last]
            weight += weights[last]
    return _complete(text, run, words, *best)


def _fitting(words: Sequence[int]) -> int:
    """How many of the first sentences fit; at least one."""
    fits = [count for count in range(1, len(words) + 1) if sum(words[:count]) <= QUOTE_WORDS]
    return fits[-1] if fits else 1


def _complete(
    text: str, run: Sequence[Span], words: Sequence[int], first: int, last: int
) -> tuple[int, int]:
    """Widen a run that would stop before a turning clause, start with one, or stop at a colon.

    A list comes with its lead-in, and with as many items as the limit takes.
    """
    while first > 0 and turns(text[run[first].start : run[first].end]):
        first -= 1
    listed = leads(text[run[last].start : run[last].end])
    while last + 1 < len(run):
        room = sum(words[first : last + 2]) <= QUOTE_WORDS
        at_colon = leads(text[run[last].start : run[last].end])
        turned = turns(text[run[last + 1].start : run[last + 1].end])
        if not (turned or at_colon or (listed and room)):
            break
        last += 1
    return first, last


def _merge(parts: Sequence[tuple[int, Span]]) -> tuple[Span, ...]:
    """One span per paragraph of the passage."""
    merged: dict[int, Span] = {}
    for place, sentence in parts:
        before = merged.get(place)
        merged[place] = Span(before.start, sentence.end) if before else sentence
    return tuple(merged.values())


def paragraphs(verbatim: Sequence[str]) -> tuple[str, ...]:
    """The slices as people read them; a paragraph broken by a page goes on in small letters."""
    whole: list[list[str]] = []
    for part in verbatim:
        if whole and part[:1].islower() and not display(whole[-1]).endswith(_END_MARKS):
            whole[-1].append(part)
        else:
            whole.append([part])
    return tuple(display(parts) for parts in whole)
