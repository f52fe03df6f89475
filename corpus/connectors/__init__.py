"""Where documents come from: folders, zip files, JSON lines, mail."""
