import io
import json
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from corpus.errors import ReadError
from corpus.model import Mark, ReadText, SourceFile, Span
from corpus.readers import child
from corpus.readers.sandbox import (
    ReadLimits,
    Sandbox,
    read_frame,
    read_text_from_json,
    read_text_to_json,
    write_frame,
)
from tests.corpus.readers import pdfs

PAGE = SourceFile("side.html", "<p>Børn og ældre</p>".encode())


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as opened:
        yield opened


def test_one_child_serves_many_files(sandbox: Sandbox) -> None:
    assert sandbox.read("html", PAGE).text == "Børn og ældre\n\n"
    first = sandbox._process
    brief = SourceFile("brev.pdf", pdfs.pdf([pdfs.page(["Kommunen skal høre parten."])]))
    assert "høre parten" in sandbox.read("pdf", brief).text
    assert sandbox._process is first


def test_a_refused_file_does_not_stop_the_next(sandbox: Sandbox) -> None:
    with pytest.raises(ReadError, match="læselig PDF"):
        sandbox.read("pdf", SourceFile("a.pdf", b"%PDF-"))
    assert sandbox.read("html", PAGE).text


def test_a_crash_is_reported_and_the_next_file_gets_a_new_child(sandbox: Sandbox) -> None:
    with pytest.raises(ReadError, match="gik ned"):
        sandbox.read("findes ikke", PAGE)
    assert sandbox.read("html", PAGE).text


def test_a_child_that_died_between_files_is_replaced(sandbox: Sandbox) -> None:
    sandbox.read("html", PAGE)
    process = sandbox._process
    assert process is not None
    process.kill()
    process.wait()
    assert sandbox.read("html", PAGE).text


def test_too_long_is_cut_off() -> None:
    deep = SourceFile("dyb.html", b"<p>" + b"<b>x" * 200_000)
    hurried = Sandbox(ReadLimits(timeout_seconds=0.01))
    with hurried, pytest.raises(ReadError, match="sekunder"):
        hurried.read("html", deep)


def test_too_much_memory_is_refused() -> None:
    big = SourceFile("stor.html", b"<p>" + b"x" * 80_000_000)
    with Sandbox(ReadLimits(memory_bytes=300_000_000)) as sandbox, pytest.raises(ReadError):
        sandbox.read("html", big)


def test_too_large_and_too_much_text_are_refused() -> None:
    with Sandbox(ReadLimits(input_bytes=5)) as sandbox, pytest.raises(ReadError, match="større"):
        sandbox.read("html", PAGE)
    brief = Sandbox(ReadLimits(output_bytes=20))
    with brief, pytest.raises(ReadError, match="for meget tekst"):
        brief.read("html", PAGE)


def test_the_child_knows_no_secret(monkeypatch: pytest.MonkeyPatch, sandbox: Sandbox) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-hemmelig")
    sandbox.read("html", PAGE)
    process = sandbox._process
    assert process is not None
    if sys.platform == "linux":
        with open(f"/proc/{process.pid}/environ", "rb") as environment:  # noqa: PTH123  # no file
            assert b"xoxb" not in environment.read()


def test_results_survive_the_way_through_json() -> None:
    result = ReadText("æ", "r", "1", (Mark("page", "1", Span(0, 1)),), {"a": "b"}, ("w",))
    assert read_text_from_json(json.loads(json.dumps(read_text_to_json(result)))) == result


def test_frames_come_back_and_end() -> None:
    stream = io.BytesIO()
    write_frame(stream, {"a": "æ"}, b"krop")
    stream.seek(0)
    assert read_frame(stream) == ({"a": "æ"}, b"krop")
    assert read_frame(stream) is None


def answers(monkeypatch: pytest.MonkeyPatch, *readers: Any) -> list[dict[str, Any]]:
    """What the child says to one request a reader, served in this process."""
    monkeypatch.setattr(child, "READERS", {str(n): read for n, read in enumerate(readers)})
    requests, replies = io.BytesIO(), io.BytesIO()
    for n in range(len(readers)):
        write_frame(requests, {"reader": str(n), "name": "x"}, b"raw")
    requests.seek(0)
    child.serve(requests, replies)
    replies.seek(0)
    found = []
    while (frame := read_frame(replies)) is not None:
        found.append(frame[0])
    return found


def test_the_child_answers_every_failure_that_has_a_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuses(_: SourceFile) -> ReadText:
        raise ReadError("ødelagt")

    def recurses(_: SourceFile) -> ReadText:
        raise RecursionError

    def swells(_: SourceFile) -> ReadText:
        raise MemoryError

    def reads(source: SourceFile) -> ReadText:
        return ReadText(source.raw.decode(), "r", "1")

    said = answers(monkeypatch, reads, refuses, recurses, swells, reads)
    assert [answer.get("error", answer.get("text")) for answer in said] == [
        "raw",
        "ødelagt",
        "filen er for dybt indlejret",
        "filen kræver for meget hukommelse",
    ]
