"""No real document, act, title, address or question is taken for a CPR number."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.privacy import cpr_spans, redact

SHARED = Path(__file__).parents[3].parent / "shared"
FILES = [
    path
    for folder in ("data", "sources", "eval")
    for path in sorted((SHARED / folder).rglob("*"))
    if path.is_file()
]
QUESTIONS = [
    SHARED / "eval" / name for name in ("caseworker-dev/questions.jsonl", "ft-dev/queries.jsonl")
]

pytestmark = pytest.mark.skipif(not FILES, reason="the shared material is not here")


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def _texts(path: Path) -> Iterator[str]:
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    if ".jsonl" in path.name:
        for line in text.splitlines():
            yield from _strings(json.loads(line))
    elif path.suffix == ".json":
        yield from _strings(json.loads(text))
    else:
        yield text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_real_document_is_stopped(path: Path) -> None:
    assert [text for text in _texts(path) if cpr_spans(text)] == []


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.parent.name)
def test_no_real_question_loses_words(path: Path) -> None:
    questions = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    texts = [question.get("question") or question["text"] for question in questions]
    assert [text for text in texts if redact(text).left_out] == []
