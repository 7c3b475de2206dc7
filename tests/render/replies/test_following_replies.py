"""What is said of topics, for every way it can end."""

import pytest

from bot.i18n import Catalogues
from bot.model import ChatKind, Language, Reader, ReaderId, Scope, Topic, TopicId, TopicKey
from bot.outcomes import Followed, NotFollowable, NotFollowed, TopicPage, Unfollowed, UnknownTopic
from bot.render.as_telegram import message_arguments
from bot.render.callbacks import Follow, ShowList, Unfollow
from bot.render.panels import ChangeScope, Mark
from bot.render.replies.following import (
    follow_toast,
    followed,
    scope_changed,
    unfollow_toast,
    unfollowed,
    unknown_topic,
)
from bot.render.replies.topic_panel import topic_panel
from bot.render.replies.voice import Voice
from bot.render.rules import broken_rules
from tests.talking import NOW

UKRAINE = Topic(TopicId(1), TopicKey("territory:UA"), "Ucraina & <b>")
READER = Reader(ReaderId(1), 5, None, ChatKind.PRIVATE, Language("en"), (), Scope.TOPICS, "Europe/Rome")


@pytest.fixture(params=["it", "en", "fr"])
def voice(request: pytest.FixtureRequest, catalogues: Catalogues) -> Voice:
    return Voice(catalogues.catalogue_for(request.param), "Europe/Rome", NOW, lambda topic: topic.label)


OUTCOMES: list[Followed | NotFollowable] = [
    Followed(UKRAINE, Scope.TOPICS),
    Followed(UKRAINE, Scope.TOPICS, narrowed=True),
    Followed(UKRAINE, Scope.EVERYTHING),
    Followed(UKRAINE, Scope.EVERYTHING, already=True),
    NotFollowable(UKRAINE),
]
ENDS: list[Unfollowed | NotFollowed] = [
    Unfollowed(UKRAINE, Scope.TOPICS, left=2),
    Unfollowed(UKRAINE, Scope.TOPICS, left=0),
    Unfollowed(UKRAINE, Scope.EVERYTHING, left=0),
    NotFollowed(UKRAINE),
]


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_way_to_follow_is_said_and_shown_safely(
    voice: Voice, outcome: Followed | NotFollowable
) -> None:
    said = followed(voice, READER, outcome)
    assert "<b>Ucraina &amp; &lt;b&gt;</b>" in said.text
    assert "Ucraina & <b>" in follow_toast(voice, outcome)
    assert not broken_rules(said.text)
    assert message_arguments(said)["reply_markup"]


@pytest.mark.parametrize("end", ENDS)
def test_every_way_to_unfollow_is_said(voice: Voice, end: Unfollowed | NotFollowed) -> None:
    assert "<b>Ucraina &amp; &lt;b&gt;</b>" in unfollowed(voice, end).text
    assert "Ucraina & <b>" in unfollow_toast(voice, end)
    assert len(unfollow_toast(voice, end)) <= 200


def test_no_two_endings_are_said_alike(voice: Voice) -> None:
    said = [followed(voice, READER, each).text for each in OUTCOMES]
    said += [unfollowed(voice, each).text for each in ENDS]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("following", [0, 1, 5])
@pytest.mark.parametrize("scope", list(Scope))
def test_every_scope_is_said_with_the_way_to_the_other(voice: Voice, scope: Scope, following: int) -> None:
    said = scope_changed(voice, scope, following=following)
    assert said.keyboard is not None
    assert said.keyboard[0][0].callback == ChangeScope(
        Scope.TOPICS if scope is Scope.EVERYTHING else Scope.EVERYTHING
    )


@pytest.mark.parametrize(
    ("then", "data"), [(Follow, "follow:1"), (Unfollow, "unfollow:1:0"), (ShowList, "list:t:0:5:1")]
)
def test_what_was_meant_is_offered_for_what_was_wanted(voice: Voice, then: type[Follow], data: str) -> None:
    said = unknown_topic(voice, UnknownTopic("<i>" * 2000, (UKRAINE,)), then=then)
    assert said.keyboard is not None
    assert said.keyboard[0][0].callback is not None
    assert said.keyboard[0][0].callback.pack() == data
    assert len(said.text) < 500


def test_a_panel_without_topics_says_so(voice: Voice) -> None:
    said = topic_panel(voice, READER, TopicPage((), 0, 1, following=0))
    assert said.keyboard is not None
    assert not any(isinstance(button.callback, Mark) for row in said.keyboard for button in row)
    assert not broken_rules(said.text)
