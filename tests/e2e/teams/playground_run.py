"""Starts the bot and the playground, and drives both in headless Chromium."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

HERE = Path(__file__).parent
_BOT, _UI = 3978, 56150


def main() -> int:
    place = Path(sys.argv[1]).resolve()
    node = shutil.which("node") or "node"
    with tempfile.TemporaryDirectory() as data:
        env = {
            **os.environ,
            "PRINCIPBOT_DATA": data,
            "PRINCIPBOT_TEAMS_UNAUTHENTICATED": "1",
            "TEAMSAPPTESTER_BROWSER": "none",
        }
        serve = ["serve", "--port", str(_BOT), "--teams-unauthenticated"]
        endpoint = f"http://127.0.0.1:{_BOT}/api/messages"
        ui = [node, str(place / "node_modules/@microsoft/m365agentsplayground/cli.js"), "start"]
        ui += ["--app-endpoint", endpoint, "--channel-id", "msteams", "--port", str(_UI)]
        bot = subprocess.Popen([sys.executable, "-m", "bot", *serve], env=env)  # noqa: S603 - ours
        try:
            up(f"http://127.0.0.1:{_BOT}/healthz")
            playground = subprocess.Popen([*ui, "--disable-telemetry"], env=env, cwd=place)  # noqa: S603 - by hand
            try:
                up(f"http://127.0.0.1:{_UI}/")
                drive = [node, str(HERE / "playground.mjs"), f"http://127.0.0.1:{_UI}", str(place)]
                return subprocess.run(drive, check=False).returncode  # noqa: S603 - ours
            finally:
                playground.terminate()
                playground.wait(10)
        finally:
            bot.terminate()
            bot.wait(30)


def up(address: str) -> None:
    for _ in range(600):
        with suppress(OSError), urllib.request.urlopen(address, timeout=2):  # noqa: S310 - loopback
            return
        time.sleep(0.1)
    raise SystemExit(f"{address} svarer ikke")


if __name__ == "__main__":
    sys.exit(main())
