"""How far an announcement has come, in words: a bar, what became of it for how many, and why."""

from babel.numbers import format_decimal

from bot.airtime import Promptness, Stage
from bot.i18n import Catalogue, format_number, format_percent, later
from bot.i18n.durations import format_duration
from bot.model import LATE, PAUSED, DeliveryState, JobKind, Stopped
from bot.render.markup import Html, escape, italic, join_html
from bot.render.measure import clip
from bot.render.replies.voice import Voice
from bot.render.saying import plain, say

CELLS = 20
MOST_REASONS = 8
_REASON = 120
_MILLISECONDS = 1000

_COUNTED = (
    # Translators: messages of an announcement that arrived.
    (DeliveryState.SENT, later("Sent: {n}")),
    (DeliveryState.READY, later("Still to go: {n}")),
    (DeliveryState.IN_FLIGHT, later("On the way: {n}")),
    # Translators: messages of which nobody knows whether they arrived.
    (DeliveryState.DOUBT, later("In doubt: {n}")),
)

_SKIPPED = {
    # Translators: why readers did not get an announcement.
    Stopped.CANCELLED.value: later("it was cancelled before it was their turn"),
    # Translators: why readers did not get an announcement.
    Stopped.RECALLED.value: later("it was recalled before it was their turn"),
    # Translators: why readers did not get an announcement.
    "language": later("there is no text for them"),
    # Translators: why readers did not get an announcement.
    "erased": later("they erased what was stored of them"),
    # Translators: why readers did not get an announcement.
    "stopped": later("they want no more messages"),
    # Translators: why a copy was not changed.
    "not sent": later("they have no copy"),
}
"""Those that the ledger gives. Whatever else stands there is what Telegram answered."""


def stage_words(voice: Voice, stage: Stage) -> Html:
    """A job of it: what it is, how far it is, and how it goes on."""
    t = voice.t
    lines = [_title(t, stage), _bar(t, stage), *_counts(t, stage), _movement(t, stage)]
    return join_html([join_html(lines, "\n"), _why(t, stage)], "\n")


def promptness_words(t: Catalogue, promptness: Promptness) -> Html:
    """How long readers wait for an answer meanwhile."""
    return say(
        t,
        # Translators: {median} and {most} are durations such as "40 ms": of half of the answers, and of 95 %.
        "Readers are answered in {median}, 95% of them within {most}.",
        median=_short(t, promptness.median),
        most=_short(t, promptness.most),
    )


def _title(t: Catalogue, stage: Stage) -> Html:
    name = _name(t, stage)
    return join_html([name, _standing(t, stage)], " · ") if name else _standing(t, stage)


def _name(t: Catalogue, stage: Stage) -> Html:
    match stage.kind:
        case JobKind.CORRECTION:
            # Translators: the correction of an announcement; {n} counts its texts' revisions.
            return say(t, "<b>Correction {n}</b>", n=stage.revision - 1)
        case JobKind.RECALL:
            # Translators: an announcement is taken back.
            return say(t, "<b>Recall</b>")
        case _:
            return Html("")


def _standing(t: Catalogue, stage: Stage) -> Html:
    """Where it stands, in a word."""
    if stage.held == Stopped.CANCELLED:
        # Translators: where an announcement stands.
        return say(t, "cancelled")
    if stage.held == Stopped.RECALLED:
        # Translators: where an announcement stands.
        return say(t, "stopped by the recall")
    if stage.is_paused:
        # Translators: where an announcement stands.
        return say(t, "paused")
    if stage.is_over:
        # Translators: where an announcement stands.
        return say(t, "finished")
    # Translators: where an announcement stands.
    return say(t, "under way")


def _bar(t: Catalogue, stage: Stage) -> Html:
    """`▓▓▓▓▓▓▓▓░░░░░░░░░░░░ 43%`; full only when nothing is left."""
    total = stage.count.total
    done = (total - stage.to_go) / total if total else 1.0
    percent = 1.0 if done == 1.0 else min(done, 0.99)
    full = int(done * CELLS)
    cells = "▓" * full + "░" * (CELLS - full)
    return escape(f"{cells} {format_percent(t, percent)}")


def _counts(t: Catalogue, stage: Stage) -> list[Html]:
    states = [say(t, text, n=n) for state, text in _COUNTED if (n := stage.count.by_state.get(state, 0))]
    others = (
        # Translators: readers who sent the bot away.
        (later("Blocked: {n}"), stage.blocked),
        # Translators: chats that are no more.
        (later("Gone: {n}"), stage.gone),
        # Translators: messages that Telegram refused.
        (later("Failed: {n}"), sum(stage.failed.values())),
        # Translators: messages that nobody tried to send.
        (later("Not sent: {n}"), sum(stage.skipped.values())),
    )
    return [join_html([*states, *[say(t, text, n=n) for text, n in others if n]], " · ")]


def _movement(t: Catalogue, stage: Stage) -> Html:
    """`25/s · 4 min 40 s left`."""
    if stage.seconds_left is None or not stage.to_go:
        return Html("")
    duration = format_duration(t, stage.seconds_left)
    if not stage.pace:
        # Translators: how long an announcement still takes.
        return say(t, "{duration} left", duration=duration)
    pace = format_decimal(round(stage.pace, 1 if stage.pace < 10 else 0), locale=t.locale)
    return say(
        t,
        # Translators: how fast an announcement goes out, and how long it still takes.
        "{pace}/s · {duration} left",
        pace=pace,
        duration=duration,
    )


def _why(t: Catalogue, stage: Stage) -> Html:
    """The reasons of those who were left out or failed, the most frequent first."""
    held = escape(_held(t, stage.held)) if stage.is_paused and stage.held else Html("")
    reasons = [(_known(t, reason), n) for reason, n in stage.skipped.items()]
    reasons += [(_plain(t, reason), n) for reason, n in stage.failed.items()]
    most = sorted(reasons, key=lambda each: (-each[1], each[0]))[:MOST_REASONS]
    lines = [escape(f"{words} · {format_number(t, n)}") for words, n in most]
    return join_html([italic(held) if held else held, *[italic(line) for line in lines]], "\n")


def _held(t: Catalogue, why: str) -> str:
    """Why it waits for an editor: nothing where one of them paused it."""
    if why == PAUSED:
        return ""
    # Translators: why an announcement is held.
    return plain(t, "it is late, and waits for your decision") if why == LATE else _plain(t, why)


def _known(t: Catalogue, reason: str) -> str:
    known = _SKIPPED.get(reason)
    return t.gettext(known) if known else _plain(t, reason)


def _plain(t: Catalogue, reason: str) -> str:
    return clip(" ".join(reason.split()), _REASON) or plain(t, "no reason was given")


def _short(t: Catalogue, seconds: float) -> str:
    """`40 ms`, `1.2 s`."""
    if seconds < 1:
        return f"{format_number(t, round(seconds * _MILLISECONDS))} ms"
    return f"{format_decimal(round(seconds, 1), locale=t.locale)} s"
