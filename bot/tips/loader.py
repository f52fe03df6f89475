"""Reads the tips and quiz files: ours, and those that an operator or trainer has added."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from pydantic import ValidationError

from bot.errors import SettingsError
from bot.tips.rows import Cause, Folder, Quiz, Tip, TipFile


@dataclass(frozen=True, slots=True)
class Pool:
    """Every tip and question at hand."""

    tips: tuple[Tip, ...]
    causes: Mapping[str, Cause]
    quiz: tuple[Quiz, ...]

    def tip(self, key: str) -> Tip | None:
        """A tip by its key."""
        return next((tip for tip in self.tips if tip.noegle == key), None)

    def question(self, key: str) -> Quiz | None:
        """A question by its key."""
        return next((question for question in self.quiz if question.noegle == key), None)

    def weight(self, tip: Tip) -> int:
        """How much what the tip is about goes wrong; its source stands beside it in the data."""
        return self.causes[tip.aarsag].vaegt


def load(own: Path | None = None) -> Pool:
    """The installed files, and those in the folders `tips` and `quiz` under `own`.

    Raises:
        SettingsError: a file has not the form that its header comment tells; names the file.
    """
    installed = resources.files("corpus") / "data"
    files = [*_files(installed, "tips"), *_files(installed, "quiz")]
    if own is not None:
        files += [*_files(own, "tips"), *_files(own, "quiz")]
    pool = Pool(
        tips=tuple(tip for _, file in files for tip in file.tip),
        causes={cause.noegle: cause for _, file in files for cause in file.aarsag},
        quiz=tuple(question for _, file in files for question in file.quiz),
    )
    _check(pool)
    return pool


def _files(root: Traversable, folder: Folder) -> Iterator[tuple[str, TipFile]]:
    place = root / folder
    if not place.is_dir():
        return
    for file in sorted(place.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            name = f"{folder}/{file.name}"
            yield name, _read(name, file)


def _read(name: str, file: Traversable) -> TipFile:
    try:
        return TipFile.model_validate(tomllib.loads(file.read_bytes().decode("utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise SettingsError(f"{name}, {place}: {first['msg']}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{name} kan ikke læses som TOML: {error}") from error


def _check(pool: Pool) -> None:
    for items in (pool.tips, pool.quiz):
        key, times = max(Counter(item.noegle for item in items).items(), key=lambda x: x[1])
        if times > 1:
            raise SettingsError(f"Nøglen {key} findes {times} gange i tips eller quiz.")
    for tip in pool.tips:
        if tip.aarsag not in pool.causes:
            raise SettingsError(f"Tippet {tip.noegle} har ukendt aarsag {tip.aarsag}.")
    for question in pool.quiz:
        if sum(option.rigtigt for option in question.svar) != 1:
            raise SettingsError(f"Spørgsmålet {question.noegle} har ikke netop ét rigtigt svar.")
