"""Files of unknown origin are read in a child process with limits on time, memory and size.

One child serves many files.
When it crashes or does not answer in time, the file is refused with the reason and the next file
gets a new child.
The child gets the bytes on its standard input and answers with JSON; it inherits no environment
but what Python needs, so it knows no tokens.
"""

import json
import os
import struct
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from corpus.errors import ReadError
from corpus.model import Mark, ReadText, SourceFile, Span

_INHERITED = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR", "LD_LIBRARY_PATH")
_CHILD = "corpus.readers.child"
_FRAME = struct.Struct(">II")
"""Before each message: length of the JSON header, length of the body, in bytes."""


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """What one file may cost."""

    timeout_seconds: float = 60.0
    memory_bytes: int = 2_000_000_000
    """Address space of the child (RLIMIT_AS); not enforced on Windows."""
    input_bytes: int = 200_000_000
    output_bytes: int = 100_000_000
    recognise_scans: bool = False
    """Scanned pages of a PDF are read with tesseract; allow a minute a page."""


class Sandbox:
    """A reader in a child process; close it when the batch is done."""

    def __init__(self, limits: ReadLimits | None = None) -> None:
        self._limits = limits or ReadLimits()
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, reader: str, source: SourceFile) -> ReadText:
        """What the named reader makes of the file; names as in `corpus.readers.child.READERS`.

        Raises:
            ReadError: the reader refused, crashed, took too long or gave too much.
        """
        if len(source.raw) > self._limits.input_bytes:
            raise ReadError(f"filen er større end {self._limits.input_bytes // 1_000_000} MB")
        if reader == "pdf" and self._limits.recognise_scans:
            reader = "pdf+ocr"
        process = self._running()
        expired = threading.Event()
        timer = threading.Timer(self._limits.timeout_seconds, _expire, (process, expired))
        timer.daemon = True
        timer.start()
        try:
            answer = self._exchange(process, reader, source)
        finally:
            timer.cancel()
        if answer is None:
            self.close()
            if expired.is_set():
                seconds = self._limits.timeout_seconds
                raise ReadError(f"filen tog over {seconds:g} sekunder at læse og blev afbrudt")
            raise ReadError("læseren gik ned på filen (for stor, ødelagt eller ondsindet)")
        if "error" in answer:
            if answer.get("leaves"):
                self.close()
            raise ReadError(str(answer["error"]))
        return read_text_from_json(answer)

    def close(self) -> None:
        """End the child; a later read starts a new one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                _close_quietly(stream)

    def __enter__(self) -> Self:
        """Nothing is started before the first file."""
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """End the child."""
        self.close()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(  # noqa: S603  # our own interpreter and module
                [
                    sys.executable,
                    "-B",
                    "-m",
                    "corpus.readers.child",
                    str(self._limits.memory_bytes),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
        return self._process

    def _exchange(
        self, process: subprocess.Popen[bytes], reader: str, source: SourceFile
    ) -> dict[str, Any] | None:
        """The child's answer; None when it is gone or gives too much."""
        if process.stdin is None or process.stdout is None:
            return None
        try:
            write_frame(process.stdin, {"reader": reader, "name": source.name}, source.raw)
        except (BrokenPipeError, OSError):
            return None
        head = process.stdout.read(_FRAME.size)
        if len(head) < _FRAME.size:
            return None
        length, _ = _FRAME.unpack(head)
        if length > self._limits.output_bytes:
            self.close()
            return {"error": "filen giver for meget tekst"}
        payload = process.stdout.read(length)
        return json.loads(payload) if len(payload) == length else None


def write_frame(stream: Any, header: Mapping[str, object], body: bytes = b"") -> None:
    """Send one message."""
    encoded = json.dumps(header, ensure_ascii=False).encode("utf-8", "surrogatepass")
    stream.write(_FRAME.pack(len(encoded), len(body)))
    stream.write(encoded)
    stream.write(body)
    stream.flush()


def read_frame(stream: Any) -> tuple[dict[str, Any], bytes] | None:
    """The next message; None at the end of the stream."""
    head = stream.read(_FRAME.size)
    if len(head) < _FRAME.size:
        return None
    header_length, body_length = _FRAME.unpack(head)
    header = json.loads(stream.read(header_length))
    return header, stream.read(body_length)


def read_text_to_json(text: ReadText) -> dict[str, object]:
    """A reader's result as plain JSON."""
    return {
        "text": text.text,
        "reader": text.reader,
        "reader_version": text.reader_version,
        "marks": [[m.kind, m.label, m.span.start, m.span.end] for m in text.marks],
        "fields": dict(text.fields),
        "warnings": list(text.warnings),
    }


def read_text_from_json(value: Mapping[str, Any]) -> ReadText:
    """Inverse of `read_text_to_json`."""
    return ReadText(
        text=value["text"],
        reader=value["reader"],
        reader_version=value["reader_version"],
        marks=tuple(Mark(kind, label, Span(a, b)) for kind, label, a, b in value["marks"]),
        fields=value["fields"],
        warnings=tuple(value["warnings"]),
    )


def _expire(process: subprocess.Popen[bytes], expired: threading.Event) -> None:
    expired.set()
    process.kill()


def _environment() -> dict[str, str]:
    root = str(Path(__file__).parent.parent.parent)
    kept = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    return {**kept, "PYTHONPATH": root, "PYTHONUTF8": "1"}


def _close_quietly(stream: Any) -> None:
    try:
        stream.close()
    except BrokenPipeError:
        return
