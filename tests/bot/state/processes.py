"""Starts racers."""

import os
import subprocess
import sys
from pathlib import Path

from bot.state import new_key

KEY = new_key()
ROOT = Path(__file__).parents[3]


def start(what: str, database: Path, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603  our own module
        [sys.executable, "-m", "tests.bot.state.racer", what, str(database), str(count)],
        cwd=ROOT,
        env=os.environ | {"PRINCIPBOT_KEY": KEY},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
