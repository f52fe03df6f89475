"""The texts of the acts and decisions in ../shared and of the library, as the data names them."""

import gzip
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from corpus import manifest
from corpus.kinds import registry as kinds
from corpus.model import SourceFile
from corpus.readers import registry as readers
from corpus.text import display

SHARED = Path(__file__).parents[3] / "shared" / "data"
AVAILABLE = (SHARED / "laws" / "social-acts.jsonl.gz").exists()

LAW_IDS = {
    "SEL": "2025:1129",
    "BL": "2025:282",
    "RSL": "2025:354",
    "FVL": "2014:433",
    "ÆL": "2024:1651",
    "BEK 861": "2025:861",
}

# "003 linje 50": the library file whose name begins so, and the line where the words begin.
SOURCE_LINE = re.compile(r"(?P<file>\d{3}) linje (?P<line>\d+)")
_WINDOW_LINES = 10

_INVISIBLE = re.compile("[\u00ad\u200c\u200d]")


@cache
def sections(law_id: str) -> dict[str, str]:
    """The act's sections by number as `9a`; the first occurrence counts."""
    return _all_sections()[law_id]


@cache
def text_of(provision: str) -> str:
    """The text behind `SEL § 9 a`, `PM 1-26` or `003 linje 50`, white space as single spaces."""
    place = SOURCE_LINE.fullmatch(provision)
    if place is not None:
        first = int(place["line"]) - 1
        return display(["\n".join(_library()[place["file"]][first : first + _WINDOW_LINES])])
    if provision.startswith("PM "):
        return _flat(json.loads(_record(provision[3:]).read_bytes())["text"])
    law, _, number = provision.partition(" § ")
    return sections(LAW_IDS[law])[number.replace(" ", "")]


def holds(text: str, term: str) -> bool:
    """Whether the term stands in the text, from the beginning of a word on."""
    return re.search(rf"(?<!\w){re.escape(term.lower())}", text.lower()) is not None


@cache
def pinpoints() -> dict[str, tuple[str, ...]]:
    """Where the passages of each act stand, as the readers and kinds make them."""
    return {act["id"]: _pinpoints(act["id"], line) for line, act in _records()}


@cache
def decision(number: str) -> tuple[str, ...]:
    """The passages of a decision that may be quoted, as the readers and kinds make them."""
    source = SourceFile(f"pm-{number}.json", _record(number).read_bytes())
    parsed = kinds.parse(source, readers.read(source))
    return tuple(passage.text for passage in parsed.passages if passage.quotable)


def _record(number: str) -> Path:
    return SHARED / "principmeddelelser" / f"pm-{number}.json"


def _pinpoints(law_id: str, line: bytes) -> tuple[str, ...]:
    source = SourceFile(f"social-acts.jsonl#{law_id}.json", line)
    parsed = kinds.parse(source, readers.read(source))
    return tuple(passage.pinpoint for passage in parsed.passages)


def _records() -> Iterator[tuple[bytes, Any]]:
    with gzip.open(SHARED / "laws" / "social-acts.jsonl.gz", "rb") as lines:
        for line in lines:
            act = json.loads(line)
            if act["id"] in LAW_IDS.values():
                yield line, act


@cache
def _library() -> dict[str, list[str]]:
    return {
        source.name[:3]: source.raw.decode("utf-8").split("\n") for source in manifest.sources()
    }


@cache
def _all_sections() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for _, act in _records():
        texts = found.setdefault(act["id"], {})
        for provision in act["provisions"]:
            texts.setdefault(provision["section"], _flat(provision["content"]))
    return found


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", _INVISIBLE.sub("", text))
