"""Text recognition of scanned pages with tesseract and its Danish model, where both are installed.

Off unless asked for: recognised words may be wrong, so every such page is reported.
"""

import shutil
import subprocess

import pypdfium2 as pdfium

from corpus.errors import ReadError

_DPI = 300
_POINTS_PER_INCH = 72
_TIMEOUT_SECONDS = 60
_MAX_PIXELS = 60_000_000


def recognise(page: pdfium.PdfPage) -> str:
    """The text of a page as tesseract reads it, a line a line.

    Raises:
        ReadError: tesseract or its Danish model is missing, or it failed.
    """
    program = shutil.which("tesseract")
    if program is None:
        raise ReadError("tekstgenkendelse kræver tesseract (tesseract-ocr og tesseract-ocr-dan)")
    try:
        done = subprocess.run(  # noqa: S603  # the program found on the path, no shell
            [program, "stdin", "stdout", "-l", "dan"],
            input=_picture(page),
            capture_output=True,
            timeout=_TIMEOUT_SECONDS,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise ReadError(f"tekstgenkendelse tog over {_TIMEOUT_SECONDS} sekunder") from error
    except (subprocess.CalledProcessError, OSError) as error:
        raise ReadError("tekstgenkendelse mislykkedes: er tesseract-ocr-dan med?") from error
    return done.stdout.decode("utf-8", "replace").replace("\f", "")


def _picture(page: pdfium.PdfPage) -> bytes:
    """The page in grey as a PGM file."""
    width, height = page.get_size()
    scale = _DPI / _POINTS_PER_INCH
    scale = min(scale, (_MAX_PIXELS / max(width * height, 1)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    rows = bytes(bitmap.buffer)
    packed = b"".join(
        rows[row * bitmap.stride : row * bitmap.stride + bitmap.width]
        for row in range(bitmap.height)
    )
    return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + packed
