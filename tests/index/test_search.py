from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import NoIndexError
from index.model import Filters, Hint, IndexEntry
from index.search import open_index
from tests.index.factories import entries, searcher

TEXTS = (
    "Kommunen skal partshøre borgeren, før der træffes afgørelse.",
    "Klagefristen er fire uger fra afgørelsen.",
    "En særlig indsats for unge uden uddannelse.",
    "Kommunen har pligt til at vejlede om reglerne.",
    "Satsreguleringen sker hvert år.",
    "Fristen for at klage regnes fra meddelelsen.",
)


def found(root: Path, question: str, *texts: str) -> list[str]:
    ranking = searcher(root, entries(*(texts or TEXTS))).search(question)
    return [hit.passage_id for hit in ranking.hits]


FIRST = [
    ("partshøring af borgeren", "p0"),  # another form of the word
    ("hvornår skal man partshoere", "p0"),  # spelt-out letters
    ("klagefristen", "p1"),  # the word itself
    ("vejledning", "p3"),  # a word derived from one of the text
    ("klagefristn", "p1"),  # one letter missing
    ("udannelse", "p2"),  # a misprint
]


@pytest.mark.parametrize(("question", "first"), FIRST)
def test_the_right_passage_is_first(tmp_path: Path, question: str, first: str) -> None:
    assert found(tmp_path, question)[:1] == [first]


def test_a_part_of_a_compound_finds_it(tmp_path: Path) -> None:
    assert set(found(tmp_path, "hvad er fristen")) == {"p1", "p5"}


def test_sats_does_not_find_indsats(tmp_path: Path) -> None:
    assert found(tmp_path, "hvad er satsen", *TEXTS[:4]) == []


SILENT = [
    "",  # nothing
    "hvad er det",  # stop words alone
    "\U0001f600 \U0001f4a9",  # emoji
    "\x00\x07\x1b",  # control characters
    "kontanthjælp",  # a word that the collection lacks
    "§",
    "???",
]


@pytest.mark.parametrize("question", SILENT)
def test_a_question_without_evidence_has_no_hits(tmp_path: Path, question: str) -> None:
    ranking = searcher(tmp_path, entries(*TEXTS)).search(question)
    assert ranking.hits == ()
    assert ranking.confidence == 0.0


def test_a_very_long_question_is_answered(tmp_path: Path) -> None:
    ranking = searcher(tmp_path, entries(*TEXTS)).search("klagefrist " + "ord æøå 123 " * 9000)
    assert ranking.hits[0].passage_id == "p1"


def test_an_empty_collection_gives_no_hits(tmp_path: Path) -> None:
    ranking = searcher(tmp_path, []).search("klagefrist")
    assert ranking.hits == ()
    assert ranking.missed == ("klagefrist",)


def test_missed_words_are_named_as_written(tmp_path: Path) -> None:
    ranking = searcher(tmp_path, entries(*TEXTS)).search("Klagefristen for Kontanthjælp i 2026")
    assert ranking.words == ("Klagefristen", "Kontanthjælp", "2026")
    assert ranking.missed == ("Kontanthjælp", "2026")


def test_a_word_in_every_passage_is_still_evidence(tmp_path: Path) -> None:
    assert found(tmp_path, "borger", "En borger.", "To borgere.") == ["p0", "p1"]


def test_filters_come_before_ranking(tmp_path: Path) -> None:
    passages = [
        IndexEntry("a", "Afgørelse afgørelse afgørelse.", facets={"kind": "lov"}),
        IndexEntry("b", "En afgørelse om noget andet.", facets={"kind": "vejledning"}),
        IndexEntry("c", "En afgørelse uden facet."),
    ]
    engine = searcher(tmp_path, passages)
    only = Filters({"kind": frozenset({"vejledning"})})
    assert [hit.passage_id for hit in engine.search("afgørelse", only, limit=1).hits] == ["b"]
    assert engine.search("afgørelse", Filters({"kind": frozenset({"dom"})})).hits == ()
    assert engine.search("afgørelse", Filters({"ukendt": frozenset({"x"})})).hits == ()


