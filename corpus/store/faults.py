"""SQLite's and the system's errors in plain words, for every database of ours."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_CLOSED = ("readonly", "Read-only", "unable to open")


@dataclass(frozen=True, slots=True)
class Faults:
    """What a kind of database raises, and what helps when its file is damaged."""

    refused: type[Exception]
    busy: type[Exception]
    """Another process holds it for too long."""
    repair: str
    """Danish: what to do with the file, without the full stop."""

    @contextmanager
    def translated(self, path: Path) -> Iterator[None]:
        """Raise ours in the place of SQLite's and the system's."""
        try:
            yield
        except (sqlite3.DatabaseError, OSError) as error:
            if _is_busy(error):
                said = f"{path.name} er optaget af en anden proces. Prøv igen om lidt."
                raise self.busy(said) from error
            raise self.refused(self._said(path, error)) from error

    def _said(self, path: Path, error: Exception) -> str:
        text = str(error)
        if "full" in text or "No space" in text:
            return f"Disken er fuld, så {path.name} kan ikke skrives. Ryd op, og prøv igen."
        if "disk I/O" in text:
            return (
                f"Disken er fuld eller svarer ikke, så {path.name} kan ikke bruges. Se efter den."
            )
        if isinstance(error, PermissionError) or any(said in text for said in _CLOSED):
            return f"{path} kan ikke åbnes eller skrives. Kontrollér mappens rettigheder."
        if "malformed" in text or "not a database" in text:
            return (
                f"{path.name} er beskadiget ({text}). {self.repair};"
                " sikkerhedskopier ligger ved siden af som .backup-*."
            )
        if "closed database" in text:
            return f"{path.name} er lukket, fordi programmet er ved at stoppe."
        return f"{path.name}: {text}"


def _is_busy(error: Exception) -> bool:
    text = str(error)
    return isinstance(error, sqlite3.OperationalError) and ("locked" in text or "busy" in text)
