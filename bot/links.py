"""Passage -> address and back; the only module that knows the form of an address."""

from dataclasses import dataclass
from urllib.parse import quote, unquote

_ROOT = "/kilder"


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses in our own reader; without a base address there are none."""

    base_url: str | None = None

    def passage(self, document_id: str, passage_id: str) -> str | None:
        """Absolute address of a passage; what follows `#` never reaches a server."""
        if self.base_url is None:
            return None
        return f"{self.base_url.rstrip('/')}{passage_path(document_id, passage_id)}"

    def sources(self) -> str | None:
        """Absolute address of the list of sources."""
        return f"{self.base_url.rstrip('/')}{_ROOT}" if self.base_url else None


def document_path(document_id: str) -> str:
    """Path of a document in the reader."""
    return f"{_ROOT}/{quote(document_id, safe='')}"


def passage_path(document_id: str, passage_id: str) -> str:
    """Path of a passage in the reader, with the anchor that marks it."""
    return f"{document_path(document_id)}/{quote(passage_id, safe='')}#p"


def passage_of(address: str) -> str | None:
    """The passage id in an address or path of ours, or the text itself when it is an id."""
    path = address.strip().split("#")[0].split("?")[0]
    if "/" not in path:
        return path or None
    before, _, passage_id = path.rpartition("/")
    return unquote(passage_id) if f"{_ROOT}/" in f"{before}/" and passage_id else None
