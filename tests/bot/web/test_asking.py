"""Questions in a form, answers in a page."""

import re

import pytest
from fastapi.testclient import TestClient

from bot import messages

AFSLAG = "må vi give afslag fordi borgeren kan få hjælp efter en anden lov?"
KOMPENSATION = "hvad siger loven om kompensation når kommunen laver fejl"
KONTANTHJAELP = "hvad er satsen for kontanthjælp i 2026"
MEDMINDRE = "medmindre det er afklaret, at hjælpen faktisk kan gives efter anden lovgivning."


def ask(browser: TestClient, text: str = "", **fields: str | list[str]) -> str:
    sent = browser.post("/", data={"spoergsmaal": text, **fields})
    assert sent.status_code == 200
    return sent.text


def test_first_screen_says_what_the_collection_is_and_offers_examples(browser: TestClient) -> None:
    page = browser.get("/").text
    assert "Jeg finder ordrette citater i fem tekster om retssikkerhed (2017–2021)." in page
    assert len(re.findall(r'<button name="spoergsmaal"', page)) == 4


def test_every_example_gets_an_answer(browser: TestClient) -> None:
    examples = re.findall(r'name="spoergsmaal" value="([^"]+)"', browser.get("/").text)
    for example in examples:
        assert '<blockquote class="quote">' in ask(browser, example)
        assert "Det kan jeg ikke svare" not in ask(browser, example)


def test_an_answer_shows_quote_citation_labels_and_footer(browser: TestClient) -> None:
    page = ask(browser, AFSLAG)
    assert MEDMINDRE in page
    assert "Ankestyrelsens principmeddelelse 34-18, gengivet i undervisningsmateriale" in page
    assert "citeret via undervisning · gyldighed ikke kontrolleret: slå 34-18 op" in page
    assert messages.FOOTER in page
    assert re.search(r'href="/kilder/uv-retssikkerhed/[0-9a-f]+#p">Vis i sammenhæng', page)


def test_a_false_premise_is_said_before_the_quote(browser: TestClient) -> None:
    page = ask(browser, KOMPENSATION)
    assert page.index("Jeg fandt ingen lovregel.") < page.index("blockquote")
    assert page.index("blockquote") < page.index("Spørg kommunens jurist.")


def test_what_is_not_there_is_said_with_a_way_on(browser: TestClient) -> None:
    page = ask(browser, KONTANTHJAELP)
    assert "Det kan jeg ikke svare på." in page
    assert "<blockquote" not in page
    assert "Se samlingen" in page
    assert "Spørg en fagperson" in page
    assert 'value="mere"' not in page


def test_a_cpr_number_stops_and_is_not_repeated(browser: TestClient) -> None:
    sent = browser.post("/", data={"spoergsmaal": "hvad med 010203-1234 og partshøring?"})
    assert "Stoppet: ligner et CPR-nummer." in sent.text
    assert "010203" not in sent.text
    assert "partshøring" not in sent.text
    assert sent.headers["cache-control"] == "no-store"


def test_a_cpr_number_among_the_carried_words_stops_too(browser: TestClient) -> None:
    page = ask(browser, "og partshøring?", ord=["010203-1234"], med="ja")
    assert "Stoppet: ligner et CPR-nummer." in page
    assert "010203" not in page


def test_more_shows_further_passages_and_then_the_button_is_gone(browser: TestClient) -> None:
    first = ask(browser, AFSLAG)
    assert '<button name="vis" value="mere">Mere</button>' in first
    page = ask(browser, AFSLAG, vis="mere")
    assert "Flere steder" in page
    assert page.count('<blockquote class="quote">') > first.count('<blockquote class="quote">')
    assert 'value="mere"' not in page


def test_more_of_what_is_not_there_is_nothing(browser: TestClient) -> None:
    assert "Flere steder" not in ask(browser, KONTANTHJAELP, vis="mere")


def test_a_follow_up_searches_with_the_words_before_and_says_so(browser: TestClient) -> None:
    page = ask(browser, "afslag?", ord=["partshøring"], med="ja")
    searched = re.findall(r'name="uden" value="([^"]+)"', page)
    assert sorted(searched) == ["afslag", "partshøring"]
    assert '<button name="kun" value="afslag?">Kun afslag</button>' in page


def test_the_words_before_can_be_left_out_together(browser: TestClient) -> None:
    page = ask(browser, kun="afslag?", ord=["partshøring"], med="ja")
    assert "afslag?</h1>" in page
    assert "partshøring" not in page


def test_a_new_question_forgets_the_words_before(browser: TestClient) -> None:
    page = ask(browser, "afslag?", ord=["partshøring"])
    assert "partshøring" not in page


def test_a_word_can_be_taken_away(browser: TestClient) -> None:
    page = ask(browser, "", ord=["partshøring", "afslag"], med="ja", uden="afslag")
    assert re.findall(r'name="uden" value="([^"]+)"', page) == ["partshøring"]
    assert "partshøring</h1>" in page


def test_carried_words_are_few_short_and_each_once(browser: TestClient) -> None:
    many = [f"ord{number}" for number in range(400)]
    page = ask(browser, "partshøring", ord=[*many, "x" * 5000, " ", "ord1"], med="ja")
    assert "ord399" not in page
    assert "x" * 61 not in page


@pytest.mark.parametrize("text", ["", "   ", "\n", "?!", "og i på"])
def test_nothing_asked_is_answered_with_how_to_ask(browser: TestClient, text: str) -> None:
    assert "Jeg kunne ikke se et spørgsmål." in ask(browser, text)


def test_a_very_long_question_is_read_to_the_limit_and_says_so(browser: TestClient) -> None:
    page = ask(browser, "partshøring " * 400)
    assert "Jeg læste kun de første 2000 tegn." in page


def test_html_in_a_question_is_text(browser: TestClient) -> None:
    page = ask(browser, "<script>alert(1)</script> \"onmouseover='x' partshøring")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_question_is_neither_in_the_title_nor_in_an_address(browser: TestClient) -> None:
    sent = browser.post("/", data={"spoergsmaal": "luftkasteller om partshøring"})
    assert "<title>Svar – Principbot</title>" in sent.text
    assert sent.url.query == b""
    assert all("luftkasteller" not in link for link in re.findall(r'href="[^"]*"', sent.text))


def test_the_browser_may_keep_an_answer_for_going_back(browser: TestClient) -> None:
    sent = browser.post("/", data={"spoergsmaal": AFSLAG})
    assert sent.headers["cache-control"] == "private, no-cache"


def test_note_text_holds_what_a_case_note_needs(browser: TestClient) -> None:
    fields = re.findall(r"<textarea[^>]*readonly>(.*?)</textarea>", ask(browser, AFSLAG), re.DOTALL)
    note = fields[0]
    assert note.startswith("»Kommunen kan ikke give afslag")
    assert "Slået op d. 22. november 2026\n\nMin vurdering:" in note
