"""Health in words: what a monitor reads as numbers, for an editor, with a button that asks again."""

from collections.abc import Iterator

from babel.numbers import format_decimal
from babel.units import format_unit

from bot.i18n import Catalogue
from bot.model import Lane
from bot.outlook import Health, Running
from bot.render.duty_panels import Adopt
from bot.render.keyboards import Button, ButtonStyle, keyboard
from bot.render.markup import Html, join_html
from bot.render.measure import clip
from bot.render.outgoing import Outgoing
from bot.render.replies.duty import copy_cause
from bot.render.replies.late import duration
from bot.render.replies.voice import Voice
from bot.render.replies.withdrawing import hour
from bot.render.saying import plain, say, say_n
from bot.render.watch_panels import ShowHealth

_MOST_FEEDS = 10
_ADDRESS = 150
_MEGABYTE = 1_000_000


def health_panel(voice: Voice, state: Health) -> Outgoing:
    """How the program does, troubles first."""
    t, run = voice.t, state.running
    parts = [
        join_html(list(_troubles(voice, state)), "\n") or say(t, "✅ <b>All is well.</b>"),
        join_html([*_delivery(voice, state, run), *_content(t, state)], "\n"),
        join_html(list(_machine(t, state, run)), "\n"),
    ]
    # Translators: on a button that shows how the program does now.
    again = Button(plain(t, "Look again"), ShowHealth())
    return Outgoing(join_html(parts), keyboard([_adopt(t, state)], [again]))


def _adopt(t: Catalogue, state: Health) -> Button | None:
    if state.copy is None:
        return None
    return Button(plain(t, "This is the one now"), Adopt(state.copy.number), style=ButtonStyle.PRIMARY)


def _troubles(voice: Voice, state: Health) -> Iterator[Html]:
    t = voice.t
    if state.halted:
        yield say(t, "⛔ Delivery has stopped.\n{reason}", reason=state.halted)
    if state.copy:
        yield say(t, "⏸ <b>I send no briefs for now.</b>")
        yield copy_cause(t, state.copy, zone=voice.zone)
    for address in state.unseen[:_MOST_FEEDS]:
        yield say(t, "⚠️ Nobody looks at the feed {address}.", address=clip(address, _ADDRESS))
    for address in state.failing[:_MOST_FEEDS]:
        yield say(t, "⚠️ The feed {address} cannot be read.", address=clip(address, _ADDRESS))


def _delivery(voice: Voice, state: Health, run: Running | None) -> Iterator[Html]:
    t = voice.t
    if run:
        rate, ceiling = (format_decimal(round(each, 1), locale=t.locale) for each in (run.rate, run.ceiling))
        yield say(t, "Pace: {rate} messages a second, at most {ceiling}", rate=rate, ceiling=ceiling)
    if run and run.bulk_until:
        until = hour(t, run.bulk_until, zone=voice.zone, now=run.now)
        # Translators: {time} is an hour, or a day and an hour.
        yield say(t, "Telegram asked me to wait until {time}", time=until)
    if run and run.chats:
        yield say_n(t, "{n} chat rests for a moment", "{n} chats rest for a moment", run.chats)
    yield say(
        t,
        "Waiting: {briefs} briefs, {digests} digests, {announcements} announcements",
        briefs=state.lanes.get(Lane.BRIEF, 0),
        digests=state.lanes.get(Lane.DIGEST, 0),
        announcements=state.lanes.get(Lane.BROADCAST, 0),
    )
    yield say(t, "May have arrived twice: {n} (/doubts)", n=state.doubts)


def _content(t: Catalogue, state: Health) -> Iterator[Html]:
    yield say(
        t,
        "Readers: {readers} · briefs: {briefs} · feeds: {feeds}",
        readers=state.readers,
        briefs=state.briefs,
        feeds=state.feeds,
    )


def _machine(t: Catalogue, state: Health, run: Running | None) -> Iterator[Html]:
    yield say(t, "Database: {size}, log {log}", size=_size(t, state.database), log=_size(t, state.wal))
    if run:
        yield say(t, "Memory: {size}", size=_size(t, run.memory))
        # Translators: {time} is a duration such as "5 days".
        yield say(
            t,
            "Version {version}, running for {time}",
            version=run.version,
            time=duration(t, run.now - run.started_at),
        )


def _size(t: Catalogue, size: int) -> str:
    return str(format_unit(round(size / _MEGABYTE, 1), "megabyte", length="short", locale=t.locale))
