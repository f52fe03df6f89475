"""Tips and quiz in Teams: words, buttons, windows, the post itself, and what nobody can know."""

import asyncio
import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from pydantic import SecretStr

from bot.commands.worker import opened
from bot.core import Core
from bot.errors import ChannelGoneError, NotTakenError, SettingsError, UncertainError
from bot.settings import Settings
from bot.state import SqliteState, new_key
from bot.state.records import Conversation, Person, Platform, SubscriptionState, TipState
from bot.teams import elements, texts, tip_cards
from bot.teams.opened import posting
from bot.teams.posting import Poster
from bot.teams.tips import PostingOnly, TeamsTips
from bot.tips import schedule, signup
from bot.tips import texts as tip_texts
from bot.tips.asking import Feedback
from bot.tips.port import Line, TipMessage
from bot.tips.rows import Quiz
from bot.tips.sending import Outcome, TipSender
from tests.bot.teams.checks import check_card, check_golden, check_message
from tests.bot.teams.connector import BOT, TENANT, Connector, Fault
from tests.bot.teams.world import (
    World,
    bot_token,
    button_of,
    configuration,
    text_of,
    titles,
    world,
)
from tests.bot.tips.conftest import subscription

CHANNEL = "19:general@thread.tacv2"
KEY = (Platform.TEAMS, TENANT, CHANNEL)
TODAY = dt.date(2026, 11, 24)
QUIZ = tip_texts.QUIZ_TITLE
ANNA = Person(Platform.TEAMS, TENANT, "29:anna")


def example(core: Core, key: str = "brug-genvurderingen") -> TipMessage:
    made = core.tips.again(key, (), TODAY)
    assert made is not None
    return made


def feedback_of(core: Core, question: Quiz, chosen: int) -> Feedback:
    quotes = core.tips.quotes
    options = tuple(quotes.of(question, option) for option in question.svar)
    return Feedback(question, chosen, quotes.of(question), options, "g")


# What is shown.


def test_the_example_looks_as_agreed(core: Core) -> None:
    message = tip_cards.message(example(core))
    check_message(message)
    check_golden("tip.json", message)


def test_every_tip_is_a_card_with_the_same_words_as_its_text(core: Core) -> None:
    for tip in core.tips.pool.tips:
        made = replace(example(core, tip.noegle), asks_whether_to_go_on=True)
        message = tip_cards.message(made)
        check_message(message)
        card = message["attachments"][0]["content"]
        shown = text_of(card).replace(f" {texts.OPEN_SOURCE}", "")
        assert card["fallbackText"] == shown
        assert tip_texts.NO_CITIZENS in shown
        assert len(titles(card)) <= 6


def test_the_quiz_looks_as_agreed(core: Core) -> None:
    question = core.tips.pool.question("anden-lov-afklaret")
    assert question is not None
    made = {
        "doer": tip_cards.door(),
        "spoergsmaal": tip_cards.question(question),
        "svar": tip_cards.feedback(feedback_of(core, question, 0)),
        "ikke-nu": tip_cards.says(tip_texts.QUIZ_ENOUGH),
    }
    for name, card in made.items():
        check_card(card)
        check_golden(f"quiz-{name}.json", card)


def test_every_question_and_what_is_said_of_every_option_is_a_card(core: Core) -> None:
    for question in core.tips.pool.quiz:
        asked = tip_cards.question(question)
        check_card(asked)
        assert asked["fallbackText"] == text_of(asked)
        for chosen in range(3):
            card = tip_cards.feedback(feedback_of(core, question, chosen))
            check_card(card)
            said = text_of(card)
            assert (tip_texts.QUIZ_RIGHT in said.split("\n")) is question.svar[chosen].rigtigt
            assert said.count("»") >= 3
            assert said.startswith(card["fallbackText"])


def test_a_card_on_changed_practice_has_its_lines() -> None:
    made = replace(
        tip_texts.CARD,
        tip_id="ny-praksis:2026-11",
        lines=(Line("1-26 <gældende>", "https://ast.dk/1-26"), Line("2-26", None)),
    )
    card = tip_cards.card(made)
    check_card(card)
    assert "• 1-26 <gældende> Læs\n• 2-26" in text_of(card)
    assert tip_texts.CONTEXT not in titles(card)


def test_a_context_that_is_too_long_is_cut_between_passages() -> None:
    long = [elements.says("ord " * 1_500) for _ in range(9)]
    card = tip_cards.context(long, onward=True)
    check_card(card)
    assert text_of(card).endswith(texts.TOO_LONG)


