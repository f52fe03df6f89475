"""References found in the acts of the social area: how many of each kind, and how fast.

    python -m benchmarks.references ../shared/data/laws/social-acts.jsonl.gz

Precision and recall are recomputed by `tests/corpus/test_citation_sample.py`.
"""

import gzip
import json
import sys
import time
from collections import Counter
from pathlib import Path

from corpus.citations import ProvisionRef, Reading, find


def main(path: Path) -> None:
    """Read every provision of the file and print the counts."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        acts = [json.loads(line) for line in lines]
    texts = [provision["content"] for act in acts for provision in act["provisions"]]
    kinds: Counter[str] = Counter()
    laws: Counter[str] = Counter()
    start = time.process_time()
    for text in texts:
        for reference in find(text, Reading.ACT):
            kinds[type(reference).__name__] += 1
            if isinstance(reference, ProvisionRef) and reference.law:
                laws[reference.law] += 1
    seconds = time.process_time() - start
    characters = sum(map(len, texts))
    print(f"{len(acts)} acts, {len(texts)} provisions, {characters} characters")
    print(f"{characters / seconds / 1e6:.1f} million characters a second of processor time")
    for kind, count in kinds.most_common():
        print(f"{kind}\t{count}")
    print(f"provisions of another law: {laws.total()}, of {len(laws)} laws and acts")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
