"""Rate: how many bulk messages a second, as far as the server lets itself be understood.

It is cut when the server objects, by a 429 or by answering late, and grows while all is well. What was taken
in the second before a 429 is what the server takes: the rate goes a tenth below that, and for ten minutes it
comes no nearer than SHY. Not every 429 speaks of the rate, though. One that comes when less was sent than the
same server took all through ten seconds of the last minute is odd, and cuts nothing, unless floods of several
chats follow one another.
"""

from bot.delivery.proof import Proof

FLOODED = 0.75
"""What is left of the rate, at most, after a flood of several chats."""
BELOW = 0.9
"""How far to keep below what a server took before it refused."""
SHY = 0.96
"""How near to come to that again, and ever more slowly, while it is remembered."""
LEAST = 0.5
"""What is left at least: a server that took next to nothing may have stalled, or we have."""
SLOWED = 0.9
STEP = 1 / 580
"""Part of the ceiling that is added for each clean second: of 29 a second, 0.05."""
CLEAN = 1.0
"""Seconds after an objection, or without any traffic, that prove nothing."""
REMEMBERED = 600.0
"""Seconds for which the level that drew a 429 is remembered."""
ODD = 0.95
"""The part of what the same server took lately, below which a 429 does not speak of the rate."""
_FOLLOWING = 15.0
"""Two floods of several chats within so many seconds of sending are no accident."""


class Rate:
    """Messages a second. Times are monotonic seconds."""

    def __init__(self, value: float, *, ceiling: float, floor: float) -> None:
        self.ceiling = max(ceiling, floor)
        self._floor = floor
        self.value = min(max(value, floor), self.ceiling)
        self._level = float("inf")
        self._level_until = float("-inf")
        self._flooded_at = float("-inf")
        self._before = self._taken = self.value
        self._is_wide = False
        self._widened_until = float("-inf")
        self._objected_at = float("-inf")
        self._answered_at = float("-inf")
        self._proof = Proof()

    def most(self, now: float) -> int:
        """How many may leave in one second, replies too: they use what the rate leaves free first."""
        free = min(max(self.value / BELOW, self.value + 1), self.ceiling + 1)
        level = self._remembered(now)
        return int(min(free, level) if self.value < level else free)

    def is_shy(self, now: float) -> bool:
        """Whether a little more has been refused not long ago."""
        return self.value > BELOW * self._remembered(now)

    def taken(self, now: float, *, is_growing: bool) -> None:
        """A message was answered, and not by 429."""
        self._proof.took(now)
        since = now - self._answered_at
        self._answered_at = now
        if is_growing and since <= CLEAN and now - self._objected_at >= CLEAN:
            self._grow(since, now)

    def slowed(self, now: float) -> None:
        """The server answers late."""
        self._objected_at = self._flooded_at = now
        self.value = max(self.value * SLOWED, self._floor)

    def refused(self, now: float, *, launched_at: float, taken: int, is_wide: bool, wait: float) -> None:
        """A 429. `taken` left in the second before; `is_wide`: several chats are refused, for `wait` seconds.

        Messages that were under way at the first 429 of a flood are of that flood.
        """
        # What is refused right after one chat's 429 says that it was not that chat's affair.
        widens = is_wide and not self._is_wide and launched_at - self._flooded_at < CLEAN
        if not widens:
            if launched_at <= self._flooded_at:
                return
            self._before, self._taken = self.value, taken or self.value
        self._flooded_at, self._is_wide = now, is_wide
        is_odd = self._taken < ODD * self._proof.most(now) and not (is_wide and now < self._widened_until)
        if is_wide:
            self._widened_until = now + wait + _FOLLOWING
        if is_odd:
            # Refused below the level that was thought to be the limit: then it is none.
            self._level_until = now
        else:
            self._objected_at = now
            self._cut(FLOODED if is_wide else BELOW, now)

    def _cut(self, share: float, now: float) -> None:
        """The rate before this flood, so much of it, and less where the server took less."""
        taken = self._taken
        goal = max(min(share * self._before, BELOW * taken), LEAST * self._before)
        self.value = max(min(self.value, goal), self._floor)
        if taken >= LEAST * self._before:
            self._level, self._level_until = min(taken, self._before), now + REMEMBERED

    def _grow(self, seconds: float, now: float) -> None:
        level = self._remembered(now)
        nearness = (SHY * level - self.value) / ((SHY - BELOW) * level) if level < float("inf") else 1.0
        share = 1.0 if nearness >= 1 else max(nearness, 0.0) / 4
        self.value = min(self.value + STEP * self.ceiling * share * seconds, self.ceiling)

    def _remembered(self, now: float) -> float:
        return self._level if now < self._level_until else float("inf")
