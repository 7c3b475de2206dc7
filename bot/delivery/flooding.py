"""Flooding: whose flood is it? Telegram's 429 says how long to wait, not for whom.

A first 429 closes its chat's gate, and the bulk lanes then send one message at a time until another chat has
answered. If that answer is a 429 too, the flood is everybody's. Three things may turn out to be flooded:

1. one chat (a group's 20 a minute, a person's burst): only its gate closes;
2. the bulk lanes (paid broadcasts, notifications): replies pass, and prove that by being answered;
3. the bot: a reply is refused while another chat's flood lasts, so everything halts.
"""

from dataclasses import dataclass

from bot.delivery.gates import Door, Key

# A flood of one chat speaks about the next chat's for at least so many seconds.
_LEAST = 5.0


@dataclass(frozen=True, slots=True)
class _Flood:
    chat_id: int | None
    answered_at: float
    until: float
    is_reply: bool


class Flooding:
    """What recent 429s say together. Times are monotonic seconds."""

    def __init__(self) -> None:
        self._last: _Flood | None = None
        self._unclear = False

    def flooded(self, chat_id: int | None, *, wait: float, now: float, is_reply: bool) -> tuple[Key, ...]:
        """The gates that a 429 closes, for `wait` seconds each."""
        last = self._recent(now)
        repeated = last is not None and last.chat_id != chat_id
        both_kinds = is_reply or (last is not None and last.is_reply)
        until = max(now + wait, last.until) if last else now + wait
        self._last = _Flood(chat_id, now, until, is_reply)
        self._unclear = not repeated
        everybody = Door.ALL if both_kinds else Door.BULK
        if chat_id is None:
            return (everybody,)
        return (chat_id, everybody) if repeated else (chat_id,)

    def passed(self, chat_id: int, *, launched_at: float) -> None:
        """A bulk message launched then was accepted: what was refused before was one chat's."""
        last = self._last
        if last is not None and last.chat_id != chat_id and launched_at >= last.answered_at:
            self._last = None
            self._unclear = False

    def is_unclear(self, now: float) -> bool:
        """Whether the last 429 may be everybody's, so that one message at a time should probe."""
        return self._unclear and self._last is not None and now < self._last.until

    def _recent(self, now: float) -> _Flood | None:
        last = self._last
        return last if last and now < max(last.until, last.answered_at + _LEAST) else None
