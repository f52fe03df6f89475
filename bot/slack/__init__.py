"""Slack: unpack, call the service, render, post. The only package that knows Slack."""
