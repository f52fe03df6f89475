"""Hits for the tests of reminders, premises and next steps: words of the five sources."""

import datetime as dt
from typing import Final

from corpus.model import (
    Document,
    DocumentId,
    LegalStatus,
    Metadata,
    Passage,
    PassageId,
    PassageRole,
    QuotedSource,
    SourceKind,
    Span,
    VersionId,
)

Found = tuple[Passage, Document]


def found(
    text: str,
    kind: SourceKind,
    metadata: Metadata | None = None,
    *,
    role: PassageRole = PassageRole.BROEDTEKST,
    quotes: QuotedSource | None = None,
) -> Found:
    name = kind.value
    document = Document(
        DocumentId(name), kind, name, metadata or Metadata(), LegalStatus.IKKE_RELEVANT
    )
    passage = Passage(
        passage_id=PassageId(f"{name}-{len(text)}"),
        document_id=document.document_id,
        version_id=VersionId(f"{name}-1"),
        ordinal=0,
        spans=(Span(0, len(text)),),
        text=text,
        heading=None,
        pinpoint="linje 1",
        role=role,
        quoted_source=quotes,
    )
    return passage, document


def _minister(text: str, year: int, proposal: str | None = None) -> Found:
    metadata = Metadata(proposal=proposal, asked=dt.date(year, 2, 7))
    return found(text, SourceKind.MINISTERSVAR, metadata)


def _kl(text: str) -> Found:
    metadata = Metadata(sender="KL", dated=dt.date(2021, 12, 20))
    return found(text, SourceKind.HOERINGSSVAR, metadata)


def _slide(text: str, quotes: QuotedSource | None = None) -> Found:
    return found(text, SourceKind.UNDERVISNING, Metadata(year_to=2021), quotes=quotes)


_PM_34_18: Final = QuotedSource(
    "Ankestyrelsens principmedd. 34-18", SourceKind.PRINCIPMEDDELELSE, "34-18", Span(0, 1)
)

HITS: Final = {
    "34-18": _slide(
        "Kommunen kan ikke give afslag på at yde hjælp efter den sociale lovgivning med "
        "henvisning til, at hjælpen kan bevilges efter anden lovgivning, medmindre det er "
        "afklaret, at hjælpen faktisk kan gives efter anden lovgivning.",
        _PM_34_18,
    ),
    "b23": _minister(
        "At forsøge at løse dette ved at indføre en kompensationsordning, som foreslået med "
        "B 23, er dog efter min opfattelse ikke vejen frem.",
        2020,
        "B 23",
    ),
    "rammelov": _minister(
        "serviceloven er en rammelov, der gør, at kommunerne skal træffe mange skønsprægede "
        "afgørelser ud fra en konkret og individuel vurdering i hver enkelt sag",
        2020,
        "B 23",
    ),
    "danmarkskort": _minister(
        "Det er blevet obligatorisk for kommunerne at behandle det årlige danmarkskort over "
        "omgørelsesprocenter i Ankestyrelsen. Det er med til at sikre, at de ansvarlige "
        "politikere har fokus på sagsbehandlingen i deres kommune.",
        2020,
        "B 23",
    ),
    "taskforce": _minister(
        "Et forløb er således altid baseret på et tæt samarbejde mellem Task forcen og kommunen.",
        2017,
    ),
    "viso": _minister(
        "Endelig kan kommunerne hente hjælp hos VISO, som tilbyder både kommuner og borgere "
        "gratis vejledende specialrådgivning i særligt komplicerede enkeltsager",
        2017,
    ),
    "kl-kort": _kl(
        "Ankestyrelsens klagestatistik og Danmarkskortet kan således ikke bruges som "
        "udgangspunktet for at vurdere kvaliteten af kommunernes sagsbehandling"
    ),
    "kl-udkast": _kl(
        "Af bemærkningerne til forslaget fremgår det, at Ankestyrelsen vil have mulighed for at "
        "kontakte kommunen, hvis Ankestyrelsen overvejer, om der er grundlag for at pålægge "
        "kommunen at udarbejde en handlingsplan"
    ),
    "kl-partnerskab": _kl(
        "KL foreslår bl.a., at regeringen og Folketinget bør prioritere ressourcer til, at der "
        "etableres et partnerskab med alle kommuner og KL"
    ),
    "genvurdering": _slide(
        "Brug genvurderingen i klagesager til at finde de sager, der faktisk ikke er gode nok – "
        "inden de sendes til Ankestyrelsen."
    ),
    "bisidder": _slide(
        "Ingen bør stå alene – hav fokus på at bisidderi ikke bare er til besvær, men er en "
        "vigtig del af borgerens forberedelse"
    ),
    "bunden": _slide(
        "Altså indhenter jeg ikke oplysninger fra lægen der viser at borgerens funktionsevne er "
        "dårlig, men “skønner” selv."
    ),
    "overslag": _slide(
        "Lav et økonomisk overslag på den kortsigtede hjælps langsigtede konsekvenser"
    ),
    "hele-dig": _slide("• Jeg ser hele dig • Jeg ved at hurtig hjælp er vigtigt for dig"),
    "andet": _slide("Juraen der forsvandt"),
}
"""Passages by a short name, as the five sources have them."""
