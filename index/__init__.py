"""How it is found: analysis, the on-disk BM25 index, confidence, evaluation."""
