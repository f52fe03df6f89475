"""Microsoft Teams: messages, mentions, cards, the message extension, and posts of its own."""
