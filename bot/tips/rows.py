"""The form of the tips and quiz files, as written in their header comments."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Key = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, Field(min_length=1)]


Form = Literal["citat", "scenarie", "frugt", "ny praksis"]
"""Kinds of tips; they alternate in a channel."""


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Header(_Row):
    """Where a file comes from."""

    source: Text
    date: dt.date
    licence: Text
    reviewed: bool


class Cause(_Row):
    """Why a tip weighs what it does."""

    noegle: Key
    vaegt: Annotated[int, Field(ge=1, le=5)]
    begrundelse: Text
    kilde: Text


class Quoted(_Row):
    """What a tip and a quiz question share: a quote, whose it is, and what it is worth."""

    noegle: Key
    fil: Text
    """The beginning of the source file's name, or a document id."""
    citat: Text
    overskrift: Text | None = None
    citeret_fra: Text | None = None
    sic: tuple[str, ...] = ()
    bemaerkning: Text
    princip: Text | None = None


class Tip(Quoted):
    """One weekly tip."""

    form: Form
    titel: Annotated[str, Field(min_length=1, max_length=50)]
    situation: Text | None = None
    proev: Text
    tal_om: Annotated[str, Field(pattern=r"\?$")]
    aarsag: Key


class Option(_Row):
    """One answer of a quiz question, with its feedback."""

    tekst: Text
    rigtigt: bool
    melding: Annotated[str, Field(pattern=r":$")]
    citat: Text
    fil: Text | None = None


class Quiz(Quoted):
    """One quiz question."""

    situation: Annotated[str, Field(pattern=r"\?$")]
    svar: tuple[Option, Option, Option]


class TipFile(_Row):
    """One file of tips, of quiz questions, or of both."""

    header: Header
    aarsag: tuple[Cause, ...] = ()
    tip: tuple[Tip, ...] = ()
    quiz: tuple[Quiz, ...] = ()


Folder = Literal["tips", "quiz"]
