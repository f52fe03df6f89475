"""The documentation says what the program does."""

import re
import tomllib
from pathlib import Path

from bot.cli import COMMANDS

_ROOT = Path(__file__).parent.parent


def test_the_readme_shows_the_real_answer() -> None:
    readme = (_ROOT / "README.md").read_text(encoding="utf-8")
    shown = readme.split("<!-- eksempel -->\n```\n")[1].split("\n```\n<!-- /eksempel -->")[0]
    golden = (_ROOT / "tests/golden/svar/a.txt").read_text(encoding="utf-8")
    assert shown == golden.rstrip()


def test_every_command_of_the_readme_exists() -> None:
    readme = (_ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`principbot (\w+)", readme)) == set(COMMANDS)


def test_every_link_of_the_readme_leads_somewhere() -> None:
    readme = (_ROOT / "README.md").read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", readme):
        assert (_ROOT / target).exists(), target


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [re.split(r"[<>=!\[ ]", line)[0] for line in project["dependencies"]]
    names += [
        re.split(r"[<>=!#\[ ]", line)[0]
        for file in ("dev.in", "bench.in", "semantic.in")
        for line in (_ROOT / "requirements" / file).read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    reasons = (_ROOT / "docs/dependencies.md").read_text(encoding="utf-8").lower()
    assert [name for name in names if name.lower() not in reasons] == []


def test_no_file_of_the_locks_carries_an_address() -> None:
    for file in (_ROOT / "requirements").iterdir():
        assert "://" not in file.read_text(encoding="utf-8"), file.name
