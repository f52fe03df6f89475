"""Errors of a database say what to do, and are of the kind that its callers catch."""

import sqlite3
from pathlib import Path

import pytest

from corpus.errors import StoreBusyError, StoreError
from corpus.store.faults import Faults

FAULTS = Faults(StoreError, StoreBusyError, "Flyt filen")


@pytest.mark.parametrize(
    ("error", "kind", "said"),
    [
        (sqlite3.OperationalError("database is locked"), StoreBusyError, "optaget"),
        (sqlite3.OperationalError("database or disk is full"), StoreError, "Ryd op"),
        (OSError(28, "No space left on device"), StoreError, "Ryd op"),
        (sqlite3.OperationalError("disk I/O error"), StoreError, "eller svarer ikke"),
        (sqlite3.OperationalError("attempt to write a readonly database"), StoreError, "rettig"),
        (PermissionError(13, "x"), StoreError, "rettigheder"),
        (sqlite3.DatabaseError("file is not a database"), StoreError, r"Flyt filen; sikkerheds"),
        (sqlite3.ProgrammingError("Cannot operate on a closed database."), StoreError, "lukket"),
        (
            sqlite3.IntegrityError("UNIQUE constraint failed"),
            StoreError,
            "UNIQUE",
        ),  # a fault of ours
    ],
)
def test_an_error_is_told_in_plain_words(error: Exception, kind: type, said: str) -> None:
    with pytest.raises(StoreError, match=said) as told, FAULTS.translated(Path("samling.db")):
        raise error
    assert type(told.value) is kind
    assert told.value.__cause__ is error


def test_what_is_no_fault_of_the_database_passes() -> None:
    with pytest.raises(ZeroDivisionError), FAULTS.translated(Path("samling.db")):
        raise ZeroDivisionError
