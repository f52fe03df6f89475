"""Configuration from the environment and `.env`."""

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import load


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PRINCIPBOT_DATA", raising=False)
    monkeypatch.delenv("PRINCIPBOT_BASE_URL", raising=False)


def test_without_anything_set_there_is_a_data_folder(tmp_path: Path) -> None:
    settings = load(tmp_path / ".env")
    assert settings.data.name == "principbot"
    assert settings.base_url is None


def test_the_file_is_read_and_the_environment_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / ".env"
    file.write_text("PRINCIPBOT_DATA=fra-fil\nPRINCIPBOT_BASE_URL=https://bot.example.dk\n")
    monkeypatch.setenv("PRINCIPBOT_DATA", "fra-miljoe")
    settings = load(file)
    assert settings.data == Path("fra-miljoe")
    assert settings.database == Path("fra-miljoe/samling.db")
    assert settings.index == Path("fra-miljoe/indeks")
    assert str(settings.base_url) == "https://bot.example.dk/"


def test_a_useless_value_is_named_and_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRINCIPBOT_BASE_URL", "hemmelig-ikke-adresse")
    with pytest.raises(SettingsError, match="PRINCIPBOT_BASE_URL") as caught:
        load(tmp_path / ".env")
    assert "hemmelig" not in str(caught.value)
