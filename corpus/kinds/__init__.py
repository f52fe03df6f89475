"""What a document is, and the metadata its text carries."""
