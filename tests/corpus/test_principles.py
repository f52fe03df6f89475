"""The seven principles: every sentence stands in the slides, in the order of the names."""

from importlib import resources
from pathlib import Path

import pytest

from corpus import principles
from corpus.datafiles import library_text
from corpus.errors import DataFileError
from corpus.text import display

KNOWN = principles.load()
BY_KEY = {principle.key: principle for principle in KNOWN.all}
TEXT = library_text(KNOWN.file)


def test_there_are_seven_in_order() -> None:
    assert [principle.number for principle in KNOWN.all] == [1, 2, 3, 4, 5, 6, 7]
    assert len({principle.key for principle in KNOWN.all}) == 7


@pytest.mark.parametrize("principle", KNOWN.all, ids=lambda principle: principle.key)
def test_sentence_and_name_are_the_source_s_own(principle: principles.Principle) -> None:
    slices = [TEXT[span.start : span.end] for span in principle.spans]
    assert display(slices) == principle.sentence
    name = principle.name_span
    assert display([TEXT[name.start : name.end]]) == principle.name
    assert name.end < principle.spans[0].start  # names first, sentences after them


def test_the_pairing_says_that_no_person_has_confirmed_it() -> None:
    assert "Ikke bekræftet" in KNOWN.pairing
    assert KNOWN.source_kind == "undervisning"


def test_hooks_wait_for_a_lawyer() -> None:
    assert all(principle.hook_note == "Bekræftes af jurist." for principle in KNOWN.all)
    assert BY_KEY["kompensation"].hook.startswith("ikke angivet")
    assert BY_KEY["langsigtet"].hook.startswith("ikke angivet")


def test_what_must_be_right_in_law() -> None:
    heard = BY_KEY["inddragelse"]
    assert heard.question == (
        "Har borgeren fået oplysningerne og mulighed for at udtale sig, før I afgør sagen?"
    )
    fair = BY_KEY["saglighed"]
    assert not fair.triggers.holds("må økonomien tælle med")
    assert "uskreven" in fair.hook
    assert fair.sic == ("henyn",)
    assert all(word in fair.sentence for word in fair.sic)


def test_letter_sentences_are_marked_as_not_reviewed() -> None:
    for principle in KNOWN.all:
        assert principle.letter.text.endswith(".")
        assert not principle.letter.reviewed


def broken(tmp_path: Path, old: str, new: str) -> Path:
    text = (resources.files("corpus") / "data" / principles.FILE).read_text("utf-8")
    assert old in text
    (tmp_path / principles.FILE).write_text(text.replace(old, new, 1), "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Jeg ser hele dig", "Jeg ser dig helt", "står 0 gange"),  # not the source's words
        ('navn = "Helhedsprincip"', 'navn = "princip"', "står"),  # more than once
        ("nummer = 1\n", "nummer = 3\n", "rækkefølgen"),  # names and sentences out of step
        ("vaegt = 2", "vagt = 2", "vagt|vaegt"),  # a misspelt field
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(DataFileError, match=told):
        principles.read(broken(tmp_path, old, new))


def test_another_text_of_the_source_is_read_anew() -> None:
    moved = principles.read(texts={KNOWN.file: f"forord\n{TEXT}"})
    first, now = KNOWN.all[0].spans[0], moved.all[0].spans[0]
    assert now.start == first.start + len("forord\n")
