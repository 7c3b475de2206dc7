"""Metrics in the text format of Prometheus (version 0.0.4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.delivery.pace import Pace
from bot.watch.health import health
from storage.database import Database

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Gauge:
    """One number, or one for each label."""

    name: str
    meaning: str
    values: Mapping[str, float]
    """By label text such as `state="sent"`; the empty one for none."""


async def metrics(db: Database, pace: Pace, *, now: datetime, halted: str | None) -> str:
    """The numbers of this moment, as a page."""
    state = await health(db, now=now, halted=halted)
    async with db.reading() as read:
        deliveries = await read.ledger.totals()
        doubts = await read.ledger.doubt_count()
        feeds = await read.feeds.all()
    return page(
        (
            Gauge("strillone_up", "1 when the program is well", {"": float(state.well)}),
            Gauge("strillone_readers", "readers who get briefs", {"": state.readers}),
            Gauge("strillone_briefs", "published briefs", {"": state.briefs}),
            Gauge("strillone_deliveries_waiting", "deliveries that are due", {"": state.waiting}),
            Gauge("strillone_deliveries", "deliveries of open jobs by state", _by("state", deliveries)),
            Gauge("strillone_doubts", "messages that may have arrived twice", {"": doubts}),
            Gauge("strillone_pace", "bulk messages a second", {"": pace.rate}),
            Gauge(
                "strillone_feed_failures",
                "looks at a feed that failed in a row",
                _by("feed", {str(feed.id): feed.failures for feed in feeds}),
            ),
        )
    )


def page(gauges: Iterable[Gauge]) -> str:
    """The gauges as text."""
    lines: list[str] = []
    for gauge in gauges:
        lines += [f"# HELP {gauge.name} {gauge.meaning}", f"# TYPE {gauge.name} gauge"]
        lines += [_line(gauge.name, label, value) for label, value in gauge.values.items()]
    return "\n".join(lines) + "\n"


def _line(name: str, label: str, value: float) -> str:
    return f"{name}{{{label}}} {value:g}" if label else f"{name} {value:g}"


def _by(label: str, values: Mapping[str, int]) -> dict[str, float]:
    return {f'{label}="{key}"': value for key, value in values.items()}
