"""Curating: what an editor is told about topics."""

from collections.abc import Sequence
from typing import assert_never

from bot.i18n import format_number, language_name, later
from bot.outcomes import Aliased, Judged, Misunderstood, Named, UnknownTopic
from bot.render.callbacks import ShowList
from bot.render.markup import Html, escape, join_html, tagged
from bot.render.measure import clip
from bot.render.outgoing import Outgoing
from bot.render.replies.following import unknown_topic
from bot.render.replies.voice import Voice
from bot.render.saying import say, say_n

_LABEL = 60
MOST_TOPICS, MOST_HIDDEN = 40, 30

_FORMS = (
    # Translators: leave "/topics alias" and "=" as they are; words in capitals are to be replaced.
    later("/topics alias LABEL = TOPIC"),
    # Translators: leave "/topics name" as it is; words in capitals are to be replaced by an editor.
    later("/topics name TOPIC LANGUAGE NAME"),
    # Translators: leave "/topics show" as it is; words in capitals are to be replaced by an editor.
    later("/topics show LABEL"),
    # Translators: leave "/topics hide" as it is; words in capitals are to be replaced by an editor.
    later("/topics hide LABEL"),
)


def topics_overview(
    voice: Voice, topics: Sequence[tuple[str, int, bool]], hidden: Sequence[str], *, of: int
) -> Outgoing:
    """Names of topics with their briefs of late and whether readers may follow them, and what is hidden."""
    heading = say_n(
        voice.t,
        "<b>{n} topic</b> of the last 90 days; ○ is too rare to be followed",
        "<b>{n} topics</b> of the last 90 days; ○ is too rare to be followed",
        of,
    )
    lines = [_line(voice, *topic) for topic in topics[:MOST_TOPICS]]
    more = of - len(lines)
    if more > 0:
        lines.append(say_n(voice.t, "and {n} more", "and {n} more", more))
    return Outgoing(join_html([heading, join_html(lines, "\n"), _hidden(voice, hidden), forms(voice)]))


def curated(voice: Voice, outcome: Aliased | Named | Judged | UnknownTopic | Misunderstood) -> Outgoing:
    """After an editor's change."""
    match outcome:
        case Aliased():
            return Outgoing(_aliased(voice, outcome))
        case Named():
            return Outgoing(_named(voice, outcome))
        case Judged():
            return Outgoing(_judged(voice, outcome))
        case UnknownTopic():
            return unknown_topic(voice, outcome, then=ShowList)
        case Misunderstood():
            return Outgoing(join_html([say(voice.t, "I did not understand this."), forms(voice)]))
        case _:
            assert_never(outcome)


def forms(voice: Voice) -> Html:
    """How to write what can be changed."""
    forms = join_html([tagged("code", say(voice.t, form)) for form in _FORMS], "\n")
    return join_html([say(voice.t, "To change them:"), forms], "\n")


def _line(voice: Voice, name: str, briefs: int, followable: bool) -> Html:
    mark = "" if followable else " ○"
    return Html(f"{escape(clip(name, _LABEL))} · {format_number(voice.t, briefs)}{mark}")


def _hidden(voice: Voice, hidden: Sequence[str]) -> Html:
    if not hidden:
        return Html("")
    labels = ", ".join(clip(label, _LABEL) for label in hidden[:MOST_HIDDEN])
    return say(voice.t, "Hidden: {labels}", labels=labels)


def _aliased(voice: Voice, outcome: Aliased) -> Html:
    return say(
        voice.t,
        "<b>{label}</b> is another name of <b>{topic}</b> now.",
        label=clip(outcome.label, _LABEL),
        topic=voice.names(outcome.topic),
    )


def _named(voice: Voice, outcome: Named) -> Html:
    return say(
        voice.t,
        "<b>{topic}</b> is called <b>{name}</b> in {language} now.",
        topic=outcome.topic.label,
        name=outcome.name,
        language=language_name(outcome.language, in_=voice.t.language),
    )


def _judged(voice: Voice, outcome: Judged) -> Html:
    label = clip(outcome.label, _LABEL)
    if outcome.shown:
        return say(voice.t, "<b>{label}</b> is a topic now.", label=label)
    return say(voice.t, "<b>{label}</b> is hidden from readers now.", label=label)
