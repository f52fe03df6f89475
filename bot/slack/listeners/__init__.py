"""What Slack sends, one module a kind: unpack, hand over, acknowledge."""
