"""The door to SQLite for the bot's state."""
