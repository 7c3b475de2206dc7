"""Following: what a reader is told about the topics he follows."""

from collections.abc import Iterable
from typing import assert_never

from bot.model import Reader, Scope, Topic
from bot.outcomes import Followed, NotFollowable, NotFollowed, Unfollowed, UnknownTopic
from bot.render.brief_keys import follow_button, unfollow_button
from bot.render.callbacks import NO_BRIEF, Callback, Follow, ListKind, ShowList, Unfollow
from bot.render.keyboards import Button, keyboard, rows_of
from bot.render.markup import Html, join_html
from bot.render.measure import clip
from bot.render.outgoing import Outgoing
from bot.render.panels import ChangeScope, Panel, ShowPanel
from bot.render.replies.absence import return_row, stopped
from bot.render.replies.voice import Voice
from bot.render.saying import plain, say

_ASKED = 60
"""Letters of a reader's own words that are said back to him."""


def followed(voice: Voice, reader: Reader, outcome: Followed | NotFollowable) -> Outgoing:
    """After asking to follow a topic; a reader who stopped is told that nothing comes all the same."""
    topic, name = outcome.topic, voice.names(outcome.topic)
    if isinstance(outcome, NotFollowable):
        return _not_followable(voice, topic)
    words = [_followed(voice, outcome, name), stopped(voice, reader)]
    return Outgoing(
        join_html(words),
        keyboard(
            return_row(voice, reader),
            [scope_button(voice, outcome.scope)],
            [briefs_button(voice, topic)],
            [unfollow_button(voice.t, topic.id, NO_BRIEF, name)],
        ),
    )


def unfollowed(voice: Voice, outcome: Unfollowed | NotFollowed) -> Outgoing:
    """After asking to follow a topic no longer."""
    topic, name = outcome.topic, voice.names(outcome.topic)
    if isinstance(outcome, NotFollowed):
        text = say(voice.t, "You did not follow <b>{topic}</b>.", topic=name)
        return Outgoing(text, keyboard([topics_button(voice)]))
    is_last = outcome.scope is Scope.TOPICS and not outcome.left
    everything = scope_button(voice, outcome.scope) if is_last else None
    return Outgoing(
        _unfollowed(voice, outcome, name),
        keyboard([everything], [follow_button(voice.t, topic.id, name)], [topics_button(voice)]),
    )


def unknown_topic(voice: Voice, outcome: UnknownTopic, *, then: type[Callback]) -> Outgoing:
    """There is no such topic; `then` is what the buttons of those that were meant do:
    Follow, Unfollow, or ShowList to see their briefs."""
    words = clip(" ".join(outcome.asked.split()), _ASKED)
    text = say(voice.t, "I know no topic called <b>{words}</b>.", words=words)
    if outcome.suggestions:
        text = join_html([text, say(voice.t, "Did you perhaps mean one of these?")], " ")
    offers = [_offer(voice, topic, then) for topic in outcome.suggestions]
    return Outgoing(text, keyboard(*rows_of(offers, per_row=1), [topics_button(voice)]))


def scope_changed(voice: Voice, scope: Scope, *, following: int) -> Outgoing:
    """After choosing everything, or topics only."""
    match scope:
        case Scope.EVERYTHING:
            text = say(voice.t, "You receive <b>all briefs</b> again. The topics you follow are kept.")
        case Scope.TOPICS if following:
            text = say(voice.t, "You receive briefs on <b>your topics</b> only.")
        case Scope.TOPICS:
            text = say(voice.t, "You receive briefs on <b>your topics</b> only, and you follow none yet.")
        case _:
            assert_never(scope)
    return Outgoing(text, keyboard([scope_button(voice, scope)], [topics_button(voice)]))


