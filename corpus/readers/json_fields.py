"""One JSON object of a known form, checked before it is used."""

import json
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from corpus.errors import ReadError

_Form = TypeVar("_Form", bound=BaseModel)


def json_object(raw: bytes) -> dict[str, object]:
    """The object that a file or a line holds.

    Raises:
        ReadError: not UTF-8, not JSON, or JSON that is no object.
    """
    try:
        value = json.loads(raw.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise ReadError(f"filen er ikke gyldig JSON: {error}") from error
    if not isinstance(value, dict):
        raise ReadError("JSON-filen holder ikke ét opslag (et objekt)")
    return value


def checked(form: type[_Form], value: dict[str, object]) -> _Form:
    """The object in its form.

    Raises:
        ReadError: a field is missing or of another type; the message names it.
    """
    try:
        return form.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise ReadError(f"feltet »{place}«: {first['msg']}") from error