def test_one_tenant_does_not_move_the_ranking_of_another(tmp_path: Path) -> None:
    shared = entries(*TEXTS, collection="faelles")
    private = [
        IndexEntry(f"x{number}", text, facets={"collection": "a", "document": f"x{number}"})
        for number, text in enumerate(("partshørin udannelse", "klage klage frist", *TEXTS))
    ]
    alone = searcher(tmp_path / "alone", shared)
    both = searcher(tmp_path / "both", [*private, *shared])
    scope = Filters({"collection": frozenset({"faelles"})})
    for question in ("partshørin", "udannelse", "fristen for klage", "kommunen"):
        before, after = alone.search(question), both.search(question, scope)
        assert before.hits == after.hits
        assert (before.missed, before.confidence) == (after.missed, after.confidence)


def test_shares_say_why(tmp_path: Path) -> None:
    hit = searcher(tmp_path, entries(*TEXTS)).search("frist for klage").hits[0]
    assert {term.word for term in hit.matched} == {"frist", "klage"}
    assert 0 < sum(term.share for term in hit.matched) <= 1


def test_a_new_generation_is_noticed(tmp_path: Path) -> None:
    engine = searcher(tmp_path, entries(*TEXTS))
    assert engine.fresh()
    other = searcher(tmp_path, entries("Noget helt andet."), "g2")
    assert not engine.fresh()
    assert engine.search("klagefrist").generation == "g1"
    assert other.search("klagefrist").hits == ()
    assert (other.generation, other.size) == ("g2", 1)


def test_without_an_index_the_error_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoIndexError, match="no index has been built"):
        open_index(tmp_path)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_a_search_never_crashes_and_hits_have_evidence(
    tmp_path_factory: pytest.TempPathFactory, question: str
) -> None:
    root = tmp_path_factory.getbasetemp() / "evidence"
    engine = searcher(root, entries(*TEXTS))
    ranking = engine.search(question)
    assert all(hit.matched for hit in ranking.hits)
    assert [hit.rank for hit in ranking.hits] == list(range(1, len(ranking.hits) + 1))


def test_law_turns_the_order_of_like_matches_alone(tmp_path: Path) -> None:
    like = "Fristen for klage er fire uger."
    facts = [
        ("a", like, {"role": "konkret_sag"}),
        ("b", like, {"role": "fastslår"}),
        ("c", f"{like} Det gælder også for klage over frist, om klagefrist.", {"role": "fastslår"}),
        ("d", like, {"status": "historisk"}),
    ]
    passages = [
        IndexEntry(name, text, facets={"document": name, **facets}) for name, text, facets in facts
    ]
    hits = searcher(tmp_path, passages).search("fristen for klage fire uger").hits
    order = [hit.passage_id for hit in hits]
    assert order.index("b") < order.index("a")
    assert order.index("b") < order.index("d")


def test_a_server_finds_the_same(tmp_path: Path) -> None:
    engine = searcher(tmp_path, entries(*TEXTS))
    server = open_index(tmp_path, is_server=True)
    for question, _ in FIRST:
        assert server.search(question) == engine.search(question)


def test_a_hint_lifts_a_passage_that_the_words_find(tmp_path: Path) -> None:
    texts = ("hjælp i hjemmet", "hjælp i hjemmet", "noget helt andet")
    found = searcher(tmp_path, entries(*texts))
    hint = Hint("document", frozenset({"d1", "d2"}), 2.0)
    plain, hinted = found.search("hjælp"), found.search("hjælp", hints=(hint,))
    assert [hit.passage_id for hit in plain.hits] == ["p0", "p1"]
    assert [hit.passage_id for hit in hinted.hits] == ["p1", "p0"]
    assert hinted.hits[0].score == pytest.approx(plain.hits[1].score + 2.0)


def test_a_section_is_read_as_one_text(tmp_path: Path) -> None:
    texts = ("støtte til bil", "støtte til tolk", "bilens værdi")
    sections = ("§ 1", "§ 2", "§ 1")
    order = (0, 2, 1)
    passages = [
        IndexEntry(f"p{n}", texts[n], "", {"document": "lov", "section": sections[n]})
        for n in order
    ]
    one = searcher(tmp_path / "one", passages).search("støtte bil")
    assert one.hits[0].passage_id == "p0"
    whole = [IndexEntry(p.passage_id, p.text, "", {"document": "lov"}) for p in passages]
    other = searcher(tmp_path / "other", whole).search("støtte bil")
    scores = [{hit.passage_id: hit.score for hit in found.hits} for found in (one, other)]
    assert scores[0]["p1"] < scores[1]["p1"]
