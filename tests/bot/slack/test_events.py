"""Which events are answered, where, and how often."""

import asyncio
import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from aiohttp import web
from slack_bolt import BoltResponse

from bot.errors import StateBusyError
from bot.slack import texts
from bot.slack.core import Core
from bot.state import SqliteState
from bot.state.records import FeedbackReason, Lease, Person, Place, Platform
from bot.state.sqlite.jobs import JobTable
from tests.bot.slack.checks import check_blocks
from tests.bot.slack.conftest import (
    ASKED,
    UNKNOWN,
    World,
    direct,
    mention,
    message,
    world,
)

Play = Callable[[Callable[[World], Any]], Any]
EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "event",
    [
        direct(ASKED),  # in the direct conversation
        mention(ASKED),  # in a channel
        mention(ASKED, channel="G1", channel_type="group"),  # in a private channel
        direct(ASKED, subtype="file_share"),  # with a file, which is not read
        mention(ASKED, edited={"user": "U1", "ts": "1.2"}),  # the mention came by an edit
        {k: v for k, v in direct(ASKED).items() if k != "channel_type"},  # told by the id alone
    ],
)
def test_a_question_is_answered_in_its_thread(play: Play, event: dict[str, Any]) -> None:
    async def scene(it: World) -> None:
        assert (await it.event(event)).status == 200
        posted = await it.slack.wait_for("chat.postMessage")
        assert posted[0]["thread_ts"] == "1.1"
        assert posted[0]["channel"] == event["channel"]
        assert "34-18" in posted[0]["text"]

    play(scene)


@pytest.mark.parametrize(
    "event",
    [
        message(ASKED),  # not asked
        message(ASKED, thread_ts="0.9"),  # in a thread of others
        message(f"<@U0BOT> {ASKED}"),  # the mention comes as its own event
        mention(ASKED, bot_id="B9"),  # another bot
        direct(ASKED, bot_id="B9"),  # another bot, in the direct conversation
        direct(ASKED, user="U0BOT"),  # itself
        direct("x", subtype="message_changed", message={"text": ASKED}),  # an edit
        direct("x", subtype="message_deleted"),  # a deletion
        message("x", subtype="channel_join"),  # somebody came
        direct(ASKED, hidden=True),  # hidden
        {k: v for k, v in direct(ASKED).items() if k != "user"},  # nobody
        {"type": "reaction_added", "user": "U1", "item": {}},  # of another kind
    ],
)
def test_what_was_not_asked_is_acknowledged_in_silence(play: Play, event: dict[str, Any]) -> None:
    async def scene(it: World) -> None:
        assert (await it.event(event)).status == 200
        await it.quiet()
        assert it.slack.posted == []

    play(scene)


def test_the_same_question_is_answered_once(play: Play) -> None:
    async def scene(it: World) -> None:
        again = {"x_slack_retry_num": "1", "x_slack_retry_reason": "http_timeout"}
        await asyncio.gather(
            it.event(mention(ASKED), "Ev1"),
            it.event(mention(ASKED), "Ev1", **again),
            it.event(mention(ASKED), "Ev2"),
        )
        await it.event(message(f"<@U0BOT> {ASKED}"), "Ev3")
        await it.quiet()
        assert len(it.slack.posted) == 1

    play(scene)


def test_a_follow_up_needs_no_mention_and_keeps_the_topic(play: Play) -> None:
    async def scene(it: World) -> None:
        await it.event(mention(ASKED))
        await it.quiet()
        await it.event(message("og hvad med partshøring?", ts="1.2", thread_ts="1.1"))
        await it.quiet()
        assert "Jeg søgte: partshøring + afslag" in it.slack.posted[1]["text"]
        await it.event(message("<@U2> hvad siger du?", ts="1.3", thread_ts="1.1"))
        await it.event(mention("hvad med frister?", ts="1.4", thread_ts="1.1"))
        await it.quiet()
        assert len(it.slack.posted) == 3
        assert "+ afslag" not in str(it.slack.posted[2]["blocks"][:1])

    play(scene)


def test_a_thread_of_others_is_not_taken_over(play: Play) -> None:
    async def scene(it: World) -> None:
        await it.event(mention(ASKED, ts="1.2", thread_ts="1.1"))
        await it.quiet()
        await it.event(message("enig", ts="1.3", thread_ts="1.1"))
        await it.quiet()
        assert len(it.slack.posted) == 1

    play(scene)


