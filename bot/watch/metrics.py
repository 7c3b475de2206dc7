"""Metrics in the text format of Prometheus (version 0.0.4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.model import Feed
from bot.outlook import Health, Running

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Gauge:
    """One number, or one for each label."""

    name: str
    meaning: str
    values: Mapping[str, float]
    """By label text such as `state="sent"`; the empty one for none."""


def metrics(state: Health, *, totals: Mapping[str, int], feeds: Iterable[Feed]) -> str:
    """The numbers of this moment, as a page. `totals` are the deliveries of open jobs by state."""
    return page((*_of_health(state, totals, feeds), *(_of_run(state.running) if state.running else ())))


def _of_health(state: Health, totals: Mapping[str, int], feeds: Iterable[Feed]) -> tuple[Gauge, ...]:
    lanes = {lane.value: count for lane, count in state.lanes.items()}
    failures = {str(feed.id): feed.failures for feed in feeds}
    return (
        Gauge("strillone_up", "1 when the program is well", {"": float(state.well)}),
        Gauge("strillone_paused", "1 while a copy waits to be adopted", {"": float(state.copy is not None)}),
        Gauge("strillone_readers", "readers who get briefs", {"": state.readers}),
        Gauge("strillone_briefs", "published briefs", {"": state.briefs}),
        Gauge("strillone_deliveries_waiting", "deliveries that are due", {"": state.waiting}),
        Gauge("strillone_lane_waiting", "deliveries that are due by lane", _by("lane", lanes)),
        Gauge("strillone_deliveries", "deliveries of open jobs by state", _by("state", totals)),
        Gauge("strillone_doubts", "messages that may have arrived twice", {"": state.doubts}),
        Gauge("strillone_database_bytes", "size of the database", {"": state.database}),
        Gauge("strillone_wal_bytes", "size of its write-ahead log", {"": state.wal}),
        Gauge("strillone_feed_failures", "looks at a feed that failed in a row", _by("feed", failures)),
    )


def _of_run(run: Running) -> tuple[Gauge, ...]:
    return (
        Gauge("strillone_pace", "bulk messages a second", {"": run.rate}),
        Gauge("strillone_chats_resting", "chats with a closed gate", {"": run.chats}),
        Gauge("strillone_memory_bytes", "resident memory", {"": run.memory}),
        Gauge(
            "strillone_uptime_seconds", "since the start", {"": (run.now - run.started_at).total_seconds()}
        ),
    )


def page(gauges: Iterable[Gauge]) -> str:
    """The gauges as text."""
    lines: list[str] = []
    for gauge in gauges:
        lines += [f"# HELP {gauge.name} {gauge.meaning}", f"# TYPE {gauge.name} gauge"]
        lines += [_line(gauge.name, label, value) for label, value in gauge.values.items()]
    return "\n".join(lines) + "\n"


def _line(name: str, label: str, value: float) -> str:
    return f"{name}{{{label}}} {value:.15g}" if label else f"{name} {value:.15g}"


def _by(label: str, values: Mapping[str, int]) -> dict[str, float]:
    return {f'{label}="{key}"': value for key, value in values.items()}
