"""The stage: everything one emulated Telegram consists of, in one hand.

request → faults → limits → method → world → events, transcripts, log; people → world → updates → the bot.
"""

import itertools
from dataclasses import dataclass, field
from typing import Any

from .args import Args
from .chats import Chat
from .clock import Clock
from .events import Events
from .faults import Faults
from .files import Files
from .limits import Limits
from .log import Log, Record
from .messages import Data, Message
from .people import User
from .polling import Polling
from .profile import Profile
from .queries import Queries
from .updates import Updates
from .waiting import Waiting
from .webhook import Webhook
from .world import World


@dataclass(slots=True)
class Stage:
    """The parts, and the few acts that several of them share. `version` rises when something happens."""

    token: str
    clock: Clock
    world: World
    updates: Updates
    polling: Polling
    webhook: Webhook
    log: Log
    limits: Limits
    faults: Faults
    events: Events = field(default_factory=Events)
    files: Files = field(default_factory=Files)
    queries: Queries = field(default_factory=Queries)
    profile: Profile = field(default_factory=Profile)
    waiting: Waiting = field(default_factory=Waiting)
    latency: float = 0.0
    privacy: bool = True
    version: int = 0
    album_ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(13_000_000_000_000_001))

    @property
    def bot(self) -> User:
        """The bot's own account."""
        return self.world.bot

    @property
    def keeps_all(self) -> bool:
        """Whether transcripts, history and events are kept, not only counts."""
        return self.log.record == "full"

    def time(self) -> int:
        """Whole seconds since 1970."""
        return int(self.clock.now())

    def go_on(self, *, album: int) -> None:
        """Number the albums to come from here."""
        self.album_ids = itertools.count(album + 1)

    def announce(self, kind: str, chat: Chat, message: Message) -> None:
        """Tell of a new, edited or deleted message."""
        self.version += 1
        if not self.keeps_all:
            return
        if message.from_bot and not message.deleted:
            chat.journal.append(message)
            self.waiting.wake(chat.id)
        if self.events.heard:
            self.events.tell(kind, message.as_control())

    def update(self, kind: str, body: Data, *, source: int) -> None:
        """Queue an update for the bot."""
        self.version += 1
        update = self.updates.push(kind, body, source=source)
        if update is not None and self.events.heard:
            self.events.tell("update", update.body)


@dataclass(frozen=True, slots=True)
class Request:
    """One call on its way to its method."""

    stage: Stage
    method: str
    args: Args

    @property
    def world(self) -> World:
        """Who and what there is."""
        return self.stage.world


@dataclass(frozen=True, slots=True)
class Said:
    """A result that comes with a description."""

    result: Any
    description: str


def new_stage(
    token: str, *, clock: Clock, record: Record, username: str, first_update_id: int | None
) -> Stage:
    """A Telegram in which the bot of this token exists, and nobody else."""
    bot = User(bot_id_of(token), "Strillone", username=username, is_bot=True)
    updates, limits = Updates(clock, first_id=first_update_id), Limits(clock)
    return Stage(
        token=token,
        clock=clock,
        world=World(bot, keeps_history=record == "full"),
        updates=updates,
        polling=Polling(updates, clock, limits),
        webhook=Webhook(updates, clock),
        log=Log(record),
        limits=limits,
        faults=Faults(clock),
    )


def bot_id_of(token: str) -> int:
    """The id of the bot a token belongs to: the digits before its colon."""
    digits = token.partition(":")[0]
    return int(digits) if digits.isascii() and digits.isdigit() else 1
