"""The Danish sentences that are said in Teams alone; all others stand in `bot/messages.py`."""

from bot.state.records import FeedbackReason

NAME = "Principbot"
OUTDATED = "Opdatér Teams for at se svaret: kortet kræver version 1.5."

CONTEXT = "Vis i sammenhæng"
NOTE = "Notattekst"
MORE = "Mere"
COLLECTION = "Se samlingen"
STEPS = "Spørg en fagperson"
OPEN_READER = "Åbn i læseren"
OPEN_OFFICIAL = "Åbn den officielle kilde"
HELPED = "Hjalp"
DID_NOT_HELP = "Hjalp ikke"
INSERT = "Indsæt i beskeden"
SEE_WHOLE_COLLECTION = "Se hele samlingen i læseren"

THANKS = "Tak. Det er noteret uden ord fra dit spørgsmål."
CHOOSE_REASON = "Vælg en grund, og tryk igen."
OLD_BUTTON = "Knappen er fra en ældre udgave af mig. Stil spørgsmålet igen."
GONE = "Passagen findes ikke længere i samlingen. Stil spørgsmålet igen."
MAYBE_TWICE = "Jeg blev afbrudt, så svaret kommer måske for anden gang."
NO_MORE = "Der er ikke flere passager, der passer."
TOO_LONG = "Resten passede ikke i kortet. Se det i kilden."
NOTE_LABEL = "Tekst til notatet. Markér teksten, og kopiér den; rettelser her gemmes ikke."
HERE = "Her står citatet · "
MORE_HEADING = "Flere passager"
WHY_HEADING = "Derfor dette svar"
WHY = (
    "Svaret er fundet ved at sammenligne ordene i spørgsmålet med ordene i hver passage i"
    " samlingen. Ingen tekst er skrevet af en maskine: citatet er kopieret fra kilden og"
    " kontrolleret mod den, før det blev vist. Samme spørgsmål giver samme svar, så længe"
    " samlingen er den samme."
)
FEEDBACK_HEADING = "Hjalp svaret?"
REASON_LABEL = "Hvis ikke: hvorfor?"
REASONS = {
    FeedbackReason.FORKERT_EMNE: "Det handler om noget andet",
    FeedbackReason.IKKE_HELE_SVARET: "Det er ikke hele svaret",
    FeedbackReason.FORAELDET: "Kilden er forældet",
    FeedbackReason.MANGLER_KILDE: "Der mangler en kilde i samlingen",
    FeedbackReason.SVAER_AT_FORSTAA: "Det er svært at forstå",
}
NO_PRINCIPLE = "Det princip kender jeg ikke. Her er de syv:"
PRINCIPLES = "De syv principper. Skriv for eksempel »princip 4« eller »princip partshøring«."
PAIRED = "navn og sætning er parret efter deres plads"
WELCOME = "Spørg i denne samtale, eller nævn mig i en kanal: @Principbot og dit spørgsmål."
COMMANDS = (
    "Skriv »princip« for de syv principper, »kilder« for samlingen og »principtip« for ugens tip"
    " og quiz."
)
TRY = "Prøv for eksempel:"
SEARCH_HINT = "Skriv, hvad du leder efter, for eksempel »partshøring«."
NOTHING_READ = "Beskeden har ingen tekst, jeg kan søge med."


TIP_HEADING = "Ugens tip"
READ = "Læs"
OPEN_SOURCE = "Åbn kilden"
SOMEBODY = "En i samtalen"
SENT_NOW = "Ugens tip er sendt."
NOT_INSTALLED = "Teams lader mig ikke skrive her. Tilføj mig til teamet eller chatten først."
NOT_IN_PERSON = (
    "Ugens tip er til en kanal eller gruppechat, hvor I kan tale om det. Nævn mig dér, og skriv"
    " »principtip tilmeld«. Quizzen kan du tage her: »principtip quiz«."
)
QUIZ_DOOR = "Et spørgsmål til dig selv. Tryk på knappen: kun du ser vinduet og dine svar."
STORED_UNTIL = "her i vinduet"
DELETE_DATA = "Slet det, der er gemt om mig"
DELETED = "Slettet: {rows} rækker om dig. Beskeder i Teams sletter du selv."


def order(verb: str) -> str:
    """What is written to order something about tips."""
    return f"principtip {verb}"


def order_shown(text: str) -> str:
    """The same as people are shown it."""
    return f"»{order(text)}«"


def unanswered(reference: str) -> str:
    """The apology, with a number that the operator can look up."""
    return (
        "Noget gik galt hos mig, og jeg kunne ikke svare. Prøv igen om lidt."
        f" Fejlnummer: {reference}."
    )


def searched(own: str, carried: str) -> str:
    """What a follow-up was searched with."""
    return f"Jeg søgte: {own} + {carried}"


def alone(own: str) -> str:
    """Button: search again without what the thread was about."""
    return f"Kun {own}"
