"""Garbage: whatever a reader writes behind a command is answered in his words, and breaks nothing."""

import asyncio
from logging import INFO

import pytest

from bot.emulator import Emulator, User
from tests.talking import ReaderOf, Say, Settled, Tap

GARBAGE = (
    "<b>8</b> & <script>",
    "{zone} {0} {words!r} %s %(n)d",
    "\u202e8:00\u202c \u200b\u200d\ufeff",
    "8\u0000:30 \x1b[31m",
    "٨ ８ Ⅷ ½ ㊈",
    "🇮🇹" * 40,
    "e\u0301" * 200,
    "'; DROP TABLE reader; --",
    '* OR NEAR(" "',
    "-" * 300,
    "8" * 300,
    "é " * 1500,
    "a\nb\n\n\nc",
    "../../etc/passwd",
    "\ufffd\ufffe",
    "e mezza e mezza di sera di mattina lun-lun-lun 25:61",
    "half past half past quarter to to to",
)
COMMANDS = (
    *("schedule", "mute", "tag", "follow", "unfollow", "latest"),
    *("search", "language", "start", "tags", "why"),
)


@pytest.mark.parametrize("command", COMMANDS)
async def test_every_command_answers_garbage(
    say: Say,
    telegram: Emulator,
    anna: User,
    reader_of: ReaderOf,
    caplog: pytest.LogCaptureFixture,
    command: str,
) -> None:
    await say("/start")
    before = await reader_of(anna)
    for words in GARBAGE:
        assert await say(f"/{command} {words}"[:4096])
    assert await reader_of(anna) == before, "nothing of it was understood, so nothing was changed"
    assert [each for each in caplog.records if each.levelno > INFO] == []
    assert [call for call in telegram.calls if call.status >= 400] == []


async def test_garbage_without_a_command_is_searched_for(say: Say, caplog: pytest.LogCaptureFixture) -> None:
    await say("/start")
    for words in GARBAGE:
        assert await say(words[:4096])
    assert [each for each in caplog.records if each.levelno > INFO] == []


async def test_in_a_flood_of_taps_each_counts_and_the_panel_shows_what_came_of_it(
    say: Say, tap: Tap, telegram: Emulator, reader_of: ReaderOf, settled: Settled, anna: User
) -> None:
    panel = await say("/schedule")
    hours = ("07:00", "08:00", "09:00", "12:00", "13:00", "18:00", "18:30", "21:00")
    answers = await asyncio.gather(*(tap(hour, panel) for hour in hours))
    await settled()
    toasts = [each.toast for each in answers]
    assert toasts.count("Scelga al massimo 6 orari al giorno.") == 2
    reader = await reader_of(anna)
    assert reader is not None
    assert len(reader.schedule.hours) == 6
    shown = {each.message_id: each for each in telegram.transcript(anna)}[panel.message.message_id]
    marked = tuple(text[2:] for row in shown.buttons for text in row if text.startswith("✓ "))
    assert marked == reader.schedule.hours
