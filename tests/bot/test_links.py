"""Addresses of passages and back."""

import pytest

from bot import links


def test_without_a_base_address_there_is_no_link() -> None:
    assert links.Links().passage("pm-1-26", "abc") is None


def test_a_passage_has_an_absolute_address() -> None:
    found = links.Links("https://bot.example.dk/").passage("pm-1-26", "abc")
    assert found == "https://bot.example.dk/kilder/pm-1-26/abc#p"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("abc", "abc"),  # an id
        ("https://bot.example.dk/kilder/pm-1-26/abc#p", "abc"),  # an address
        ("/kilder/pm-1-26/abc", "abc"),  # a path
        ("https://bot.example.dk/andet/abc", None),  # not ours
        ("", None),  # nothing
        ("/kilder/pm-1-26/", None),  # a document, no passage
    ],
)
def test_the_passage_is_read_from_what_people_paste(address: str, expected: str | None) -> None:
    assert links.passage_of(address) == expected
