"""Looks for words that must not be anywhere after use."""

import base64
from pathlib import Path


def traces(folder: Path, words: list[str]) -> list[str]:
    """`file: word` for each word found in any file below the folder, in any common encoding."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            lowered = content.lower()
            found += [
                f"{path.name}: {word}"
                for word in words
                if any(form in content or form in lowered for form in _forms(word))
            ]
    return found


def _forms(word: str) -> set[bytes]:
    """The word as bytes: two encodings, escaped as JSON does, and inside base64 at any place."""
    forms = set()
    for spelled in (word, word.lower()):
        raw = spelled.encode()
        forms |= {
            raw,
            spelled.encode("utf-16-le"),
            spelled.encode("unicode_escape"),
            raw.hex().encode(),
        }
        for shift in range(3):
            coded = base64.b64encode(b"\x00" * shift + raw)
            # The first and last signs depend on the neighbours.
            forms.add(coded[4 if shift else 0 : -4])
    return {form for form in forms if len(form) >= 4}
