"""Logs: one line an event, ids as fields, never a token and never a reader's words.

`text` is for people at a terminal, `json` for machines: one object a line.
"""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import IO, Literal

from bot.transport.secrecy import Discreet, hide

Format = Literal["text", "json"]

_OF_EVERY_RECORD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}

_QUIET = ("httpx", "httpcore", "apscheduler", "aiohttp.access", "telegram", "asyncio")
"""Libraries that speak of every call; what goes wrong in them is still said."""


def set_up(*, form: Format, level: str, stream: IO[str] | None = None) -> None:
    """Send every record to standard error, or to `stream`, in the form given."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_Json() if form == "json" else _Text())
    handler.addFilter(Discreet())
    root = logging.getLogger()
    for former in root.handlers[:]:
        root.removeHandler(former)
    root.addHandler(handler)
    root.setLevel(level.upper())
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))


class _Text(logging.Formatter):
    """`18:23:05 info    bot.feeds.poll: feed failing feed=3`"""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created).astimezone().strftime("%H:%M:%S")
        facts = "".join(f" {name}={value}" for name, value in _facts(record).items())
        line = f"{moment} {record.levelname.lower():<8} {record.name}: {record.getMessage()}{hide(facts)}"
        return f"{_on_one_line(line)}\n{record.exc_text}" if record.exc_text else _on_one_line(line)


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_facts(record),
        }
        if record.exc_text:
            line["trace"] = record.exc_text
        return hide(json.dumps(line, ensure_ascii=False, default=str))


def _facts(record: logging.LogRecord) -> dict[str, object]:
    """What was given as `extra`."""
    return {name: value for name, value in record.__dict__.items() if name not in _OF_EVERY_RECORD}


def _on_one_line(text: str) -> str:
    """Control characters spelt out: what a feed or Telegram says must not look like a line of ours."""
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in text)
