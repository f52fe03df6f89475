"""The Danish sentences of tips and quiz, the same on every platform."""

from collections.abc import Callable, Iterator

from bot.tips.port import TipMessage

Typed = Callable[[str], str]
"""How a platform's people write an order, as they are shown it: »principtip nu«."""

HEADING = "Ugens tip: {title}"
CARD_TITLE = "Ny praksis på jeres område"
CARD = TipMessage(
    tip_id="",
    heading=CARD_TITLE,
    to_try="Vælg én af dem, og læs, hvad den fastslår. Skal en skabelon rettes?",
    to_discuss="Hvilken slags sager hos os kan den få betydning for?",
)
TRY = "Prøv (10 min.):"
DISCUSS = "Tal om:"
NO_CITIZENS = "Skriv intet om borgere i tråden."
ASKS = "De seneste ti tips har ingen reageret på. Skal jeg fortsætte?"
CONTEXT = "Vis i sammenhæng"
PAUSE = "Pause"
GO_ON = "Fortsæt"
END = "Afmeld"
QUIZ = "Quiz (kun du ser den)"

WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag")
NOT_UNDERSTOOD = "Det forstod jeg ikke: »{word}«."
HOURS = "Vælg et klokkeslæt mellem 07.00 og 17.00."
ONLY_MANAGERS = "Her er det aftalt, at kun bestemte personer styrer ugens tip."
NOT_SUBSCRIBED = "Kanalen er ikke tilmeldt ugens tip. Skriv {sign_up}."
ALREADY_THIS_WEEK = "Denne uges tip er sendt. Der kommer højst ét om ugen."
ON_ITS_WAY = "Denne uges tip er på vej."
PERHAPS_SENT = (
    "Denne uges tip er måske sendt: forbindelsen brød, og det kan ikke efterses. Det sendes ikke"
    " igen, så I ikke får det to gange. Det næste kommer i næste uge."
)
NOTHING_TO_SEND = "Jeg kan ikke sende et tip: ingen citater svarer til deres kilde lige nu."
TRY_LATER = "Platformen svarede ikke. Tippet bliver sendt, så snart det kan lade sig gøre."
NO_HISTORY = "Kanalen har ikke fået nogen tips endnu."
HISTORY = "Kanalens seneste tips"
PERHAPS = " (måske: det kan ikke efterses, om det kom frem)"
GONE_NOTE = "kanalen er lukket for botten"

SIGNED_UP = "{who} har tilmeldt kanalen ugens tip: {when}. Næste tip: {next}."
PAUSED = "{who} har sat ugens tip på pause{until}. {sign_up} starter det igen."
ENDED = "{who} har afmeldt ugens tip i kanalen."
GOES_ON = "Fint, jeg fortsætter."

QUIZ_RIGHT = "Ja."
QUIZ_WRONG = "Ikke ifølge kilden."
QUIZ_TITLE = "Quiz"
QUIZ_NEXT = "Næste spørgsmål"
QUIZ_INTRO = (
    "Kun du ser spørgsmålet og dit svar. Rigtigt betyder: det siger kilden. Det afgør ingen sag."
)
QUIZ_ENOUGH = "Du har svaret på ugens to spørgsmål. Kom igen i næste uge."
QUIZ_NONE = "Der er ikke noget spørgsmål til dig lige nu. Det næste kommer {day}."
QUIZ_STORED = (
    "Jeg gemmer, hvilke spørgsmål du har fået, og hvornår de kommer igen, til du sletter det"
    " {where} eller opbevaringstiden er gået. Ingen andre kan se det."
)
MINE = " (dit svar)"


def help_with(typed: Typed) -> str:
    """What can be ordered."""
    example = typed("tilmeld torsdag 10.30 hver anden uge")
    others = ("pause [antal uger]", "afmeld", "nu", "historik", "quiz")
    return (
        f"Skriv {typed('tilmeld [dag] [tid] [ugentlig|hver anden uge]')}, for eksempel {example}."
        f" Uden mere: tirsdag 09.00, ugentlig.\n{' · '.join(map(typed, others))}"
    )


def spoken(message: TipMessage) -> Iterator[str]:
    """A tip line by line, where no card can be shown and for those who have it read aloud."""
    lines = (
        message.heading,
        message.situation,
        message.quote,
        message.source,
        *(line.text for line in message.lines),
        f"{TRY} {message.to_try}",
        f"{DISCUSS} {message.to_discuss}",
        NO_CITIZENS,
        ASKS if message.asks_whether_to_go_on else "",
    )
    return (line for line in lines if line)
