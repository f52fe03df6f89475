"""Composed from the real collection: quotes that stand, cards on changed practice."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot import cli, wiring
from bot.library import Library
from bot.links import Links
from bot.settings import Settings
from bot.state.records import Platform, TipSend, TipState
from bot.tips import loader, practice, texts
from bot.tips.loader import Pool
from bot.tips.quotes import Quotes, marked
from bot.tips.rows import Quiz, Tip
from bot.tips.writer import TipWriter, is_silent
from corpus.errors import QuoteError
from tests.bot.tips.conftest import KEY
from tests.source_texts import ROOT

POOL = loader.load()
TODAY = dt.date(2026, 11, 24)
DECISIONS = ROOT.parent / "shared/data/principmeddelelser"
LINKS = Links("https://bot.kommune.dk")


@pytest.fixture(scope="module")
def with_decisions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    if not DECISIONS.is_dir():
        pytest.skip("needs the decisions")
    folder = tmp_path_factory.mktemp("afgoerelser")
    env = {"PRINCIPBOT_DATA": str(folder)}
    done = CliRunner().invoke(cli.main, ["ingest", str(DECISIONS)], env=env)
    assert done.exit_code == 0, done.output
    with wiring.opened_library(Settings(data=folder)) as opened:
        yield opened


@pytest.fixture
def writer(library: Library) -> TipWriter:
    return TipWriter(POOL, library, LINKS)


def _send(tip_id: str, week: int = 1, *, reaction: bool = False, day: int = 1) -> TipSend:
    return TipSend(
        occurrence=f"2026-W{week:02}",
        tip_id=tip_id,
        state=TipState.SENT,
        at=dt.datetime(2026, 1, day, tzinfo=dt.UTC),
        message_id="1.1",
        has_reaction=reaction,
    )


@pytest.mark.parametrize("item", [*POOL.tips, *POOL.quiz], ids=lambda item: item.noegle)
def test_every_quote_stands_and_can_be_opened(library: Library, item: Tip | Quiz) -> None:
    quotes = Quotes(library, LINKS)
    found = [quotes.of(item)]
    if isinstance(item, Quiz):
        found += [quotes.of(item, option) for option in item.svar]
    for quote in found:
        assert quote.shown
        assert quote.citation
        assert quote.url is not None
        joined = " ".join(
            library.store.slices(library.passage(name).passage.version_id, [span])[0]
            for name, span in quote.shown
        )
        assert joined.split()[0] == quote.words.split()[0]
    assert quotes.generation


def test_the_example_is_as_agreed(writer: TipWriter) -> None:
    message = writer.again("brug-genvurderingen", (), TODAY)
    assert message is not None
    assert message.heading == "Ugens tip: Brug genvurderingen"
    assert message.quote == (
        "»Brug genvurderingen i klagesager til at finde de sager, der faktisk ikke er gode nok"
        " – inden de sendes til Ankestyrelsen.«"
    )
    assert "»Nå [sic] uenigheden er opstået«" in message.source
    assert message.source.endswith("· Underviserens råd, ikke en regel")
    assert message.to_try.startswith("Hvilken oplysning manglede")
    assert writer.title("brug-genvurderingen") == "Brug genvurderingen"
    assert writer.title("ny-praksis:2026-11") == texts.CARD_TITLE


@pytest.mark.parametrize(
    ("words", "sic", "expected"),
    [
        ("lovlige henyn og", ["henyn"], "lovlige henyn [sic] og"),  # a misprint
        ("Nårsomhelst Nå", ["Nå"], "Nårsomhelst Nå [sic]"),  # whole words alone
        ("rent", [], "rent"),  # none
    ],
)
def test_misprints_are_marked(words: str, sic: list[str], expected: str) -> None:
    assert marked(words, sic) == expected


def test_a_piece_of_a_sentence_is_seen_to_be_one(library: Library) -> None:
    question = POOL.question("hvornaar-den-rigtige-hjaelp")
    assert question is not None
    first, second, _ = (Quotes(library, LINKS).of(question, o) for o in question.svar)
    assert first.text() == "»… at borgeren får den rigtige hjælp i første omgang …«"
    assert second.text().startswith("»… ikke først")
    assert second.text().endswith("i sagen.«")


@pytest.mark.parametrize(
    "changed",
    [
        {"citat": "Kommunen kan altid give afslag."},  # nobody said so
        {"fil": "009"},  # a source that is not here
    ],
)
def test_what_does_not_stand_is_not_sent(library: Library, changed: dict[str, str]) -> None:
    wrong = POOL.tips[0].model_copy(update=changed)
    with pytest.raises(QuoteError):
        Quotes(library, LINKS).of(wrong)
    alone = Pool((wrong,), POOL.causes, POOL.quiz)
    assert TipWriter(alone, library, LINKS).choose(KEY, (), TODAY) is None
    both = Pool((wrong, POOL.tips[1]), POOL.causes, POOL.quiz)
    message = TipWriter(both, library, LINKS).choose(KEY, (), TODAY)
    assert message is not None
    assert message.tip_id == POOL.tips[1].noegle


def test_a_changed_byte_is_not_sent(own_settings: Settings) -> None:
    with wiring.opened_library(own_settings) as library:
        with sqlite3.connect(own_settings.database) as db:
            db.execute(
                "update document_version"
                " set text = replace(text, 'Brug hjemviste', 'Luk hjemviste')"
            )
        assert TipWriter(POOL, library, LINKS).again("brug-genvurderingen", (), TODAY) is None


def test_a_tip_that_was_removed_cannot_come_again(writer: TipWriter) -> None:
    assert writer.again("fjernet", (), TODAY) is None
    assert writer.again("ny-praksis:2026-11", (), TODAY) is None


@pytest.mark.parametrize(
    ("silent", "asks"),
    [(0, False), (9, False), (10, True), (11, False), (20, True)],
)
def test_after_ten_tips_without_a_reaction_it_asks(
    writer: TipWriter, silent: int, asks: bool
) -> None:
    history = [_send(f"tip-{n}", 40 - n) for n in range(silent)]
    history.append(_send("tip-med", 1, reaction=True))
    assert is_silent(history) is asks
    message = writer.choose(KEY, history, TODAY)
    assert message is not None
    assert message.asks_whether_to_go_on is asks


def test_the_five_sources_give_no_card(library: Library) -> None:
    assert practice.lines(library, LINKS, dt.date(2000, 1, 1), TODAY) == ()


def test_changed_practice_takes_the_tips_place_once_a_month(with_decisions: Library) -> None:
    writer = TipWriter(POOL, with_decisions, LINKS)
    dated = sorted(
        date
        for held in with_decisions.store.holdings()
        for date in [held.document.metadata.published or held.document.metadata.signed]
        if date is not None
    )
    today = dated[-1] + dt.timedelta(days=1)
    message = writer.choose(KEY, (), today)
    assert message is not None
    assert message.tip_id == f"ny-praksis:{today:%Y-%m}"
    assert message.heading == "Ny praksis på jeres område"
    assert 1 <= len(message.lines) <= 3
    assert "principmeddelelse" in message.lines[0].text
    assert " om " in message.lines[0].text
    assert message.lines[0].url is not None
    had = [replace(_send(message.tip_id), at=dt.datetime.combine(today, dt.time(9), dt.UTC))]
    following = writer.choose(KEY, had, today + dt.timedelta(days=7))
    assert following is not None
    assert not following.lines
    assert writer.again(message.tip_id, had, today) == message
    next_month = today + dt.timedelta(days=40)
    later = writer.choose(KEY, had, next_month)
    assert later is not None
    assert not later.lines  # nothing new since the last card


def test_more_than_three_are_counted(with_decisions: Library) -> None:
    lines = practice.lines(with_decisions, Links(), dt.date(2000, 1, 1), TODAY)
    assert len(lines) == 3
    assert "mere i samlingen" in lines[-1].text
    assert any("ast.dk" in (line.url or "") or line.url is None for line in lines)


def test_what_a_decision_sets_aside_is_told(with_decisions: Library) -> None:
    first, *_ = practice.lines(with_decisions, LINKS, dt.date(2025, 1, 1), dt.date(2025, 3, 1))
    assert first.text.startswith("Ankestyrelsens principmeddelelse 1-25")
    assert "kasserer 14-20, 15-14" in first.text


def test_the_list_checks_every_quote(tmp_path: Path) -> None:
    own = tmp_path / "egne/tips"
    own.mkdir(parents=True)
    env = {"PRINCIPBOT_DATA": str(tmp_path / "data"), "PRINCIPBOT_TIPS": str(own.parent)}
    done = CliRunner().invoke(cli.main, ["tips", "list"], env=env)
    assert done.exit_code == 0, done.output
    assert "0 fejl" in done.output
    text = (ROOT / "corpus/data/tips/frugt.toml").read_text("utf-8")
    head, _, first = text.partition("\n[[tip]]")
    wrong = first.partition("\n[[tip]]")[0].replace("danmarkskort-til-noget", "forkert")
    wrong = wrong.replace("mandat fra byrådet", "ro fra byrådet")
    (own / "egne.toml").write_text(f"{head}\n[[tip]]{wrong}", "utf-8")
    done = CliRunner().invoke(cli.main, ["tips", "list"], env=env)
    assert done.exit_code == 1
    assert "1 fejl" in done.output
    assert Platform.SLACK in KEY
