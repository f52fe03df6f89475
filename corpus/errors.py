"""Errors of the collection.

CorpusError
├── ReadError            a file could not be read as what it says it is
├── ManifestError        the manifest and the text do not agree
├── DataFileError        a file in corpus/data is broken
└── StoreError           the database refused
    ├── StoreBusyError   another process holds it
    ├── NewerStoreError  written by a newer Principbot
    └── QuoteError       stored bytes do not match their recorded checksum
"""


class CorpusError(Exception):
    """Anything that the collection could not do; the message says what to do."""


class ReadError(CorpusError):
    """A file could not be read; the others of the batch are unharmed."""


class ManifestError(CorpusError):
    """The embedded collection's manifest contradicts the text."""


class DataFileError(CorpusError):
    """A data file is malformed; names file and line."""


class StoreError(CorpusError):
    """The database could not be read or written."""


class StoreBusyError(StoreError):
    """Another process is writing; try again."""


class NewerStoreError(StoreError):
    """The data was written by a newer Principbot; it is left untouched."""


class QuoteError(StoreError):
    """A quote's stored bytes differ from their recorded checksum: never shown."""
