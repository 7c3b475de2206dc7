"""Every panel of an editor and every button, in each language: what he sees, and what a reader sees of it."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import fields
from datetime import timedelta
from enum import StrEnum
from itertools import product
from logging import INFO
from typing import get_type_hints

import pytest

from bot.broadcasting.timing import UNDO
from bot.context import App, Services
from bot.emulator import Call, Emulator
from bot.feeds.known import New
from bot.i18n import Catalogues
from bot.model import (
    LATE,
    AnnouncementId,
    BriefId,
    ChatKind,
    DeliveryState,
    JobId,
    JobKind,
    Lane,
    Language,
)
from bot.notices import JobHeld, LateAnnouncement, StorageBack
from bot.outcomes import Held
from bot.render.air_panels import ApplyCorrection, AskCorrection, Cancel, Recall
from bot.render.brief_panels import Withdraw
from bot.render.broadcast_panels import (
    AskText,
    AskTime,
    Confirm,
    Discard,
    DraftPage,
    DropText,
    GoAt,
    ShowDraft,
    Undo,
)
from bot.render.feed_panels import RemoveFeed
from bot.render.packing import Callback
from bot.render.refused_panels import GiveUp, TryAgain
from bot.topic_book import TopicBook
from bot.watch.airing import AirPanels
from bot.watch.alerts import Alerts
from handlers.command import Audience
from handlers.commands import COMMANDS
from storage.database import Database
from tests.announcing import text
from tests.clocks import ManualClock
from tests.desk import Desk, entry
from tests.feeds.pretend_site import PretendSite
from tests.places import COPY
from tests.stations import Station
from tests.talking import EDITOR, EN, FR, IT, NOW, Settled
from tests.touring import Press, Tour, kinds_for, stale_tap

REFUSAL = "Bad Request: can't parse"
WORDS = {IT: "Buonasera", EN: "Good evening", FR: "Bonsoir"}


@pytest.fixture
async def house(db: Database, book: TopicBook, clock: ManualClock, catalogues: Catalogues) -> Station:
    """Readers of three languages, a group, briefs on topics of which one is late and one in doubt."""
    station, desk = Station(db, clock, catalogues), Desk(db, book)
    for chat, languages in enumerate(((IT, EN), (EN, FR), (FR,), (FR, IT), (IT,)), start=11):
        await station.reader(chat, *languages)
    for chat in range(21, 24):
        await station.reader(chat, IT)
    await station.reader(17, FR, only_these=True)
    await station.reader(-18, EN, kind=ChatKind.GROUP)
    for guid in ("uno", "due"):
        await desk.publishes(New(entry(guid, "ucraina", "bilancio", text="I ministri.", languages=(IT, FR))))
    await desk.claims()
    async with db.transaction() as tx:
        await tx.ledger.recover(2, now=NOW)
    await book.refresh(db, now=NOW)
    return station


@pytest.fixture(params=[IT, EN, FR])
def language(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found


@pytest.fixture
def tour(telegram: Emulator, bot: App, settled: Settled, language: Language, house: Station) -> Tour:
    editor = telegram.person("Elena", language, id=EDITOR)
    return Tour(telegram, editor, language, settled, kinds_for(Audience.ADMIN))


@pytest.fixture
async def alerts(db: Database, bot: App, catalogues: Catalogues) -> AsyncIterator[Alerts]:
    alerts = Alerts(bot.bot, db, catalogues, [EDITOR])
    yield alerts
    await alerts.close()


@pytest.fixture
def panels(bot: App, services: Services) -> AirPanels:
    return AirPanels(bot.bot, services)


async def test_every_button_of_an_editor_does_something_in_his_language(
    tour: Tour,
    house: Station,
    site: PretendSite,
    alerts: Alerts,
    panels: AirPanels,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await commands_are_given(tour, site)
    await questions_come(tour, alerts, house)
    await tour.presses_all(but=is_last_word)
    await texts_are_written(tour)
    await it_goes_out(tour, house, panels)
    await tour.presses_all()
    await everything_again(tour)
    assert {type(each.callback) for each in tour.known.values()} == kinds_for(Audience.ADMIN)
    assert [each for each in caplog.records if each.name.startswith("handlers") and each.levelno > INFO] == []
    assert refusals(tour.telegram) == []


async def commands_are_given(tour: Tour, site: PretendSite) -> None:
    await tour.writes("/start")
    for command in COMMANDS:
        if command.audience is Audience.ADMIN:
            assert await tour.writes(f"/{command.name}"), command.name
    for words in (
        "/help",
        "/why",
        f"/broadcast {WORDS[tour.language]}",
        "/broadcast Due",
        f"/feeds {site.url}/rss",
        "/feeds nulla",
        "/topics hide bilancio",
        "/topics show bilancio",
        "/topics alias Budget = bilancio",
        "/topics nulla",
        "/stats 7",
    ):
        assert await tour.writes(words), words


async def questions_come(tour: Tour, alerts: Alerts, house: Station) -> None:
    """What an editor is told without having asked, with the buttons under it."""
    late = await house.goes_out({IT: text("In ritardo")})
    async with house.db.transaction() as tx:
        job = await tx.ledger.jobs.of_key(f"announcement:{late.id}")
        assert job is not None
        await tx.ledger.jobs.hold(job.id, LATE)
    alerts.held(Held(BriefId(1), until=NOW + timedelta(minutes=5), readers=3, at=NOW))
    alerts.copy(COPY)
    alerts.expired(late.id)
    refused = await is_refused(house)
    for notice in (
        LateAnnouncement(job.id),
        JobHeld(job.id, REFUSAL),
        JobHeld(refused, REFUSAL),
        StorageBack(),
    ):
        alerts.delivery(notice)
    await alerts.close()
    await tour.looks()


async def is_refused(house: Station) -> JobId:
    """Digests that Telegram takes from nobody."""
    async with house.db.transaction() as tx:
        job = await tx.ledger.jobs.add(JobKind.DIGEST, key="digest:1", lane=Lane.DIGEST, now=NOW)
        assert job is not None
        await tx.ledger.jobs.hold(job.id, REFUSAL)
    return job.id


async def texts_are_written(tour: Tour) -> None:
    """What drafts await, and what they cannot be given."""
    draft = AnnouncementId(1)
    await tour.presses(tour.known[AskTime(draft).pack()])
    for words in ("mai", "18:30", "/broadcast"):
        assert await tour.writes(words)
    await tour.presses(tour.known[AskText(draft, FR).pack()])
    assert await tour.writes("Bonsoir")
    await tour.presses(tour.known[AskText(draft, EN).pack()])
    await tour.telegram.send_photo(tour.person, caption="Soir")
    assert await tour.looks()
    await tour.presses(tour.known[ShowDraft(draft, DraftPage.TEXTS).pack()])
    await tour.presses_all(but=is_last_word)


async def it_goes_out(tour: Tour, house: Station, panels: AirPanels) -> None:
    """Confirmed, taken back, confirmed again; then half of it is sent, well or not."""
    draft = AnnouncementId(1)
    await tour.presses(tour.known[GoAt(draft, "").pack()])
    for _ in range(2):
        await tour.presses(tour.known[ShowDraft(draft, DraftPage.SEND).pack()])
        await tour.presses(tour.shown(Confirm))
        await tour.presses(tour.shown(Undo))
    await tour.presses(tour.known[ShowDraft(draft, DraftPage.SEND).pack()])
    await tour.presses(tour.shown(Confirm))
    await house.clock.advance(UNDO.total_seconds() + 1)
    await house.launching().tick()
    first, second, third, _ = await house.takes(4)
    await house.lands(first)
    await house.lands(second, state=DeliveryState.DEAD, reason="Forbidden: bot was blocked by the user")
    await house.lands(third, state=DeliveryState.DEAD, reason="Bad Request: wrong")
    async with house.db.transaction() as tx:
        await tx.ledger.recover(3, now=house.clock.now())
    await panels.tick()
    await tour.looks()
    await tour.presses_all(but=is_last_word)
    for press in [each for each in tour.known.values() if isinstance(each.callback, AskCorrection)]:
        await tour.presses(press)
        assert await tour.writes("Martedì")
    await tour.presses_all(but=is_last_word)


def is_last_word(callback: Callback) -> bool:
    """After which little else can be done."""
    last = isinstance(callback, _LAST)
    return last and getattr(callback, "sure", True)


_LAST = (
    Confirm
    | Undo
    | Discard
    | DropText
    | ApplyCorrection
    | Cancel
    | Recall
    | Withdraw
    | RemoveFeed
    | TryAgain
    | GiveUp
)


async def everything_again(tour: Tour) -> None:
    """Each button works for as long as its message stands there."""
    for press in tuple(tour.known.values()):
        await tour.presses(press)
    await tour.presses_all()


async def test_a_reader_gets_of_them_what_readers_get(
    telegram: Emulator,
    settled: Settled,
    language: Language,
    house: Station,
    bot: App,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await house.goes_out({IT: text("Buonasera")})
    anna = Tour(telegram, telegram.person("Anna", language), language, settled, ())
    (welcome,) = await anna.writes("/start")
    unknown = await stale_tap(telegram, anna.person, Press(welcome.message_id, "nothing"))
    before = await everything(house)
    forged = [sample.pack() for kind in kinds_for(Audience.ADMIN) for sample in samples(kind)]
    caplog.clear()
    for data in forged:
        assert await stale_tap(telegram, anna.person, Press(welcome.message_id, data)) == unknown
    assert caplog.messages.count("a reader tapped an editor's button") == len(forged)
    (nonsense,) = await anna.writes("/zzzzzzzz")
    commands = [command.name for command in COMMANDS if command.audience is Audience.ADMIN]
    for name in commands:
        (said,) = await anna.writes(f"/{name} 1")
        assert said.text.startswith(nonsense.text.splitlines()[0].replace("zzzzzzzz", name))
    assert caplog.messages.count("a reader gave an editor's command") == len(commands)
    assert await everything(house) == before


async def everything(house: Station) -> list[list[tuple[object, ...]]]:
    """What an editor's button could change."""
    tables = ("announcement", "announcement_text", "correction", "job", "delivery", "brief", "feed")
    return [await house.asks(f"SELECT * FROM {table}") for table in tables]


def samples(kind: type[Callback]) -> Iterator[Callback]:
    """A button of this kind with every yes and no, about the first of whatever it is about."""
    hints = get_type_hints(kind)
    values = [_values(hints[field.name]) for field in fields(kind)]
    return (kind(*each) for each in product(*values))


def _values(type_: object) -> tuple[object, ...]:
    if type_ is bool:
        return (False, True)
    if isinstance(type_, type) and issubclass(type_, StrEnum):
        return tuple(type_)
    texts = {Language: (IT,), str: ("it",)}
    return texts.get(type_, (1,))  # type: ignore[call-overload, no-any-return]


def refusals(telegram: Emulator) -> list[Call]:
    """What Telegram refused, but for edits that change nothing."""
    refused = [call for call in telegram.calls if call.status >= 400]
    return [call for call in refused if "message is not modified" not in call.description]
