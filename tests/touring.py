"""A tour: somebody opens panel after panel and presses every button, also those that no panel shows any more.

Each press is answered within Telegram's bounds and in his language, and nothing breaks.
"""

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules

from bot.emulator import Answer, Chat, Emulator, Message, User
from bot.model import Language
from bot.render.packing import Callback, unpack
from handlers import taps
from handlers.command import Audience
from tests.english import english_in
from tests.talking import Settled

PATIENCE = 5.0
"""Seconds that an answer is waited for: it only decides how long a failure takes."""


def kinds_for(audience: Audience) -> set[type[Callback]]:
    """Every kind of button that is for somebody, whether or not its room is among those that are asked."""
    rooms = [import_module(f"{taps.__name__}.{each.name}") for each in iter_modules(taps.__path__)]
    found = [tap for room in rooms for tap in getattr(room, "TAPS", ())]
    return {tap.kind for tap in found if tap.audience is audience}


@dataclass(frozen=True)
class Press:
    """A button under a message of the bot's."""

    message_id: int
    data: str

    @property
    def callback(self) -> Callback:
        found = unpack(self.data)
        assert found is not None, self.data
        return found


@dataclass
class Tour:
    """What one person sees of the bot. `kinds` are the buttons that he tries; others lead elsewhere."""

    telegram: Emulator
    person: User
    language: Language
    settled: Settled
    kinds: Collection[type[Callback]]
    known: dict[str, Press] = field(default_factory=dict)
    """Every button that was ever shown, by what it says."""
    pressed: list[str] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    """Everything that was said to him, in the order in which he saw it."""
    _mark: int = 0

    async def writes(self, text: str, *, reply_to: Message | None = None) -> list[Message]:
        """He writes something; what the bot said to it."""
        await self.telegram.say(self.person, text, reply_to=reply_to)
        self.read.append(f"\n> {text}")
        return await self.looks()

    async def looks(self) -> list[Message]:
        """What is new in his chat, of which he reads every word."""
        await self.settled()
        changed = [each for each in self.telegram.transcript(self.person) if each.sequence > self._mark]
        said = [each for each in changed if each.from_bot and not each.deleted]
        for message in said:
            self._reads(message)
        self._mark = max((each.sequence for each in changed), default=self._mark)
        return said

    async def presses_all(self, *, but: Callable[[Callback], bool] = lambda _: False) -> None:
        """Every button that he has not pressed yet, and those to which they lead."""
        while left := [each for each in self.known.values() if each.data not in self.pressed]:
            following = next((each for each in left if not but(each.callback)), None)
            if following is None:
                return
            await self.presses(following)

    def shown(self, kind: type[Callback]) -> Press:
        """The button of this kind under the message that changed last among those that have one."""
        changed = sorted(self.telegram.transcript(self.person), key=lambda each: each.sequence)
        presses = [press for message in changed for press in _buttons(message)]
        return next(each for each in reversed(presses) if isinstance(each.callback, kind))

    async def presses(self, press: Press) -> Answer:
        """One button; its message may show others by now, as it does where a client is late."""
        self.pressed.append(press.data)
        answer = await stale_tap(self.telegram, self.person, press)
        self.read.append(f"\n[{press.data}] {answer.text}")
        said = await self.looks()
        assert said or answer.text or answer.url or self._changes_nothing(), f"{press.data} does nothing"
        self._understands(answer.text)
        return answer

    def _changes_nothing(self) -> bool:
        """Whether Telegram was told to show what it shows already: then the button did its work before."""
        return "message is not modified" in self.telegram.calls[-2].description

    def _reads(self, message: Message) -> None:
        self.read.append(f"{message.text}\n{message.buttons}")
        self._understands("\n".join([message.text, *(each for row in message.buttons for each in row)]))
        for press in _buttons(message):
            if isinstance(press.callback, tuple(self.kinds)):
                self.known.setdefault(press.data, press)

    def _understands(self, text: str) -> None:
        if self.language != "en":
            assert english_in(text, self.language) == (), text


def _buttons(message: Message) -> list[Press]:
    rows = message.data.get("reply_markup", {}).get("inline_keyboard", [])
    told = [button["callback_data"] for row in rows for button in row if "callback_data" in button]
    return [Press(message.message_id, data) for data in told]


async def stale_tap(telegram: Emulator, person: User, press: Press, *, chat: Chat | None = None) -> Answer:
    """A tap on a button that a message of his chat showed once, or never, whatever it shows now."""
    stage = telegram.stage
    place = chat or person
    query = stage.queries.ask(person.id, expires=stage.clock.now() + PATIENCE, chat_id=place.id)
    there = {each.message_id: each.data for each in telegram.transcript(place)}
    about = {"from": person.as_json(), "message": there[press.message_id], "chat_instance": "1"}
    stage.update("callback_query", {"id": query.id, **about, "data": press.data}, source=person.id)
    async with asyncio.timeout(PATIENCE):
        answer = await query.answer
    return Answer(answer["text"], answer["show_alert"], answer["url"])
