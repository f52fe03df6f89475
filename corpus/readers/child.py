"""The child process of `corpus.readers.sandbox`: reads files until its input ends.

Started as `python -m corpus.readers.child MEMORY_BYTES`.
"""

import os
import sys
from collections.abc import Callable, Mapping
from functools import partial
from typing import BinaryIO

from corpus.errors import ReadError
from corpus.model import ReadText, SourceFile
from corpus.readers import docx, email, html, lexdania, ocr, pdf, pptx
from corpus.readers.sandbox import read_frame, read_text_to_json, write_frame

READERS: Mapping[str, Callable[[SourceFile], ReadText]] = {
    **{module.READER: module.read for module in (docx, email, html, lexdania, pdf, pptx)},
    "pdf+ocr": partial(pdf.read, recognise=ocr.recognise),
}
"""The readers that run here, by name."""


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer each request until the stream ends or memory ran out."""
    while (frame := read_frame(requests)) is not None:
        header, raw = frame
        answer = _answer(str(header["reader"]), SourceFile(str(header["name"]), raw))
        write_frame(answers, answer)
        if answer.get("leaves"):
            return


def _answer(reader: str, source: SourceFile) -> dict[str, object]:
    try:
        return read_text_to_json(READERS[reader](source))
    except ReadError as error:
        return {"error": str(error)}
    except RecursionError:
        return {"error": "filen er for dybt indlejret"}
    except MemoryError:
        return {"error": "filen kræver for meget hukommelse", "leaves": True}


def limit(memory_bytes: int) -> None:
    """Bound this process: memory, open files, no files written, no core dump.

    Does nothing on Windows, which has no such limits.
    """
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  # not on Windows

        for kind, amount in (
            (resource.RLIMIT_AS, memory_bytes),
            (resource.RLIMIT_NOFILE, 64),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            _, hard = resource.getrlimit(kind)
            allowed = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
            resource.setrlimit(kind, (allowed, hard))


def main() -> None:
    """Keep the answers' stream apart from what a library may print."""
    limit(int(sys.argv[1]))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
