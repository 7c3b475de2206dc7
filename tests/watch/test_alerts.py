"""Alerts: the editors are told once, each in his language, and nobody's trouble is another's."""

import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from telegram import Bot

from bot.emulator import Emulator, User
from bot.feeds.known import New
from bot.feeds.standing import News, Reported
from bot.i18n import Catalogues
from bot.model import Feed, FeedId, JobId
from bot.notices import Halted, JobHeld, Late, LateAnnouncement, Notice, StorageBack, StorageFailing
from bot.topic_book import TopicBook
from bot.transport.request import DirectRequest
from bot.watch.alerts import Alerts
from storage.database import Database
from tests.desk import Desk, entry
from tests.talking import EDITOR, NOW, Say

STRANGER = 9
FEED = Feed(FeedId(1), "https://example.org/<feed>.xml", "https://example.org/feed.xml", NOW)
FAILING = Reported(News.FAILING, FEED, "It answers 404 & nothing else.", NOW)


@pytest.fixture
async def alerts(
    telegram: Emulator, db: Database, catalogues: Catalogues, editor: User
) -> AsyncIterator[Alerts]:
    """Alerts to Elena, who uses the bot, and to somebody who never started it."""
    await telegram.say(editor, "ciao")
    bot = Bot(telegram.token, f"{telegram.url}/bot", request=DirectRequest(connections=2))
    async with bot:
        yield Alerts(bot, db, catalogues, [STRANGER, EDITOR])


def heard(telegram: Emulator, editor: User) -> list[str]:
    return [message.text for message in telegram.transcript(editor) if message.text != "ciao"]


async def test_an_editor_who_never_started_the_bot_keeps_nothing_from_the_others(
    alerts: Alerts, telegram: Emulator, editor: User, caplog: pytest.LogCaptureFixture
) -> None:
    await alerts.feed(FAILING)
    (text,) = heard(telegram, editor)
    assert "https://example.org/<feed>.xml" in text
    assert "It answers 404 & nothing else." in text
    (record,) = [each for each in caplog.records if each.message == "an editor was not told"]
    assert record.__dict__["admin"] == STRANGER


@pytest.mark.parametrize("news", list(News))
async def test_each_news_of_a_feed_is_told(
    news: News, alerts: Alerts, telegram: Emulator, editor: User
) -> None:
    await alerts.feed(replace(FAILING, news=news, reason=None))
    assert len(heard(telegram, editor)) == 1


@pytest.mark.parametrize(
    "notice",
    [
        JobHeld(JobId(1), "x"),
        Halted("x"),
        StorageFailing("x"),
        StorageBack(),
        Late(timedelta(hours=5), 2, 3),
        LateAnnouncement(JobId(1)),
    ],
)
async def test_each_notice_of_delivery_is_told_once_and_logged(
    notice: Notice, alerts: Alerts, telegram: Emulator, editor: User, caplog: pytest.LogCaptureFixture
) -> None:
    alerts.delivery(notice)
    await alerts.close()
    await alerts.close()
    assert len(heard(telegram, editor)) == 1
    assert [each for each in caplog.records if each.name == "bot.notices"]


async def test_an_editor_is_told_which_brief_is_refused(
    alerts: Alerts, telegram: Emulator, editor: User, db: Database, book: TopicBook
) -> None:
    await Desk(db, book).publishes(New(entry("uno")))
    alerts.delivery(JobHeld(JobId(1), "can't parse <b> & more"))
    await alerts.close()
    (text,) = heard(telegram, editor)
    assert text == (
        "⚠️ Telegram rifiuta uno it: viene trattenuto, perché altri lettori non ne restino privi.\n"
        "can't parse <b> & more"
    )


async def test_an_editor_is_told_in_his_own_language(
    alerts: Alerts, telegram: Emulator, editor: User, say: Say
) -> None:
    await say("/start", as_=telegram.person("Emma", language_code="en", id=EDITOR + 1))
    english = Alerts(alerts._bot, alerts._db, alerts._catalogues, [EDITOR + 1])
    await english.feed(replace(FAILING, news=News.BACK))
    await alerts.feed(replace(FAILING, news=News.BACK))
    assert telegram.transcript(telegram.chat(EDITOR + 1))[-1].text.endswith(" is back.")
    assert not heard(telegram, editor)[-1].endswith(" is back.")


async def test_a_database_that_fails_is_told_of_all_the_same(
    telegram: Emulator, catalogues: Catalogues, editor: User, tmp_path: Path
) -> None:
    await telegram.say(editor, "ciao")
    path = tmp_path / "damaged.sqlite3"
    db = await Database.open(path)
    async with db.transaction() as tx:
        await tx.feeds._connection.execute("DROP TABLE reader")
    async with Bot(telegram.token, f"{telegram.url}/bot", request=DirectRequest(connections=2)) as bot:
        alerts = Alerts(bot, db, catalogues, [EDITOR])
        alerts.delivery(StorageFailing("no such table"))
        await alerts.close()
    await db.close()
    (text,) = heard(telegram, editor)
    assert "no such table" in text


async def test_closing_with_nothing_under_way_is_nothing(alerts: Alerts) -> None:
    logging.getLogger(__name__).debug("nothing was told")
    await alerts.close()
