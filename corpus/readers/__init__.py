"""One reader a format: bytes in, text to store out."""
