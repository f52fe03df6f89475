"""Whether store and index are up to date, and the lock under which they are brought there."""

import fcntl
import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TextIO

from bot.errors import SettingsError
from bot.settings import Settings
from corpus import abbreviations, laws, manifest
from corpus.store import Store
from corpus.typical_questions import PLAIN, UNANSWERED
from index.analysis import DanishAnalyzer
from index.errors import IndexingError
from index.generations import CALIBRATION, LAYOUT, current_name
from index.manifests import read_manifest

Progress = Callable[[int, int], None]
"""Told how many passages are done, and how many there are."""

EMBEDDED = "indbygget"
"""The store's note of which embedded collection it holds."""


def drop_current(settings: Settings) -> None:
    """Remove the generation in use, so that it is built again."""
    name = current_name(settings.index)
    if name is not None:
        shutil.rmtree(settings.index / name, ignore_errors=True)


def is_ready(store: Store, settings: Settings) -> bool:
    """Whether the embedded collection is in and the generation in use shows the store."""
    if store.note(EMBEDDED) != embedded_fingerprint():
        return False
    name = current_name(settings.index)
    if name is None:
        return False
    try:
        built_from = read_manifest(settings.index / name)
    except IndexingError:
        return False
    version = search_version(settings)
    return (built_from.revision, built_from.version) == (store.revision(), version)


@contextmanager
def building(settings: Settings) -> Iterator[None]:
    """Hold the build lock of a data folder; a second builder waits for the first.

    Raises:
        SettingsError: the folder cannot be written.
    """
    with _lock_file(settings.data) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _lock_file(data: Path) -> TextIO:
    try:
        data.mkdir(parents=True, exist_ok=True)
        return (data / "bygger.lock").open("w")
    except OSError as error:
        raise SettingsError(
            f"{data} kan ikke skrives ({error.strerror}). Kontrollér mappens rettigheder, eller"
            " peg PRINCIPBOT_DATA på en anden mappe."
        ) from error


def search_version(settings: Settings) -> str:
    """Of the analyzer and everything else that decides what a question finds.

    Raises:
        NoModelError: likeness in meaning is switched on, and its model is not installed.
        SettingsError: the folder of the operator's own typical questions is not there.
    """
    data = _data_version(settings.questions)
    version = f"{LAYOUT}-{CALIBRATION}-{analyzer().version}-{data}"
    if not settings.semantic:
        return version
    from index.sentence_model import installed_name  # noqa: PLC0415 - an extra

    return f"{version}-{installed_name()}"


@cache
def analyzer() -> DanishAnalyzer:
    """The analyzer with the abbreviations that caseworkers write."""
    known = {short: law.key for law in laws.load().laws for short in law.abbreviations}
    written = abbreviations.load()
    capitals = frozenset(row.short for row in written if row.capitals)
    return DanishAnalyzer(known | {row.short: row.long for row in written}, capitals)


def _data_version(own: Path | None) -> str:
    """Hash of the data files that the search reads."""
    digest = hashlib.sha256()
    index_data, corpus_data = resources.files("index") / "data", resources.files("corpus") / "data"
    folders = [index_data, *(corpus_data / name for name in _FOLDERS)]
    if own is not None:
        if not own.is_dir():
            raise SettingsError(f"PRINCIPBOT_QUESTIONS: mappen {own} findes ikke.")
        folders += [own, *([beside] if (beside := own / UNANSWERED).is_dir() else [])]
    for folder in folders:
        for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if file.is_file():
                digest.update(file.read_bytes())
    for name in _FILES:
        digest.update((corpus_data / name).read_bytes())
    return digest.hexdigest()[:8]


_FOLDERS = ("hverdagssprog", "spoergsmaal", PLAIN, UNANSWERED)
_FILES = (
    "forkortelser.tsv",
    "love.tsv",
    "sel_bl.tsv",
    "praemisser.toml",
    "principper.toml",
    "fremmede_emner.toml",
)


def embedded_fingerprint() -> str:
    """Changes with the embedded files and with how they are read."""
    digest = hashlib.sha256(manifest.PARSER_VERSION.encode())
    for source in manifest.sources():
        digest.update(source.raw)
    return digest.hexdigest()[:16]