def follow_toast(voice: Voice, outcome: Followed | NotFollowable) -> str:
    """The same as `followed`, for the line that shows up after a tap."""
    name = voice.names(outcome.topic)
    if isinstance(outcome, NotFollowable):
        return plain(voice.t, "{topic} appears too rarely to be followed.", topic=name)
    if outcome.narrowed:
        return plain(voice.t, "You now follow {topic}. From now on your topics only.", topic=name)
    if outcome.already:
        return plain(voice.t, "You already follow {topic}.", topic=name)
    return plain(voice.t, "You now follow {topic}.", topic=name)


def unfollow_toast(voice: Voice, outcome: Unfollowed | NotFollowed) -> str:
    """The same as `unfollowed`, for the line that shows up after a tap."""
    name = voice.names(outcome.topic)
    if isinstance(outcome, Unfollowed) and outcome.scope is Scope.TOPICS and not outcome.left:
        return plain(
            voice.t, "You no longer follow {topic}. It was your last topic: nothing will come.", topic=name
        )
    return plain(voice.t, "You no longer follow {topic}.", topic=name)


def scope_button(voice: Voice, scope: Scope, *, in_panel: bool = False) -> Button:
    """The way from this scope to the other."""
    if scope is Scope.TOPICS:
        # Translators: on a button: all briefs, instead of those on one's topics only.
        return Button(plain(voice.t, "Receive everything"), ChangeScope(Scope.EVERYTHING, in_panel))
    # Translators: on a button: briefs on one's topics, instead of all of them.
    return Button(plain(voice.t, "Only my topics"), ChangeScope(Scope.TOPICS, in_panel))


def topics_button(voice: Voice) -> Button:
    # Translators: on a button that leads to the list of topics.
    return Button(plain(voice.t, "All topics"), ShowPanel(Panel.TOPICS))


def briefs_button(voice: Voice, topic: Topic) -> Button:
    # Translators: on a button that leads to the latest briefs on a topic.
    return Button(plain(voice.t, "Its latest briefs"), ShowList(ListKind.TOPIC, subject=str(topic.id)))


def topic_buttons(voice: Voice, topics: Iterable[Topic]) -> tuple[Button, ...]:
    """A button for each topic that leads to its briefs."""
    return tuple(_offer(voice, topic, ShowList) for topic in topics)


def _offer(voice: Voice, topic: Topic, then: type[Callback]) -> Button:
    name = voice.names(topic)
    if then is Follow:
        return follow_button(voice.t, topic.id, name)
    if then is Unfollow:
        return unfollow_button(voice.t, topic.id, NO_BRIEF, name)
    return Button(clip(name, _ASKED), ShowList(ListKind.TOPIC, subject=str(topic.id)))


def _not_followable(voice: Voice, topic: Topic) -> Outgoing:
    text = say(
        voice.t,
        "<b>{topic}</b> appears too rarely to be followed, but you can read what there is.",
        topic=voice.names(topic),
    )
    return Outgoing(text, keyboard([briefs_button(voice, topic)], [topics_button(voice)]))


def _followed(voice: Voice, outcome: Followed, name: str) -> Html:
    if outcome.already:
        return say(voice.t, "You already follow <b>{topic}</b>.", topic=name)
    if outcome.narrowed:
        return say(
            voice.t,
            "You now follow <b>{topic}</b>. From now on you receive briefs on your topics only, "
            "no longer all of them.",
            topic=name,
        )
    if outcome.scope is Scope.EVERYTHING:
        return say(voice.t, "You now follow <b>{topic}</b>. You still receive all briefs.", topic=name)
    return say(voice.t, "You now follow <b>{topic}</b>.", topic=name)


def _unfollowed(voice: Voice, outcome: Unfollowed, name: str) -> Html:
    if outcome.scope is Scope.EVERYTHING:
        return say(voice.t, "You no longer follow <b>{topic}</b>. You still receive all briefs.", topic=name)
    if outcome.left:
        return say(voice.t, "You no longer follow <b>{topic}</b>.", topic=name)
    return say(
        voice.t,
        "You no longer follow <b>{topic}</b>. It was your last topic: nothing will come until you follow "
        "another one, or choose to receive everything.",
        topic=name,
    )
