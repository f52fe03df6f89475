"""The whole stored text, and every passage in its place."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from bot.web.site import Site
from corpus.model import (
    DocumentId,
    LegalStatus,
    Metadata,
    ParsedDocument,
    Relation,
    RelationKind,
    SourceKind,
)
from corpus.store import Store
from tests import factories
from tests.bot.web.conftest import client_of

Put = Callable[..., Site]

OLD = "Kommunen skal høre parten.\n\nFristen er to uger fra modtagelsen.\n"
NEW = "Kommunen skal høre parten.\n\nFristen er fire uger fra modtagelsen.\n"


def path_of(parsed: ParsedDocument, ordinal: int) -> str:
    return f"/kilder/{parsed.document.document_id}/{parsed.passages[ordinal].passage_id}"


def test_a_document_is_shown_whole_with_its_label(browser: TestClient) -> None:
    page = browser.get("/kilder/spm-sou-2016-345").text
    assert "Med venlig hilsen" in page
    assert "Princippet om frivillighed er vigtigt for mig" in page
    assert "<strong>Ministersvar</strong> · Udtalelse til Folketinget." in page
    assert "<dt>Besvaret</dt>\n<dd>ikke oplyst</dd>" in page
    assert "<dt>Stillet</dt>\n<dd>31. marts 2017</dd>" in page


def test_every_passage_of_the_collection_opens_marked_in_its_place(
    browser: TestClient, embedded: Site
) -> None:
    for held in embedded.library.store.holdings():
        for passage in embedded.library.store.passages(held.document.document_id):
            page = browser.get(f"/kilder/{held.document.document_id}/{passage.passage_id}")
            assert page.status_code == 200
            assert page.text.count('id="p"') == 1


def test_a_passage_can_be_copied_as_quote_citation_and_link(browser: TestClient) -> None:
    listed = browser.get("/kilder/uv-retssikkerhed").text
    paths = re.findall(r'class="place" href="([^"#]+)#p"', listed)
    page = next(
        p
        for p in (browser.get(path).text for path in paths)
        if "»Kommunen kan ikke" in p or "34-18, gengivet" in p
    )
    assert '<textarea id="citat" rows="6" readonly>»' in page
    assert "Ankestyrelsens principmeddelelse 34-18, gengivet i" in page
    assert "readonly>http://127.0.0.1/kilder/uv-retssikkerhed/" in page


def test_a_base_address_is_what_links_are_given_out_with(embedded: Site) -> None:
    held = embedded.library.store.passages("uv-retssikkerhed")[0]
    shown = replace(embedded, base_url="https://principbot.kommune.dk/")
    page = client_of(shown).get(f"/kilder/uv-retssikkerhed/{held.passage_id}").text
    assert f"https://principbot.kommune.dk/kilder/uv-retssikkerhed/{held.passage_id}#p" in page


def test_a_changed_passage_shows_old_beside_new(put: Put) -> None:
    old, new = factories.parsed(text=OLD), factories.parsed(text=NEW)
    page = client_of(put(old, new)).get(path_of(old, 1))
    assert page.status_code == 200
    assert "Passagen er ændret" in page.text
    assert page.text.index("Fristen er to uger") < page.text.index("Fristen er fire uger")
    assert path_of(new, 1) in page.text


def test_an_unchanged_passage_keeps_its_address(put: Put) -> None:
    old, new = factories.parsed(text=OLD), factories.parsed(text=NEW)
    page = client_of(put(old, new)).get(path_of(old, 0))
    assert 'id="p"' in page.text
    assert "Den citerede passage" in page.text


def test_a_passage_whose_words_are_gone_is_shown_as_it_stood(put: Put) -> None:
    old, new = factories.parsed(text=OLD), factories.parsed(text="Noget helt andet står her.\n")
    page = client_of(put(old, new)).get(path_of(old, 1)).text
    assert "Passagen står ikke længere i kilden" in page
    assert "Fristen er to uger" in page
    assert "Som der står nu" not in page


def test_a_withdrawn_document_says_so_and_is_still_readable(put: Put) -> None:
    parsed = factories.parsed(text=OLD)

    def withdraw(store: Store) -> None:
        store.withdraw(parsed.document.document_id)

    browser = client_of(put(parsed, change=withdraw))
    passage = browser.get(path_of(parsed, 1)).text
    assert "Kilden er taget ud af samlingen" in passage
    assert "Fristen er to uger" in passage
    document = browser.get(f"/kilder/{parsed.document.document_id}").text
    assert "taget ud af samlingen d." in document
    assert "Principmeddelelse 1-26" not in browser.get("/kilder").text


def test_an_older_edition_can_be_read_and_says_that_it_is_old(put: Put) -> None:
    old, new = factories.parsed(text=OLD), factories.parsed(text=NEW)
    browser = client_of(put(old, new))
    current = browser.get("/kilder/pm-1-26").text
    older = re.findall(r'href="(/kilder/pm-1-26\?udgave=[0-9a-f]+)"', current)
    page = browser.get(older[0]).text
    assert "Det er en ældre udgave" in page
    assert "Fristen er to uger" in page
    assert browser.get("/kilder/pm-1-26?udgave=ukendt").status_code == 404


def test_a_long_text_is_read_in_pages(put: Put) -> None:
    text = "\n\n".join(f"Afsnit {n}. {'Kommunen skal oplyse sagen. ' * 20}" for n in range(90))
    parsed = factories.parsed(text=text)
    browser = client_of(put(parsed))
    first = browser.get("/kilder/pm-1-26").text
    assert "Side 1 af 3" in first
    assert 'rel="next" href="/kilder/pm-1-26?side=2"' in first
    assert "Afsnit 89." in browser.get("/kilder/pm-1-26?side=3").text
    assert browser.get("/kilder/pm-1-26?side=4").status_code == 404
    assert "Afsnit 80." in browser.get(path_of(parsed, 80)).text


def test_a_passage_too_long_to_copy_is_still_shown(put: Put) -> None:
    parsed = factories.parsed(text="Kommunen skal høre parten og " * 900)
    page = client_of(put(parsed)).get(path_of(parsed, 0)).text
    assert "Passagen er for lang til at kopiere" in page
    assert 'id="citat"' not in page


def test_a_damaged_passage_cannot_be_copied(put: Put) -> None:
    parsed = factories.parsed(text=OLD)
    shown = put(parsed)
    shown.library.store._db.execute(
        "update document_version set text = replace(text, 'to uger', 'ti uger')"
    )
    page = client_of(shown).get(path_of(parsed, 1)).text
    assert "svarer ikke til sin kontrolsum" in page
    assert 'id="citat"' not in page


def test_relations_are_named_from_both_sides_and_dated(put: Put) -> None:
    newer = factories.parsed(
        "pm-2-26",
        "Ny praksis.",
        relations=(
            Relation(
                DocumentId("pm-2-26"),
                DocumentId("pm-1-26"),
                RelationKind.KASSERER,
                None,
                "kasseres",
            ),
            Relation(
                DocumentId("pm-2-26"), DocumentId("pm-9-99"), RelationKind.ANVENDER, None, "bruger"
            ),
            Relation(
                DocumentId("pm-2-26"), DocumentId("bek-1-2"), RelationKind.ANVENDER, None, "bruger"
            ),
        ),
    )
    browser = client_of(put(factories.parsed(), newer))
    assert "<dt>Kasserer</dt>" in browser.get("/kilder/pm-2-26").text
    assert "<dt>Kasseret af</dt>" in browser.get("/kilder/pm-1-26").text
    assert "principmeddelelse 9-99" in browser.get("/kilder/pm-2-26").text
    assert "bek-1-2" in browser.get("/kilder/pm-2-26").text


def test_another_scopes_document_is_as_unknown_as_none(put: Put) -> None:
    secret = factories.parsed(
        "kom-1",
        "Hemmelig procedure.",
        held=factories.document("kom-1", kind=SourceKind.KOMMUNALT, collection="by"),
        relations=(
            Relation(
                DocumentId("kom-1"), DocumentId("pm-1-26"), RelationKind.CITERER, None, "nævner"
            ),
        ),
    )
    browser = client_of(put(factories.parsed(), secret))
    hidden, unknown = browser.get("/kilder/kom-1"), browser.get("/kilder/kom-2")
    assert hidden.status_code == unknown.status_code == 404
    assert hidden.text == unknown.text
    assert browser.get(path_of(secret, 0)).status_code == 404
    assert "Hemmelig" not in browser.get("/kilder").text
    assert "kom-1" not in browser.post("/kilder", data={"soeg": "Hemmelig procedure"}).text
    assert "Citeres af" not in browser.get("/kilder/pm-1-26").text


def test_a_passage_of_another_document_is_not_found(browser: TestClient, embedded: Site) -> None:
    passage = embedded.library.store.passages("uv-retssikkerhed")[0]
    assert browser.get(f"/kilder/spm-sou-2019-274/{passage.passage_id}").status_code == 404


def test_an_unsafe_official_address_is_not_a_link(put: Put) -> None:
    held = factories.document(metadata=Metadata(official_url="javascript:alert(1)"))
    page = client_of(put(factories.parsed(held=held))).get("/kilder/pm-1-26").text
    assert "javascript:" not in page


def test_an_official_address_is_a_link(put: Put) -> None:
    held = factories.document(
        metadata=Metadata(number="1-26", official_url="https://www.ast.dk/1-26"),
        status=LegalStatus.HISTORISK,
    )
    page = client_of(put(factories.parsed(held=held))).get("/kilder/pm-1-26").text
    assert 'href="https://www.ast.dk/1-26"' in page
    assert "Historisk: ast.dk" in page


def test_html_in_a_source_is_text(put: Put) -> None:
    text = "<script>alert('x')</script>\n\n<img src=x onerror=alert(1)> & partshøring"
    held = factories.document(title="<b>Titel</b>", metadata=Metadata(sender='"><i>'))
    parsed = factories.parsed(text=text, held=held)
    browser = client_of(put(parsed))
    for path in ("/kilder/pm-1-26", path_of(parsed, 1), "/kilder"):
        page = browser.get(path).text
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "<b>Titel" not in page
        assert '"><i>' not in page


def test_ris_of_document_and_passage_is_a_file(browser: TestClient, embedded: Site) -> None:
    passage = embedded.library.store.passages("uv-retssikkerhed")[3]
    for path in ("/kilder/uv-retssikkerhed", f"/kilder/uv-retssikkerhed/{passage.passage_id}"):
        sent = browser.get(f"{path}/henvisning.ris")
        assert sent.headers["content-type"] == "application/x-research-info-systems"
        assert 'filename="uv-retssikkerhed.ris"' in sent.headers["content-disposition"]
        assert sent.text.startswith("TY  - SLIDE\r\n")


@pytest.mark.parametrize(
    "path",
    [
        "/kilder/nix",
        "/kilder/uv-retssikkerhed/0000000000000000",
        "/kilder/uv-retssikkerhed?side=99",
        "/kilder/%3Cscript%3E",
        "/kilder/" + "a" * 150,
        "/kilder/uv-retssikkerhed/x/henvisning.ris",
        "/kilder/nix/henvisning.ris",
        "/ukendt",
        "/statisk/andet.css",
        "/statisk/..%2f..%2fapp.py",
    ],
)
def test_unknown_addresses_get_a_page_that_leads_on(browser: TestClient, path: str) -> None:
    sent = browser.get(path)
    assert sent.status_code == 404
    assert 'href="/kilder"' in sent.text
    assert "<script>" not in sent.text


@pytest.mark.parametrize(
    "path", ["/kilder/uv-retssikkerhed?side=0", "/kilder?side=x", "/kilder/" + "a" * 300]
)
def test_malformed_addresses_are_refused(browser: TestClient, path: str) -> None:
    assert browser.get(path).status_code == 422
