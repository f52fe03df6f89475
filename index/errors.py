"""Errors of the index.

IndexingError
├── NoIndexError        there is no generation to open
├── CorruptIndexError   a file's header, size or checksum is wrong; names the file
├── NoModelError        the sentence model is switched on and not there
├── IndexWriteError      a generation could not be written: no room, or no right to
└── EvaluationError     a qrels, queries or corpus file is malformed; names file and line
"""


class IndexingError(Exception):
    """Anything that the index could not do; the message says what to do."""


class NoIndexError(IndexingError):
    """No generation has been built yet."""


class CorruptIndexError(IndexingError):
    """A file of the index is damaged; rebuild it from the store."""


class NoModelError(IndexingError):
    """The sentence model is switched on, and cannot be loaded."""


class IndexWriteError(IndexingError):
    """A generation could not be written; the one before it is untouched."""


class EvaluationError(IndexingError):
    """An evaluation folder is incomplete or malformed."""
