"""Every Danish sentence that the bot itself says; sentences about the law are quotes or data."""

from collections.abc import Sequence

from bot.answer import Choice, Reason
from bot.holdings import Holdings

FOOTER = (
    "Automatisk opslag. Det afgør ikke sagen: kontrollér, at kilden gælder,"
    " og vurdér den konkrete sag."
)
FOOTER_SHORT = "Automatisk opslag."
APOLOGY = "Noget gik galt hos mig, og jeg kunne ikke svare. Prøv igen om lidt."
EXPIRED = (
    "Jeg nåede ikke at svare på dit spørgsmål inden for 15 minutter, og det er slettet hos mig."
    " Stil det igen."
)
STOPPED = (
    "Principbot er stoppet af den driftsansvarlige og svarer ikke lige nu."
    " Slå op i kilden, eller spørg en jurist. Prøv igen senere."
)
"""The one sentence that a stopped bot says, everywhere."""
NEAREST = "Det nærmeste, jeg fandt:"
CHILD_OR_ADULT = "Barn eller voksen?"
"""Stands in front of an answer's choices."""
LIFTED = (
    "Derfor dette svar: passagen har ord fra spørgsmålet og ligner det i betydning. Efter ordene"
    " alene stod den længere nede."
)
WITHOUT_WORDS = (
    "Derfor denne passage: den ligner spørgsmålet i betydning. Ingen af spørgsmålets ord førte"
    " til den."
)
PROMPT_HELP = "Skriv et spørgsmål og tryk Enter. Tom linje slutter."

_NO_SEARCH = {
    Reason.PERSONOPLYSNINGER: (
        "Stoppet: ligner et CPR-nummer. Jeg har hverken søgt eller gemt."
        " Beskeden ligger stadig, hvor du skrev den – slet den, og spørg uden borgeren."
    ),
    Reason.TOM: (
        "Jeg kunne ikke se et spørgsmål. Skriv med et par ord, hvad du leder efter,"
        " for eksempel »partshøring før afslag«."
    ),
}


def heading(reason: Reason) -> str:
    """The sentence that says no."""
    if reason in _NO_SEARCH:
        return _NO_SEARCH[reason]
    if reason is Reason.FOR_USIKKERT:
        return "Det kan jeg ikke svare sikkert på."
    return "Det kan jeg ikke svare på."


def collection(holdings: Holdings) -> str:
    """What was searched, and the commonest thing that it lacks."""
    lacks = "" if holdings.has_law else ", ingen love eller satser"
    return f"Samlingen har {holdings.describe()}{lacks}."


def first_screen(holdings: Holdings) -> str:
    """What the bot is, in four short sentences."""
    no_laws = "" if holdings.has_law else " Ingen love endnu."
    return (
        f"Jeg finder ordrette citater i {holdings.describe()}.{no_laws}"
        " Jeg afgør ikke sager. Skriv aldrig noget om en borger."
    )


def ask_again(choices: Sequence[Choice]) -> str:
    """The choices in words, where there is nothing to press."""
    asked = " eller ".join(f"»… {choice.words}«" for choice in choices)
    return f"{CHILD_OR_ADULT} Spørg igen med {asked}."


def left_out(kinds: tuple[str, ...]) -> str:
    """What was taken out of the question before the search."""
    return f"Udeladt af søgningen: {', '.join(kinds)}. Skriv aldrig noget om en borger."


def missed(words: tuple[str, ...]) -> str:
    """The words that were not found."""
    return f"Fandt ikke: {', '.join(words)}."
