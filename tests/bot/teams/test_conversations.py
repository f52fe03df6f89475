"""Questions, buttons, the extension and posts of its own, over HTTP with signed tokens."""

import datetime as dt
from typing import Any

import pytest

from bot.errors import NotFoundError
from bot.service import Question
from bot.state.records import Conversation, Platform
from bot.teams import cards, texts
from bot.teams.posting import Poster
from bot.teams.sending import RefusedError
from tests.bot.teams.connector import TENANT
from tests.bot.teams.world import World, button_of, text_of, titles

ASKED = "må vi give afslag fordi borgeren kan få hjælp efter en anden lov?"
UNKNOWN = "hvad er satsen for kontanthjælp i 2026"
PREMISE = "hvad siger loven om kompensation når kommunen laver fejl"
QUOTE = "Kommunen kan ikke give afslag"
LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
TURN = "medmindre det er afklaret"


def test_a_question_in_the_personal_chat_is_answered_with_one_card(bot: World) -> None:
    sent = bot.ask(bot.personal(ASKED))
    said = text_of(sent.card)
    assert QUOTE in said
    assert TURN in said
    assert "Husk" in said
    assert titles(sent.card) == ["Vis i sammenhæng", "Notattekst", "Mere"]
    assert "34-18" in sent.activity["summary"]
    assert sent.conversation == "a:anna"
    bot.quiet()
    assert len(bot.connector.sent) == 1
    assert bot.connector.typing == ["a:anna"]


def test_a_mention_in_a_channel_is_answered_in_its_thread(bot: World) -> None:
    sent = bot.ask(bot.channel(ASKED, thread="1701"))
    assert sent.conversation == "19:general@thread.tacv2;messageid=1701"
    assert QUOTE in text_of(sent.card)
    assert bot.connector.typing == []


def test_a_mention_in_a_group_chat_is_answered_there(bot: World) -> None:
    sent = bot.ask(bot.group(ASKED))
    assert sent.conversation == "19:gruppe@thread.v2"
    assert QUOTE in text_of(sent.card)


def test_no_answer_says_so_and_leads_on(bot: World) -> None:
    sent = bot.ask(bot.personal(UNKNOWN))
    assert "Fandt ikke" in text_of(sent.card)
    assert titles(sent.card)[0] == "Se samlingen"
    listed = bot.press(sent.card, "Se samlingen")["value"]
    assert text_of(listed).startswith(text_of(sent.card))
    assert "Undervisning" in text_of(listed)


def test_a_false_premise_is_told_with_what_lies_nearest(bot: World) -> None:
    sent = bot.ask(bot.personal(PREMISE))
    said = text_of(sent.card)
    assert "Jeg fandt ingen lovregel." in said
    assert "kompensationsordning" in said
    steps = bot.press(sent.card, "Spørg en fagperson")["value"]
    assert text_of(steps).startswith(said)
    assert "Kilde:" in text_of(steps)


@pytest.mark.parametrize("asked", [ASKED, PREMISE])
@pytest.mark.parametrize(
    ("title", "shows"),
    [
        ("Vis i sammenhæng", "Her står citatet"),
        ("Notattekst", "Min vurdering:"),
        ("Mere", "Derfor dette svar"),
    ],
)
def test_a_button_brings_the_whole_answer_back(
    bot: World, asked: str, title: str, shows: str
) -> None:
    sent = bot.ask(bot.personal(asked))
    if title not in titles(sent.card):
        return
    reply = bot.press(sent.card, title)["value"]
    assert text_of(reply).startswith(text_of(sent.card))
    assert shows in text_of(reply)
    assert titles(reply) == titles(sent.card)
    again = bot.press(reply, "Mere")["value"]
    assert text_of(again).startswith(text_of(sent.card))


def test_what_is_written_in_a_note_is_not_sent_to_the_bot(bot: World) -> None:
    sent = bot.ask(bot.personal(ASKED))
    note = bot.press(sent.card, "Notattekst")["value"]
    for title in titles(note):
        assert button_of(note, title)["associatedInputs"] == "none"


def test_buttons_carry_no_word_of_the_question(bot: World) -> None:
    sent = bot.ask(bot.personal(UNKNOWN))
    for button in sent.card["actions"]:
        assert "kontanthj" not in str(button).lower()


@pytest.mark.parametrize(
    ("title", "inputs", "kept"),
    [
        ("Hjalp", {}, "hjalp"),
        ("Hjalp ikke", {"grund": "foraeldet"}, "foraeldet"),
    ],
)
def test_feedback_is_kept_with_the_answers_id(
    bot: World, title: str, inputs: dict[str, str], kept: str
) -> None:
    sent = bot.ask(bot.personal(ASKED))
    more = bot.press(sent.card, "Mere")["value"]
    reply = bot.press(more, title, **inputs)["value"]
    assert texts.THANKS in text_of(reply)
    assert text_of(reply).startswith(text_of(sent.card))
    (mark,) = bot.core.state.records.feedback_since(LONG_AGO)
    assert mark.reason == kept
    assert mark.answer_id == bot.core.service.answer(Question(ASKED)).answer_id