def test_a_follow_up_can_be_searched_alone(play: Play) -> None:
    async def scene(it: World) -> None:
        await it.event(mention(ASKED))
        await it.quiet()
        follow = message("og hvad med partshøring?", ts="1.2", thread_ts="1.1")
        await it.event(follow)
        await it.quiet()
        it.slack.threads.append(follow)
        shown = it.slack.posted[1]
        for _ in range(2):
            await it.send(press(shown, "soeg_uden_traad"))
            await it.quiet()
        assert len(it.slack.posted) == 3
        assert "Jeg søgte" not in it.slack.posted[2]["text"]
        it.slack.threads.clear()
        await it.send(press(shown, "soeg_uden_traad"))
        opened = await it.slack.wait_for("views.open")
        assert texts.QUESTION_GONE in str(opened)

    play(scene)


@pytest.mark.parametrize(
    "text",
    [
        "moren 010190-1234 vil have hjælp",  # as written
        "moren <tel:0101901234|010190-1234>",  # as Slack writes it
    ],
)
def test_a_personal_number_is_never_kept(play: Play, state: SqliteState, text: str) -> None:
    async def scene(it: World) -> None:
        await it.event(direct(text))
        posted = await it.slack.wait_for("chat.postMessage")
        assert "Stoppet: ligner et CPR-nummer" in posted[0]["text"]
        assert "010190" not in str(it.slack.calls)

    play(scene)
    assert state.jobs.waiting() == 0


def test_the_status_is_shown_and_cleared(play: Play) -> None:
    async def scene(it: World) -> None:
        await it.event(direct(ASKED))
        await it.quiet()
        told = it.slack.of("assistant.threads.setStatus")
        assert [call["status"] for call in told] == [texts.SEARCHING, ""]

    play(scene)


def test_an_empty_conversation_gets_prompts_without_a_thread(play: Play) -> None:
    async def scene(it: World) -> None:
        opened = {"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "messages"}
        await it.event(opened)
        (call,) = await it.slack.wait_for("assistant.threads.setSuggestedPrompts")
        assert "thread_ts" not in call
        assert 1 <= len(call["prompts"]) <= 4
        for number, prompt in enumerate(call["prompts"]):
            await it.event(direct(prompt["message"], ts=f"2.{number}"))
        await it.quiet()
        assert all("kan jeg ikke svare" not in m["text"] for m in it.slack.posted)

    play(scene)


def test_the_home_page_shows_settings_and_deletes_on_request(
    play: Play, state: SqliteState
) -> None:
    person = Person(Platform.SLACK, "T1", "U1")

    async def scene(it: World) -> None:
        await it.event({"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home"})
        (shown,) = await it.slack.wait_for("views.publish")
        assert "initial_options" in str(shown["view"])
        await it.send(home_press("paamindelser", selected_options=[]))
        await it.quiet()
        assert state.records.settings_of(person) == {"paamindelser": "nej"}
        await it.event(direct(ASKED))
        await it.quiet()
        assert "Husk" not in it.slack.posted[0]["text"]
        await it.send(home_press("mine_data"))
        await it.send(home_press("se_samlingen"))
        await it.send(home_press("slet_mine_data"))
        await it.quiet()
        titles = [call["view"]["title"]["text"] for call in it.slack.of("views.open")]
        assert sorted(titles) == ["Mine data", "Principbot", "Samlingen"]
        assert len(it.slack.of("views.publish")) == 2

    play(scene)
    assert state.records.settings_of(person) == {}


def test_each_button_of_an_answer_does_what_it_says(play: Play, state: SqliteState) -> None:
    async def scene(it: World) -> None:
        await it.event(direct(ASKED))
        await it.quiet()
        (shown,) = it.slack.posted
        for action in ("vis_i_sammenhaeng", "notattekst", "mere"):
            await it.send(press(shown, action))
            await it.quiet()
        context, note, more = (call["view"] for call in it.slack.of("views.open"))
        assert "Her står citatet" in str(context)
        assert "Min vurdering:" in str(note)
        assert texts.WHY in str(more)
        await it.send(in_window(more, "hjalp"))
        await it.send(in_window(more, "hjalp_ikke", chosen="foraeldet", user="U2"))
        await it.quiet()
        assert all(texts.THANKS in str(call) for call in it.slack.of("views.update"))

    play(scene)
    marks = state.records.feedback_since(EPOCH)
    assert {mark.reason for mark in marks} == {FeedbackReason.HJALP, FeedbackReason.FORAELDET}


def test_the_buttons_of_a_no_answer_open(play: Play) -> None:
    async def scene(it: World) -> None:
        await it.event(direct(UNKNOWN))
        await it.quiet()
        (shown,) = it.slack.posted
        await it.send(press(shown, "se_samlingen"))
        await it.send(press(shown, "spoerg_en_fagperson"))
        await it.quiet()
        assert len(it.slack.of("views.open")) == 2

    play(scene)


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("gammel", texts.OLD_BUTTON),  # not ours
        ('{"a":"1","g":"2","s":[["findes-ikke",[]]],"m":[],"n":[],"p":0}', texts.GONE),  # gone
    ],
)
def test_a_button_that_cannot_be_followed_says_so(play: Play, value: str, says: str) -> None:
    async def scene(it: World) -> None:
        buttons = {"elements": [{"action_id": "notattekst", "value": value}]}
        shown = {"channel": "C1", "ts": "9.0", "thread_ts": "1.1", "blocks": [buttons]}
        await it.send(press(shown, "notattekst"))
        await it.quiet()
        assert says in str(it.slack.of("views.open"))

    play(scene)


