"""The chat: a question in a form, an answer in a page.

Questions are posted, so that no word of them stands in an address, a log or a title.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from pydantic import BaseModel, Field

from bot import examples, messages
from bot.answer import Answer, AnswerItem, NoAnswer, Reason
from bot.links import passage_path
from bot.note_text import note_text
from bot.service import LONGEST_QUESTION, Question
from bot.web.door import Closed
from bot.web.site import Site, page, web_address

_LONGEST_WORD = 60
_MOST_WORDS = 12
_HERE = "/"
_FROM_CACHE = {"Cache-Control": "private, no-cache"}
"""The browser may show an answer again when a person goes back from the source."""


class Sent(BaseModel):
    """The fields of the forms; anything else is ignored."""

    spoergsmaal: str = ""
    ord: list[str] = Field(default_factory=list)
    """Words of the search before."""
    med: str = ""
    """Not empty: search with those words too."""
    uden: str = ""
    """One of those words, to be left out."""
    kun: str = ""
    """The question again, without those words."""
    egne: str = ""
    """The question again, without the law's words for its everyday words."""
    vis: str = ""
    """`mere`: show the further passages."""


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item with what only a page needs."""

    item: AnswerItem
    path: str
    note: str
    official: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What was sent: the question, and the words carried over."""

    text: str
    carried: tuple[str, ...]
    own_words: bool = False
    """Whether only the person's own words are searched for."""

    @property
    def shown(self) -> str:
        """As the page repeats it."""
        return self.text or " + ".join(self.carried)

    @property
    def question(self) -> Question:
        """As the service takes it; words alone are a question of their own."""
        if self.text:
            return Question(self.text, self.carried, own_words=self.own_words)
        return Question(" ".join(self.carried))


def routes(site: Site) -> APIRouter:
    """The first screen and the answers."""
    router = APIRouter()
    shown: dict[str, tuple[str, ...]] = {}

    def start(request: Request) -> Response:
        if closed := site.door and site.door.stopped():
            return _closed(closed)
        scope = site.scope_of(request)
        site.library.refresh()
        generation = site.library.generation(site.seen(request))
        if generation not in shown:
            shown.clear()
            shown[generation] = examples.answerable(site.service, scope)
        return page(
            "start.html",
            _HERE,
            {
                "welcome": messages.first_screen(site.library.holdings(site.seen(request))),
                "examples": shown[generation],
                "limit": LONGEST_QUESTION,
            },
        )

    def answer(request: Request, sent: Annotated[Sent, Form()]) -> Response:
        asked = _asked(sent)
        if closed := site.door and site.door.refuse(request, asked.text):
            return _closed(closed)
        scope = site.scope_of(request)
        began = time.perf_counter()
        result = site.service.answer(asked.question, scope)
        more: Sequence[AnswerItem] = ()
        if sent.vis == "mere" and isinstance(result, Answer):
            more = site.service.more(asked.question, scope)
        if site.door:
            site.door.record(result, round((time.perf_counter() - began) * 1000))
        return _page(site, asked, result, more)

    router.add_api_route("/", start, methods=["GET"])
    router.add_api_route("/", answer, methods=["POST"])
    return router


def _closed(closed: Closed) -> Response:
    values = {"heading": closed.heading, "text": closed.text}
    return page("fault.html", _HERE, values, code=closed.code)


def _asked(sent: Sent) -> Asked:
    if sent.egne:
        return Asked(" ".join(sent.egne.split()), (), own_words=True)
    if sent.kun:
        return Asked(" ".join(sent.kun.split()), ())
    words = sent.ord[:_MOST_WORDS] if sent.med else []
    carried = [" ".join(word.split())[:_LONGEST_WORD] for word in words]
    kept = [word for word in dict.fromkeys(carried) if word and word != sent.uden]
    return Asked(" ".join(sent.spoergsmaal.split()), tuple(kept))


def _page(
    site: Site, asked: Asked, result: Answer | NoAnswer, more: Sequence[AnswerItem]
) -> Response:
    stopped = isinstance(result, NoAnswer) and result.reason is Reason.PERSONOPLYSNINGER
    return page(
        "answer.html",
        _HERE,
        {
            "answer_id": result.answer_id,
            "question": "" if stopped else asked.shown[:LONGEST_QUESTION],
            "sent": "" if stopped else asked.text[:LONGEST_QUESTION],
            "fresh": _fresh(asked, result.searched),
            "carried": () if stopped else asked.carried,
            "follows": bool(asked.carried),
            "is_cut": len(asked.text) > LONGEST_QUESTION,
            "limit": LONGEST_QUESTION,
            "words": result.searched[:_MOST_WORDS],
            "also": result.also_searched[:_MOST_WORDS],
            "choices": result.choices if isinstance(result, Answer) else (),
            "more": [_shown(site, item) for item in more],
            "can_have_more": isinstance(result, Answer) and bool(result.more) and not more,
            **(_answered(site, result) if isinstance(result, Answer) else _refused(site, result)),
        },
        headers=None if stopped else _FROM_CACHE,
    )


def _fresh(asked: Asked, searched: Sequence[str]) -> list[str]:
    """The words that the question itself brought, when others were carried over too."""
    if not asked.text or not asked.carried:
        return []
    before = {word.lower() for word in asked.carried}
    return [word for word in searched if word.lower() not in before]


def _answered(site: Site, answer: Answer) -> dict[str, object]:
    return {
        "before": [n.text for n in answer.notices if not n.is_after_quote],
        "leads": False,
        "items": [_shown(site, item) for item in answer.items],
        "after": [n.text for n in answer.notices if n.is_after_quote],
        "reminders": answer.reminders,
        "missed": messages.missed(answer.missed) if answer.missed else "",
        "footer": messages.FOOTER,
        "steps": (),
        "sees_sources": False,
    }


def _refused(site: Site, answer: NoAnswer) -> dict[str, object]:
    before = [answer.heading, *(n.text for n in answer.notices if not n.is_after_quote)]
    before.append(answer.collection)
    if answer.missed and answer.reason is not Reason.FALSK_FORUDSAETNING:
        before.append(messages.missed(answer.missed))
    before += [step.text for step in answer.next_steps if step.inline]
    if answer.nearest and answer.reason is Reason.FOR_USIKKERT:
        before.append(messages.NEAREST)
    return {
        "before": [line for line in before if line],
        "leads": True,
        "items": [_shown(site, item) for item in answer.nearest],
        "after": [n.text for n in answer.notices if n.is_after_quote],
        "reminders": (),
        "missed": "",
        "footer": messages.FOOTER if answer.nearest else messages.FOOTER_SHORT,
        "steps": [step for step in answer.next_steps if not step.inline],
        "sees_sources": not answer.nearest and answer.reason is not Reason.PERSONOPLYSNINGER,
    }


def _shown(site: Site, item: AnswerItem) -> ShownItem:
    return ShownItem(
        item=item,
        path=passage_path(item.document_id, item.passage_id),
        note=note_text(item, site.today()),
        official=web_address(item.source_url),
    )
