"""Files of what people see, and how they are compared."""

import os
from pathlib import Path

_FOLDER = Path(__file__).parent


def check(name: str, shown: str) -> None:
    """Compare with the file; `PRINCIPBOT_GOLDEN=skriv` writes it anew, to be read in the diff."""
    path = _FOLDER / name
    if os.environ.get("PRINCIPBOT_GOLDEN") == "skriv":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")
