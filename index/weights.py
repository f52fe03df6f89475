"""The weights of the ranking, read from `index/data/vaegte.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class MeaningWeights:
    """What likeness in meaning counts, in standard deviations above the mean of all passages."""

    score: float
    """Part of the highest idf that each adds to a score."""
    asked: float
    """What each of a typical question counts, beyond `asked_from`, against one of the text."""
    asked_from: float
    alone: float
    """From here on a passage that has no word of the question is shown as the nearest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Every constant that the order of hits depends on."""

    k1: float
    b: float
    heading: float
    compound: float
    typos: tuple[float, ...]
    """For one, two ... letters wrong."""
    abbreviation: float
    gram_k1: float
    gram_b: float
    gram: float
    proximity: float
    reach: int
    """Words further apart than this are not close."""
    document_k1: float
    document_b: float
    document: float
    candidates: int
    words: int
    relatives: int
    frequent: int
    """A word in more passages than this needs no relatives."""
    law: Mapping[str, Mapping[str, float]]
    """Facet -> value -> factor on the score of such a passage."""
    parlance: float
    """Points that a passage loses for each unit that its people's questions are less likely."""
    meaning: MeaningWeights


@cache
def default_weights() -> Weights:
    """The weights that ship.

    Source: `index/data/vaegte.toml`.
    """
    data = tomllib.loads(resources.files("index").joinpath("data/vaegte.toml").read_text("utf-8"))
    words, kin, grams = data["ord"], data["slaegt"], data["firbogstaver"]
    near, document, search = data["naerhed"], data["dokument"], data["soegning"]
    meaning = data["betydning"]
    return Weights(
        k1=words["k1"],
        b=words["b"],
        heading=words["overskrift"],
        compound=kin["sammensat"],
        typos=tuple(kin["slaafejl"]),
        abbreviation=kin["forkortelse"],
        gram_k1=grams["k1"],
        gram_b=grams["b"],
        gram=grams["vaegt"],
        proximity=near["vaegt"],
        reach=near["afstand"],
        document_k1=document["k1"],
        document_b=document["b"],
        document=document["vaegt"],
        candidates=search["kandidater"],
        words=search["ord"],
        relatives=kin["antal"],
        frequent=kin["hyppigt"],
        law=data["ret"],
        parlance=data["spoergemaade"]["vaegt"],
        meaning=MeaningWeights(
            score=meaning["vaegt"],
            asked=meaning["spoergsmaal"],
            asked_from=meaning["spoergsmaal_fra"],
            alone=meaning["alene"],
        ),
    )
