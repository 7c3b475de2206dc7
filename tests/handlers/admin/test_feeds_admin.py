"""/feeds: editors see how feeds stand, and look after them by buttons."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.emulator import User
from bot.model import FeedId
from bot.render.callbacks import Callback
from bot.render.feed_panels import AddFeed, LookNow, PauseFeed, RemoveFeed, ShowFeed, ShowFeeds
from storage.database import Database
from tests.feeds.pretend_site import PretendSite, answer
from tests.talking import NOW, Publishes, Said, Say, Tap, forged

FIRST = FeedId(1)
GONE = "Questo feed non viene controllato."


@pytest.fixture
async def shown(say: Say, editor: User, db: Database, site: PretendSite) -> Said:
    """The one feed, at the site, in its panel."""
    async with db.transaction() as tx:
        await tx.feeds.remove(FIRST)
        feed = await tx.feeds.propose(f"{site.url}/rss", title="Il <giornale>")
        await tx.feeds.add(feed.id, now=NOW)
    return await say("/feeds", as_=editor)


async def test_every_feed_is_shown_with_what_it_yields(say: Say, editor: User, publishes: Publishes) -> None:
    await publishes()
    listed = await say("/feeds", as_=editor)
    assert "1. https://example.org/feed.xml\nnon ancora controllato\n1 brief" in listed
    assert "Lingue: " in listed
    assert "/feeds https://example.org/" in listed


async def test_a_feed_that_fails_says_why_in_the_editors_language(
    say: Say, tap: Tap, editor: User, db: Database
) -> None:
    async with db.transaction() as tx:
        (feed,) = await tx.feeds.all()
        await tx.feeds.save(
            replace(
                feed, failures=3, failing_since=NOW, looked_at=NOW, trouble="example.org/x answers 404: no."
            )
        )
    panel = (await tap("1", await say("/feeds", as_=editor), as_=editor)).now
    assert "⚠️ non si può leggere da: oggi, 18:30\nA example.org/x non c’è nulla (404)." in panel
    assert "Ultimo controllo: oggi, 18:30\nNon è mai stato letto." in panel


async def test_a_look_is_made_at_once_and_shows_what_it_found(
    shown: Said, tap: Tap, editor: User, site: PretendSite
) -> None:
    panel = (await tap("1", shown, as_=editor)).now
    assert "Il <giornale>" in panel
    looked = await tap("Controllare ora", panel, as_=editor)
    assert looked.toast == "Il feed è stato controllato."
    assert "✅ ultimo controllo: oggi, 18:30" in looked.now
    assert "2 brief" in looked.now
    site.answers["/rss"] = answer(status=500)
    looked = await tap("Controllare ora", looked.now, as_=editor)
    assert looked.toast == "Il feed non si può leggere."
    assert "ha un guasto (500)" in looked.now


async def test_a_feed_rests_and_goes_on(shown: Said, tap: Tap, editor: User, db: Database) -> None:
    paused = await tap("Mettere in pausa", (await tap("1", shown, as_=editor)).now, as_=editor)
    assert "⏸ in pausa: oggi, 18:30" in paused.now
    async with db.reading() as read:
        assert await read.feeds.due(now=NOW + timedelta(days=1)) == ()
    assert "✅" in (await tap("Riprendere", paused.now, as_=editor)).now


async def test_a_removal_is_asked_about_first(shown: Said, tap: Tap, editor: User, db: Database) -> None:
    panel = (await tap("1", shown, as_=editor)).now
    question = (await tap("Togliere", panel, as_=editor)).now
    assert question.startswith("Togliere Il <giornale>?")
    assert "Il <giornale>" in (await tap("No, tenere il feed", question, as_=editor)).now
    done = await tap("x", forged(question, RemoveFeed(FeedId(2), sure=True).pack()), as_=editor)
    assert done.toast == "Il feed è stato tolto."
    async with db.reading() as read:
        assert await read.feeds.all() == ()


async def test_what_the_settings_name_can_be_taken_back(
    shown: Said, tap: Tap, editor: User, db: Database
) -> None:
    assert "Tolti qui, benché le impostazioni li nominino:\nhttps://example.org/feed.xml" in shown
    await tap("Aggiungere di nuovo https://example.org/feed.xml", shown, as_=editor)
    async with db.reading() as read:
        assert [feed.id for feed in await read.feeds.all()] == [FeedId(1), FeedId(2)]


async def test_a_new_feed_is_tried_before_it_is_kept(
    say: Say, tap: Tap, editor: User, db: Database, site: PretendSite
) -> None:
    offered = await say(f"/feeds {site.url}/rss", as_=editor)
    assert offered.startswith(
        f"Pretend\n{site.url}/rss\n\nAl momento contiene 2 voci.\nLingue: italiano\nLa prima: due"
    )
    async with db.reading() as read:
        assert len(await read.feeds.all()) == 1
    added = await tap("Aggiungere il feed", offered, as_=editor)
    assert "2 brief" in added.now
    async with db.reading() as read:
        assert len(await read.feeds.all()) == 2
        assert await read.ledger.jobs.of_key("brief:1") is None  # what it held already is sent to nobody
    assert (await say(f"/feeds {site.url}/rss", as_=editor)).startswith("Pretend viene già controllato.")


async def test_a_feed_that_was_tried_can_be_left_out(
    say: Say, tap: Tap, editor: User, db: Database, site: PretendSite
) -> None:
    offered = await say(f"/feeds {site.url}/rss", as_=editor)
    assert (await tap("No, lasciarlo fuori", offered, as_=editor)).now == "Il feed non è stato aggiunto."
    async with db.reading() as read:
        assert len(await read.feeds.all()) == 1


async def test_what_is_no_feed_is_said_with_the_reason(say: Say, editor: User, site: PretendSite) -> None:
    said = await say(f"/feeds {site.url}/nowhere", as_=editor)
    assert said == f"A {site.url}/nowhere non c’è nessun feed.\nA {site.url}/nowhere non c’è nulla (404)."


@pytest.mark.parametrize(
    "words", ["ciao mondo", "ftp://example.org/", "https://a:b@example.org/", "x" * 4_000]
)
async def test_words_that_are_no_address_bring_an_example(say: Say, editor: User, words: str) -> None:
    assert "/feeds https://example.org/" in await say(f"/feeds {words}", as_=editor)


@pytest.mark.parametrize(
    "button", [ShowFeed(FeedId(99)), LookNow(FeedId(99)), PauseFeed(FeedId(99)), AddFeed(FeedId(99))]
)
async def test_a_feed_that_is_not_there_leads_back_to_the_list(
    say: Say, tap: Tap, editor: User, button: Callback
) -> None:
    result = await tap("x", forged(await say("/feeds", as_=editor), button.pack()), as_=editor)
    assert result.toast == GONE


@pytest.mark.parametrize(
    "button", [ShowFeeds(), PauseFeed(FIRST), RemoveFeed(FIRST, sure=True), LookNow(FIRST)]
)
async def test_a_forged_button_changes_nothing(say: Say, tap: Tap, db: Database, button: Callback) -> None:
    result = await tap("x", forged(await say("/start"), button.pack()))
    assert result.toast.startswith("Questo pulsante non funziona più")
    async with db.reading() as read:
        (feed,) = await read.feeds.all()
    assert feed.paused_at is None
