"""The panel of topics: those he follows first and marked, then those with most briefs, page by page."""

from collections.abc import Iterator

from bot.i18n import format_number
from bot.model import Reader, Scope
from bot.outcomes import TopicLine, TopicPage
from bot.render.keyboards import Button, keyboard, rows_of
from bot.render.markup import Html, join_html
from bot.render.measure import clip
from bot.render.outgoing import Outgoing
from bot.render.panels import Mark, Panel, ShowPanel
from bot.render.replies.absence import return_row, stopped
from bot.render.replies.following import scope_button
from bot.render.replies.voice import Voice
from bot.render.replies.welcome import way_out
from bot.render.saying import plain, say, say_n

_NAME = 28


def topic_panel(voice: Voice, reader: Reader, page: TopicPage, *, from_settings: bool = False) -> Outgoing:
    """The page as buttons; a tap follows a topic, or no longer."""
    return Outgoing(
        join_html([_heading(voice, page), _scope(voice, reader, page.following), stopped(voice, reader)]),
        keyboard(
            return_row(voice, reader),
            *rows_of([_line(voice, line, page) for line in page.lines], per_row=2),
            _moves(voice, page),
            [_other_scope(voice, reader, page.following)],
            [way_out(voice, from_settings=from_settings)],
        ),
    )


def _heading(voice: Voice, page: TopicPage) -> Html:
    heading = say(voice.t, "<b>Topics</b>")
    if not page.lines:
        return join_html([heading, say(voice.t, "There are none yet: they come with the briefs.")])
    return join_html([heading, say(voice.t, "Tap a topic to follow it, or to follow it no longer.")])


def _scope(voice: Voice, reader: Reader, following: int) -> Html:
    if reader.scope is Scope.EVERYTHING and following:
        return say(voice.t, "You receive all briefs, whatever topics you follow.")
    if reader.scope is Scope.EVERYTHING:
        return say(voice.t, "You receive all briefs. With a first topic you receive your topics only.")
    if not following:
        return say(voice.t, "You follow none, so nothing comes.")
    return say_n(
        voice.t,
        "You receive briefs on the {n} topic you follow.",
        "You receive briefs on the {n} topics you follow.",
        following,
    )


def _line(voice: Voice, line: TopicLine, page: TopicPage) -> Button:
    name = clip(voice.names(line.topic), _NAME)
    briefs = f" · {format_number(voice.t, line.briefs)}" if line.briefs else ""
    text = f"✓ {name}" if line.follows else f"{name}{briefs}"
    return Button(text, Mark(line.topic.id, page.number, not line.follows))


def _moves(voice: Voice, page: TopicPage) -> Iterator[Button]:
    if page.number:
        # Translators: on a button: the page of topics before this one.
        yield Button(plain(voice.t, "◂ Previous"), ShowPanel(Panel.TOPICS, page.number - 1))
    if page.number + 1 < page.of:
        # Translators: on a button: the page of topics after this one.
        yield Button(plain(voice.t, "Next ▸"), ShowPanel(Panel.TOPICS, page.number + 1))


def _other_scope(voice: Voice, reader: Reader, following: int) -> Button | None:
    if reader.scope is Scope.EVERYTHING and not following:
        return None
    return scope_button(voice, reader.scope, in_panel=True)
