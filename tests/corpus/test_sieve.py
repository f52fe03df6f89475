"""The net for citations lets through everything that reading would find."""

import pytest

from corpus import laws
from corpus.citations import ProvisionRef, Reading, find, sieve
from tests.corpus.test_citation_sample import rows

TEXTS = [row["uddrag"] for part in ("praecision", "genfinding") for row in rows(part)]


@pytest.mark.parametrize("reading", [Reading.PROSE, Reading.ACT])
def test_whatever_is_found_passes(reading: Reading) -> None:
    known = {law.key: sieve.law(law) for law in laws.load().laws}
    seen = 0
    for text in TEXTS:
        for ref in find(text, reading):
            if isinstance(ref, ProvisionRef):
                seen += 1
                assert sieve.number(ref.paragraf)(text), (text, ref)
                assert ref.law not in known or known[ref.law](text), (text, ref)
    assert seen > 500


@pytest.mark.parametrize(
    ("text", "paragraf", "passes"),
    [
        ("efter § 85.", "85", True),  # behind the sign
        ("efter §§ 10, 84 og 85 i loven", "85", True),  # in a list
        ("efter §\u00a085, stk. 1", "85", True),  # a space that does not break
        ("efter § 8\u00ad5", "85", True),  # with a hyphen that is not seen
        ("efter §§ 83-87", "85", True),  # in a range
        ("efter §§ 83 a til og med § 87", "85", True),  # in a range in words
        ("efter § 185", "85", False),  # part of another number
        ("efter § 10, nr. 85", "85", False),  # something else is counted
        ("efter § 10. Der er 85 dage", "85", False),  # no list
    ],
)
def test_a_number_passes_where_a_paragraf_may_stand(text: str, paragraf: str, passes: bool) -> None:
    assert sieve.number(paragraf)(text) is passes


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("servicelovens § 85", True),
        ("SERVICELOV § 85", True),  # base form, in capitals
        ("lov om\nsocial  service", True),  # over a line
        ("service\u00adlovens", True),  # with a hyphen that is not seen
        ("SEL § 85", True),  # the abbreviation
        ("efter loven om noget andet", False),
    ],
)
def test_a_law_passes_under_each_of_its_names(text: str, passes: bool) -> None:
    named = laws.load().resolve("serviceloven")
    assert named is not None
    assert sieve.law(named)(text) is passes
