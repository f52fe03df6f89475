"""Tips and quiz in Slack: the command, the message, its buttons, and finding it again."""

import asyncio
import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from aiohttp import web
from click.testing import CliRunner
from pydantic import HttpUrl, SecretStr

from bot import cli
from bot.commands.worker import opened
from bot.errors import ChannelGoneError, PostponedError, SettingsError
from bot.settings import Settings
from bot.slack import texts as slack_texts
from bot.slack import tip_blocks
from bot.slack.clients import Clients
from bot.slack.core import Core
from bot.slack.sending import Pacer, Sender
from bot.slack.tips import SlackTips, opened_channel
from bot.state import SqliteState
from bot.state.records import Person, Platform, QuizCard, SubscriptionState, TipState
from bot.tips import schedule, signup, texts
from bot.tips.asking import Feedback
from bot.tips.port import Line, TipMessage
from bot.tips.rows import Quiz
from bot.tips.worker import Worker, until_stopped
from tests.bot.slack.checks import check_blocks, check_golden, check_message, check_view
from tests.bot.slack.conftest import World, message, world
from tests.bot.slack.fake_slack import FakeSlack, fake_slack
from tests.bot.slack.test_events import in_window, press
from tests.bot.tips.conftest import subscription

Play = Callable[[Callable[[World], Any]], Any]
KEY = (Platform.SLACK, "T1", "C1")
NOT_SUBSCRIBED = texts.NOT_SUBSCRIBED.format(sign_up="`/principtip tilmeld`")
TODAY = dt.date(2026, 11, 24)


def command(it: World, text: str, user: str = "U1") -> dict[str, Any]:
    return {
        "command": "/principtip",
        "text": text,
        "team_id": "T1",
        "user_id": user,
        "channel_id": "C1",
        "response_url": it.slack.response_url,
        "trigger_id": f"t{text}",
    }


def example(core: Core, key: str = "brug-genvurderingen") -> TipMessage:
    made = core.tips.again(key, (), TODAY)
    assert made is not None
    return made


# What is shown.


def test_the_example_looks_as_agreed(core: Core) -> None:
    shown = tip_blocks.tip(example(core), "tip-2026-W48")
    check_message({"blocks": list(shown.blocks), "text": shown.text})
    blocks = [dict(block) for block in shown.blocks]
    buttons = blocks[-1]["elements"]
    for button in buttons:
        button.pop("value", None)
    check_golden("tip.json", {"text": shown.text, "blocks": blocks})


def test_every_tip_is_within_slacks_limits(core: Core) -> None:
    for tip in core.tips.pool.tips:
        made = replace(example(core, tip.noegle), asks_whether_to_go_on=True)
        shown = tip_blocks.tip(made)
        check_message({"blocks": list(shown.blocks), "text": shown.text})
        assert texts.NO_CITIZENS in shown.text
        assert texts.NO_CITIZENS in str(shown.blocks)


def test_every_question_is_within_slacks_limits(core: Core) -> None:
    quotes = core.tips.quotes
    for question in core.tips.pool.quiz:
        check_view(tip_blocks.question(question))
        options = tuple(quotes.of(question, option) for option in question.svar)
        for chosen in range(3):
            told = Feedback(question, chosen, quotes.of(question), options, "g")
            view = tip_blocks.feedback(told)
            check_view(view)
            assert ("Ja." in str(view)) is question.svar[chosen].rigtigt


def test_the_quiz_example_looks_as_agreed(core: Core) -> None:
    question = core.tips.pool.question("anden-lov-afklaret")
    assert question is not None
    quotes = core.tips.quotes
    options = tuple(quotes.of(question, option) for option in question.svar)
    view = tip_blocks.feedback(Feedback(question, 0, quotes.of(question), options, "g"))
    for block in view["blocks"]:
        for element in block.get("elements", ()):
            element.pop("value", None)
    check_golden("quiz.json", {"question": tip_blocks.question(question), "feedback": view})


