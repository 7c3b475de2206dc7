"""What is new, changed or moved in a feed: stories of what publications do to theirs."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.feeds.decide import PER_LOOK, decide
from bot.feeds.known import (
    Baseline,
    Changed,
    Completed,
    Decision,
    Known,
    Moved,
    New,
    Why,
)
from bot.model import Article, Edition, Entry, EntryId, Identity, Kept, Language, ParsedFeed, RichText

NOW = datetime(2026, 1, 7, 18, 23, tzinfo=UTC)
YESTERDAY = NOW - timedelta(days=1)
LONG = "Words that no other brief has. " * 10


def entry(
    name: str,
    *,
    guid: str | None = "same",
    link: str | None = "same",
    title: str | None = "same",
    text: str = LONG,
    version: int = 1,
    published: datetime | None = YESTERDAY,
    complete: bool = True,
) -> Entry:
    """An entry called `name`; "same" stands for the key that goes with its name."""
    return Entry(
        Identity(
            guid=f"guid-{name}" if guid == "same" else guid,
            link=f"site.example/{name}" if link == "same" else link,
            title=f"{name}|2026-01-06" if title == "same" else title,
            fingerprint=f"{name}-{version}",
        ),
        Article(
            link=f"https://site.example/{name}",
            editions=(Edition(Language("it"), name, "", RichText(text)),),
            published_at=published,
        ),
        complete,
    )


def feed(*entries: Entry) -> ParsedFeed:
    return ParsedFeed("Pretend", None, None, entries)


def kept(number: int, seen: Entry, **other: object) -> Kept:
    identity = seen.identity
    return replace(
        Kept(
            id=EntryId(number),
            guids=(identity.guid,) if identity.guid else (),
            links=(identity.link,) if identity.link else (),
            titles=(identity.title,) if identity.title else (),
            fingerprint=identity.fingerprint,
            published_at=seen.article.published_at,
            complete=seen.complete,
        ),
        **other,  # type: ignore[arg-type]
    )


def known(*entries: Entry, caught_up_at: datetime | None = NOW - timedelta(minutes=1)) -> Known:
    """The entries as the look before stored them, numbered from 1."""
    return Known(caught_up_at, tuple(kept(number, one) for number, one in enumerate(entries, 1)))


def look(before: Known, *entries: Entry) -> Decision:
    return decide(before, feed(*entries), now=NOW)


NOTHING = Decision()
A, B, C = entry("a"), entry("b"), entry("c")


# Looks without a surprise --------------------------------------------------------------------------


def test_the_first_look_delivers_nothing() -> None:
    assert look(Known(None), A, B) == Decision((Baseline(A, Why.FIRST_LOOK), Baseline(B, Why.FIRST_LOOK)))


def test_a_look_at_the_same_feed_intends_nothing() -> None:
    assert look(known(A, B), A, B) == NOTHING


def test_an_empty_feed_intends_nothing() -> None:
    assert look(Known(None)) == NOTHING
    assert look(known()) == NOTHING


def test_an_unknown_entry_is_new() -> None:
    assert look(known(A), B, A) == Decision((New(B),))


def test_the_first_entries_of_a_feed_that_was_empty_are_new() -> None:
    assert look(known(), A) == Decision((New(A),))


def test_another_order_is_nothing() -> None:
    assert look(known(A, B, C), C, A, B) == NOTHING


def test_entries_that_vanish_and_return_are_nothing() -> None:
    assert look(known(A, B)) == NOTHING
    assert look(known(A, B), B) == NOTHING
    assert look(known(A, B), A, B) == NOTHING


# The same entry under other names ------------------------------------------------------------------

RENAMED = [
    ("guid changes", entry("a", guid="other"), Identity("other", None, None, "a-1")),
    ("guid goes", entry("a", guid=None), None),
    ("guid is empty", entry("a", guid=""), None),
    (
        "link changes",
        entry("a", link="site.example/moved"),
        Identity(None, "site.example/moved", None, "a-1"),
    ),
    ("title's day changes", entry("a", title="a|2026-01-07"), Identity(None, None, "a|2026-01-07", "a-1")),
    (
        "guid and link change",
        entry("a", guid="other", link="new.example/a"),
        Identity("other", "new.example/a", None, "a-1"),
    ),
    (
        "all keys change",
        entry("a", guid="other", link="new.example/a", title="z|2026-01-07"),
        Identity("other", "new.example/a", "z|2026-01-07", "a-1"),
    ),
    ("all keys go", entry("a", guid=None, link=None, title=None), None),
]


@pytest.mark.parametrize(
    ("seen", "learnt"), [case[1:] for case in RENAMED], ids=[case[0] for case in RENAMED]
)
def test_the_same_content_under_another_name_is_the_same_brief(seen: Entry, learnt: Identity | None) -> None:
    expected = Decision((Moved(EntryId(1), learnt),)) if learnt else NOTHING
    assert look(known(A, B), seen, B) == expected


@pytest.mark.parametrize(
    "seen",
    [
        entry("a", version=2),
        entry("a", version=2, guid="other"),
        entry("a", version=2, guid=None, title="edited|2026-01-06"),
        entry("a", version=2, link="site.example/moved", title="edited|2026-01-06"),
        entry("a", version=2, guid="other", link="new.example/a"),
    ],
    ids=["text", "text and guid", "text and title, no guid", "text, title and link", "all but title"],
)
def test_other_content_under_a_known_name_is_a_change(seen: Entry) -> None:
    assert look(known(A, B), seen, B) == Decision((Changed(EntryId(1), seen),))


def test_a_link_from_http_to_https_is_nothing_since_the_key_has_no_scheme() -> None:
    moved = replace(A, article=replace(A.article, link="http://site.example/a"))
    assert look(known(A), moved) == NOTHING


def test_a_relaunched_site_with_other_guids_and_links_delivers_nothing() -> None:
    old = [entry(f"n{number}") for number in range(30)]
    new = [
        replace(one, identity=replace(one.identity, guid=f"x{at}", link=f"new.example/{at}"))
        for at, one in enumerate(old)
    ]
    decision = look(known(*old), *new)
    assert len(decision.intents) == 30
    assert all(isinstance(intent, Moved) for intent in decision.intents)
    assert [intent.id for intent in decision.intents if isinstance(intent, Moved)] == list(range(1, 31))


def test_a_relaunched_site_with_nothing_as_before_delivers_only_the_last_day() -> None:
    fresh = [entry(f"n{at}", published=NOW - timedelta(hours=8 * at)) for at in range(9)]
    decision = look(known(), *fresh)
    delivered = [intent.entry for intent in decision.intents if isinstance(intent, New)]
    assert delivered == [fresh[3], fresh[2], fresh[1], fresh[0]]
    assert {intent.why for intent in decision.intents if isinstance(intent, Baseline)} == {Why.RELAUNCHED}


def test_a_few_unknown_entries_are_no_relaunch() -> None:
    late = [entry(f"n{at}", published=NOW - timedelta(days=3)) for at in range(4)]
    assert all(isinstance(intent, New) for intent in look(known(), *late).intents)


# Keys that tell nothing ----------------------------------------------------------------------------


def test_two_entries_with_one_link_are_two() -> None:
    first, second = entry("a", link="site.example/live"), entry("b", link="site.example/live")
    assert look(known(first), second, first) == Decision((New(second),))
    assert look(known(first, second), second, first) == NOTHING


def test_a_new_entry_is_not_taken_for_another_that_left_and_had_its_link() -> None:
    first, second = entry("a", link="site.example/live"), entry("b", link="site.example/live")
    third = entry("c", link="site.example/live")
    assert look(known(first, second), third) == Decision((New(third),))


def test_a_link_that_two_unknown_entries_share_names_no_third() -> None:
    gone = entry("a", link="site.example/live")
    first, second = entry("b", link="site.example/live"), entry("c", link="site.example/live")
    assert look(known(gone), second, first) == Decision((New(first), New(second)))


def test_an_entry_is_not_taken_for_one_that_moved_away_from_its_link() -> None:
    moved, heir = entry("a", link="site.example/elsewhere"), entry("b", link="site.example/a")
    learnt = Identity(None, "site.example/elsewhere", None, "a-1")
    assert look(known(A), moved, heir) == Decision((Moved(EntryId(1), learnt), New(heir)))


def test_two_entries_under_names_of_one_are_that_one_and_a_new_one() -> None:
    before = kept(1, A, guids=("guid-a", "guid-b"))
    assert look(Known(NOW - timedelta(minutes=1), (before,)), A, B) == Decision((New(B),))


@pytest.mark.parametrize("home", ["site.example", "site.example/"])
def test_a_link_to_the_home_page_names_no_entry(home: str) -> None:
    assert look(known(entry("a", link=home)), entry("b", link=home)).intents == (New(entry("b", link=home)),)


def test_a_home_page_with_a_query_names_one() -> None:
    before, after = entry("a", link="site.example?p=7"), entry("b", link="site.example?p=7")
    assert look(known(before), after) == Decision((Changed(EntryId(1), after),))


def test_one_guid_for_all_names_none() -> None:
    first, second, third = entry("a", guid="0"), entry("b", guid="0"), entry("c", guid="0")
    assert look(known(first, second), third, second, first) == Decision((New(third),))


def test_one_title_for_several_names_none() -> None:
    same = "breaking|2026-01-06"
    first, second = entry("a", title=same), entry("b", title=same)
    third = entry("c", title=same)
    assert look(known(first, second), third, second, first) == Decision((New(third),))


def test_a_column_that_returns_under_its_title_without_text_is_new() -> None:
    last_week = entry("press", text="", published=NOW - timedelta(days=6))
    today = entry("press", guid="g2", link="site.example/2", title="press|2026-01-07", text="", published=NOW)
    assert look(known(last_week), today) == Decision((New(today),))


@pytest.mark.parametrize("published", [None, YESTERDAY + timedelta(hours=30)])
def test_a_short_entry_of_the_same_days_under_other_names_is_the_same(published: datetime | None) -> None:
    before = entry("press", text="")
    after = entry("press", guid="g2", link="site.example/2", title=None, text="", published=published)
    assert look(known(before), after) == Decision(
        (Moved(EntryId(1), Identity("g2", "site.example/2", None, "press-1")),)
    )


# What a feed lists twice ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "double",
    [
        A,
        entry("a", version=2),
        entry("a", guid="other"),
        entry("a", guid=None, link=None, title=None),
        entry("a", guid="other", link="site.example/b", title="x|2026-01-06"),
    ],
    ids=["all the same", "two versions", "two guids", "no key", "the same text"],
)
def test_an_entry_listed_twice_is_one(double: Entry) -> None:
    assert look(known(), A, double) == Decision((New(A),))
    assert look(known(A), A, double) == NOTHING


def test_short_entries_of_equal_words_are_two() -> None:
    first = entry("press", text="")
    second = entry("press", guid="g2", link="site.example/2", title="press|2026-01-07", text="")
    assert look(known(), first, second) == Decision((New(second), New(first)))


# Old things ----------------------------------------------------------------------------------------


def test_an_old_entry_that_reappears_is_no_news() -> None:
    old = entry("b", published=NOW - timedelta(days=8))
    assert look(known(A), A, old) == Decision((Baseline(old, Why.OLD),))


def test_an_entry_of_the_last_week_is_news() -> None:
    late = entry("b", published=NOW - timedelta(days=6))
    assert look(known(A), A, late) == Decision((New(late),))


def test_an_entry_without_a_date_is_news() -> None:
    undated = entry("b", published=None)
    assert look(known(A), undated, A) == Decision((New(undated),))


def test_what_was_published_while_the_program_was_away_is_news() -> None:
    away = [entry(f"n{at}", published=NOW - timedelta(days=at)) for at in range(8)]
    decision = look(known(caught_up_at=NOW - timedelta(days=20)), *away)
    assert [intent.entry for intent in decision.intents if isinstance(intent, New)] == away[::-1]


# How much a look does ------------------------------------------------------------------------------


def test_delivers_ten_at_most_oldest_first_and_the_rest_at_later_looks() -> None:
    entries = [entry(f"n{at}", published=NOW - timedelta(days=at)) for at in range(25)]
    before = known(caught_up_at=NOW - timedelta(days=26))
    delivered: list[Entry] = []
    for waiting in (15, 5, 0):
        decision = look(before, *entries)
        assert (decision.waiting, decision.caught_up) == (waiting, waiting == 0)
        delivered += [intent.entry for intent in decision.intents if isinstance(intent, New)]
        before = known(*delivered, caught_up_at=before.caught_up_at)
    assert delivered == entries[::-1]


def test_undated_entries_are_delivered_from_the_bottom_of_the_feed() -> None:
    entries = [entry(f"n{at}", published=None) for at in range(4)]
    assert [i.entry for i in look(known(), *entries).intents if isinstance(i, New)] == entries[::-1]


def test_an_undated_entry_stays_beside_its_neighbour() -> None:
    new, undated, old = entry("a", published=NOW), entry("b", published=None), entry("c")
    assert [i.entry for i in look(known(), new, undated, old).intents if isinstance(i, New)] == [
        old,
        undated,
        new,
    ]


def test_changes_take_the_room_that_news_leave() -> None:
    old = [entry(f"n{at}") for at in range(20)]
    changed = [entry(f"n{at}", version=2) for at in range(20)]
    decision = look(known(*old), A, B, *changed)
    kinds = [type(intent) for intent in decision.intents]
    assert (kinds.count(New), kinds.count(Changed)) == (2, PER_LOOK - 2)
    assert (decision.waiting, decision.caught_up) == (12, True)


# Minds that change ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("minutes", "intents"),
    [(5, ()), (59, ()), (61, (Changed(EntryId(1), A),))],
    ids=["soon", "later", "late"],
)
def test_content_that_flips_back_soon_is_no_correction(minutes: int, intents: tuple[Changed, ...]) -> None:
    now_other = kept(1, A, fingerprint="a-2", earlier=("a-1",), changed_at=NOW - timedelta(minutes=minutes))
    assert look(Known(NOW, (now_other,)), A).intents == intents


def test_earlier_content_under_other_names_is_a_change_back() -> None:
    before = kept(1, A, fingerprint="a-2", earlier=("a-1",))
    seen = entry("a", guid="other", link="new.example/a", title="z|2026-01-07")
    assert look(Known(NOW, (before,)), seen) == Decision((Changed(EntryId(1), seen),))


def test_content_never_seen_before_is_a_correction_however_soon() -> None:
    third = entry("a", version=3)
    before = kept(1, A, fingerprint="a-2", earlier=("a-1",), changed_at=NOW)
    assert look(Known(NOW, (before,)), third) == Decision((Changed(EntryId(1), third),))


def test_a_guid_that_changes_at_every_look_is_learnt_eight_times_at_most() -> None:
    before = kept(1, A, guids=tuple(f"g{at}" for at in range(8)))
    assert look(Known(NOW, (before,)), entry("a", guid="g9")) == NOTHING
    assert look(Known(NOW, (before,)), entry("a", guid="g3")) == NOTHING


# Pages ---------------------------------------------------------------------------------------------


def test_pages_of_a_baseline_are_read_later_one_a_look_and_none_beside_news() -> None:
    entries = [entry(f"n{at}", complete=False) for at in range(15)]
    first = look(Known(None), *entries)
    assert (len(first.intents), first.waiting, first.caught_up) == (15, 10, True)
    second = look(known(*entries), *entries)
    assert second.intents == (Completed(EntryId(1), entries[0]),)
    assert second.waiting == 9
    news = entry("news")
    assert look(known(*entries), news, *entries).intents == (New(news),)


def test_a_page_that_was_read_is_not_read_again() -> None:
    before = kept(1, A, complete=True)
    assert look(Known(NOW, (before,)), entry("a", complete=False)) == NOTHING


def test_an_entry_without_a_link_has_no_page() -> None:
    lone = entry("a", complete=False)
    lone = replace(lone, article=replace(lone.article, link=None))
    assert look(Known(None), lone).waiting == 0
    assert look(known(lone), lone) == NOTHING


def test_news_come_before_pages_of_the_archive() -> None:
    old = entry("a", complete=False)
    news = [entry(f"n{at}", complete=False) for at in range(10)]
    decision = look(known(old), *news[:5], old, *news[5:])
    assert all(isinstance(intent, New) for intent in decision.intents)
    assert decision.waiting == 1


def test_a_change_is_not_completed_besides() -> None:
    seen = entry("a", version=2, complete=False)
    assert look(known(entry("a", complete=False)), seen) == Decision((Changed(EntryId(1), seen),))


def test_a_full_feed_is_decided_on_in_a_blink() -> None:
    old = [entry(f"n{at}") for at in range(200)]
    new = [replace(one, identity=replace(one.identity, guid=f"x{at}")) for at, one in enumerate(old)]
    assert len(look(known(*old), *new).intents) == 200
