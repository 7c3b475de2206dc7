"""Faults: when is it the message that is wrong, and not a chat?

A content fault on three distinct chats holds the job, before ten thousand sends are burnt on it. Words that
only a message can cause (a parse error, a bad button) count always; a refusal we do not know counts only
while nobody has accepted the job, so that three odd groups cannot hold a job that the others accept.
"""

from bot.model import JobId

ENOUGH = 3
_REMEMBERED = 256


class Faults:
    """The chats on which each job failed for its content, and the jobs to hold."""

    def __init__(self) -> None:
        self._certain: dict[JobId, set[int]] = {}
        self._uncertain: dict[JobId, set[int]] = {}
        self._to_hold: dict[JobId, str] = {}
        self._stopped: set[JobId] = set()

    def note(self, job_id: JobId, chat_id: int, reason: str, *, certain: bool) -> None:
        table = self._certain if certain else self._uncertain
        chats = table.setdefault(job_id, set())
        chats.add(chat_id)
        if len(chats) >= ENOUGH:
            self._to_hold.setdefault(job_id, reason)
            self._stopped.add(job_id)
        if len(table) > _REMEMBERED:
            del table[next(iter(table))]

    def accepted(self, job_id: JobId) -> None:
        """Somebody's chat took the job's message."""
        self._uncertain.pop(job_id, None)

    def is_stopped(self, job_id: JobId) -> bool:
        """Whether nothing more of the job should leave, not even what is already claimed."""
        return job_id in self._stopped

    def to_hold(self) -> tuple[tuple[JobId, str], ...]:
        """The jobs that storage should hold, and why."""
        return tuple(self._to_hold.items())

    def held(self, job_id: JobId) -> None:
        """Storage holds the job; its faults are forgotten, for the day an editor lets it go."""
        for table in (self._certain, self._uncertain, self._to_hold):
            table.pop(job_id, None)

    def claimed(self, job_id: JobId) -> None:
        """Storage gave out rows of the job: if it was held, an editor has let it go."""
        if job_id not in self._to_hold:
            self._stopped.discard(job_id)
