"""Queries: taps on buttons and inline questions that wait for the bot's answer."""

import asyncio
import secrets
from dataclasses import dataclass, field
from typing import Any

from .bounds import BOUNDS


@dataclass(slots=True)
class Query:
    """One question: who asked, until when (seconds since 1970) it may be answered, and who waits."""

    id: str
    user_id: int
    expires: float
    answer: asyncio.Future[dict[str, Any]]
    chat_id: int | None = None
    results: list[dict[str, Any]] = field(default_factory=list)


class Queries:
    """Callback and inline queries by id; the oldest make room."""

    def __init__(self) -> None:
        self._open: dict[str, Query] = {}

    def ask(self, user_id: int, *, expires: float, chat_id: int | None = None) -> Query:
        """A new question."""
        query_id = str(secrets.randbits(62))
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._open[query_id] = query = Query(query_id, user_id, expires, answer, chat_id)
        while len(self._open) > BOUNDS["queries"]:
            del self._open[next(iter(self._open))]
        return query

    def take(self, query_id: str, *, now: float) -> Query | None:
        """The question with this id, to be answered once; None when there is none or it is too late."""
        query = self._open.pop(query_id, None)
        return query if query is not None and now < query.expires else None
