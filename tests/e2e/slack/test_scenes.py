"""What a person does in Slack, over HTTP and over Socket Mode, against local-slack."""

import time
from typing import Any

import pytest

from bot.slack import texts
from tests.e2e.slack.conftest import World
from tests.e2e.slack.world import ALICE, BO, BOT, DIRECT, GENERAL, Slack, until

ASKED = "må vi give afslag fordi borgeren kan få hjælp efter en anden lov?"
_A_MOMENT = 0.6
"""Seconds in which an answer would have come."""


def calls(slack: Slack, method: str) -> list[dict[str, Any]]:
    return [e["detail"] for e in slack.log() if e["summary"] == method]


def test_a_mention_is_answered_once_in_its_thread(world: World) -> None:
    ts = world.slack.say(f"<@{BOT}> {ASKED}")
    answer = world.slack.answer(ts)
    assert "34-18" in answer["text"]
    assert answer["blocks"][0]["text"]["text"].startswith("»Kommunen kan ikke give afslag")
    time.sleep(_A_MOMENT)
    assert len(world.slack.replies(ts)) == 1
    delivered = [e for e in world.slack.log() if ts in str(e) and e["kind"] == "events_api"]
    assert len(delivered) >= 2  # app_mention and message, both


def test_a_follow_up_needs_no_mention(world: World) -> None:
    ts = world.slack.say(f"<@{BOT}> {ASKED}")
    world.slack.answer(ts)
    world.slack.say("og hvad med partshøring?", thread=ts, user=BO)
    until(lambda: len(world.slack.replies(ts)) == 2)
    assert "Jeg søgte: partshøring + afslag" in world.slack.replies(ts)[1]["text"]
    world.slack.press(world.slack.replies(ts)[1], "soeg_uden_traad")
    until(lambda: len(world.slack.replies(ts)) == 3)
    assert "Jeg søgte" not in world.slack.replies(ts)[2]["text"]


def test_a_direct_message_is_answered(world: World) -> None:
    ts = world.slack.say(ASKED, channel=DIRECT)
    assert "34-18" in world.slack.answer(ts, DIRECT)["text"]


def test_it_is_silent_where_it_was_not_asked(world: World) -> None:
    alone = world.slack.say(ASKED)
    world.slack.say("enig", thread=alone)
    time.sleep(_A_MOMENT)
    assert world.slack.replies(alone) == []


def test_a_personal_number_is_stopped(world: World) -> None:
    ts = world.slack.say("må moren 010190-1234 få hjælp?", channel=DIRECT)
    assert "Stoppet: ligner et CPR-nummer" in world.slack.answer(ts, DIRECT)["text"]


def test_a_command_answers_privately_and_can_be_shared(world: World) -> None:
    before = len(world.slack.messages())
    world.slack.command("/spoerg", ASKED)
    private = until(lambda: world.slack.messages()[before:])[0]
    assert "34-18" in private["text"]
    assert "thread_ts" not in private
    world.slack.press(private, "del_i_kanalen")
    shared = until(lambda: world.slack.messages()[before + 1 :])[0]
    assert "deler et opslag" in shared["text"]
    assert "borgeren kan få" not in str(shared)


@pytest.mark.parametrize(
    ("command", "text", "holds"),
    [
        ("/princip", "4", "Inddragelse"),
        ("/kilder", "", "fem tekster om retssikkerhed"),
        ("/spoerg", "", texts.ASK_HELP),
    ],
)
def test_other_commands_answer_at_once(world: World, command: str, text: str, holds: str) -> None:
    before = len(world.slack.messages())
    world.slack.command(command, text)
    shown = until(lambda: world.slack.messages()[before:])[0]
    assert holds in str(shown)


def test_each_button_opens_its_window(world: World) -> None:
    ts = world.slack.say(ASKED, channel=DIRECT)
    answer = world.slack.answer(ts, DIRECT)
    for action, title in (
        ("vis_i_sammenhaeng", texts.CONTEXT),
        ("notattekst", texts.NOTE),
        ("mere", texts.MORE),
    ):
        before = len(calls(world.slack, "views.open"))
        world.slack.press(answer, action)
        opened = until(lambda n=before: calls(world.slack, "views.open")[n:])  # type: ignore[misc]  # the default binds n
        assert opened[0]["view"]["title"]["text"] == title


def test_a_no_answer_offers_collection_and_steps(world: World) -> None:
    ts = world.slack.say("hvad er satsen for kontanthjælp i 2026", channel=DIRECT)
    answer = world.slack.answer(ts, DIRECT)
    assert answer["text"].startswith("Det kan jeg ikke svare på.")
    for action in ("se_samlingen", "spoerg_en_fagperson"):
        before = len(calls(world.slack, "views.open"))
        world.slack.press(answer, action)
        until(lambda n=before: calls(world.slack, "views.open")[n:])  # type: ignore[misc]  # the default binds n


def test_the_home_page_is_published(world: World) -> None:
    before = len(calls(world.slack, "views.publish"))
    world.slack.open_home()
    shown = until(lambda: calls(world.slack, "views.publish")[before:])[0]
    assert shown["user_id"] == ALICE
    assert "fem tekster om retssikkerhed" in str(shown)


def test_an_edit_is_no_new_question(world: World) -> None:
    ts = world.slack.say(ASKED, channel=DIRECT)
    world.slack.answer(ts, DIRECT)
    world.slack.edit(ts, f"{ASKED} tak", DIRECT)
    time.sleep(_A_MOMENT)
    assert len(world.slack.replies(ts, DIRECT)) == 1


def test_the_status_is_asked_for_and_its_refusal_does_no_harm(world: World) -> None:
    ts = world.slack.say(ASKED, channel=DIRECT)
    world.slack.answer(ts, DIRECT)
    told = calls(world.slack, "assistant.threads.setStatus")
    assert {"channel_id": DIRECT, "thread_ts": ts, "status": texts.SEARCHING} in told


def test_nothing_but_the_bot_wrote_as_the_bot(world: World) -> None:
    posted = calls(world.slack, "chat.postMessage")
    assert all(call["unfurl_links"] in {False, "0", "false"} for call in posted)
    assert {m["user"] for m in world.slack.messages(GENERAL)} <= {ALICE, BO, BOT}
