"""The Danish sentences that are said in Slack alone; all others stand in `bot/messages.py`."""

SEARCHING = "søger i kilderne …"
"""Slack puts the bot's name in front."""

CONTEXT = "Vis i sammenhæng"
NOTE = "Notattekst"
MORE = "Mere"
SHARE = "Del i kanalen"
COLLECTION = "Se samlingen"
STEPS = "Spørg en fagperson"
OPEN_READER = "Åbn i læseren"
OPEN_OFFICIAL = "Åbn den officielle kilde"
HELPED = "Hjalp"
DID_NOT_HELP = "Hjalp ikke: vælg grund"

THANKS = "Tak. Det er noteret uden ord fra dit spørgsmål."
ALREADY_SHARED = "Svaret er allerede delt i kanalen."
SHARED = "Svaret er delt. Dit spørgsmål er ikke med."
BOT_NOT_HERE = "Jeg kan ikke skrive i kanalen. Skriv `/invite @Principbot` i den, og del igen."
OLD_BUTTON = "Knappen er fra en ældre udgave af mig. Stil spørgsmålet igen."
GONE = "Passagen findes ikke længere i samlingen. Stil spørgsmålet igen."
QUESTION_GONE = "Jeg kan ikke længere læse spørgsmålet i Slack. Stil det igen."
ASK_HELP = (
    "Skriv spørgsmålet efter kommandoen, for eksempel: `/spoerg skal vi partshøre før afslag`."
)
MAYBE_TWICE = "Jeg blev afbrudt, så svaret kommer måske for anden gang."
NO_MORE = "Der er ikke flere passager, der passer."
TOO_LONG = "Citatet er for langt til Slack. Tryk »Vis i sammenhæng« for at læse det."
MORE_LEFT_OUT = "Flere passager passede ikke i beskeden. Se dem under »Mere«."
NOTE_HINT = "Markér teksten, og kopiér den. Rettelser her gemmes ikke."
DONE = "Færdig"
NOTE_LABEL = "Tekst til notatet"
NO_PRINCIPLE = "Det princip kender jeg ikke. Vælg et af de syv:"
PRINCIPLES = "De syv principper. Skriv for eksempel `/princip 4` eller `/princip partshøring`."

WHY = (
    "Svaret er fundet ved at sammenligne ordene i spørgsmålet med ordene i hver passage i"
    " samlingen. Ingen tekst er skrevet af en maskine: citatet er kopieret fra kilden og"
    " kontrolleret mod den, før det blev vist. Samme spørgsmål giver samme svar, så længe"
    " samlingen er den samme."
)
WHY_MEANING = (
    "Passagerne er også sammenlignet med spørgsmålets betydning af en sprogmodel på samme maskine"
    " som jeg, og det flyttede en af dem op."
)
HOME_IS = (
    "*Hvad jeg er*\nEt opslag i kilder. Jeg finder de passager, der passer til dit spørgsmål, og"
    " viser dem ordret med henvisning og gyldighed."
)
HOME_IS_NOT = (
    "*Hvad jeg ikke er*\nJeg afgør ikke sager, giver ikke juridisk rådgivning og skriver ingen"
    " tekst om loven selv. Skriv aldrig noget om en borger: ingen navne, CPR-numre eller"
    " sagsnumre."
)
HOME_USE = (
    "*Sådan bruger du mig*\n"
    "• Skriv til mig her under »Beskeder«.\n"
    "• Nævn mig i en kanal: `@Principbot skal vi partshøre før afslag?`\n"
    "• `/spoerg` giver et svar, som kun du ser.\n"
    "• `/princip` viser et af de syv principper, `/kilder` hele samlingen.\n"
    "• »Find kilden til dette« i menuen ved en besked.\n"
    "• `/principtip tilmeld` giver kanalen et kort tip om ugen."
)
HOME_QUIZ = "*Quiz*\nHøjst to spørgsmål om ugen, når du selv trykker. Kun du ser dem og dine svar."
REMINDERS_ON = "Vis påmindelser om principper i mine svar"
DATA = (
    "*Det gemmer jeg om dig*\n"
    "• Dine valg på denne side, til du sletter dem.\n"
    "• Dit »Hjalp« eller »Hjalp ikke« til et svar, uden ord fra spørgsmålet.\n"
    "• Hvilke quizspørgsmål du har fået, og hvornår de kommer igen.\n"
    "• Hvilke paragraffer og passager en tråd har handlet om, så du kan spørge videre.\n"
    "• Mens jeg svarer, ligger spørgsmålet krypteret hos mig. Det slettes, når svaret er sendt,"
    " og senest efter 15 minutter.\n"
    "Jeg gemmer ikke dine spørgsmål. Slack gemmer selv beskederne i jeres Slack efter jeres egne"
    " regler."
)
SHOW_DATA = "Vis det, der er gemt"
DELETE_DATA = "Slet det, der er gemt"
DELETE_ASK = "Dine valg, tilbagemeldinger og trådes emner slettes. Det kan ikke fortrydes."
STORED_UNTIL = "på min hjemmeside"
DELETED = "Slettet: {rows} rækker om dig. Beskeder i Slack sletter du selv."


def unanswered(reference: str) -> str:
    """The apology, with a number that the operator can look up."""
    return (
        "Noget gik galt hos mig, og jeg kunne ikke svare. Prøv igen om lidt."
        f" Fejlnummer: {reference}."
    )


def typed(order: str) -> str:
    """An order about tips, as it is written here."""
    return f"`/principtip {order}`"


def searched(own: str, carried: str) -> str:
    """What a follow-up was searched with."""
    return f"Jeg søgte: {own} + {carried}"


def alone(own: str) -> str:
    """Button: search again without what the thread was about."""
    return f"Kun {own}"


def shared_by(user: str) -> str:
    """First line of a shared answer; `user` is Slack's id."""
    return f"<@{user}> deler et opslag:"
