"""What is known: documents, passages, citations, and the store they stand in."""
