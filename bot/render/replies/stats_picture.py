"""Figures as a picture: which words and numbers stand where. What draws it knows no language."""

from collections.abc import Iterable

from bot.i18n import format_day, format_moment, format_number, language_name
from bot.model import Figures
from bot.plots.picture import Bar, Curve, Flow, Mark, Part, Picture
from bot.plots.ticks import spread, ticks
from bot.render.measure import clip
from bot.render.replies.stats import readers
from bot.render.replies.voice import Voice
from bot.render.saying import plain

_NAME = 34
_LANGUAGES, _TOPICS = 5, 6
"""Bars of a part at most."""


def stats_picture(voice: Voice, figures: Figures) -> Picture:
    """The readers, their growth, their languages and topics."""
    return Picture(
        title=readers(voice, figures),
        subtitle=format_moment(voice.t, voice.now, zone=voice.zone, width="long"),
        curve=_curve(voice, figures),
        flow=_flow(voice, figures),
        parts=(
            _part(voice, plain(voice.t, "Languages"), _languages(voice, figures)),
            _part(voice, plain(voice.t, "Most followed"), _topics(voice, figures)),
        ),
    )


def _curve(voice: Voice, figures: Figures) -> Curve:
    values = tuple(day.readers for day in figures.days)
    days = len(figures.days)
    return Curve(
        heading=plain(voice.t, "Readers in {days} days", days=days),
        values=values,
        across=tuple(Mark(place, format_day(voice.t, figures.days[place].day)) for place in spread(days)),
        up=tuple(Mark(n, format_number(voice.t, n)) for n in ticks(min(values), max(values))),
    )


def _flow(voice: Voice, figures: Figures) -> Flow:
    return Flow(
        # Translators: in the legend of a chart: readers who began to receive briefs.
        came=plain(voice.t, "{n} came", n=figures.came),
        # Translators: in the legend of a chart: readers who receive briefs no more.
        left=plain(voice.t, "{n} left", n=figures.left),
        ups=tuple(day.came for day in figures.days),
        downs=tuple(day.left for day in figures.days),
    )


def _languages(voice: Voice, figures: Figures) -> Iterable[tuple[str, int]]:
    found = list(figures.languages.items())[:_LANGUAGES]
    return [(language_name(code, in_=voice.t.language), n) for code, n in found]


def _topics(voice: Voice, figures: Figures) -> Iterable[tuple[str, int]]:
    return [(voice.names(topic), n) for topic, n in figures.topics[:_TOPICS]]


def _part(voice: Voice, heading: str, bars: Iterable[tuple[str, int]]) -> Part:
    return Part(
        heading, tuple(Bar(_capital(clip(name, _NAME)), n, format_number(voice.t, n)) for name, n in bars)
    )


def _capital(name: str) -> str:
    """A name at the head of a line begins with a capital, whatever the language does within a sentence."""
    return name[:1].upper() + name[1:]