def test_what_is_unknown_is_acknowledged(play: Play) -> None:
    async def scene(it: World) -> None:
        unknown = {"channel": "C1", "ts": "9.0", "blocks": [{"elements": [{"action_id": "x"}]}]}
        replies = [
            await it.send(press(unknown, "x")),
            await it.send(command("/ukendt", "x")),
            await it.send(shortcut("ukendt", "x")),
            await it.send(
                {
                    "type": "view_submission",
                    "team": {"id": "T1"},
                    "user": {"id": "U1"},
                    "view": {"callback_id": "x", "type": "modal"},
                }
            ),
        ]
        assert [reply.status for reply in replies] == [200] * 4

    play(scene)


def test_a_state_that_is_busy_lets_slack_try_again_and_then_apologises(
    core: Core, state: SqliteState
) -> None:
    state.jobs = BusyJobs(state._db, state.records)

    async def scene() -> list[str]:
        async with world(core) as it:
            assert (await it.event(direct(ASKED))).status == 503
            assert (await it.event(direct(ASKED), x_slack_retry_num="3")).status == 200
            reply = await it.send(command("/spoerg", ASKED, it.slack.response_url))
            assert "Fejlnummer" in told(reply)
            await it.quiet()
            return [m["text"] for m in it.slack.posted]

    (apology,) = asyncio.run(scene())
    assert "Fejlnummer" in apology


def test_commands_answer_the_asker_alone(play: Play) -> None:
    async def scene(it: World) -> None:
        url = it.slack.response_url
        assert texts.ASK_HELP in told(await it.send(command("/spoerg", " ", url)))
        await it.send(command("/spoerg", ASKED, url))
        (answer,) = await it.slack.wait_for("svar")
        assert answer["response_type"] == "ephemeral"
        assert it.slack.posted == []
        assert "34-18" in answer["text"]
        shown = answer | {"channel": "C1", "ts": "9.0"}
        for _ in range(2):
            await it.send(press(shown, "del_i_kanalen", url))
            await it.quiet()
        shared = it.slack.of("svar")[1:]
        assert [s["response_type"] for s in shared] == ["in_channel"]
        assert "<@U1> deler et opslag" in shared[0]["blocks"][0]["text"]["text"]
        assert "borgeren kan få" not in str(shared)
        assert texts.ALREADY_SHARED in str(it.slack.of("views.open"))

    play(scene)


def test_an_answer_can_be_shared_from_more(play: Play) -> None:
    async def scene(it: World) -> None:
        url = it.slack.response_url
        await it.send(command("/spoerg", ASKED, url))
        (answer,) = await it.slack.wait_for("svar")
        await it.send(press(answer | {"channel": "C1", "ts": "9.0"}, "mere", url))
        (more,) = await it.slack.wait_for("views.open")
        await it.send(in_window(more["view"], "del_i_kanalen"))
        await it.quiet()
        assert it.slack.of("svar")[1]["response_type"] == "in_channel"
        assert texts.SHARED in str(it.slack.of("views.update"))

    play(scene)


def test_a_channel_that_takes_nothing_is_explained(play: Play) -> None:
    async def scene(it: World) -> None:
        url = it.slack.response_url
        await it.send(command("/spoerg", ASKED, url))
        (answer,) = await it.slack.wait_for("svar")
        it.slack.faults["svar"] = [web.Response(status=404, text="no_team")]
        await it.send(press(answer | {"channel": "C1", "ts": "9.0"}, "del_i_kanalen", url))
        await it.quiet()
        assert texts.BOT_NOT_HERE in str(it.slack.of("views.open"))

    play(scene)


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        ("4", "Inddragelse"),  # by number
        ("partshøring", "»Jeg vil gerne tale med dig"),  # by a word of the name
        ("PARTSHOERING", "»Jeg vil gerne tale med dig"),  # without æ, ø, å
        ("helhed", "Er hjælp efter andre love og sektorer afklaret?"),  # by the key
        ("", "1. Helhedsprincip"),  # all seven
        ("fodbold", texts.NO_PRINCIPLE),  # none
        ("99", texts.NO_PRINCIPLE),  # no such number
    ],
)
def test_a_principle_is_shown(play: Play, asked: str, holds: str) -> None:
    async def scene(it: World) -> None:
        assert holds in told(await it.send(command("/princip", asked)))

    play(scene)


