import re
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from corpus import asked, manifest, typical_questions
from corpus.errors import DataFileError
from corpus.kinds.registry import parse
from corpus.readers.registry import read
from corpus.typical_questions import Opening, Provision, Questions
from tests.corpus import acts

QUESTIONS = typical_questions.read(typical_questions.installed()).provisions
PASSAGES = typical_questions.read(typical_questions.installed()).passages
EMBEDDED = tuple(
    passage for source in manifest.sources() for passage in parse(source, read(source)).passages
)
BESIDE = typical_questions.read(typical_questions.installed_unanswered()).provisions
BESIDE_PASSAGES = typical_questions.read(typical_questions.installed_unanswered()).passages
ELSEWHERE = typical_questions.read(typical_questions.installed_unanswered()).elsewhere
PLAIN = typical_questions.read(typical_questions.installed_plain())
DECISION = re.compile(r"\d+-\d\d")
DATA = Path(typical_questions.__file__).parent / "data" / "spoergsmaal"
FOLDERS = (DATA, DATA.parent / "ubesvaret", DATA.parent / "fagspoergsmaal")
SOURCE = "# source: Principbots udviklere, "
HEADER = "# source: test\n# date: 2026-11-22\n# licence: MIT\n"
PASSAGE_COLUMNS = "dokument\tbegynder\tspoergsmaal\n"
COLUMNS = "lov_id\tlov\tparagraf\tstk\tspoergsmaal\n"


def test_every_file_says_who_wrote_the_questions() -> None:
    firsts = {
        line
        for file in chain.from_iterable(folder.glob("*.tsv") for folder in FOLDERS)
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.startswith("# source:")
    }
    assert all(line.startswith(SOURCE) for line in firsts)


def test_a_provision_is_found_by_a_plain_tuple() -> None:
    assert QUESTIONS[("2014:433", "16", 2)]  # type: ignore[index]


def test_enough_provisions_have_questions() -> None:
    sections = Counter(
        (provision.law, provision.paragraf) for provision, group in QUESTIONS.items() for _ in group
    )
    assert len(sections) >= 180
    assert min(sections.values()) >= 2


def test_each_decision_has_questions() -> None:
    asked = Counter(
        opening.document for opening in PASSAGES if DECISION.fullmatch(opening.document)
    )
    assert set(asked) == {"1-25", "1-26", "2-26", "3-26", "20-25", "21-25", "22-25"}
    assert min(asked.values()) >= 5


@pytest.mark.skipif(not acts.AVAILABLE, reason="needs ../shared")
def test_every_opening_of_a_decision_begins_a_passage_that_may_be_quoted() -> None:
    lost = [
        opening
        for opening in PASSAGES
        if DECISION.fullmatch(opening.document)
        and not any(text.startswith(opening.begins) for text in acts.decision(opening.document))
    ]
    assert lost == []


@pytest.mark.skipif(not acts.AVAILABLE, reason="needs ../shared")
def test_a_republished_decision_answers_what_the_first_one_answers() -> None:
    for first, again in (("20-25", "1-26"), ("21-25", "2-26"), ("22-25", "3-26")):
        first_time = {
            question
            for text in acts.decision(first)
            for question in asked.installed().for_text(first, text)
        }
        also = {
            question
            for text in acts.decision(again)
            for question in asked.installed().for_text(again, text)
        }
        assert first_time
        assert first_time <= also


@pytest.mark.parametrize(
    ("pinpoint", "questions"),
    [
        # the stk itself
        ("§ 9 a, stk. 2", ("b",)),
        # a part of it
        ("§ 9 a, stk. 2, nr. 1-3", ("b",)),
        # a short section in one passage answers for all its stykker
        ("§ 9 a", ("a", "b")),
        # another section with the same number
        ("§ 9", ("c",)),
        # a stk without questions
        ("§ 9 a, stk. 3", ()),
        # no section of the act itself
        ("Senere bestemmelse, § 9 a", ()),
        ("Indledning", ()),
    ],
)
def test_questions_are_found_by_the_pinpoint_of_a_passage(
    pinpoint: str, questions: tuple[str, ...]
) -> None:
    known = {
        Provision("2025:354", "9 a", 1): ("a",),
        Provision("2025:354", "9 a", 2): ("b",),
        Provision("2025:354", "9", None): ("c",),
        Provision("2025:282", "9", None): ("d",),
    }
    assert typical_questions.for_passage(known, "2025:354", pinpoint) == questions


@pytest.mark.skipif(not acts.AVAILABLE, reason="needs ../shared")
def test_every_question_reaches_a_passage_of_its_act() -> None:
    reached = {
        question
        for law, pinpoints in acts.pinpoints().items()
        for pinpoint in pinpoints
        for question in typical_questions.for_passage(QUESTIONS, law, pinpoint)
    }
    lost = [q for group in QUESTIONS.values() for q in group if q not in reached]
    assert lost == []


