"""What is kept about one person: shown, or deleted, on request.

Source: databeskyttelsesforordningen (EU) 2016/679, articles 15 and 17.
"""

from collections.abc import Mapping
from dataclasses import asdict

from bot.errors import NotFoundError
from bot.state.port import State
from bot.state.records import Person, Platform

_PARTS = 3


def parse_person(key: str) -> Person:
    """The person named `platform:tenant:user`, as `slack:T0123:U0456`; the user may hold colons.

    Raises:
        NotFoundError: the key has another form.
    """
    parts = key.split(":", _PARTS - 1)
    if len(parts) != _PARTS or not all(parts) or parts[0] not in set(Platform):
        raise NotFoundError(
            "En person skrives platform:arbejdsrum:bruger, for eksempel slack:T0123:U0456"
            " eller teams:<tenant>:<bruger>."
        )
    return Person(Platform(parts[0]), parts[1], parts[2])


def export_person(state: State, key: str) -> Mapping[str, object]:
    """All that is kept about a person, as plain values for JSON.

    Raises:
        NotFoundError: the key has another form.
        SettingsError: PRINCIPBOT_KEY is not set, so nobody can be recognised.
    """
    data = state.control.export_person(parse_person(key))
    return {
        "person": key,
        "indstillinger": data.settings,
        "quiz": [asdict(card) | {"due": card.due.isoformat()} for card in data.quiz],
        "tilbagemeldinger": [asdict(mark) for mark in data.feedback],
        "revisionsspor": [asdict(line) | {"at": line.at.isoformat()} for line in data.audit],
        "samtaler": list(data.conversations),
        "ventende spørgsmål": data.waiting,
        "tråde": data.threads,
        "installationer": data.installations,
    }


def delete_person(state: State, key: str) -> Mapping[str, int]:
    """Delete all that is kept about a person; rows by kind, empty when there was nothing.

    Raises:
        NotFoundError: the key has another form.
        SettingsError: PRINCIPBOT_KEY is not set, so nobody can be recognised.
    """
    return state.control.delete_person(parse_person(key))
