"""The label of words that a document quotes from others."""

import pytest

from bot import labels
from corpus import manifest
from corpus.kinds.registry import parse
from corpus.model import LegalStatus
from corpus.readers.registry import read

SLIDES = next(source for source in manifest.sources() if source.name.startswith("004"))
DECK = parse(SLIDES, read(SLIDES))


@pytest.mark.parametrize(
    ("words", "line", "status"),
    [
        # a decision must be looked up
        ("medmindre det er afklaret",
         ("Principmeddelelse · citeret via undervisning · gyldighed ikke kontrolleret: slå 34-18 "
          "op på ast.dk, før du henviser til den"), LegalStatus.UKENDT),
        # a minister's words never are law
        ("Med handlingsplanen", "Ministersvar · citeret via undervisning",
         LegalStatus.IKKE_RELEVANT),
        # a mayor's words have no kind: they are worth what the slides are worth
        ("skiven af", "Undervisning · gengiver en andens ord, ikke en retskilde",
         LegalStatus.IKKE_RELEVANT),
    ],
)  # fmt: skip
def test_second_hand_words_are_labelled(words: str, line: str, status: LegalStatus) -> None:
    passage = next(passage for passage in DECK.passages if words in passage.text)
    label = labels.of(DECK.document, passage)
    assert (label.line, label.status, label.quoted_via) == (line, status, "undervisning")
