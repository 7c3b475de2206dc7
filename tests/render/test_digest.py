"""A digest as its readers see it: by topic, line by line, page by page."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.digests import Digest, Line, arrange
from bot.i18n import Catalogues, load_catalogues
from bot.model import (
    Article,
    Brief,
    BriefId,
    BriefState,
    BundleId,
    Edition,
    FeedId,
    Language,
    RichText,
    Topic,
    TopicId,
    TopicKey,
)
from bot.render.as_telegram import message_json
from bot.render.callbacks import OpenInDigest, ShowDigest
from bot.render.digest import render_digest, render_offer, render_skipped
from bot.render.html import count_tags
from bot.render.keyboards import find
from bot.render.markup import visible_text
from bot.render.measure import TEXT_LIMIT, units
from bot.render.outgoing import Outgoing

AT = datetime(2026, 1, 8, 7, tzinfo=UTC)
IT, EN, FR = Language("it"), Language("en"), Language("fr")
UKRAINE = Topic(TopicId(1), TopicKey("territory:UA"), "Ucraina")
DEFENCE = Topic(TopicId(2), TopicKey("policy:defence"), "Difesa")
ZONE = "Europe/Rome"


@pytest.fixture(scope="module")
def all_catalogues() -> Catalogues:
    return load_catalogues(IT, EN, FR)


def brief(number: int, *topics: Topic, title: str = "", standfirst: str = "", hours_ago: float = 1) -> Brief:
    words = title or f"Titolo {number}"
    article = Article(
        link=f"https://example.org/{number}",
        editions=(Edition(IT, words, standfirst, RichText("Testo.")),),
        tags=(),
        published_at=AT - timedelta(hours=hours_ago),
    )
    published_at = AT - timedelta(hours=hours_ago)
    return Brief(BriefId(number), FeedId(1), 1, BriefState.PUBLISHED, article, published_at, topics)


def digest(*briefs: Brief, followed: tuple[TopicId, ...] = ()) -> Digest:
    return Digest(BundleId(9), AT, arrange(briefs, (IT,), only_these=False, followed=followed))


def shown(of: Digest, catalogues: Catalogues, *, language: Language = IT, page: int = 0) -> Outgoing:
    t = catalogues.catalogue_for(language)
    return render_digest(of, t=t, zone=ZONE, names=lambda topic: topic.label, page=page)


def text(outgoing: Outgoing) -> str:
    return visible_text(outgoing.text)


def test_briefs_stand_by_topic_each_once(all_catalogues: Catalogues) -> None:
    found = digest(brief(1, UKRAINE, DEFENCE), brief(2), brief(3, DEFENCE), brief(4, UKRAINE))
    assert text(shown(found, all_catalogues)) == (
        "I brief di giovedì 8 gennaio 2026\n\n"
        "Ucraina\n1. Titolo 1 · 07:00\n\n2. Titolo 4 · 07:00\n\n"
        "Difesa\n3. Titolo 3 · 07:00\n\n"
        "Altri brief\n4. Titolo 2 · 07:00"
    )


def test_a_brief_stands_under_the_topic_that_is_followed(all_catalogues: Catalogues) -> None:
    found = digest(brief(1, UKRAINE, DEFENCE), brief(2, DEFENCE), followed=(DEFENCE.id,))
    assert "Ucraina" not in text(shown(found, all_catalogues))


def test_without_topics_there_is_nothing_to_group_by(all_catalogues: Catalogues) -> None:
    assert "Altri brief" not in text(shown(digest(brief(1), brief(2)), all_catalogues))


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        (IT, "I brief di giovedì 8 gennaio 2026\ndal giorno 4 gennaio 2026 in poi"),
        (EN, "The briefs of Thursday, 8 January 2026\nfrom 4 January 2026 on"),
        (FR, "Les briefs du jeudi 8 janvier 2026\nà partir du 4 janvier 2026"),
    ],
)
def test_what_is_older_than_three_days_is_said_to_be(
    all_catalogues: Catalogues, language: Language, heading: str
) -> None:
    old = digest(brief(1, hours_ago=90), brief(2))
    assert text(shown(old, all_catalogues, language=language)).startswith(heading + "\n\n")
    recent = digest(brief(1, hours_ago=71), brief(2))
    assert recent.since is None


def test_the_day_of_a_brief_is_said_where_it_is_another(all_catalogues: Catalogues) -> None:
    assert "Titolo 1 · 7 gen 2026" in text(shown(digest(brief(1, hours_ago=20)), all_catalogues))


def test_a_short_standfirst_is_shown_and_a_long_one_is_not(all_catalogues: Catalogues) -> None:
    found = digest(brief(1, standfirst="In breve."), brief(2, standfirst="A lungo. " * 30))
    assert "\nIn breve." in text(shown(found, all_catalogues))
    assert "A lungo" not in text(shown(found, all_catalogues))


def test_standfirsts_give_way_to_one_message(all_catalogues: Catalogues) -> None:
    some = [brief(n, title="t" * 100, standfirst="In breve, ma non troppo, davvero. " * 4) for n in range(25)]
    assert "In breve" not in text(shown(digest(*some), all_catalogues))
    assert find(shown(digest(*some), all_catalogues).keyboard, ShowDigest) is None


def test_what_was_withdrawn_is_struck_and_opens_no_more(all_catalogues: Catalogues) -> None:
    gone = replace(brief(1), state=BriefState.WITHDRAWN)
    outgoing = shown(digest(gone, brief(2)), all_catalogues)
    assert "1. <s>Titolo 1</s>" in outgoing.text
    assert outgoing.keyboard is not None
    assert [button.text for row in outgoing.keyboard for button in row] == ["2"]


@pytest.mark.parametrize(
    "title", ["<b>&\"'" * 40, "😀" * 200, "@name /command " * 15, "x" * 300, "\u202e\ud800 &lt;"]
)
def test_every_page_of_a_hostile_digest_is_one_that_telegram_takes(
    all_catalogues: Catalogues, title: str
) -> None:
    nasty = Topic(TopicId(3), TopicKey("x"), title)
    found = digest(*(brief(n, nasty, title=title, standfirst=title[:150]) for n in range(1, 101)))
    numbers: list[str] = []
    page = 0
    while True:
        outgoing = shown(found, all_catalogues, page=page)
        assert units(text(outgoing)) <= TEXT_LIMIT
        assert count_tags(outgoing.text) <= 100
        assert len(outgoing.text.encode()) <= 32_768
        message_json(outgoing)
        assert outgoing.keyboard is not None
        buttons = [button for row in outgoing.keyboard for button in row]
        numbers += [button.text for button in buttons if isinstance(button.callback, OpenInDigest)]
        if not any("▸" in button.text for button in buttons):
            break
        page += 1
    assert numbers == [str(n) for n in range(1, 101)], "each once, none lost"
    assert shown(found, all_catalogues, page=10**9) == shown(found, all_catalogues, page=page)


def test_an_offer_counts_what_there_is_to_read(all_catalogues: Catalogues) -> None:
    found = digest(*(brief(n) for n in range(12)), replace(brief(99), state=BriefState.WITHDRAWN))
    offers = [text(render_offer(found, t=all_catalogues.catalogue_for(each))) for each in (IT, EN, FR)]
    assert offers == ["Nel frattempo: 12 brief.", "12 briefs meanwhile.", "12 briefs entre-temps."]
    assert find(render_skipped(found, t=all_catalogues.catalogue_for(IT)).keyboard, ShowDigest)


def test_a_brief_in_no_language_of_his_has_no_line() -> None:
    assert arrange([brief(1)], (FR,), only_these=True, followed=()) == ()
    assert arrange([brief(1)], (FR,), only_these=False, followed=()) == (
        Line(brief(1), brief(1).article.editions[0], None),
    )