def test_a_reason_is_asked_for(bot: World) -> None:
    sent = bot.ask(bot.personal(ASKED))
    more = bot.press(sent.card, "Mere")["value"]
    reply = bot.press(more, "Hjalp ikke")["value"]
    assert texts.CHOOSE_REASON in text_of(reply)
    assert bot.core.state.records.feedback_since(LONG_AGO) == ()


def test_a_changed_button_is_told_to_be_old(bot: World) -> None:
    sent = bot.ask(bot.personal(ASKED))
    button = button_of(sent.card, "Mere")
    for spoiled in (
        {**button["data"], "svar": {**button["data"]["svar"], "x": [["mangler", "Løgn", None]]}},
        {**button["data"], "svar": {**button["data"]["svar"], "a": "0" * 16}},
        {**button["data"], "svar": "x"},
        {**button["data"], "action": "slet_alt"},
        {"action": "mere"},
    ):
        value = {"action": {"type": "Action.Execute", "verb": "mere", "data": spoiled}}
        assert bot.invoke("adaptiveCard/action", value)["value"] == texts.OLD_BUTTON
    assert bot.invoke("adaptiveCard/action", {"action": "x"})["value"] == texts.OLD_BUTTON


def test_a_button_to_a_passage_that_is_gone_says_so(bot: World) -> None:
    sent = bot.ask(bot.personal(ASKED))
    data = button_of(sent.card, "Mere")["data"]
    data["svar"]["s"][0][0] = "findes-ikke"
    value = {"action": {"type": "Action.Execute", "verb": "mere", "data": data}}
    assert bot.invoke("adaptiveCard/action", value)["value"] == texts.GONE


def test_a_follow_up_shows_what_was_searched_and_can_be_asked_alone(bot: World) -> None:
    bot.ask(bot.personal(ASKED))
    bot.quiet()
    sent = bot.ask(bot.personal("og hvad med partshøring?"))
    assert "Jeg søgte: partshøring + " in text_of(sent.card)
    alone = bot.press(sent.card, "Kun partshøring")["value"]
    assert "Jeg søgte" not in text_of(alone)
    expected = bot.core.service.answer(Question("partshøring"))
    more = bot.press(alone, "Mere")["value"]
    assert expected.answer_id in text_of(more)


def test_a_cpr_number_stops_the_message_before_it_is_kept(bot: World) -> None:
    sent = bot.ask(bot.personal("afslag til 010190-1234 efter partshøring"))
    assert text_of(sent.card).startswith("Stoppet: ligner et CPR-nummer")
    assert titles(sent.card) == []
    assert "010190" not in str(sent.activity)


@pytest.mark.parametrize(
    ("typed", "shows"),
    [
        ("princip 4", "4. "),
        ("princip", "7. "),
        ("Princip: findesikke", texts.NO_PRINCIPLE),
        ("kilder", "Samlingen har"),
        ("spørg " + ASKED, QUOTE),
        ("/spoerg " + ASKED, QUOTE),
        ("spørg", "Jeg kunne ikke se et spørgsmål"),
    ],
)
def test_commands_are_words(bot: World, typed: str, shows: str) -> None:
    assert shows in text_of(bot.ask(bot.personal(typed)).card)


def test_a_stopped_bot_says_so_everywhere(bot: World) -> None:
    sent = bot.ask(bot.personal(ASKED))
    bot.quiet()
    bot.core.state.control.stop("prøve")
    bot.core.stop._seen_at = None
    said = "Principbot er stoppet"
    assert said in text_of(bot.ask(bot.personal(ASKED)).card)
    assert said in bot.press(sent.card, "Mere")["value"]
    assert said in query(bot, "partshøring")["text"]
    window = bot.invoke("composeExtension/fetchTask", find_source("partshøring"))
    assert said in text_of(window["task"]["value"]["card"]["content"])


def test_installation_greets_once_with_questions_that_are_answered(bot: World) -> None:
    where = bot.personal("")
    sent = bot.ask(bot.installed(where))
    assert "Skriv aldrig noget om en borger." in text_of(sent.card)
    examples = [e["selectAction"] for e in sent.card["body"] if "selectAction" in e]
    assert len(examples) == 4
    bot.deliver(bot.installed(where))
    bot.deliver(bot.activity(type="conversationUpdate", membersAdded=[{"id": "29:bo"}]))
    bot.quiet()
    assert len(bot.connector.sent) == 1
    pressed = bot.ask(bot.activity(text=None, value=examples[0]["data"]))
    assert titles(pressed.card)[0] == "Vis i sammenhæng"
    bot.deliver(bot.installed(where, "remove"))
    assert bot.core.state.conversations.of_tenant(Platform.TEAMS, TENANT) == ()


def query(bot: World, typed: str, **named: Any) -> dict[str, Any]:
    value = {"commandId": "soeg", "parameters": [{"value": typed, **named}], "queryOptions": {}}
    found: dict[str, Any] = bot.invoke("composeExtension/query", value)["composeExtension"]
    return found


