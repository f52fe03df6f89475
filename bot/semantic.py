"""The sentence model, where it is switched on; without that nothing of it is loaded."""

from bot.settings import Settings
from index.embedding import Embedder


def embedder(settings: Settings) -> Embedder | None:
    """The model that `PRINCIPBOT_SEMANTIC` switches on, None without it.

    Raises:
        NoModelError: it is not installed.
    """
    if not settings.semantic:
        return None
    from index.sentence_model import SentenceModel  # noqa: PLC0415 - an extra

    return SentenceModel()
