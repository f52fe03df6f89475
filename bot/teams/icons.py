"""The two icons of the app package, drawn here: a quotation mark on a square."""

import struct
import zlib
from collections.abc import Callable
from itertools import pairwise

_Point = tuple[float, float]
_Paint = Callable[[bool], tuple[int, int, int, int]]

_BLUE, _WHITE, _CLEAR = (0x1F, 0x3A, 0x5F, 255), (255, 255, 255, 255), (255, 255, 255, 0)
_COLOUR, _OUTLINE = 192, 32
"""Pixels on each side, as Teams asks."""
_STROKES = (((0.26, 0.28), (0.47, 0.50), (0.26, 0.72)), ((0.50, 0.28), (0.71, 0.50), (0.50, 0.72)))
"""The two angles of », as parts of a side."""
_WIDTH = 0.055


def colour() -> bytes:
    """192 x 192, white on blue."""
    return _png(_COLOUR, lambda inside: _WHITE if inside else _BLUE)


def outline() -> bytes:
    """32 x 32, white on nothing."""
    return _png(_OUTLINE, lambda inside: _WHITE if inside else _CLEAR)


def _png(side: int, paint: _Paint) -> bytes:
    rows = b"".join(
        b"\x00" + bytes(part for x in range(side) for part in paint(_is_drawn(x, y, side)))
        for y in range(side)
    )
    header = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def _is_drawn(x: int, y: int, side: int) -> bool:
    at = (x + 0.5) / side, (y + 0.5) / side
    return any(
        _distance(at, first, second) <= _WIDTH
        for stroke in _STROKES
        for first, second in pairwise(stroke)
    )


def _distance(at: _Point, first: _Point, second: _Point) -> float:
    """From a point to a line between two others."""
    dx, dy = second[0] - first[0], second[1] - first[1]
    along = ((at[0] - first[0]) * dx + (at[1] - first[1]) * dy) / (dx * dx + dy * dy)
    along = max(0.0, min(1.0, along))
    near = first[0] + along * dx - at[0], first[1] + along * dy - at[1]
    return float((near[0] ** 2 + near[1] ** 2) ** 0.5)