def _every() -> list[str]:
    groups = (QUESTIONS, PASSAGES, PLAIN.provisions, PLAIN.passages, BESIDE, BESIDE_PASSAGES)
    return [*(q for each in groups for group in each.values() for q in group), *ELSEWHERE]


def test_no_question_is_longer_than_a_chat_message() -> None:
    assert max(map(len, _every())) <= 140


def test_no_question_names_a_section() -> None:
    groups = (*QUESTIONS.values(), *PLAIN.provisions.values())
    of_acts = [question for group in groups for question in group]
    assert [question for question in of_acts if "§" in question] == []


def test_plain_questions_stand_at_the_places_that_the_others_stand_at() -> None:
    assert sum(map(len, PLAIN.provisions.values())) > 3_000
    assert set(PLAIN.provisions) <= set(QUESTIONS)
    assert set(PLAIN.passages) <= set(PASSAGES)
    everyday = {q.casefold() for each in (QUESTIONS, PASSAGES) for g in each.values() for q in g}
    plain = {q.casefold() for g in _groups(PLAIN) for q in g}
    assert plain & everyday == set()


def test_plain_questions_are_compared_with_and_not_searched() -> None:
    known, only_compared = asked.installed(), 0
    for source in manifest.sources():
        parsed = parse(source, read(source))
        for passage in parsed.passages:
            found = known.questions(parsed.document, passage)
            every = known.answered(parsed.document, passage)
            assert every[: len(found)] == found
            assert not set(every[len(found) :]) & set(found)
            only_compared += len(every) - len(found)
    assert only_compared > 100


def _groups(questions: Questions) -> list[tuple[str, ...]]:
    return [*questions.provisions.values(), *questions.passages.values()]


def test_no_question_is_both_answered_and_unanswered() -> None:
    answered = {q.casefold() for each in (QUESTIONS, PASSAGES) for g in each.values() for q in g}
    answered |= {q.casefold() for group in _groups(PLAIN) for q in group}
    beside = {q.casefold() for each in (BESIDE, BESIDE_PASSAGES) for g in each.values() for q in g}
    assert len(beside) > 10_000
    assert answered & beside == set()
    assert answered & {question.casefold() for question in ELSEWHERE} == set()


def test_what_belongs_to_no_text_covers_many_subjects() -> None:
    assert len(ELSEWHERE) >= 2_000


@pytest.mark.skipif(not acts.AVAILABLE, reason="needs ../shared")
def test_every_unanswered_question_reaches_a_section_of_its_act() -> None:
    reached = {
        question
        for law, pinpoints in acts.pinpoints().items()
        for pinpoint in pinpoints
        for question in typical_questions.for_section(BESIDE, law, pinpoint)
    }
    assert [q for group in BESIDE.values() for q in group if q not in reached] == []


def test_unanswered_questions_are_those_of_the_whole_section() -> None:
    known = {
        Provision("2025:354", "9 a", 1): ("a",),
        Provision("2025:354", "9 a", 2): ("b",),
        Provision("2025:354", "9", None): ("c",),
    }
    assert typical_questions.for_section(known, "2025:354", "§ 9 a, stk. 2, nr. 1") == ("a", "b")
    assert typical_questions.for_section(known, "2025:354", "§ 9") == ("c",)
    assert typical_questions.for_section(known, "2025:354", "Indledning") == ()


def test_every_unanswered_question_of_the_embedded_texts_fits_a_passage() -> None:
    embedded = {passage.document_id for passage in EMBEDDED}
    lost = [
        opening
        for opening in BESIDE_PASSAGES
        if opening.document in embedded
        and not any(
            passage.document_id == opening.document and passage.text.startswith(opening.begins)
            for passage in EMBEDDED
        )
    ]
    assert lost == []


@pytest.mark.skipif(not acts.AVAILABLE, reason="needs ../shared")
def test_every_provision_exists_with_its_stk() -> None:
    lost = []
    for provision in QUESTIONS:
        text = acts.sections(provision.law).get(provision.paragraf.replace(" ", ""), "")
        has_stk = "Stk. 2." in text
        fits = {None: bool(text), 1: has_stk}.get(provision.stk, f"Stk. {provision.stk}." in text)
        if not fits:
            lost.append(provision)
    assert lost == []


@pytest.mark.skipif(not acts.AVAILABLE, reason="needs ../shared")
def test_abbreviation_and_number_of_the_act_agree() -> None:
    pairs = Counter(
        (cells[1], cells[0])
        for file in DATA.glob("*.tsv")
        for line in file.read_text(encoding="utf-8").splitlines()
        if line[:2] == "20" and (cells := line.split("\t"))
    )
    assert set(pairs) <= set(acts.LAW_IDS.items())


