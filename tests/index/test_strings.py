"""Tables of strings: by number, by name, in alphabetical order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.files import open_array
from index.strings import SortedStrings, StringTable, write_order, write_strings

WORDS = st.lists(st.text("abæ", min_size=1, max_size=12), max_size=40, unique=True)


@given(WORDS, st.booleans())
def test_the_order_is_that_of_the_alphabet(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], backwards: bool
) -> None:
    folder = tmp_path_factory.mktemp("strings")
    step = -1 if backwards else 1
    raws = [word.encode()[::step] for word in words]
    write_strings(folder, "t", words)
    table = StringTable.open(folder, "t")
    write_order(folder, "o", table, backwards=backwards)
    order, heads = open_array(folder / "o.i4"), open_array(folder / "o.heads")
    assert order.tolist() == sorted(range(len(words)), key=raws.__getitem__)
    ordered = SortedStrings(table, order, heads, backwards=backwards)
    for word in words:
        cut = word[: len(word) // 2 + 1] if not backwards else word[len(word) // 2 :]
        begin = cut.encode()[::step]
        expected = {at for at, raw in enumerate(raws) if raw.startswith(begin)}
        assert set(ordered.starting(cut).tolist()) == expected


@given(WORDS, st.integers(1, 10))
def test_the_first_in_the_alphabet(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], count: int
) -> None:
    folder = tmp_path_factory.mktemp("strings")
    write_strings(folder, "t", words)
    table = StringTable.open(folder, "t")
    numbers = np.arange(len(words))
    found = {words[at] for at in table.first(numbers, count).tolist()}
    assert found == set(sorted(words, key=str.encode)[:count])
    assert table.some(numbers.tolist()) == words == [raw.decode() for raw in table.raws()]
