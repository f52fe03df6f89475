"""The Danish sentences of tips and quiz, the same on every platform."""

from bot.tips.port import TipMessage

HEADING = "Ugens tip: {title}"
CARD_TITLE = "Ny praksis på jeres område"
CARD = TipMessage(
    tip_id="",
    heading=CARD_TITLE,
    to_try="Vælg én af dem, og læs, hvad den fastslår. Skal en skabelon rettes?",
    to_discuss="Hvilke af vores åbne sager kan den få betydning for?",
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
HELP = (
    "Skriv `/principtip tilmeld [dag] [tid] [ugentlig|hver anden uge]`, for eksempel"
    " `/principtip tilmeld torsdag 10.30 hver anden uge`. Uden mere: tirsdag 09.00, ugentlig.\n"
    "`/principtip pause [antal uger]` · `/principtip afmeld` · `/principtip nu`"
    " · `/principtip historik` · `/principtip quiz`"
)
NOT_UNDERSTOOD = "Det forstod jeg ikke: »{word}«."
HOURS = "Vælg et klokkeslæt mellem 07.00 og 17.00."
ONLY_MANAGERS = "Her er det aftalt, at kun bestemte personer styrer ugens tip."
NOT_SUBSCRIBED = "Kanalen er ikke tilmeldt ugens tip. Skriv `/principtip tilmeld`."
ALREADY_THIS_WEEK = "Denne uges tip er sendt. Der kommer højst ét om ugen."
NOTHING_TO_SEND = "Jeg kan ikke sende et tip: ingen citater svarer til deres kilde lige nu."
TRY_LATER = "Platformen svarede ikke. Tippet bliver sendt, så snart det kan lade sig gøre."
NO_HISTORY = "Kanalen har ikke fået nogen tips endnu."
HISTORY = "Kanalens seneste tips"
GONE_NOTE = "kanalen er lukket for botten"

SIGNED_UP = "{who} har tilmeldt kanalen ugens tip: {when}. Næste tip: {next}."
PAUSED = "{who} har sat ugens tip på pause{until}. `/principtip tilmeld` starter det igen."
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
    "Jeg gemmer, hvilke spørgsmål du har fået, og hvornår de kommer igen, til du sletter det på"
    " min hjemmeside eller opbevaringstiden er gået. Ingen andre kan se det."
)