def test_every_opening_fits_one_passage_that_may_be_quoted() -> None:
    embedded = {passage.document_id for passage in EMBEDDED}
    for document_id, begins in PASSAGES:
        if DECISION.fullmatch(document_id):
            continue
        assert document_id in embedded
        found = [
            passage.quotable
            for passage in EMBEDDED
            if passage.document_id == document_id and passage.text.startswith(begins)
        ]
        assert found == [True], begins


def test_every_passage_that_may_be_quoted_has_questions() -> None:
    counts = {
        passage.text[:60]: len(asked.installed().for_text(passage.document_id, passage.text))
        for passage in EMBEDDED
        if passage.quotable
    }
    assert {text: count for text, count in counts.items() if not 5 <= count <= 60} == {}


def test_no_question_is_the_words_of_its_passage() -> None:
    said = [
        question
        for passage in EMBEDDED
        for question in asked.installed().for_text(passage.document_id, passage.text)
        if len(question.split()) > 3 and question.casefold() in passage.text.casefold()
    ]
    assert said == []


def test_twins_share_their_questions() -> None:
    begins = "Det er blevet obligatorisk for kommunerne"
    answers = [
        PASSAGES[Opening(name, begins)] for name in ("spm-sou-2019-b23-2", "spm-sou-2019-274")
    ]
    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    ("document_id", "text"),
    [
        # another document with the same words
        ("uv-andet", "I en retsstat har den, der har magt"),
        # the document, other words
        ("uv-retssikkerhed", "I en anden stat"),
        # nothing
        ("uv-retssikkerhed", ""),
    ],
)
def test_unknown_passages_have_no_questions(document_id: str, text: str) -> None:
    assert asked.installed().for_text(document_id, text) == ()


def test_a_passage_gets_the_rows_of_its_twin_and_its_own(tmp_path: Path) -> None:
    rows = "a | b\tDer er\thvad er der?\nb\tDer er\thvor er det?\n"
    (tmp_path / "indbygget.tsv").write_text(HEADER + PASSAGE_COLUMNS + rows, encoding="utf-8")

    assert typical_questions.read(tmp_path).passages == {
        ("a", "Der er"): ("hvad er der?",),
        ("b", "Der er"): ("hvad er der?", "hvor er det?"),
    }


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        # no document
        ("\tDer er\thvem?\n", "is empty"),
        # a twin without a name
        ("a | \tDer er\thvem?\n", "is empty"),
        # no beginning
        ("a\t\thvem?\n", "is empty"),
        # the same question twice
        ("a\tDer er\thvem?\nb\tDer var\tHvem?\n", "stands twice"),
    ],
)
def test_a_broken_row_of_a_passage_is_refused(tmp_path: Path, rows: str, message: str) -> None:
    (tmp_path / "indbygget.tsv").write_text(HEADER + PASSAGE_COLUMNS + rows, encoding="utf-8")
    with pytest.raises(DataFileError, match=message):
        typical_questions.read(tmp_path)


def test_questions_of_one_provision_stay_together_in_order(tmp_path: Path) -> None:
    rows = (
        "2025:354\tRSL\t9 a\t2\thvor bor barnet?\n"
        "2025:354\tRSL\t11\t-\tmå vi spørge?\n"
        "2025:354\tRSL\t9 a\t2\thvem har ansvaret?\n"
    )
    (tmp_path / "rsl.tsv").write_text(HEADER + COLUMNS + rows, encoding="utf-8")

    found = typical_questions.read(tmp_path).provisions

    assert found == {
        Provision("2025:354", "9 a", 2): ("hvor bor barnet?", "hvem har ansvaret?"),
        Provision("2025:354", "11", None): ("må vi spørge?",),
    }


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        # no act
        ("\tRSL\t9\t2\thvem?\n", "is wrong"),
        # stk in words
        ("2025:354\tRSL\t9\tto\thvem?\n", "is wrong"),
        # no question
        ("2025:354\tRSL\t9\t2\t\n", "is empty"),
        # the same question twice
        ("2025:354\tRSL\t9\t2\thvem?\n2025:354\tRSL\t9\t3\tHvem?\n", "stands twice"),
    ],
)
def test_a_broken_row_is_refused(tmp_path: Path, rows: str, message: str) -> None:
    (tmp_path / "rsl.tsv").write_text(HEADER + COLUMNS + rows, encoding="utf-8")
    with pytest.raises(DataFileError, match=message):
        typical_questions.read(tmp_path)


def test_other_columns_are_refused(tmp_path: Path) -> None:
    (tmp_path / "principmeddelelser.tsv").write_text(
        HEADER + "pm\tspoergsmaal\n1-26\thvem?\n", encoding="utf-8"
    )
    with pytest.raises(DataFileError, match="expected the columns"):
        typical_questions.read(tmp_path)
