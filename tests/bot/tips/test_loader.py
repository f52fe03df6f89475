"""Ours and an operator's own files; a fault names the file."""

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.tips import loader

HEADER = '[header]\nsource = "os"\ndate = 2026-11-22\nlicence = "MIT"\nreviewed = false\n'
TIP = """
[[tip]]
noegle = "eget-tip"
form = "frugt"
titel = "Eget tip"
fil = "004"
citat = "Jeg ser hele dig"
bemaerkning = "Underviserens formulering"
proev = "Gør noget."
tal_om = "Hvad nu?"
aarsag = "helhed"
"""
QUIZ = """
[[quiz]]
noegle = "eget-spoergsmaal"
fil = "004"
citat = "Jeg ser hele dig"
bemaerkning = "Underviserens formulering"
situation = "Hvad står der?"
svar = [
  { tekst = "Ja", rigtigt = true, melding = "Ja:", citat = "Jeg ser hele dig" },
  { tekst = "Nej", rigtigt = false, melding = "Nej:", citat = "Jeg ser hele dig" },
  { tekst = "Måske", rigtigt = RIGHT, melding = "Nej:", citat = "Jeg ser hele dig" },
]
"""


def _write(folder: Path, name: str, text: str) -> Path:
    place = folder / name
    place.parent.mkdir(exist_ok=True)
    place.write_text(text, "utf-8")
    return folder


def test_ours_are_read() -> None:
    pool = loader.load()
    assert len(pool.tips) >= 20
    assert len(pool.quiz) >= 24
    assert pool.tip("brug-genvurderingen") in pool.tips
    assert pool.question("anden-lov-afklaret") in pool.quiz
    assert pool.tip("findes-ikke") is None
    assert pool.question("findes-ikke") is None


def test_own_tips_stand_beside_ours(tmp_path: Path) -> None:
    _write(tmp_path, "tips/vores.toml", HEADER + TIP)
    _write(tmp_path, "tips/laes-mig.txt", "ikke et tip")
    _write(tmp_path, "quiz/vores.toml", HEADER + QUIZ.replace("RIGHT", "false"))
    pool = loader.load(tmp_path)
    tip = pool.tip("eget-tip")
    assert tip is not None
    assert pool.weight(tip) == 2
    assert pool.question("eget-spoergsmaal") is not None


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("tips/a.toml", TIP, "header"),  # no header
        ("tips/a.toml", HEADER + TIP.replace("frugt", "digt"), "form"),  # unknown form
        ("tips/a.toml", HEADER + TIP + 'ekstra = "x"', "ekstra"),  # unknown field
        ("tips/a.toml", "[header", "TOML"),  # no TOML
        ("tips/a.toml", HEADER + TIP + TIP, "eget-tip findes 2"),  # twice
        ("tips/a.toml", HEADER + TIP.replace("helhed", "vejret"), "vejret"),  # unknown cause
        ("quiz/a.toml", HEADER + QUIZ.replace("RIGHT", "true"), "rigtigt"),  # two right
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path: Path, name: str, text: str, told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        loader.load(_write(tmp_path, name, text))
