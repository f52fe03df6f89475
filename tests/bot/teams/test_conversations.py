"""Questions and buttons over HTTP, with signed tokens."""

from tests.bot.teams.world import World, text_of, titles

ASKED = "må vi give afslag fordi borgeren kan få hjælp efter en anden lov?"
UNKNOWN = "hvad er satsen for kontanthjælp i 2026"
FOLLOWED = "hvad siger loven om kompensation når kommunen laver fejl"


def test_a_question_in_the_personal_chat_is_answered_with_one_card(bot: World) -> None:
    sent = bot.ask(bot.personal(ASKED))
    said = text_of(sent.card)
    assert "Kommunen kan ikke give afslag" in said
    assert "medmindre det er afklaret" in said
    assert titles(sent.card) == ["Vis i sammenhæng", "Notattekst", "Mere"]
    assert "34-18" in sent.activity["summary"]
    assert sent.conversation == "a:anna"
    bot.quiet()
    assert len(bot.connector.sent) == 1
    assert bot.connector.typing == ["a:anna"]
