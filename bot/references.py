"""What a question names exactly, and what must be said of an old provision."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.notices import Notice, NoticeKind
from corpus import exact, laws
from corpus.citations import ActRef, Citation, DecisionRef, ProvisionRef, QuestionRef, find, written
from corpus.citations.model import Reading
from corpus.phrases import words


@dataclass(frozen=True, slots=True)
class Named:
    """The references of a question."""

    citations: tuple[Citation, ...] = ()
    keys: frozenset[str] = frozenset()
    """Passages with one of these keys are asked for."""
    documents: frozenset[str] = frozenset()
    """Documents that are asked for as a whole."""
    moved: tuple[Notice, ...] = ()
    """Old provisions: where they stand now."""
    stykker: frozenset[str] = frozenset()
    """The stykker that are named, as `stk. 2`."""
    rest: tuple[str, ...] = ()
    """The question's words beside its references."""

    @property
    def is_exact(self) -> bool:
        """Whether a text is named that the collection has or lacks."""
        return bool(self.keys or self.documents)


NOTHING = Named()


def read(question: str) -> Named:
    """The references of a caseworker's question, also in half a sentence."""
    found = find(question, Reading.QUESTION)
    keys: set[str] = set()
    documents: set[str] = set()
    moved: list[Notice] = []
    for citation in found:
        keys |= exact.keys_of(citation)
        if isinstance(citation, ActRef) and (name := exact.act_id(citation)):
            documents.add(name)
        if isinstance(citation, ProvisionRef):
            notice, new = _moved(citation)
            keys |= new
            moved += notice
    return Named(
        citations=found,
        keys=frozenset(keys),
        documents=frozenset(documents),
        moved=tuple(dict.fromkeys(moved)),
        stykker=frozenset(
            f"stk. {c.stk}" for c in found if isinstance(c, ProvisionRef) and c.stk is not None
        ),
        rest=tuple(words(_without(question, found))),
    )


def lacking(named: Named) -> Notice | None:
    """That the collection lacks what was named."""
    texts = list(dict.fromkeys(written(c) for c in named.citations if _is_text(c)))
    if not texts:
        return None
    place = " Slå den op på ast.dk." if _all_decisions(named) else ""
    return Notice(
        NoticeKind.MANGLER, f"Samlingen har ikke {' eller '.join(texts)}.{place}", source=None
    )


def cites(text: str, named: Named) -> bool:
    """Whether a text holds a reference to what is named."""
    return any(exact.keys_of(citation) & named.keys for citation in find(text))


def _moved(citation: ProvisionRef) -> tuple[list[Notice], frozenset[str]]:
    register = laws.load()
    moved = register.moved(citation)
    if moved is not None:
        new = frozenset(
            exact.provision(place.law, *place.paragraf.split()) for place in moved.places
        )
        return [Notice(NoticeKind.LOVNOEGLE, moved.text, moved.source)], new
    kept = register.kept(citation)
    if kept is not None:
        return [Notice(NoticeKind.LOVNOEGLE, kept.text, kept.evidence)], frozenset()
    return [], frozenset()


def _is_text(citation: Citation) -> bool:
    if isinstance(citation, ProvisionRef):
        return citation.law is not None
    return isinstance(citation, (DecisionRef, QuestionRef, ActRef))


def _all_decisions(named: Named) -> bool:
    return all(isinstance(c, DecisionRef) for c in named.citations if _is_text(c))


def _without(question: str, found: Iterable[Citation]) -> str:
    """The question with its references blanked."""
    letters = list(question)
    for citation in found:
        span = citation.span
        letters[span.start : span.end] = " " * (span.end - span.start)
    return "".join(letters)
