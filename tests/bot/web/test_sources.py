"""The list of sources and its search."""

from collections.abc import Callable

from fastapi.testclient import TestClient

from bot.web.site import Site
from corpus.model import SourceKind
from tests import factories
from tests.bot.web.conftest import client_of


def test_the_list_groups_by_label_and_says_what_a_kind_is_worth(browser: TestClient) -> None:
    page = browser.get("/kilder").text
    assert "Samlingen har fem tekster om retssikkerhed (2017–2021)." in page
    assert page.index("Ministersvar</h2>") < page.index("Undervisning</h2>")
    assert "Afsenderens synspunkt på et udkast. Ikke en retskilde." in page
    assert "dato ikke oplyst" in page


def test_the_list_can_be_limited_to_a_kind(browser: TestClient) -> None:
    page = browser.get("/kilder?art=undervisning").text
    assert "Undervisningsmateriale om retssikkerhed" in page
    assert "besvarelse af spørgsmål" not in page
    assert browser.get("/kilder?art=findes-ikke").status_code == 422


def test_a_search_lists_places_and_does_not_answer(browser: TestClient) -> None:
    page = browser.post("/kilder", data={"soeg": "genvurdering"}).text
    assert "En liste over steder, ikke et svar." in page
    assert 'value="genvurdering"' in page
    assert "#p" in page


def test_a_search_can_be_limited_to_a_kind(browser: TestClient) -> None:
    page = browser.post("/kilder", data={"soeg": "danmarkskortet", "art": "høringssvar"}).text
    assert "KL&#39;s foreløbige høringssvar" in page
    assert "<strong>Ministersvar" not in page


def test_a_search_without_words_is_the_list(browser: TestClient) -> None:
    assert "Ministersvar</h2>" in browser.post("/kilder", data={"soeg": "  "}).text


def test_a_search_that_finds_nothing_says_so(browser: TestClient) -> None:
    assert "Ingen steder fundet" in browser.post("/kilder", data={"soeg": "xyzzy"}).text


def test_a_cpr_number_is_not_searched_and_not_repeated(browser: TestClient) -> None:
    page = browser.post("/kilder", data={"soeg": "010203-1234"}).text
    assert "Stoppet: ligner et CPR-nummer." in page
    assert "010203" not in page


def test_many_documents_are_listed_in_pages(put: Callable[..., Site]) -> None:
    acts = [
        factories.parsed(
            f"lbk-{n}",
            f"Nummer {n}.",
            held=factories.document(f"lbk-{n}", kind=SourceKind.LOV, title=f"Lov {n}"),
        )
        for n in range(130)
    ]
    browser = client_of(put(*acts))
    assert "Side 1 af 3" in browser.get("/kilder").text
    page = browser.get("/kilder?art=lov&side=2").text
    assert "/kilder?art=lov&amp;side=3" in page
    assert "Side 3 af 3" in browser.get("/kilder?art=lov&side=99").text
    assert "Lov (130)" in page
