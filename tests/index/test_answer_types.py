"""What a question asks for, and whether a passage carries it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import answer_types


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("hvor mange uger har vi til genvurdering", ["dage"]),  # a number of weeks is a time
        ("timeløn til en ledsager", ["sats"]),  # a noun asks for an amount
        ("hvor stor egenbetaling er der på sko", ["sats"]),  # how big a sum
        ("timeløn til ledsager, må vi nægte", []),  # a condition is asked for
        ("findes der en formular til underretninger", ["blanket"]),  # a form
        ("hvor mange kommuner er med", ["antal"]),  # a number of things
        ("Hvor længe kan man få sygedagpenge?", ["tid"]),  # æ as typed
        ("hvor laenge kan man faa det", ["tid"]),  # ae as typed
        ("hvad koster det at bruge viso", ["beloeb"]),  # an amount
        ("telefonnummeret til hotlinen", ["kontakt"]),  # a number to call
        ("hvor lang pause kan hun få", ["tid"]),  # how long a thing
        ("hvor langt skal hun rejse", []),  # a distance
        ("hvilken § gælder", ["bestemmelse"]),  # a provision
        ("hvornår var samrådet", ["tidspunkt"]),  # a date
        ("hvor mange procent omgøres", ["procent"]),  # a share
        ("må vi give afslag", []),  # nothing in particular
        ("", []),  # nothing at all
    ],
)
def test_the_kind_of_answer_is_read_from_the_question(question: str, names: list[str]) -> None:
    assert [kind.name for kind in answer_types.expected(question)] == names


@pytest.mark.parametrize(
    ("question", "passage", "found"),
    [
        ("hvor hurtigt svarer viso", "VISO tilbyder gratis rådgivning.", False),  # no time
        ("hvor hurtigt svarer I", "Myndigheden svarer inden 4 uger.", True),  # a time
        ("hvor længe kan hun", "En person på døgnophold.", False),  # only begins as a time does
        ("hvor længe kan hun", "Tilbuddet gives i to hele uger.", True),  # a word between
        ("hvad koster viso", "VISO tilbyder gratis rådgivning.", True),  # free is a price
        ("hvor mange sager må man have", "Forsøg med færre sager pr. rådgiver.", False),
        ("hvor mange sko kan hun få", "Hjælp efter § 112, stk. 2, nr. 3.", False),  # no amount
        ("hvor mange par sko kan hun få", "Hjælp efter § 112 til 2 par.", True),
        ("hvor mange sko kan hun få", "Hjælp i 2 år til sko.", False),  # another thing counted
        ("hvor mange år", "Hjælp i 2 uger.", False),  # another unit
        ("hvor mange år skal den holde", "Hjælp til personer under 18 år.", False),  # an age
        ("hvor gammel må han være", "Hjælp til personer under 18 år.", True),
        ("hvilken § gælder", "Hjælp efter § 112.", True),  # here the reference is the answer
        ("må vi give afslag", "Noget helt andet.", True),  # nothing asked for, nothing missing
    ],
)
def test_a_passage_without_the_sign_does_not_answer(
    question: str, passage: str, found: bool
) -> None:
    assert answer_types.carries(answer_types.expected(question), passage) is found


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_can_be_asked(question: str, passage: str) -> None:
    assert answer_types.carries(answer_types.expected(question), passage) in {True, False}
