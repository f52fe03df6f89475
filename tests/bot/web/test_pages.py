"""Principles, provisions, health, headers, faults."""

import logging
from collections.abc import Callable
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from bot.service import GuidanceService
from bot.web.middleware import HEADERS, LONGEST_BODY
from bot.web.site import Site, web_address
from bot.web.templates import static_path
from corpus import principles
from corpus.everyday import Lexicon
from corpus.model import SourceKind
from tests import factories
from tests.bot.web.conftest import client_of

Put = Callable[..., Site]


def test_principles_show_sentence_question_and_place(browser: TestClient) -> None:
    page = browser.get("/principper").text
    for principle in principles.load().all:
        assert principle.question in page
    assert "lovlige henyn [sic]" in page
    assert "Bekræftes af jurist." in page
    assert page.count("Står her:") == 7
    assert "Ankestyrelsens principmedd. 34-18</a>" in page


def test_principles_without_their_source_have_no_places(put: Put, embedded: Site) -> None:
    shown = put(change=lambda store: store.withdraw(principles_document(embedded)))
    page = client_of(shown).get("/principper").text
    assert "Står her:" not in page
    assert "Jeg ser hele dig" in page


def principles_document(shown: Site) -> str:
    held = next(h for h in shown.shelf.holdings() if h.file == principles.load().file)
    return held.document.document_id


def provision_texts() -> list[str]:
    return [
        "Efter retssikkerhedslovens § 10 skal sagen være oplyst.",  # itself
        "Se retssikkerhedslovens §§ 9-11 om dette.",  # inside a range
        "Efter servicelovens § 10 er det anderledes.",  # another law
        "Der er 10 regler i § 4.",  # only the number
    ]


def test_a_provision_lists_what_cites_it(put: Put) -> None:
    documents = [factories.parsed(f"pm-{n}-26", text) for n, text in enumerate(provision_texts())]
    browser = client_of(put(*documents))
    page = browser.get("/paragraf/retssikkerhedsloven/10").text
    assert "Nævnes 2 steder i samlingen." in page
    assert "skal sagen være oplyst" in page
    assert "§§ 9-11 om dette" in page
    assert "anderledes" not in page
    assert browser.get("/paragraf/RSL/§ 10").text == page
    assert "Nævnes ét sted" in browser.get("/paragraf/serviceloven/10").text


def test_an_acts_own_paragraf_is_its_own(put: Put) -> None:
    act = factories.parsed(
        "lbk-1",
        "§ 85. Kommunalbestyrelsen skal tilbyde hjælp efter § 83.",
        held=factories.document(
            "lbk-1", kind=SourceKind.LOV, title="Bekendtgørelse af lov om social service"
        ),
    )
    page = client_of(put(act)).get("/paragraf/serviceloven/83").text
    assert "Nævnes ét sted" in page


def test_a_provision_that_moved_says_where_to(browser: TestClient) -> None:
    page = browser.get("/paragraf/serviceloven/52").text
    assert "barnets lov" in page
    assert "Ingen steder i samlingen nævner bestemmelsen." in page


@pytest.mark.parametrize("path", ["/paragraf/xyz/1", "/paragraf/serviceloven/abc"])
def test_what_is_no_provision_is_explained(browser: TestClient, path: str) -> None:
    sent = browser.get(path)
    assert sent.status_code == 404
    assert "for eksempel" in sent.text


def test_health_and_readiness(browser: TestClient) -> None:
    assert browser.get("/healthz").json() == {"status": "ok"}
    ready = browser.get("/readyz").json()
    assert ready["status"] == "ok"
    assert ready["documents"] == 5


def test_not_ready_when_the_store_is_closed(put: Put) -> None:
    shown = put()
    shown.library.store.close()
    assert client_of(shown).get("/readyz").status_code == 503


@pytest.mark.parametrize("path", ["/", "/kilder", "/nix", "/healthz"])
def test_every_answer_carries_the_headers(browser: TestClient, path: str) -> None:
    sent = browser.get(path)
    for name, value in HEADERS.items():
        assert sent.headers[name] == value
    assert "set-cookie" not in sent.headers


@pytest.mark.parametrize("path", ["/", "/kilder", "/principper", "/kilder/uv-retssikkerhed"])
def test_pages_have_nothing_inline_and_nothing_from_elsewhere(
    browser: TestClient, path: str
) -> None:
    page = browser.get(path).text
    assert "style=" not in page
    assert "<style" not in page
    assert " onclick" not in page
    assert "<script>" not in page
    assert "http://" not in page.replace("http://127.0.0.1", "")


def test_static_files_are_kept_for_ever_under_their_own_mark(browser: TestClient) -> None:
    sent = browser.get(static_path("web.css"))
    assert sent.headers["content-type"].startswith("text/css")
    assert "immutable" in sent.headers["cache-control"]
    assert browser.get("/statisk/web.css").headers["cache-control"] == "no-cache"


def test_too_much_is_refused_with_or_without_its_length_told(browser: TestClient) -> None:
    much = b"spoergsmaal=" + b"a" * LONGEST_BODY
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert browser.post("/", content=much, headers=form).status_code == 413
    parts = (much[start : start + 9_000] for start in range(0, len(much), 9_000))
    assert browser.post("/", content=parts, headers=form).status_code == 413


def test_too_long_an_address_is_refused(browser: TestClient) -> None:
    assert browser.get("/kilder?x=" + "a" * 5_000).status_code == 414


def test_a_wrong_method_gets_a_page(browser: TestClient) -> None:
    sent = browser.delete("/kilder")
    assert sent.status_code == 405
    assert sent.headers["allow"] == "GET"
    assert "Det kan siden ikke" in sent.text


def test_a_broken_form_is_refused(browser: TestClient) -> None:
    form = {"content-type": "multipart/form-data; boundary=x"}
    assert browser.post("/", content=b"--y\r\n", headers=form).status_code in {400, 422}


def test_what_nobody_foresaw_is_an_apology_and_names_no_question(
    embedded: Site, caplog: pytest.LogCaptureFixture
) -> None:
    broken = replace(embedded, service=GuidanceService(embedded.library, None, Lexicon(())))  # type: ignore[arg-type] # broken on purpose
    with caplog.at_level(logging.ERROR):
        sent = client_of(broken).post("/", data={"spoergsmaal": "luftkasteller"})
    assert sent.status_code == 500
    assert "Noget gik galt hos mig" in sent.text
    assert "luftkasteller" not in caplog.records[0].getMessage()


def test_others_than_this_computer_meet_only_health(embedded: Site) -> None:
    app = client_of(embedded).app
    away = TestClient(app, base_url="http://10.0.0.1", client=("10.0.0.9", 1))
    assert away.get("/healthz").status_code == 200
    for path in ("/", "/kilder", "/readyz", "/principper", static_path("web.css")):
        assert away.get(path).status_code == 404


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://www.ast.dk/x", True),  # as it should be
        ("http://ast.dk", True),  # unencrypted, still a page
        ("javascript:alert(1)", False),  # a program
        ("data:text/html,x", False),  # a page of its own
        ("//ast.dk", False),  # no scheme
        ("http://[", False),  # broken
        (None, False),  # none
    ],
)
def test_only_web_addresses_are_links(url: str | None, safe: bool) -> None:
    assert (web_address(url) is not None) is safe


def test_each_principle_has_a_sentence_for_a_letter_marked_as_not_reviewed(
    browser: TestClient,
) -> None:
    shown = browser.get("/principper").text
    assert shown.count("Sig det til borgeren:") == 7
    assert shown.count("ikke gennemgået af en jurist") == 7
