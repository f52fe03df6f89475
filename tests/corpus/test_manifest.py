"""The manifest says what the code reads from the five texts, and nothing more."""

import hashlib

import pytest

from corpus import manifest
from corpus.kinds.registry import parse
from corpus.model import LegalStatus, SourceFile
from corpus.readers.registry import read

SOURCES = tuple(manifest.sources())
IDS = [source.name[:3] for source in SOURCES]


@pytest.mark.parametrize("source", SOURCES, ids=IDS)
def test_code_reads_what_the_manifest_says(source: SourceFile) -> None:
    entry = manifest.find(hashlib.sha256(source.raw).hexdigest(), "any name")
    assert entry is not None
    document = parse(source, read(source)).document
    assert document.document_id == entry.document_id
    assert (document.kind, document.title) == (entry.kind, entry.title)
    assert document.legal_status is LegalStatus.IKKE_RELEVANT
    found = document.metadata
    assert (found.sender, found.author) == (entry.sender, entry.author)
    assert (found.asked, found.answered, found.dated) == (entry.asked, entry.answered, entry.dated)
    assert (found.official_url, found.published) == (entry.official_url, None)
