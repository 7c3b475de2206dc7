"""Lists of briefs, and the way from a list to a brief and back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.i18n import Catalogue
from bot.model import Brief, BriefId, TopicId
from bot.render.callbacks import Follow, ListKind, Open, ShowList, searched
from bot.render.keyboards import Button, find
from bot.render.latest import MOST, Listed, list_heading, render_list
from bot.render.outgoing import Outgoing
from bot.render.rules import broken_rules

NOW = datetime(2026, 1, 8, 9, 0, tzinfo=UTC)
LATEST = ShowList(ListKind.LATEST)
BriefMaker = Callable[..., Brief]


def listed(make_brief: BriefMaker, count: int) -> list[Listed]:
    brief = make_brief()
    return [(replace(brief, id=BriefId(100 + i)), brief.article.editions[0]) for i in range(count)]


def show(briefs: list[Listed], t: Catalogue, place: ShowList = LATEST, *, more: bool = False) -> Outgoing:
    heading = list_heading(t, place.kind, "Ucraina")
    return render_list(heading, briefs, place, t=t, zone="Europe/Rome", now=NOW, more=more)


def rows(outgoing: Outgoing) -> list[list[str]]:
    return [[button.text for button in row] for row in outgoing.keyboard or ()]


def test_briefs_are_numbered_dated_and_open_by_their_number(
    make_brief: BriefMaker, italian: Catalogue
) -> None:
    message = show(listed(make_brief, 2), italian)
    assert message.text == (
        "<b>Gli ultimi brief</b>\n\n"
        "<b>1. Intesa sul fondo</b>\n<i>ieri, 18:23 · Italiano · English</i>\n\n"
        "<b>2. Intesa sul fondo</b>\n<i>ieri, 18:23 · Italiano · English</i>"
    )
    assert rows(message) == [["1", "2"]]
    assert find(message.keyboard, Open) == Open(BriefId(100), ListKind.LATEST)


def test_a_list_in_the_middle_goes_both_ways(make_brief: BriefMaker, english: Catalogue) -> None:
    place = ShowList(ListKind.TOPIC, 5, 6, "12")
    message = show(listed(make_brief, 6), english, place, more=True)
    assert rows(message) == [["6", "7", "8", "9", "10"], ["11"], ["◂ Newer", "Older ▸"]]
    newer, older = (message.keyboard or ())[-1]
    assert newer.callback == ShowList(ListKind.TOPIC, 0, 6, "12")
    assert older.callback == ShowList(ListKind.TOPIC, 11, 6, "12")


def test_an_opened_brief_knows_the_way_back(make_brief: BriefMaker, english: Catalogue) -> None:
    place = searched("fondo europeo", offset=5)
    opened = find(show(listed(make_brief, 1), english, place).keyboard, Open)
    assert opened is not None
    assert opened.way_back == place


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (LATEST, "<b>The latest briefs</b>\n\nNothing has been published yet."),
        (
            ShowList(ListKind.TOPIC, 0, 5, "1"),
            "Briefs on <b>Ucraina</b>\n\nThere is nothing on this topic yet.",
        ),
        (searched("x"), "Briefs with <b>Ucraina</b>\n\nNo brief contains these words."),
        (ShowList(ListKind.SAVED), "<b>Your saved briefs</b>\n\nYou have not saved any brief yet."),
        (ShowList(ListKind.LATEST, 50), "<b>The latest briefs</b>\n\nThere are no older ones."),
    ],
)
def test_an_empty_list_says_why(english: Catalogue, place: ShowList, said: str) -> None:
    assert show([], english, place).text == said


def test_a_caller_may_put_buttons_below(make_brief: BriefMaker, english: Catalogue) -> None:
    follow = Button("Follow", Follow(TopicId(1)))
    message = render_list(
        list_heading(english, ListKind.LATEST),
        listed(make_brief, 1),
        LATEST,
        t=english,
        zone="Europe/Rome",
        now=NOW,
        below=((follow,),),
    )
    assert rows(message) == [["1"], ["Follow"]]


def test_the_longest_list_is_one_message(make_brief: BriefMaker, italian: Catalogue) -> None:
    brief = make_brief()
    long = replace(brief.article.editions[0], title="<Parola> & 'altra' " * 60)
    message = show([(brief, long)] * 30, italian, searched("x"), more=True)
    assert message.text.count("Italiano") == MOST
    assert broken_rules(message.text) == ()


def test_a_readers_words_are_shown_and_not_obeyed(english: Catalogue) -> None:
    heading = list_heading(english, ListKind.SEARCH, "<b>@all</b> " * 50)
    assert heading.startswith("Briefs with <b>&lt;b&gt;@⁠all&lt;/b&gt;")
    assert len(heading) < 300