def test_a_card_on_changed_practice_has_its_lines(core: Core) -> None:
    card = replace(
        texts.CARD,
        tip_id="ny-praksis:2026-11",
        lines=(Line("1-26 <gældende>", "https://ast.dk/1-26"), Line("2-26", None)),
    )
    shown = tip_blocks.tip(card)
    check_blocks(shown.blocks)
    assert "• 1-26 &lt;gældende&gt; <https://ast.dk/1-26|Læs>" in str(shown.blocks)
    assert "vis_i_sammenhaeng" not in str(shown.blocks)
    assert core.tips.title(card.tip_id) in shown.text


# The command.


def test_a_channel_signs_up_and_is_told(play: Play, state: SqliteState) -> None:
    async def scene(it: World) -> None:
        await it.send(command(it, "tilmeld torsdag 10.30 hver anden uge"))
        (said,) = await it.slack.wait_for("chat.postMessage")
        assert said["channel"] == "C1"
        assert "<@U1> har tilmeldt" in said["text"]
        assert "torsdag kl. 10.30, hver anden uge" in said["text"]

    play(scene)
    kept = state.tips.subscription(*KEY)
    assert kept is not None
    assert (kept.weekday, kept.minute, kept.every_weeks) == (4, 630, 2)


def test_without_the_bot_in_the_channel_nobody_is_signed_up(play: Play, state: SqliteState) -> None:
    async def scene(it: World) -> None:
        it.slack.faults["chat.postMessage"] = ["not_in_channel"]
        await it.send(command(it, "tilmeld"))
        (said,) = await it.slack.wait_for("svar")
        assert said["text"] == slack_texts.BOT_NOT_HERE

    play(scene)
    kept = state.tips.subscription(*KEY)
    assert kept is not None
    assert kept.state is SubscriptionState.ENDED


@pytest.mark.parametrize(
    ("order", "expected", "told"),
    [
        ("pause 2", SubscriptionState.PAUSED, "på pause til"),
        ("pause", SubscriptionState.PAUSED, "på pause."),
        ("afmeld", SubscriptionState.ENDED, "afmeldt"),
    ],
)
def test_a_channel_pauses_and_ends(
    play: Play, state: SqliteState, order: str, expected: SubscriptionState, told: str
) -> None:
    async def scene(it: World) -> None:
        await it.send(command(it, order))
        assert (await it.slack.wait_for("svar"))[0]["text"] == NOT_SUBSCRIBED
        await it.send(command(it, "tilmeld"))
        await it.slack.wait_for("chat.postMessage")
        await it.send(command(it, order))
        assert told in (await it.slack.wait_for("chat.postMessage", 2))[1]["text"]

    play(scene)
    kept = state.tips.subscription(*KEY)
    assert kept is not None
    assert kept.state is expected


def test_now_sends_the_weeks_tip_once(play: Play, state: SqliteState) -> None:
    async def scene(it: World) -> None:
        await it.send(command(it, "nu"))
        (posted,) = await it.slack.wait_for("chat.postMessage")
        assert posted["text"].startswith("Ugens tip: ")
        occurrence = posted["metadata"]["event_payload"]["occurrence"]
        assert posted["blocks"][0]["block_id"] == f"tip-{occurrence}"
        await it.quiet()
        await it.send(command(it, "nu"))
        assert (await it.slack.wait_for("svar"))[0]["text"] == texts.ALREADY_THIS_WEEK
        reply = await it.send(command(it, "historik"))
        assert texts.HISTORY in str(reply.body)

    play(scene)
    assert state.tips.history(KEY)[0].state is TipState.SENT


def test_while_stopped_nothing_is_sent(play: Play, state: SqliteState) -> None:
    state.control.stop("prøve")

    async def scene(it: World) -> None:
        await it.send(command(it, "nu"))
        await it.slack.wait_for("svar")
        assert it.slack.posted == []

    play(scene)


