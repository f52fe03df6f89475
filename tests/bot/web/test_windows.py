"""A stored text in pages: nothing lost, nothing twice, never slow."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.web.windows import PAGE, blocks, page_of, window
from corpus.model import Passage, Span
from corpus.store import Store
from corpus.text import display
from tests import factories


@given(
    st.text(alphabet="ab \n-•", max_size=60),
    st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)), max_size=5),
    st.integers(0, 9),
)
def test_every_letter_is_shown_once_and_in_order(
    text: str, places: list[tuple[int, int]], base: int
) -> None:
    passages = [_passage([Span(min(p) + base, max(p) + base)], n) for n, p in enumerate(places)]
    shown = "".join(part for b in blocks(text, base, passages) for part in b.paragraphs)
    assert _letters(shown) == _letters(text)


def test_text_between_passages_stands_between_them() -> None:
    text = "Overskrift\n\nFørste afsnit.\n\n18\n\nAndet afsnit."
    first = text.index("Første")
    second = text.index("Andet")
    passages = [
        _passage([Span(first, first + 14)], 0, heading="Overskrift"),
        _passage([Span(second, len(text))], 1, heading=None),
    ]
    found = list(blocks(text, 0, passages))
    assert [b.paragraphs for b in found] == [
        ("Overskrift",),
        ("Første afsnit.",),
        ("18",),
        ("Andet afsnit.",),
    ]
    assert [b.is_heading for b in found] == [True, False, False, False]
    assert [b.is_start for b in found] == [False, True, False, True]


def test_a_passage_around_a_page_number_is_two_blocks_and_starts_once() -> None:
    text = "Første del\n18\nanden del."
    passage = _passage([Span(0, 10), Span(14, 24)], 0)
    found = list(blocks(text, 0, [passage]))
    assert [(b.passage is passage, b.is_start) for b in found] == [
        (True, True),
        (False, False),
        (True, False),
    ]


def test_signs_before_a_passage_stay_on_its_line() -> None:
    text = "Liste\n• Første\n”Andet”"
    passages = [_passage([Span(8, 14)], 0), _passage([Span(16, 21)], 1)]
    found = list(blocks(text, 0, passages))
    assert [(b.before, b.paragraphs) for b in found] == [
        ("", ("Liste",)),
        ("•", ("Første",)),
        ("”", ("Andet",)),
        ("", ("”",)),
    ]


def test_a_heading_under_another_line_is_a_heading() -> None:
    text = "[Kilden 2021]\nOverskrift\nOrd."
    found = list(blocks(text, 0, [_passage([Span(25, 29)], 0, heading="Overskrift")]))
    assert [(b.paragraphs[0], b.is_heading) for b in found] == [
        ("[Kilden 2021]", False),
        ("Overskrift", True),
        ("Ord.", False),
    ]


def test_pages_hold_the_whole_text_and_each_passage_is_on_its_page(tmp_path: Path) -> None:
    text = "\n\n".join(f"Afsnit {n}. {'Kommunen skal oplyse sagen. ' * 20}" for n in range(120))
    store = Store(tmp_path / "s.db")
    parsed = factories.parsed(text=text)
    store.put(parsed)
    version = parsed.version.version_id
    first = window(store, version, 1)
    assert first is not None
    assert first.count == -(-len(text) // PAGE)
    pages = [window(store, version, number) for number in range(1, first.count + 1)]
    shown = "".join(p for page in pages if page for b in page.blocks for p in b.paragraphs)
    assert _letters(shown) == _letters(display([text]))
    for passage in parsed.passages:
        page = pages[page_of(passage.spans[0].start) - 1]
        assert page is not None
        starts = [b.passage.passage_id for b in page.blocks if b.passage and b.is_start]
        assert passage.passage_id in starts
    store.close()


def test_one_endless_passage_is_cut_into_pages(tmp_path: Path) -> None:
    text = "Kommunen skal høre parten og " * 3_000
    store = Store(tmp_path / "s.db")
    parsed = factories.parsed(text=text)
    store.put(parsed)
    middle = window(store, parsed.version.version_id, 3)
    assert middle is not None
    (block,) = middle.blocks
    assert block.passage is not None
    assert not block.is_start
    assert len(block.paragraphs[0]) <= PAGE
    store.close()


@pytest.mark.parametrize("number", [0, -1, 2])
def test_there_is_no_page_outside_the_text(tmp_path: Path, number: int) -> None:
    store = Store(tmp_path / "s.db")
    parsed = factories.parsed()
    store.put(parsed)
    assert window(store, parsed.version.version_id, number) is None
    store.close()


def test_an_unknown_version_is_an_empty_page(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.db")
    shown = window(store, "ukendt", 1)
    assert shown is not None
    assert shown.blocks == ()
    store.close()


def _passage(spans: Sequence[Span], ordinal: int, heading: str | None = "H") -> Passage:
    base = factories.passage("d", "v", spans[0], "x", ordinal)
    values = {name: getattr(base, name) for name in base.__slots__}
    return Passage(**values | {"spans": tuple(spans), "heading": heading})


def _letters(text: str) -> str:
    """What `display` never takes away; a hyphen at a line's end may go."""
    return "".join(c for c in text if c.isalnum())
