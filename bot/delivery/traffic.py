"""Traffic: what one call's ending means for the calls after it.

Owns the pace, the gates and everything else that holds messages back, so that a flight asks one question
before it leaves (`obstacle`) and tells one thing after it landed (`landed`).
"""

from collections.abc import Iterable
from datetime import timedelta

from bot.clock import Clock
from bot.delivery.faults import Faults
from bot.delivery.flooding import Flooding
from bot.delivery.gates import Door, Gates, Key
from bot.delivery.network import Network
from bot.delivery.outcome import ContentFault, Fatal, Flooded, InDoubt, NotSent, Outcome, Sent
from bot.delivery.pace import Pace
from bot.delivery.spacing import Spacing
from bot.model import Delivery, JobId


class Traffic:
    """What all bulk messages share. `flooding` is shared with the limiter of replies."""

    def __init__(self, clock: Clock, pace: Pace, gates: Gates, flooding: Flooding) -> None:
        self.pace = pace
        self.gates = gates
        self.faults = Faults()
        self.spacing = Spacing()
        self.fatal: str | None = None
        self._stopped: set[JobId] = set()
        self._flooding = flooding
        self._network = Network()
        self._clock = clock

    def stop(self, job_ids: Iterable[JobId]) -> None:
        """An editor wants nothing more of these to leave, not even what is claimed already."""
        self._stopped.update(job_ids)

    def go(self, job_ids: Iterable[JobId]) -> None:
        """Or he does again."""
        self._stopped.difference_update(job_ids)

    def closed_for(self) -> float:
        """Seconds until bulk messages may leave at all; the pace starts gently from there."""
        wait = self.gates.wait(Door.ALL, Door.BULK, now=self._clock.now())
        if wait > 0:
            self.pace.halt(self._clock.monotonic() + wait)
        return wait

    def is_probing(self) -> bool:
        """Whether one message at a time should find out whose flood it is."""
        return self._flooding.is_unclear(self._clock.monotonic())

    def obstacle(self, delivery: Delivery, *, others_on_the_wire: int) -> str | None:
        """Why this message must not leave at this very moment, or None."""
        if self.fatal is not None:
            return "delivery stopped"
        if self.closed_for() > 0 or self.gates.wait(delivery.chat_id, now=self._clock.now()) > 0:
            return "gate closed"
        if delivery.job.id in self._stopped or self.faults.is_stopped(delivery.job.id):
            return "job held"
        if self.is_probing() and others_on_the_wire:
            return "whose flood it is must be seen first"
        return None

    def landed(self, delivery: Delivery, outcome: Outcome, *, launched_at: float) -> None:
        """Learn from a call that ended."""
        now = self._clock.monotonic()
        match outcome:
            case NotSent():
                self._close(Door.BULK, self._network.failed(now, launched_at=launched_at))
            case InDoubt():
                self.spacing.sent(delivery.chat_id, delivery.kind, now)
                self.pace.answered(now, seconds=now - launched_at)
                self._close(Door.BULK, self._network.broke(now, launched_at=launched_at))
            case _:
                self.spacing.sent(delivery.chat_id, delivery.kind, now)
                self._network.worked()
                self._answered(delivery, outcome, launched_at, now)

    def _answered(self, delivery: Delivery, outcome: Outcome, launched_at: float, now: float) -> None:
        if isinstance(outcome, Flooded):
            self._flooded(delivery.chat_id, outcome.retry_after, launched_at, now)
            return
        self.pace.answered(now, seconds=now - launched_at)
        match outcome:
            case Sent():
                self._flooding.passed(delivery.chat_id, launched_at=launched_at)
                self.faults.accepted(delivery.job.id)
            case ContentFault(reason, certain):
                self.faults.note(delivery.job.id, delivery.chat_id, reason, certain=certain)
            case Fatal(reason):
                self.fatal = reason

    def _flooded(self, chat_id: int, retry_after: float, launched_at: float, now: float) -> None:
        keys = self._flooding.flooded(chat_id, wait=retry_after, now=now, is_reply=False)
        is_wide = any(isinstance(key, Door) for key in keys)
        self.pace.flooded(now, launched_at=launched_at, is_wide=is_wide, wait=retry_after)
        for key in keys:
            self._close(key, retry_after)

    def _close(self, key: Key, seconds: float) -> None:
        if seconds > 0:
            now = self._clock.now()
            self.gates.close(key, now + timedelta(seconds=seconds), now=now)
            self.closed_for()
