"""A held brief: its editors are told while they can still stop it."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.context import App
from bot.emulator import Emulator, User
from bot.feeds.known import Changed, New
from bot.i18n import Catalogues
from bot.model import BriefId, Feed
from bot.newsroom import Newsroom
from bot.outcomes import Held
from bot.render.as_telegram import message_arguments
from bot.render.replies.alerts import held_alert
from bot.render.rules import broken_rules
from bot.topic_book import TopicBook
from bot.watch.alerts import Alerts
from storage.database import Database
from tests.clocks import ManualClock
from tests.desk import Desk, entry
from tests.talking import EDITOR, NOW, ZONE, Tap, said

HOLD = timedelta(minutes=5)


@pytest.fixture
def desk(db: Database, book: TopicBook) -> Desk:
    return Desk(db, book)


@pytest.fixture
async def alerts(db: Database, bot: App, catalogues: Catalogues) -> AsyncIterator[Alerts]:
    alerts = Alerts(bot.bot, db, catalogues, [EDITOR], zone=ZONE)
    yield alerts
    await alerts.close()


def newsroom(db: Database, book: TopicBook, alerts: Alerts, *, hold: timedelta = HOLD) -> Newsroom:
    return Newsroom(
        db, book, ManualClock(), wake=lambda: None, changed=lambda _: None, hold=hold, held=alerts.held
    )


async def the_feed(room: Newsroom) -> Feed:
    (feed,) = await room.due(NOW)
    return feed


@pytest.fixture
def elena(telegram: Emulator) -> User:
    return telegram.person("Elena", language_code="it", id=EDITOR, started=True)


async def test_the_editors_hear_of_each_and_can_withdraw_it(
    db: Database, book: TopicBook, desk: Desk, alerts: Alerts, telegram: Emulator, elena: User, tap: Tap
) -> None:
    await desk.reader(11)
    room = newsroom(db, book, alerts)
    await room.publish(await the_feed(room), [New(entry("<u>no"))], now=NOW)
    alert = said(await telegram.next_message(EDITOR))
    assert alert == "🕓 <u>no it\nQuesto brief attende il Suo veto fino a: 18:35. Poi va a 1 lettore."
    asked = (await tap("Ritirare", alert, as_=elena)).now
    assert asked.startswith("Ritirare <u>no it?")
    await tap("Sì, ritirarlo", asked, as_=elena)
    assert await desk.claims(now=NOW + HOLD) == ()
    assert await desk.rows() == [("brief", 11, "skipped", "withdrawn")]


async def test_an_editor_is_asked_in_his_language_by_his_clock(
    db: Database, book: TopicBook, desk: Desk, alerts: Alerts, telegram: Emulator, elena: User
) -> None:
    reader = await desk.reader(EDITOR, languages=("en",))  # type: ignore[arg-type]
    assert reader.language == "en"
    await desk.publishes(New(entry("uno")), hold=HOLD)
    alerts.held(Held(BriefId(1), NOW, NOW + timedelta(days=1), 2))
    text = (await telegram.next_message(EDITOR)).text
    assert text.startswith("🕓 uno en\nThis brief waits until 8 January 2026, 18:30 for your veto.")
    assert text.endswith("2 readers.")


async def test_nothing_is_asked_of_corrections_nor_without_a_hold(
    db: Database, book: TopicBook, desk: Desk, alerts: Alerts, telegram: Emulator, elena: User
) -> None:
    room = newsroom(db, book, alerts, hold=timedelta())
    await room.publish(await the_feed(room), [New(entry("uno"))], now=NOW)
    held = newsroom(db, book, alerts)
    change = Changed(await desk.entry_id("uno"), entry("uno", text="Il re."))
    await held.publish(await the_feed(held), [change], now=NOW)
    alerts.held(Held(BriefId(99), NOW, NOW + HOLD, 0))  # erased meanwhile
    await alerts.close()
    assert telegram.transcript(EDITOR) == []


@pytest.mark.parametrize("language", ["it", "en", "fr"])
@pytest.mark.parametrize("readers", [0, 1, 1_000_000])
def test_the_alert_keeps_telegrams_rules(catalogues: Catalogues, language: str, readers: int) -> None:
    edition = entry("<b>&" * 400).article.editions[0]
    held = Held(BriefId(10**17), NOW, NOW + HOLD, readers)
    alert = held_alert(catalogues.catalogue_for(language), held, edition, zone=ZONE)
    assert message_arguments(alert)
    assert broken_rules(alert.text) == ()
