"""Network: how long to hold back while the Bot API cannot be reached: 1, 2, 4 … 60 seconds.

A connection that cannot be made is a sign at once. One that breaks after the request was written may be a
single message's bad luck; three in a row without any answer are the network's, and every further message
would become a doubt.
"""

FIRST = 1.0
LONGEST = 60.0
BROKEN = 3


class Network:
    """Counts the rounds of failures. Times are monotonic seconds."""

    def __init__(self) -> None:
        self._wait = 0.0
        self._failed_at = float("-inf")
        self._broken = 0

    def failed(self, now: float, *, launched_at: float) -> float:
        """Seconds to wait after a connection failed; several launched together count as one round."""
        if launched_at > self._failed_at or not self._wait:
            self._wait = min(self._wait * 2, LONGEST) or FIRST
            self._failed_at = now
        return self._wait

    def broke(self, now: float, *, launched_at: float) -> float:
        """Seconds to wait after a request was written and not answered; 0 for the first few."""
        self._broken += 1
        return self.failed(now, launched_at=launched_at) if self._broken >= BROKEN else 0.0

    def worked(self) -> None:
        """An answer came, whatever it said."""
        self._wait = 0.0
        self._broken = 0
