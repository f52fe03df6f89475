"""The web: chat and source reader, server-rendered."""