@pytest.mark.parametrize(
    ("order", "told"),
    [
        ("", texts.help_with(slack_texts.typed).split("\n", maxsplit=1)[0]),
        ("hvad", "Det forstod jeg ikke: »hvad«."),
        ("historik", texts.NO_HISTORY),
        ("fortsæt", texts.GOES_ON),
    ],
)
def test_help_and_history_are_private(play: Play, order: str, told: str) -> None:
    async def scene(it: World) -> None:
        reply = await it.send(command(it, order))
        assert told in str(reply.body)
        await it.quiet()
        assert it.slack.posted == []

    play(scene)


def test_managers_alone_sign_up_where_that_is_agreed(core: Core, state: SqliteState) -> None:
    limited = replace(core, tip_managers=signup.managers(Settings(tip_managers="U2")))

    async def scene() -> None:
        async with world(limited) as it:
            reply = await it.send(command(it, "tilmeld"))
            assert texts.ONLY_MANAGERS in str(reply.body)
            reply = await it.send(command(it, "historik"))
            assert texts.NO_HISTORY in str(reply.body)
            await it.send(command(it, "nu", user="U2"))
            (tip,) = await it.slack.wait_for("chat.postMessage")
            await it.send(press(tip, "tip_pause"))
            (opened_view,) = await it.slack.wait_for("views.open")
            assert texts.ONLY_MANAGERS in str(opened_view["view"])

    asyncio.run(scene())
    assert state.tips.subscription(*KEY) is None


# Buttons and reactions.


def test_the_buttons_of_a_tip(play: Play, state: SqliteState, core: Core) -> None:
    asked = replace(example(core), asks_whether_to_go_on=True)
    shown = tip_blocks.tip(asked)
    posted = {"channel": "C1", "ts": "9.1", "blocks": shown.blocks}

    async def scene(it: World) -> None:
        await it.send(press(posted, "vis_i_sammenhaeng"))
        view = (await it.slack.wait_for("views.open"))[0]["view"]
        assert "Brug genvurderingen" in str(view)
        await it.send(press(posted, "tip_pause"))
        told = (await it.slack.wait_for("views.open", 2))[1]["view"]
        assert NOT_SUBSCRIBED in str(told)
        await it.send(command(it, "tilmeld"))
        await it.slack.wait_for("chat.postMessage")
        await it.send(press(posted, "tip_fortsaet"))
        await it.slack.wait_for("views.open", 3)
        await it.send(press(posted, "tip_afmeld"))
        assert "afmeldt" in (await it.slack.wait_for("chat.postMessage", 2))[1]["text"]

    play(scene)
    kept = state.tips.subscription(*KEY)
    assert kept is not None
    assert kept.state is SubscriptionState.ENDED


@pytest.mark.parametrize(
    ("event", "counts"),
    [
        ({"type": "reaction_added", "user": "U2", "reaction": "tada",
          "item": {"type": "message", "channel": "C1", "ts": "1.5"}}, True),  # an emoji
        ({"type": "reaction_added", "user": "U0BOT", "reaction": "tada",
          "item": {"type": "message", "channel": "C1", "ts": "1.5"}}, False),  # the bot's own
        ({"type": "reaction_added", "user": "U2", "reaction": "tada",
          "item": {"type": "file", "file": "F1"}}, False),  # on a file
        (message("god idé", thread_ts="1.5"), True),  # a reply
        (message("god idé", thread_ts="1.4"), False),  # in another thread
        (message("god idé"), False),  # not in a thread
    ],
)  # fmt: skip
def test_reactions_and_replies_are_seen(
    play: Play, state: SqliteState, event: dict[str, Any], counts: bool
) -> None:
    claim = state.tips.claim(KEY, "2026-W48", "brug-genvurderingen", lease_seconds=60)
    assert claim is not None
    assert state.tips.settle(claim, TipState.SENT, "1.5")

    async def scene(it: World) -> None:
        await it.event(event)
        await it.quiet()
        assert it.slack.posted == []

    play(scene)
    assert state.tips.history(KEY)[0].has_reaction is counts