def find_source(content: str) -> dict[str, Any]:
    body = {"content": f"<div><p>{content}</p></div>", "contentType": "html"}
    return {
        "commandId": "find_kilden",
        "commandContext": "message",
        "messagePayload": {"id": "1", "body": body},
    }


def test_the_extension_finds_passages_to_insert(bot: World) -> None:
    found = query(bot, ASKED, name="spoergsmaal")
    assert found["type"] == "result"
    assert len(found["attachments"]) > 1
    first = found["attachments"][0]
    assert QUOTE in text_of(first["content"])
    assert "34-18" in first["preview"]["content"]["title"]
    assert first["preview"]["content"]["images"] == []
    assert all(b["type"] == "Action.OpenUrl" for b in first["content"].get("actions", ()))


def test_the_extension_without_words_or_answer_says_so(bot: World) -> None:
    assert query(bot, "")["text"] == texts.SEARCH_HINT
    assert "Samlingen har" in query(bot, "kvantefysik xyzzy")["text"]
    assert "CPR" in query(bot, "010190-1234")["text"]
    started = bot.invoke(
        "composeExtension/query", {"parameters": [{"name": "initialRun", "value": "true"}]}
    )
    assert started["composeExtension"]["text"] == texts.SEARCH_HINT


def test_the_source_of_a_message_is_found_and_inserted(bot: World) -> None:
    window = bot.invoke("composeExtension/fetchTask", find_source(ASKED))
    card = window["task"]["value"]["card"]["content"]
    assert QUOTE in text_of(card)
    (insert,) = card["actions"]
    value = {"commandId": "find_kilden", "commandContext": "message", "data": insert["data"]}
    inserted = bot.invoke("composeExtension/submitAction", value)["composeExtension"]
    assert QUOTE in text_of(inserted["attachments"][0]["content"])
    gone = {"commandId": "find_kilden", "data": {"indsaet": "findes-ikke"}}
    assert (
        bot.invoke("composeExtension/submitAction", gone)["composeExtension"]["text"] == texts.GONE
    )


def test_the_source_of_a_message_without_words_or_answer_says_so(bot: World) -> None:
    for content, said in (("", texts.NOTHING_READ), ("kvantefysik xyzzy", "kan jeg ikke svare")):
        window = bot.invoke("composeExtension/fetchTask", find_source(content))
        assert said in text_of(window["task"]["value"]["card"]["content"])
    window = bot.invoke("composeExtension/fetchTask", {"commandId": "find_kilden"})
    assert texts.NOTHING_READ in text_of(window["task"]["value"]["card"]["content"])
    near = bot.invoke("composeExtension/fetchTask", find_source(PREMISE))
    assert "kompensationsordning" in text_of(near["task"]["value"]["card"]["content"])


def poster_of(bot: World) -> Poster:
    return Poster(bot.core.state, bot.side._sender)


def test_it_posts_by_itself_in_two_channels_one_never_heard_from(bot: World) -> None:
    bot.ask(bot.installed(bot.channel("")))
    bot.quiet()
    message = cards.message(cards.fixed("Ugens tip"), "Ugens tip")

    async def post() -> tuple[dict[str, str], list[str]]:
        poster = poster_of(bot)
        channels = await poster.channels(TENANT)
        return channels, [await poster.post(TENANT, c, message) for c in channels]

    channels, ids = bot.run(post())
    assert sorted(channels) == ["19:general@thread.tacv2", "19:nyheder@thread.tacv2"]
    posted = bot.connector.sent[-2:]
    assert [sent.message_id for sent in posted] == ids
    assert all(sent.conversation.startswith(c) for sent, c in zip(posted, channels, strict=True))


def test_it_posts_by_itself_in_a_chat(bot: World) -> None:
    bot.ask(bot.group(ASKED))
    bot.quiet()
    message = cards.message(cards.fixed("Tip"), "Tip")
    named = bot.run(poster_of(bot).post(TENANT, "19:gruppe@thread.v2", message))
    assert bot.connector.sent[-1].message_id == named


def test_a_conversation_that_is_gone_is_forgotten(bot: World) -> None:
    gone = Conversation(
        Platform.TEAMS, TENANT, "19:lukket@thread.tacv2", bot.connector.address, "channel", "19:x"
    )
    bot.core.state.conversations.save(gone)
    message = cards.message(cards.fixed("Tip"), "Tip")
    with pytest.raises(RefusedError):
        bot.run(poster_of(bot).post(TENANT, gone.conversation_id, message))
    with pytest.raises(NotFoundError):
        bot.run(poster_of(bot).post(TENANT, gone.conversation_id, message))


def test_an_update_takes_the_place_of_a_message(bot: World) -> None:
    sent = bot.ask(bot.personal(ASKED))
    bot.quiet()
    message = cards.message(cards.fixed("Rettet"), "Rettet")
    update = bot.side._sender.update(bot.connector.address, "a:anna", sent.message_id, message)
    bot.run(update)
    assert bot.connector.updated[0].message_id == sent.message_id
