"""The register: names to laws, and old provisions to new ones."""

import gzip
import json
from pathlib import Path

import pytest

from corpus import lawkey, laws
from corpus.citations import ActRef, ProvisionRef, parse
from corpus.errors import DataFileError
from corpus.lawkey import LawKey

ACTS = Path(__file__).parents[3] / "shared" / "data" / "laws" / "social-acts.jsonl.gz"

REGISTER = laws.load()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("serviceloven", "serviceloven"),  # popular name
        ("Servicelovens", "serviceloven"),  # genitive, capital
        ("lov om social service", "serviceloven"),  # official title
        ("SEL", "serviceloven"),  # abbreviation
        ("sel", None),  # small letters only in a question
        ("BL", None),  # ambiguous: Bestemmelser for Civil Luftfart
        ("barnets lovs", "barnets lov"),  # two words
        ("ældrelov", "ældreloven"),  # the title without the article
        ("AKL", "aktivloven"),  # both abbreviations occur
        ("LAS", "aktivloven"),
        ("servicelven", None),  # a typo only in a question
        ("tandlægeloven", None),  # not in the register
        ("", None),  # nothing
    ],
)
def test_names_in_documents(name: str, key: str | None) -> None:
    law = REGISTER.resolve(name)
    assert (law.key if law else None) == key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("sel", "serviceloven"),  # small letters
        ("BL", "barnets lov"),  # a caseworker means the law
        ("bl", "barnets lov"),
        ("servicelven", "serviceloven"),  # a letter left out
        ("sercviceloven", "serviceloven"),  # a letter too many
        ("sevriceloven", "serviceloven"),  # two letters swapped
        ("servicelobens", "serviceloven"),  # a wrong letter in the genitive
        ("svervicelovven", None),  # two typos
        ("børnelov", "børneloven"),  # another law, not a typo of it
        ("SEL41", None),  # not a name
    ],
)
def test_names_in_questions(name: str, key: str | None) -> None:
    law = REGISTER.resolve(name, question=True)
    assert (law.key if law else None) == key


def provision(
    paragraf: str, letter: str | None = None, stk: str | None = None, law: str = "serviceloven"
) -> ProvisionRef:
    return ProvisionRef(law=law, paragraf=paragraf, letter=letter, stk=stk)


@pytest.mark.parametrize(
    ("old", "notice"),
    [
        # nearly the same words
        (provision("41"), "Fra 1. januar 2024: barnets lov § 86 (næsten ordret)."),
        # another law cited it before and after
        (provision("42"), "Fra 1. januar 2024: barnets lov § 87 (sikker)."),
        # one to many, a run of numbers
        (provision("50"), "Fra 1. januar 2024: barnets lov §§ 18-27 (sikker)."),
        # one to many, two grades
        (
            provision("52"),
            "Fra 1. januar 2024: barnets lov §§ 46 og 47 (sikker); § 32 (næsten ordret).",
        ),
        # three grades
        (
            provision("76"),
            (
                "Fra 1. januar 2024: barnets lov § 114 (sikker); §§ 117 og 118 (næsten ordret); "
                "§§ 113, 115 og 116 (bør efterprøves)."
            ),
        ),
        # a stykke whose words stand in one stykke
        (
            provision("41", stk="1"),
            "Fra 1. januar 2024: barnets lov § 86, stk. 1 (næsten ordret).",
        ),
        # a letter, another law
        (
            provision("49", "a"),
            "Fra 1. januar 2024: retssikkerhedslovens § 11 e (bør efterprøves).",
        ),
        # moved for children, lives on for adults
        (
            provision("101"),
            (
                "Fra 1. januar 2024 for børn og unge: barnets lov § 34 (næsten ordret). "
                "For voksne findes servicelovens § 101 fortsat."
            ),
        ),
    ],
)
def test_moved_provisions_are_told_with_the_grade(old: ProvisionRef, notice: str) -> None:
    moved = REGISTER.moved(old)
    assert moved is not None
    assert moved.text == notice
    assert moved.source


@pytest.mark.parametrize(
    "kept",
    [
        provision("112"),  # applies to children through barnets lov § 90
        provision("83"),
        provision("84", stk="1"),
        provision("85"),  # adults only
        provision("95"),
        provision("41", law="barnets lov"),  # another law's number
        ProvisionRef(law=None, paragraf="41"),  # unresolved
        provision("999"),  # no such provision
    ],
)
def test_what_stays_is_not_declared_moved(kept: ProvisionRef) -> None:
    assert REGISTER.moved(kept) is None


def test_what_stays_names_the_way_to_children() -> None:
    kept = REGISTER.kept(provision("84", stk="1"))
    assert kept is not None
    assert kept.text == (
        "Servicelovens § 84, stk. 1, er ikke flyttet. "
        "For børn og unge gælder den gennem barnets lov § 90, nr. 2."
    )
    assert REGISTER.kept(provision("84", stk="2")) is None  # only stk. 1 does
    assert REGISTER.kept(provision("41")) is None  # moved
    assert REGISTER.kept(provision("85")) is None  # adults only


def test_every_grade_and_consolidation_is_sourced() -> None:
    assert all(law.source for law in REGISTER.laws)
    assert len({law.key for law in REGISTER.laws}) == len(REGISTER.laws)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("41\tbarnets lov\t86\tD\tnej\t\tx", "grade 'D'"),  # no such grade
        ("41\tbarnets lov\t86", "3 fields"),  # a row cut short
    ],
)
def test_a_broken_key_is_refused(tmp_path: Path, row: str, told: str) -> None:
    header = "# source: os\n# date: 2026-01-01\n# licence: MIT\n"
    fields = "fra\ttil_lov\ttil\tgrad\tvoksne\tstk\tgrundlag"
    (tmp_path / lawkey.FILE).write_text(f"{header}{fields}\n{row}\n", "utf-8")
    with pytest.raises(DataFileError, match=told):
        LawKey.read(tmp_path)


@pytest.mark.skipif(not ACTS.exists(), reason="the acts are not here")
def test_consolidations_are_acts_of_the_data() -> None:
    with gzip.open(ACTS, "rt", encoding="utf-8") as lines:
        known = {row["id"]: row["issued_date"] for row in map(json.loads, lines)}
    for law in REGISTER.laws:
        if law.consolidation:
            act = parse(law.consolidation)
            assert isinstance(act, ActRef)
            assert known[f"{act.year}:{act.number}"] == f"{act.date}"