def test_the_quiz_is_private_and_told_at_once(play: Play, state: SqliteState, core: Core) -> None:
    async def scene(it: World) -> None:
        await it.send(command(it, "quiz"))
        view = (await it.slack.wait_for("views.open"))[0]["view"]
        for number, letter in ((1, "quiz_a"), (2, "quiz_b")):
            await it.send(in_window(view, letter))
            told = (await it.slack.wait_for("views.update", 2 * number - 1))[-1]["view"]
            assert str(told).count("»") >= 3
            assert "(dit svar)" in str(told)
            following = in_window(told, "vis_i_sammenhaeng")
            following["actions"][0] |= {"action_id": "quiz", "value": ""}
            await it.send(following)
            view = (await it.slack.wait_for("views.update", 2 * number))[-1]["view"]
        assert texts.QUIZ_ENOUGH in str(view)
        assert it.slack.posted == []

    play(scene)
    cards = state.tips.cards(Person(Platform.SLACK, "T1", "U1"))
    assert {card.question_id for card in cards} == {q.noegle for q in core.tips.pool.quiz[:2]}
    assert state.control.delete_person(Person(Platform.SLACK, "T1", "U1"))["quiz"] == 2


def test_an_answer_twice_counts_once(play: Play, state: SqliteState, core: Core) -> None:
    view = tip_blocks.question(core.tips.pool.quiz[0])

    async def scene(it: World) -> None:
        for number, letter in ((1, "quiz_a"), (2, "quiz_b")):
            await it.send(in_window(view, letter))
            await it.slack.wait_for("views.update", number)

    play(scene)
    (card,) = state.tips.cards(Person(Platform.SLACK, "T1", "U1"))
    assert card.step == 0


def test_a_question_that_was_removed_is_told(play: Play, core: Core) -> None:
    gone: Quiz = core.tips.pool.quiz[0].model_copy(update={"noegle": "fjernet"})

    async def scene(it: World) -> None:
        await it.send(in_window(tip_blocks.question(gone), "quiz_c"))
        (said,) = await it.slack.wait_for("views.push")
        assert slack_texts.OLD_BUTTON in str(said)

    play(scene)


def test_the_home_page_opens_the_quiz_and_none_may_be_due(
    play: Play, state: SqliteState, core: Core
) -> None:
    due = dt.datetime.now(dt.UTC) + dt.timedelta(days=90)
    for question in core.tips.pool.quiz:
        state.tips.save_card(Person(Platform.SLACK, "T1", "U1"), QuizCard(question.noegle, 3, due))

    async def scene(it: World) -> None:
        await it.event({"type": "app_home_opened", "user": "U1", "tab": "home"})
        (home,) = await it.slack.wait_for("views.publish")
        assert "quiz" in [
            e.get("action_id") for b in home["view"]["blocks"] for e in b.get("elements", ())
        ]
        pressed = press({"channel": "C1", "blocks": home["view"]["blocks"]}, "quiz")
        await it.send(pressed)
        view = (await it.slack.wait_for("views.open"))[0]["view"]
        assert "ikke noget spørgsmål til dig lige nu" in str(view)

    play(scene)


# Finding a tip again.


def with_channel(state: SqliteState, work: Callable[[SlackTips, FakeSlack], Any]) -> Any:
    async def whole() -> Any:
        async with fake_slack() as slack:
            clients = Clients(slack.api, "xoxb-1")
            channel = SlackTips(state, clients, Sender(Pacer()))
            try:
                return await work(channel, slack)
            finally:
                await channel.close()

    return asyncio.run(whole())


@pytest.mark.parametrize(
    ("posted", "found"),
    [
        ({"ts": "1.1", "metadata": {"event_payload": {"occurrence": "2026-W48"}}}, "1.1"),  # by it
        ({"ts": "1.2", "blocks": [{"block_id": "tip-2026-W48"}]}, "1.2"),  # by its block
        ({"ts": "1.3", "blocks": [{"block_id": "tip-2026-W47"}]}, None),  # last week's
        ({"ts": "1.4", "text": "Ugens tip: 2026-W48"}, None),  # somebody's words
    ],
)
def test_a_tip_is_found_by_its_mark(
    state: SqliteState, posted: dict[str, Any], found: str | None
) -> None:
    async def work(channel: SlackTips, slack: FakeSlack) -> None:
        first = {"ok": True, "messages": [{"ts": "9"}], "response_metadata": {"next_cursor": "n"}}
        slack.faults["conversations.history"] = [
            web.json_response(first),
            web.json_response({"ok": True, "messages": [posted]}),
        ]
        assert await channel.find(KEY, "2026-W48") == found
        asked = slack.of("conversations.history")
        assert asked[1]["cursor"] == "n"
        monday = schedule.at(dt.date(2026, 11, 23), 0).timestamp()
        assert float(asked[0]["oldest"]) == monday

    with_channel(state, work)


