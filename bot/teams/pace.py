"""No faster into one conversation than Teams takes it.

Source: learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit, per bot and thread:
7 a second, 8 in two, 60 in thirty, 1,800 an hour.
"""

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable

WINDOWS = ((7, 1.0), (8, 2.0), (60, 30.0), (1_800, 3_600.0))
"""Messages, and in how many seconds."""
_LONGEST = WINDOWS[-1][0]
_CONVERSATIONS_KEPT = 5_000


class Pacer:
    """When it is a conversation's turn again."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._sent: OrderedDict[str, deque[float]] = OrderedDict()

    def wait_seconds(self, conversation: str) -> float:
        """How long until one more may be sent; 0 when it may now."""
        now = self._clock()
        sent = self._sent.get(conversation, ())
        waits = [sent[-most] + seconds - now for most, seconds in WINDOWS if len(sent) >= most]
        return max(0.0, *waits) if waits else 0.0

    async def turn(self, conversation: str, longest_seconds: float) -> bool:
        """Wait for the turn and take it; False when that would take too long."""
        end = self._clock() + longest_seconds
        while wait := self.wait_seconds(conversation):
            if self._clock() + wait > end:
                return False
            await self._sleep(wait)
        self._take(conversation)
        return True

    def take_if_free(self, conversation: str) -> bool:
        """Take the turn when several are left; for what can be left out, as typing."""
        sent = self._sent.get(conversation, ())
        now = self._clock()
        if any(
            len(sent) >= most // 2 and sent[-(most // 2)] + seconds > now
            for most, seconds in WINDOWS
        ):
            return False
        self._take(conversation)
        return True

    def _take(self, conversation: str) -> None:
        sent = self._sent.setdefault(conversation, deque(maxlen=_LONGEST))
        sent.append(self._clock())
        self._sent.move_to_end(conversation)
        while len(self._sent) > _CONVERSATIONS_KEPT:
            self._sent.popitem(last=False)