def test_the_collection_is_listed(play: Play) -> None:
    async def scene(it: World) -> None:
        reply = await it.send(command("/kilder", ""))
        assert "fem tekster om retssikkerhed" in told(reply)
        blocks = json.loads(reply.body)["blocks"]
        check_blocks(blocks)
        assert "Ministersvar" in str(blocks)

    play(scene)


def test_a_message_can_be_looked_up(play: Play) -> None:
    async def scene(it: World) -> None:
        await it.send(shortcut("find_kilden", ASKED, it.slack.response_url))
        (answer,) = await it.slack.wait_for("svar")
        assert "34-18" in answer["text"]

    play(scene)


def test_a_window_is_closed_on_submit(play: Play) -> None:
    async def scene(it: World) -> None:
        view = {"type": "modal", "callback_id": "", "state": {"values": {}}}
        body = {"type": "view_submission", "team": {"id": "T1"}, "user": {"id": "U1"}}
        assert (await it.send(body | {"view": view})).status == 200

    play(scene)


def test_a_conversation_is_the_persons_own(state: SqliteState, play: Play) -> None:
    async def scene(it: World) -> None:
        await it.event(direct(ASKED))

    play(scene)
    person = Person(Platform.SLACK, "T1", "U1")
    place = Place(Platform.SLACK, "T1", "D1", person)
    assert state.records.recall(place, "1.1") is not None
    state.control.delete_person(person)
    assert state.records.recall(place, "1.1") is None


class BusyJobs(JobTable):
    """A state that another process holds."""

    def accept(self, *_: object, **__: object) -> Lease | None:
        raise StateBusyError("optaget")


def told(reply: BoltResponse) -> str:
    """What a command answers at once."""
    body = json.loads(reply.body)
    assert body["response_type"] == "ephemeral"
    return str(body["text"])


def command(name: str, text: str, response_url: str = "") -> dict[str, Any]:
    return {
        "command": name,
        "text": text,
        "team_id": "T1",
        "channel_id": "C1",
        "user_id": "U1",
        "response_url": response_url,
        "trigger_id": f"t{text}",
    }


def shortcut(name: str, text: str, response_url: str = "") -> dict[str, Any]:
    return {
        "type": "message_action",
        "callback_id": name,
        "team": {"id": "T1"},
        "user": {"id": "U1"},
        "channel": {"id": "C1"},
        "message": {"text": text, "ts": "1.1"},
        "response_url": response_url,
        "trigger_id": "t1",
    }


def press(shown: dict[str, Any], action_id: str, response_url: str = "") -> dict[str, Any]:
    """A button of a message."""
    found = next(
        e for b in shown["blocks"] for e in b.get("elements", ()) if e.get("action_id") == action_id
    )
    action = {"type": "button", "action_id": action_id, "block_id": "b"}
    return {
        "type": "block_actions",
        "team": {"id": "T1"},
        "user": {"id": "U1"},
        "channel": {"id": shown["channel"]},
        "message": {"thread_ts": shown.get("thread_ts", "")},
        "container": {"type": "message", "message_ts": shown.get("ts", "9.0")},
        "trigger_id": "t1",
        "response_url": response_url,
        "actions": [action | {"value": found.get("value", "")}],
    }


def in_window(
    view: dict[str, Any], action_id: str, chosen: str = "", user: str = "U1"
) -> dict[str, Any]:
    """A button or a choice of a modal."""
    action: dict[str, Any] = {"type": "button", "action_id": action_id, "block_id": "b"}
    found = next(
        e for b in view["blocks"] for e in b.get("elements", ()) if e.get("action_id") == action_id
    )
    action |= {"selected_option": {"value": chosen}} if chosen else {"value": found["value"]}
    return {
        "type": "block_actions",
        "team": {"id": "T1"},
        "user": {"id": user},
        "view": view | {"id": "V1"},
        "trigger_id": "t1",
        "actions": [action],
    }


def home_press(action_id: str, **action: Any) -> dict[str, Any]:
    return {
        "type": "block_actions",
        "team": {"id": "T1"},
        "user": {"id": "U1"},
        "view": {"type": "home", "id": "V0"},
        "trigger_id": "t1",
        "actions": [{"type": "button", "action_id": action_id, "block_id": "b", **action}],
    }
