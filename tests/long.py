"""How much a long test does: a part in `make test`, all of it in `make long`."""

import os

IS_LONG = os.environ.get("TESTS") == "long"


def times(short: int, long: int) -> int:
    """So many rounds."""
    return long if IS_LONG else short