# Words.


def test_a_channel_signs_up_and_is_told(bot: World) -> None:
    sent = bot.ask(bot.channel("principtip tilmeld torsdag 10.30 hver anden uge", thread="1701"))
    assert sent.conversation == f"{CHANNEL};messageid=1701"
    said = text_of(sent.card)
    assert said.startswith("Anna har tilmeldt kanalen")
    assert "torsdag kl. 10.30, hver anden uge" in said
    kept = bot.core.state.tips.subscription(*KEY)
    assert kept is not None
    assert (kept.weekday, kept.minute, kept.every_weeks) == (4, 630, 2)


@pytest.mark.parametrize(
    ("order", "expected", "told"),
    [
        ("pause 2", SubscriptionState.PAUSED, "på pause til"),
        ("pause", SubscriptionState.PAUSED, "på pause. »principtip tilmeld« starter"),
        ("afmeld", SubscriptionState.ENDED, "afmeldt"),
    ],
)
def test_a_chat_pauses_and_ends(
    bot: World, order: str, expected: SubscriptionState, told: str
) -> None:
    assert "ikke tilmeldt" in text_of(bot.ask(bot.group(f"principtip {order}")).card)
    bot.ask(bot.group("principtip tilmeld"))
    assert told in text_of(bot.ask(bot.group(f"Principtip {order}")).card)
    kept = bot.core.state.tips.subscription(Platform.TEAMS, TENANT, "19:gruppe@thread.v2")
    assert kept is not None
    assert kept.state is expected


def test_now_posts_the_weeks_tip_in_a_thread_of_its_own_once(bot: World) -> None:
    tip = bot.ask(bot.channel("principtip nu", thread="1701"))
    bot.quiet()
    told = bot.connector.sent[-1]
    assert tip.conversation == f"{CHANNEL};messageid={tip.message_id}"
    assert text_of(tip.card).startswith("Ugens tip: ")
    assert tip.activity["summary"].startswith("Ugens tip: ")
    assert (told.conversation, text_of(told.card)) == (
        f"{CHANNEL};messageid=1701",
        texts.SENT_NOW,
    )
    again = bot.ask(bot.channel("principtip nu"))
    assert text_of(again.card) == tip_texts.ALREADY_THIS_WEEK
    history = text_of(bot.ask(bot.channel("principtip historik")).card)
    assert history.startswith(tip_texts.HISTORY)
    (send,) = bot.core.state.tips.history(KEY)
    assert (send.state, send.message_id) == (TipState.SENT, tip.message_id)


def test_now_posts_in_a_chat(bot: World) -> None:
    tip = bot.ask(bot.group("principtip nu"))
    assert tip.conversation == "19:gruppe@thread.v2"
    assert text_of(tip.card).startswith("Ugens tip: ")


@pytest.mark.parametrize(
    ("order", "told"),
    [
        ("", "Skriv »principtip tilmeld [dag] [tid]"),
        ("hvad", "Det forstod jeg ikke: »hvad«."),
        ("historik", tip_texts.NO_HISTORY),
        ("fortsæt", tip_texts.GOES_ON),
        ("quiz", texts.QUIZ_DOOR),
    ],
)
def test_other_words_are_answered(bot: World, order: str, told: str) -> None:
    assert told in text_of(bot.ask(bot.channel(f"principtip {order}")).card)


@pytest.mark.parametrize(
    ("order", "told"),
    [
        ("tilmeld", texts.NOT_IN_PERSON),
        ("nu", texts.NOT_IN_PERSON),
        ("quiz", texts.QUIZ_DOOR),
        ("", "Skriv »principtip tilmeld [dag] [tid]"),
    ],
)
def test_in_person_there_is_the_quiz(bot: World, order: str, told: str) -> None:
    assert told in text_of(bot.ask(bot.personal(f"principtip {order}")).card)
    assert bot.core.state.tips.subscriptions() == ()


