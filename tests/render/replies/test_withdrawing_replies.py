"""Briefs as editors see them: every state in words, and never more than Telegram takes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.i18n import Catalogues
from bot.model import (
    Article,
    Brief,
    BriefId,
    BriefState,
    Count,
    DeliveryState,
    Edition,
    FeedId,
    RichText,
    Topic,
    TopicId,
    TopicKey,
)
from bot.outcomes import Progress
from bot.render.as_telegram import message_arguments
from bot.render.brief_panels import ShowBrief, ShowBriefs, Withdraw
from bot.render.outgoing import Outgoing
from bot.render.packing import unpack
from bot.render.replies.voice import Voice
from bot.render.replies.withdrawing import brief_panel, briefs_list, withdraw_first_asked
from bot.render.rules import broken_rules
from tests.talking import IT, NOW, ZONE

HOSTILE = "<b>&@everyone /stop \u202e😀" * 60


def progress(state: BriefState = BriefState.PUBLISHED, *, title: str = "Uno", **more: object) -> Progress:
    edition = Edition(IT, title, "", RichText(title))
    topics = tuple(Topic(TopicId(n), TopicKey(f"tag:{n}"), title) for n in range(40))
    article = Article("https://example.org/1", (edition,), published_at=NOW)
    brief = Brief(BriefId(10**17), FeedId(1), 1, state, article, NOW, topics)
    return replace(Progress(brief, edition, Count(), {}, Count()), **more)  # type: ignore[arg-type]


@pytest.fixture(params=["it", "en", "fr"])
def voice(request: pytest.FixtureRequest, catalogues: Catalogues) -> Voice:
    return Voice(catalogues.catalogue_for(request.param), ZONE, NOW, lambda topic: topic.label)


@pytest.fixture
def english(catalogues: Catalogues) -> Voice:
    return Voice(catalogues.catalogue_for("en"), ZONE, NOW, lambda topic: topic.label)


def test_the_worst_brief_keeps_telegrams_rules(voice: Voice) -> None:
    count = Count(dict.fromkeys(DeliveryState, 10**9))
    reasons = {f"{n} {HOSTILE}": n for n in range(50)}
    worst = progress(BriefState.WITHDRAWN, title=HOSTILE, count=count, reasons=reasons, recalled=count)
    said: tuple[Outgoing, ...] = (
        briefs_list(voice, [worst] * 10),
        brief_panel(voice, worst),
        withdraw_first_asked(voice, worst),
    )
    for each in said:
        assert broken_rules(each.text) == ()
        assert message_arguments(each)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (BriefState.PUBLISHED, "published"),
        (BriefState.HELD, "held back"),
        (BriefState.WITHDRAWN, "withdrawn"),
    ],
)
def test_every_state_has_its_word(english: Voice, state: BriefState, words: str) -> None:
    assert f"<i>{words}</i>" in brief_panel(english, progress(state)).text


def test_a_veto_says_the_hour_and_another_day_by_its_date(english: Voice) -> None:
    soon = briefs_list(english, [progress(until=NOW + timedelta(minutes=5))])
    assert "waits until 18:35 for your veto" in soon.text
    late = briefs_list(english, [progress(until=NOW + timedelta(hours=6))])
    assert "waits until 8 January 2026, 00:30 for your veto" in late.text


def test_reasons_are_said_in_words_most_frequent_first(english: Voice) -> None:
    reasons = {"": 1, "language": 2, "blocked": 30, "Forbidden: kicked": 4}
    text = brief_panel(english, progress(reasons=reasons)).text
    assert text.endswith(
        "Why not:\nthey blocked the bot · 30\nForbidden: kicked · 4\n"
        "it is in none of their languages · 2\nno reason was given · 1"
    )


def test_a_brief_of_before_the_first_look_was_sent_to_nobody(english: Voice) -> None:
    assert brief_panel(english, progress()).text.endswith("It was sent to nobody.")


@pytest.mark.parametrize(
    "button", [ShowBriefs(), ShowBrief(BriefId(7)), Withdraw(BriefId(7), True), Withdraw(BriefId(7), False)]
)
def test_a_button_says_what_it_was_given(button: ShowBriefs | ShowBrief | Withdraw) -> None:
    assert unpack(button.pack()) == button
