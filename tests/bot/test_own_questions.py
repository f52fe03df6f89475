"""An operator's own typical questions find a passage, and are told apart when they are broken."""

from pathlib import Path

import pytest

from bot import wiring
from bot.answer import Answer, NoAnswer
from bot.errors import SettingsError
from bot.service import Question
from bot.settings import Settings
from corpus.errors import DataFileError

HEADER = "# source: gaprapport\n# date: 2026-11-22\n# licence: intern\n"
COLUMNS = "dokument\tbegynder\tspoergsmaal\n"
BEGINS = "Det er blevet obligatorisk for kommunerne"
ASKED = "er kvarterskogebogen og tirsdagsbordet blevet til noget vi ikke kan slippe for"


def test_a_question_of_ones_own_finds_its_passage(own_settings: Settings, tmp_path: Path) -> None:
    with wiring.opened_library(own_settings) as library:
        before = wiring.service(library, own_settings).answer(Question(ASKED))
        generation = library.generation(frozenset({"faelles"}))
    own = _own(tmp_path, f"spm-sou-2019-274\t{BEGINS}\tkvarterskogebogen og tirsdagsbordet\n")
    settings = own_settings.model_copy(update={"questions": own})
    with wiring.opened_library(settings) as library:
        after = wiring.service(library, settings).answer(Question(ASKED))
        assert library.generation(frozenset({"faelles"})) != generation
    assert not (isinstance(before, Answer) and before.items[0].quote.startswith(BEGINS))
    shown = after.items if isinstance(after, Answer) else after.nearest
    assert shown[0].quote.startswith(BEGINS)


@pytest.mark.parametrize(
    ("columns", "row"),
    [
        (COLUMNS, f"spm-sou-2019-274\t{BEGINS}\t{{question}}\n"),
        ("emne\tspoergsmaal\n", "skov\t{question}\n"),
    ],
)
def test_a_question_of_ones_own_that_no_text_answers_is_refused(
    own_settings: Settings, tmp_path: Path, columns: str, row: str
) -> None:
    question = "er det obligatorisk for kommunerne at behandle danmarkskortet i byrådet"
    with wiring.opened_library(own_settings) as library:
        before = wiring.service(library, own_settings).answer(Question(question))
        assert isinstance(before, Answer)
    beside = _own(tmp_path, f"spm-sou-2019-274\t{BEGINS}\tnoget andet\n") / "ubesvaret"
    beside.mkdir()
    beside.joinpath("egne.tsv").write_text(
        HEADER + columns + row.format(question=question), "utf-8"
    )
    settings = own_settings.model_copy(update={"questions": beside.parent})
    with wiring.opened_library(settings) as library:
        after = wiring.service(library, settings).answer(Question(question))
    assert isinstance(after, NoAnswer)
    assert any(question in notice.text for notice in after.notices)


def test_a_question_of_no_text_among_those_that_a_text_answers_is_a_mistake(
    own_settings: Settings, tmp_path: Path
) -> None:
    own = tmp_path / "egne"
    own.mkdir()
    own.joinpath("egne.tsv").write_text(HEADER + "emne\tspoergsmaal\nskov\thvem?\n", "utf-8")
    settings = own_settings.model_copy(update={"questions": own})
    with pytest.raises(DataFileError, match="ubesvaret"), wiring.opened_library(settings):
        pass


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("spm-sou-2019-274\t\thvem?\n", "is empty"),  # no beginning
        ("spm-sou-2019-274\thvem?\n", "2 fields, not 3"),  # a column too few
    ],
)
def test_a_broken_file_is_named(
    own_settings: Settings, tmp_path: Path, rows: str, message: str
) -> None:
    settings = own_settings.model_copy(update={"questions": _own(tmp_path, rows)})
    with pytest.raises(DataFileError, match=message), wiring.opened_library(settings):
        pass


def test_a_folder_that_is_not_there_is_named(own_settings: Settings, tmp_path: Path) -> None:
    settings = own_settings.model_copy(update={"questions": tmp_path / "findes-ikke"})
    with (
        pytest.raises(SettingsError, match="PRINCIPBOT_QUESTIONS"),
        wiring.opened_library(settings),
    ):
        pass


def _own(folder: Path, rows: str) -> Path:
    own = folder / "egne"
    own.mkdir()
    (own / "egne.tsv").write_text(HEADER + COLUMNS + rows, encoding="utf-8")
    return own