@pytest.mark.parametrize("named", ["29:Anna", "Katalog-1"])
def test_managers_alone_sign_up_where_that_is_agreed(
    core: Core, settings: Settings, teams: Connector, named: str
) -> None:
    managers = signup.managers(Settings(tip_managers=named))
    with world(replace(core, tip_managers=managers), settings, teams) as bot:
        stranger: dict[str, Any] = {"from": {"id": "29:bo", "name": "Bo"}}
        for order in ("tilmeld", "nu"):
            sent = bot.ask(bot.channel(f"principtip {order}", **stranger))
            assert text_of(sent.card) == tip_texts.ONLY_MANAGERS
        shown = bot.ask(bot.channel("principtip historik", **stranger))
        assert text_of(shown.card) == tip_texts.NO_HISTORY
        anna: dict[str, Any] = {
            "from": {"id": "29:anna", "name": "Anna", "aadObjectId": "katalog-1"}
        }
        sent = bot.ask(bot.channel("principtip tilmeld", **anna))
        assert text_of(sent.card).startswith("Anna har tilmeldt")


def test_while_stopped_nothing_is_sent(bot: World) -> None:
    bot.core.state.control.stop("prøve")
    sent = bot.ask(bot.channel("principtip nu"))
    assert "Principbot er stoppet" in text_of(sent.card)
    assert bot.core.state.tips.history(KEY) == ()


def test_a_name_is_kept_for_an_order_alone(bot: World) -> None:
    kept = []
    accept = bot.core.state.jobs.accept

    def watched(delivery: Any, body: bytes, **named: Any) -> Any:
        kept.append(body)
        return accept(delivery, body, **named)

    bot.core.state.jobs.accept = watched  # type: ignore[method-assign]  # looks on, changes nothing
    bot.ask(bot.channel("skal vi partshøre?"))
    bot.ask(bot.channel("principtip historik"))
    assert b"Anna" not in kept[0]
    assert b'"name":"Anna"' in kept[1]


# Buttons and reactions.


def asking(core: Core) -> dict[str, Any]:
    card = tip_cards.card(replace(example(core), asks_whether_to_go_on=True))
    assert titles(card) == ["Vis i sammenhæng", QUIZ, "Pause"]
    return card


def test_the_buttons_of_a_tip_are_orders(bot: World) -> None:
    card, where = asking(bot.core), bot.channel("")
    assert "ikke tilmeldt" in text_of(bot.write(card, "Pause", where).card)
    bot.ask(bot.channel("principtip tilmeld"))
    assert "Anna har sat" in text_of(bot.write(card, "Pause", where).card)
    assert text_of(bot.write(card, "Fortsæt", where).card) == tip_texts.GOES_ON
    assert "afmeldt" in text_of(bot.write(card, "Afmeld", where).card)


def test_the_quote_is_shown_in_context_in_a_window(bot: World) -> None:
    shown = bot.submit(asking(bot.core), "Vis i sammenhæng")
    assert "Brug genvurderingen" in text_of(shown)
    assert texts.HERE in text_of(shown)
    assert titles(shown) == []
    assert bot.connector.sent == []


@pytest.mark.parametrize(
    ("spoiled", "told"),
    [
        ({"vist": ["findes-ikke"]}, texts.GONE),
        ({"vist": []}, texts.OLD_BUTTON),
        ({"vist": "x"}, texts.OLD_BUTTON),
        ({"action": "slet_alt"}, texts.OLD_BUTTON),
        ({"action": "quiz_svar"}, texts.OLD_BUTTON),
        ({"action": "quiz_svar", "spoergsmaal": "fjernet", "valg": 0}, texts.OLD_BUTTON),
        ({"action": "quiz_svar", "spoergsmaal": "anden-lov-afklaret", "valg": 3}, texts.OLD_BUTTON),
    ],
)
def test_a_button_that_is_not_ours_says_so(bot: World, spoiled: dict[str, Any], told: str) -> None:
    card = asking(bot.core)
    button_of(card, "Vis i sammenhæng")["data"] |= spoiled
    assert text_of(bot.submit(card, "Vis i sammenhæng")) == told
    reply = bot.invoke("task/fetch", {"context": {}})
    assert text_of(reply["task"]["value"]["card"]["content"]) == texts.OLD_BUTTON


