"""The app manifest: what the app may do in Slack, and why; nothing more than is used.

Source: docs.slack.dev/reference/app-manifest.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from bot.slack.ids import Command, Shortcut

NAME = "Principbot"
SCOPES: Mapping[str, str] = MappingProxyType(
    {
        "app_mentions:read": "se, når nogen nævner botten i en kanal",
        "assistant:write": "vise forslag til spørgsmål, og at der søges",
        "channels:history": "se svar i tråde, som botten har startet i offentlige kanaler",
        "chat:write": "svare",
        "commands": "modtage /spoerg, /princip, /kilder, /principtip og genvejen ved en besked",
        "groups:history": "det samme i private kanaler, som botten er inviteret til",
        "im:history": "læse det, der skrives til botten direkte",
        "im:write": "vise forslag til spørgsmål i den direkte samtale",
        "reactions:read": "se, om nogen reagerer på ugens tip; ikke hvem eller hvordan",
    }
)
"""Scope -> the reason, in Danish; docs/slack.md shows the same table."""

EVENTS = (
    "app_home_opened",
    "app_mention",
    "message.channels",
    "message.groups",
    "message.im",
    "reaction_added",
)
INSTALL_EVENTS = ("app_uninstalled", "tokens_revoked")
COMMANDS: Mapping[Command, tuple[str, str]] = MappingProxyType(
    {
        Command.ASK: ("Spørg privat: kun du ser svaret", "skal vi partshøre før afslag"),
        Command.PRINCIPLE: ("Vis et af de syv principper", "partshøring"),
        Command.SOURCES: ("Vis, hvilke kilder jeg svarer ud fra", ""),
        Command.TIP: ("Ugens tip i kanalen", "tilmeld tirsdag 09.00 ugentlig"),
    }
)
DESCRIPTION = "Ordrette citater om retssikkerhed med henvisning og gyldighed"
LONG_DESCRIPTION = (
    "Principbot finder de passager i samlingen, der passer til et spørgsmål om retssikkerhed i"
    " kommunens sager, og viser dem ordret med henvisning, retskildeværdi og gyldighed. Botten"
    " skriver ingen tekst om loven selv, afgør ikke sager og gemmer ikke spørgsmål. Skriv aldrig"
    " noget om en borger."
)


def manifest(
    *, socket: bool, base_url: str | None, prompts: tuple[tuple[str, str], ...] = ()
) -> dict[str, Any]:
    """The manifest as Slack reads it; over HTTP it carries the addresses of this installation."""
    root = (base_url or "").rstrip("/")
    events_url = f"{root}/slack/events"
    http = {} if socket else {"request_url": events_url}
    url = {} if socket else {"url": events_url}
    oauth: dict[str, Any] = {"scopes": {"bot": sorted(SCOPES)}}
    events = list(EVENTS)
    if not socket:
        oauth["redirect_urls"] = [f"{root}/slack/oauth_redirect"]
        events = sorted((*EVENTS, *INSTALL_EVENTS))
    return {
        "display_information": {
            "name": NAME,
            "description": DESCRIPTION,
            "long_description": LONG_DESCRIPTION,
            "background_color": "#1f3a5f",
        },
        "features": {
            "agent_view": {
                "agent_description": DESCRIPTION,
                "suggested_prompts": [
                    {"title": title, "message": message} for title, message in prompts
                ],
            },
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": NAME, "always_online": True},
            "shortcuts": [
                {
                    "name": "Find kilden til dette",
                    "type": "message",
                    "callback_id": Shortcut.FIND_SOURCE.value,
                    "description": "Søg med beskedens tekst; kun du ser svaret",
                }
            ],
            "slash_commands": [
                {"command": name.value, "description": says, "should_escape": False}
                | ({"usage_hint": hint} if hint else {})
                | url
                for name, (says, hint) in COMMANDS.items()
            ],
        },
        "oauth_config": oauth,
        "settings": {
            "event_subscriptions": {**http, "bot_events": events},
            "interactivity": {"is_enabled": True, **http},
            "org_deploy_enabled": not socket,
            "socket_mode_enabled": socket,
            "token_rotation_enabled": not socket,
        },
    }
