"""The three examples of the design, on the real passages but apart from the ranking."""

from bot import messages
from bot.answer import Answer, AnswerItem, NextStep, NoAnswer, Reason, ShownReminder
from bot.compose import Composer
from bot.library import SHARED_ONLY, Library
from bot.notices import Notice, NoticeKind

ALL = ("a", "b", "c")


def example(name: str, library: Library, composer: Composer) -> Answer | NoAnswer:
    if name == "a":
        return decision(library, composer)
    return proposal(library, composer) if name == "b" else unknown(library)


def decision(library: Library, composer: Composer) -> Answer:
    return Answer(
        items=(quote(library, composer, "medmindre det er afklaret"),),
        more=(quote(library, composer, "Brug genvurderingen").passage_id,),
        notices=(),
        reminders=(
            ShownReminder(
                "Helhedsprincip",
                "Jeg ser hele dig",
                "Er hjælp efter andre love og sektorer afklaret?",
                "undervisning",
            ),
        ),
        missed=(),
        searched=("afslag", "hjælp", "lov"),
        generation="g1",
        confidence=0.9,
    )


def proposal(library: Library, composer: Composer) -> NoAnswer:
    return NoAnswer(
        reason=Reason.FALSK_FORUDSAETNING,
        heading="",
        collection="",
        notices=(
            Notice(
                NoticeKind.INGEN_LOVREGEL,
                "Jeg fandt ingen lovregel. Samlingen har ingen love.",
                None,
            ),
            Notice(
                NoticeKind.NAERMESTE,
                "Det nærmeste er ministerens svar om et forslag (B 23)."
                " Kilden viser ikke, om det blev vedtaget.",
                None,
            ),
            Notice(
                NoticeKind.ANDRE_REGLER,
                "En borger kan have krav på erstatning eller godtgørelse efter andre regler."
                " Spørg kommunens jurist.",
                None,
            ),
        ),
        nearest=(quote(library, composer, "at indføre en kompensationsordning"),),
        next_steps=(),
        missed=(),
        searched=("kompensation", "fejl"),
        generation="g1",
        confidence=0.5,
    )


def unknown(library: Library) -> NoAnswer:
    return NoAnswer(
        reason=Reason.INTET_FUNDET,
        heading=messages.heading(Reason.INTET_FUNDET),
        collection=messages.collection(library.holdings(SHARED_ONLY)),
        notices=(),
        nearest=(),
        next_steps=(
            NextStep(
                "satser",
                "Prøv bm.dk (satser) eller »Vejledning om satser« på retsinformation.dk."
                " Tjek årstallet.",
                "en kilde",
                2025,
                None,
                inline=True,
            ),
        ),
        missed=("kontanthjælp", "sats", "2026"),
        searched=("kontanthjælp", "sats", "2026"),
        generation="g1",
        confidence=0.0,
    )


def quote(library: Library, composer: Composer, words: str) -> AnswerItem:
    """The first passage of the collection that holds these words."""
    for held in library.store.holdings():
        for passage in library.store.passages(held.document.document_id):
            if words in passage.text:
                return composer.quoted(passage.passage_id)
    raise LookupError(words)