def test_a_window_tells_of_a_stop_and_of_a_fault(
    bot: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = asking(bot.core)
    monkeypatch.setattr(
        "bot.teams.tip_cards.question", lambda _: (_ for _ in ()).throw(RuntimeError("i stykker"))
    )
    assert "Fejlnummer:" in text_of(bot.submit(card, QUIZ))
    bot.core.state.control.stop("prøve")
    bot.core.stop._seen_at = None
    assert "Principbot er stoppet" in text_of(bot.submit(card, QUIZ))


def reaction(bot: World, message_id: str, **changed: Any) -> dict[str, Any]:
    where = bot.channel("")
    kept = {k: v for k, v in where.items() if k not in ("text", "entities")}
    body = {
        "type": "messageReaction",
        "replyToId": message_id,
        "reactionsAdded": [{"type": "like"}],
    }
    return kept | body | changed


@pytest.mark.parametrize(
    ("message_id", "changed", "counts"),
    [
        ("77", {}, True),  # a thumb
        ("78", {}, False),  # on something else
        ("77", {"reactionsAdded": None, "reactionsRemoved": [{"type": "like"}]}, False),  # away
    ],
)
def test_reactions_are_seen(
    bot: World, message_id: str, changed: dict[str, Any], counts: bool
) -> None:
    sent_tip(bot.core.state)
    body = {k: v for k, v in reaction(bot, message_id, **changed).items() if v is not None}
    bot.deliver(body)
    assert bot.core.state.tips.history(KEY)[0].has_reaction is counts


@pytest.mark.parametrize(("thread", "counts"), [("77", True), ("78", False)])
def test_a_word_to_the_bot_below_a_tip_is_a_reaction(bot: World, thread: str, counts: bool) -> None:
    sent_tip(bot.core.state)
    bot.ask(bot.channel("skal vi partshøre?", thread=thread))
    assert bot.core.state.tips.history(KEY)[0].has_reaction is counts


def sent_tip(state: Any) -> None:
    claim = state.tips.claim(KEY, "2026-W40", "brug-genvurderingen", lease_seconds=60)
    assert claim is not None
    assert state.tips.settle(claim, TipState.SENT, "77")


# The quiz.


def test_the_quiz_is_private_and_told_at_once(bot: World) -> None:
    door = bot.ask(bot.personal("principtip quiz"))
    posted = len(bot.connector.sent)
    card = bot.submit(door.card, QUIZ)
    for letter in ("A", "B"):
        assert titles(card) == ["A", "B", "C"]
        told = bot.submit(card, letter)
        assert text_of(told).count("»") >= 3
        assert f"{letter}{tip_texts.MINE}" in text_of(told)
        around = bot.submit(told, "Vis i sammenhæng")
        assert texts.HERE in text_of(around)
        card = bot.submit(around, tip_texts.QUIZ_NEXT)
    assert text_of(card).startswith(tip_texts.QUIZ_ENOUGH)
    assert len(bot.connector.sent) == posted
    kept = bot.core.state.tips.cards(ANNA)
    assert {one.question_id for one in kept} == {one.noegle for one in bot.core.tips.pool.quiz[:2]}
    gone = bot.submit(card, texts.DELETE_DATA)
    assert "rækker om dig" in text_of(gone)
    assert bot.core.state.tips.cards(ANNA) == ()


def test_an_answer_twice_counts_once(bot: World) -> None:
    card = bot.submit(asking(bot.core), QUIZ)
    bot.submit(card, "A")
    bot.submit(card, "B")
    (kept,) = bot.core.state.tips.cards(ANNA)
    assert kept.step == 0


# The post itself.


@pytest.fixture
def channel(bot: World) -> TeamsTips:
    bot.ask(bot.channel("principtip historik"))
    bot.quiet()
    bot.connector.sent.clear()
    bot.connector.calls.clear()
    return TeamsTips(Poster(bot.core.state, bot.side._sender))


@pytest.mark.parametrize(
    ("faults", "posted"),
    [
        ([Fault(429)], 1),  # Teams asks to wait
        ([Fault(412), Fault(503)], 1),  # not taken
        ([], 1),
    ],
)
def test_what_teams_surely_did_not_take_is_tried_again(
    bot: World, channel: TeamsTips, faults: list[Fault], posted: int
) -> None:
    bot.connector.faults = [*faults]
    named = bot.run(channel.post(KEY, "2026-W48", example(bot.core)))
    assert [sent.message_id for sent in bot.connector.sent] == [named]
    assert len(bot.connector.sent) == posted


@pytest.mark.parametrize(
    ("fault", "expected", "posted"),
    [
        (Fault(lost=True), UncertainError, 1),  # it stands there, the answer broke off
        (Fault(500), UncertainError, 0),
        (Fault(502), UncertainError, 0),
        (Fault(504), UncertainError, 0),
        (Fault(403), ChannelGoneError, 0),
        (Fault(404), ChannelGoneError, 0),
        (Fault(401), NotTakenError, 0),  # ours to mend: nobody is unsubscribed for it
    ],
)
def test_what_teams_says_is_understood_and_never_posted_twice(
    bot: World, channel: TeamsTips, fault: Fault, expected: type[Exception], posted: int
) -> None:
    bot.connector.faults = [fault]
    with pytest.raises(expected):
        bot.run(channel.post(KEY, "2026-W48", example(bot.core)))
    assert len(bot.connector.sent) == posted
    assert len(bot.connector.calls) == 1
    with pytest.raises(UncertainError):
        bot.run(channel.find(KEY, "2026-W48"))


def test_a_tenant_that_has_no_bot_any_more_is_gone(bot: World, channel: TeamsTips) -> None:
    with pytest.raises(ChannelGoneError):
        bot.run(channel.post((Platform.TEAMS, "en-anden", CHANNEL), "x", example(bot.core)))


def test_an_unsure_tip_is_told_by_the_next_order(bot: World) -> None:
    bot.connector.faults = [Fault(lost=True)]
    bot.deliver(bot.channel("principtip nu"))
    told = bot.until(lambda: bot.connector.sent[1:])[0]
    assert text_of(told.card) == tip_texts.PERHAPS_SENT
    assert text_of(bot.ask(bot.channel("principtip nu")).card) == tip_texts.PERHAPS_SENT
    history = text_of(bot.ask(bot.channel("principtip historik")).card)
    assert history.endswith(tip_texts.PERHAPS)
    assert len([s for s in bot.connector.sent if "Tal om:" in text_of(s.card)]) == 1


def test_a_channel_that_the_bot_leaves_is_signed_off(bot: World) -> None:
    bot.ask(bot.channel("principtip tilmeld"))
    bot.deliver(bot.installed(bot.channel(""), "remove"))
    kept = bot.core.state.tips.subscription(*KEY)
    assert kept is not None
    assert (kept.state, kept.note) == (SubscriptionState.ENDED, tip_texts.GONE_NOTE)


def test_a_channel_that_is_closed_is_told_where_it_was_ordered(bot: World) -> None:
    bot.connector.faults = [Fault(403)]
    assert text_of(bot.ask(bot.channel("principtip nu")).card) == texts.NOT_INSTALLED


# The process.


def test_a_process_without_a_door_posts(core: Core, state: SqliteState, teams: Connector) -> None:
    state.conversations.save(
        Conversation(Platform.TEAMS, TENANT, CHANNEL, teams.address, "channel", CHANNEL)
    )
    real = dt.datetime.now(dt.UTC)
    signed = subscription(CHANNEL, platform=Platform.TEAMS, tenant=TENANT)
    now = schedule.next_due(replace(signed, created=real), real)
    assert now is not None

    async def scene() -> list[int]:
        made = PostingOnly(state, configuration(teams), bot_token)
        sender = TipSender(
            state=state,
            writer=core.tips,
            channels={Platform.TEAMS: made.channel},
            clock=lambda: now,
        )
        try:
            return [await sender.tick(), await sender.tick()]
        finally:
            await made.close()

    state.tips.subscribe(signed)
    assert asyncio.run(scene()) == [1, 0]
    (sent,) = teams.sent
    check_message(sent.activity)


def test_the_worker_takes_teams_where_it_is_set_up(settings: Settings) -> None:
    set_up = Settings(
        data=settings.data,
        key=SecretStr(new_key()),
        teams_client_id=BOT,
        teams_client_secret=SecretStr("hemmeligt"),
        teams_tenant=TENANT,
    )
    with opened(set_up) as made:
        assert list(made.sender.channels) == [Platform.TEAMS]
        assert asyncio.run(_closed(made)) is None


async def _closed(made: Any) -> None:
    await made.close()


def test_a_worker_for_a_trial_without_tokens_leaves_teams_alone(state: SqliteState) -> None:
    assert posting(Settings(teams_client_id=BOT, teams_unauthenticated=True), state) is None
    assert posting(Settings(), state) is None
    with pytest.raises(SettingsError, match="TEAMS_CLIENT_SECRET"):
        posting(Settings(teams_client_id=BOT), state)


def test_the_outcomes_have_a_sentence(state: SqliteState) -> None:
    for outcome in (Outcome.LATER, Outcome.NOTHING, Outcome.UNKNOWN, Outcome.TAKEN):
        assert signup.told_now(state, KEY, outcome)
