"""What Slack sees of the product."""

from bot.core import Core
from bot.service import Scope

__all__ = ["Core", "shared_scope"]


def shared_scope(tenant: str, channel: str) -> Scope:
    """The scope of a place that sees the shared collections alone."""
    return Scope(tenant=f"slack:{tenant}", channel=channel)