def test_a_history_without_end_gives_no_answer(
    state: SqliteState, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.tips._MOST_PAGES", 1)

    async def work(channel: SlackTips, slack: FakeSlack) -> None:
        more = {"ok": True, "messages": [], "response_metadata": {"next_cursor": "n"}}
        slack.faults["conversations.history"] = [web.json_response(more)]
        with pytest.raises(PostponedError):
            await channel.find(KEY, "2026-W48")

    with_channel(state, work)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("is_archived", ChannelGoneError),
        ("channel_not_found", ChannelGoneError),
        ("not_in_channel", ChannelGoneError),
        ("invalid_auth", PostponedError),  # ours to mend: nobody is unsubscribed for it
        ("lost", PostponedError),
    ],
)
def test_what_slack_says_is_understood(
    state: SqliteState, core: Core, code: str, expected: type[Exception]
) -> None:
    tip = example(core)

    async def work(channel: SlackTips, slack: FakeSlack) -> None:
        slack.faults["chat.postMessage"] = [code]
        with pytest.raises(expected):
            await channel.post(KEY, "2026-W48", tip)
        slack.faults["conversations.history"] = ["is_archived"]
        with pytest.raises(ChannelGoneError):
            await channel.find(KEY, "2026-W48")

    with_channel(state, work)


# The process.


def test_the_worker_needs_a_platform(settings: Settings) -> None:
    with pytest.raises(SettingsError, match="PRINCIPBOT_SLACK_BOT_TOKEN"), opened(settings):
        pass


def test_one_installation_each_is_reached_with_its_own_token(state: SqliteState) -> None:
    many = Settings(slack_client_id="1", slack_client_secret=SecretStr("2"))
    channel = opened_channel(many, state)
    assert channel is not None

    async def find() -> None:
        try:
            await channel.find(KEY, "2026-W48")
        finally:
            await channel.close()

    with pytest.raises(ChannelGoneError, match="not_installed"):
        asyncio.run(find())


def test_the_worker_sends_and_stops(settings: Settings) -> None:
    async def scene() -> None:
        async with fake_slack() as slack:
            chosen = Settings(
                data=settings.data,
                slack_bot_token=SecretStr("xoxb-1"),
                slack_api_url=HttpUrl(slack.api),
            )
            real = dt.datetime.now(dt.UTC)
            now = schedule.next_due(subscription(created=real), real)
            assert now is not None
            with opened(chosen) as made:
                tips = made.sender.state.tips
                tips.subscribe(subscription())
                sender = replace(made.sender, clock=lambda: now)
                worker = Worker(sender, made.library, made.close, poll_seconds=0.01)
                told = asyncio.Event()
                running = asyncio.create_task(until_stopped(worker, told))
                (posted,) = await slack.wait_for("chat.postMessage")
                await asyncio.sleep(0.05)
                told.set()
                await running
                week = schedule.occurrence(now.date())
                assert posted["metadata"]["event_payload"] == {"occurrence": week}
                assert len(slack.posted) == 1
                tips.subscribe(subscription(state=SubscriptionState.ENDED))

    asyncio.run(scene())


def test_the_worker_runs_once_from_the_terminal(settings: Settings) -> None:
    env = {"PRINCIPBOT_DATA": str(settings.data), "PRINCIPBOT_SLACK_BOT_TOKEN": "xoxb-1"}
    done = CliRunner().invoke(cli.main, ["worker", "--once"], env=env)
    assert done.exit_code == 0, done.output
