"""The Teams app package: manifest 1.25, two icons, nothing more than is used.

Source: learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema.
"""

import io
import json
import uuid
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bot.errors import SettingsError
from bot.teams import icons, texts
from bot.teams.commands import Command
from bot.teams.extension import FIND_SOURCE, SEARCH
from bot.tips.ordering import Verb

VERSION = "1.25"
_SCHEMA = "https://developer.microsoft.com/json-schemas/teams/v1.25/MicrosoftTeams.schema.json"
ACCENT = "#1F3A5F"
PERMISSIONS = {
    "identity": "se, hvem der skriver til botten, så dine egne valg og grænser gælder dig",
    "messageTeamMembers": "svare i de samtaler, hvor botten er tilføjet",
}
"""Permission -> the reason, in Danish; docs/teams.md shows the same table."""
COMMANDS = {
    Command.ASK: "Stil et spørgsmål; det samme som at skrive det uden ordet",
    Command.PRINCIPLE: "Vis de syv principper, eller et af dem: princip partshøring",
    Command.SOURCES: "Vis, hvilke kilder jeg svarer ud fra",
}
TIP_COMMANDS = {
    Verb.SIGN_UP: "Et kort tip om ugen her; tirsdag 09.00, eller fx »tilmeld torsdag 10.30«",
    Verb.NOW: "Send ugens tip nu",
    Verb.PAUSE: "Sæt ugens tip på pause; »pause 3« er tre uger",
    Verb.HISTORY: "Vis de seneste tips her",
    Verb.END: "Ikke flere tips her",
}
"""Where several people are."""
QUIZ_COMMAND = {Verb.QUIZ: "Et spørgsmål, som kun du ser"}
SHORT = "Ordrette citater om retssikkerhed med henvisning og gyldighed"
LONG = (
    "Principbot finder de passager i samlingen, der passer til et spørgsmål om retssikkerhed i"
    " kommunens sager, og viser dem ordret med henvisning, retskildeværdi og gyldighed. Botten"
    " skriver ingen tekst om loven selv, afgør ikke sager og gemmer ikke spørgsmål. Skriv aldrig"
    " noget om en borger."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who offers the bot, as people see it before they install it."""

    name: str
    website: str
    privacy: str
    terms: str


def package(client_id: str, publisher: Publisher, base_url: str | None) -> bytes:
    """The zip that a Teams administrator uploads; the same input gives the same bytes.

    Raises:
        SettingsError: the bot's id is no id.
    """
    made = manifest(client_id, publisher, base_url)
    text = json.dumps(made, ensure_ascii=False, indent=2) + "\n"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (
            ("manifest.json", text.encode()),
            ("color.png", icons.colour()),
            ("outline.png", icons.outline()),
        ):
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content)
    return packed.getvalue()


def manifest(client_id: str, publisher: Publisher, base_url: str | None) -> dict[str, Any]:
    """The manifest of a bot; links of ours open in Teams where there is a base address.

    Raises:
        SettingsError: the bot's id is no id.
    """
    try:
        bot = str(uuid.UUID(client_id))
    except ValueError as error:
        raise SettingsError(
            "PRINCIPBOT_TEAMS_CLIENT_ID er ikke et program-id (GUID) fra Azure."
        ) from error
    scopes = ["personal", "team", "groupChat"]
    quiz, tips = _listed(QUIZ_COMMAND), _listed(TIP_COMMANDS)
    everywhere = [{"title": name.value, "description": says} for name, says in COMMANDS.items()]
    host = urlsplit(base_url).hostname if base_url else None
    return {
        "$schema": _SCHEMA,
        "manifestVersion": VERSION,
        "version": "1.0.0",
        # An id of its own: two installations of one bot in a directory would collide else.
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"principbot:{bot}")),
        "developer": {
            "name": publisher.name,
            "websiteUrl": publisher.website,
            "privacyUrl": publisher.privacy,
            "termsOfUseUrl": publisher.terms,
        },
        "name": {"short": "Principbot", "full": "Principbot: kildens egne ord"},
        "description": {"short": SHORT, "full": LONG},
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": ACCENT,
        "localizationInfo": {"defaultLanguageTag": "da-dk"},
        "bots": [
            {
                "botId": bot,
                "scopes": scopes,
                "supportsFiles": False,
                "isNotificationOnly": False,
                "commandLists": [
                    {"scopes": ["personal"], "commands": [*everywhere, *quiz]},
                    {"scopes": ["team", "groupChat"], "commands": [*everywhere, *tips, *quiz]},
                ],
            }
        ],
        "composeExtensions": [{"botId": bot, "commands": [_search(), _find_source()]}],
        "permissions": list(PERMISSIONS),
        "validDomains": [host] if host else [],
    }


def _listed(orders: Mapping[Verb, str]) -> list[dict[str, str]]:
    return [{"title": texts.order(verb), "description": says} for verb, says in orders.items()]


def _search() -> dict[str, Any]:
    return {
        "id": SEARCH,
        "type": "query",
        "context": ["compose", "commandBox"],
        "title": "Find et citat",
        "description": "Find en passage, og indsæt den i beskeden med henvisning",
        "initialRun": False,
        "parameters": [
            {
                "name": "spoergsmaal",
                "title": "Spørgsmål",
                "description": "For eksempel: partshøring før afslag",
                "inputType": "text",
            }
        ],
    }


def _find_source() -> dict[str, Any]:
    return {
        "id": FIND_SOURCE,
        "type": "action",
        "context": ["message"],
        "title": "Find kilden til dette",
        "description": "Søg med beskedens tekst; kun du ser svaret",
        "fetchTask": True,
    }
