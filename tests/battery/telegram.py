"""The pretend Telegram as a process of its own: it counts, and what it counts is the truth.

It outlives every kill of the bot, carries out each call that has arrived, and is steered over HTTP.
"""

from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientTimeout

from bot.emulator import ALWAYS
from tests.battery.nursery import Nursery
from tests.battery.processes import PATIENCE, Child

TOKEN = "1:battery"

ANNOUNCED = "Avviso"
"""The word before its name with which every announcement begins here, in every language."""
_COPIES = ("Il vertice ", "I brief di ", f"{ANNOUNCED} ")
"""How a brief of the battery begins, and how a digest does, for its readers, whose clients are Italian."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One call of the bot. Instants are seconds since 1970; status 0 is a dropped connection."""

    chat_id: int
    text: str
    status: int
    began: float
    ended: float
    silent: bool


class Telegram:
    """Verbs of its control API."""

    def __init__(self, session: ClientSession, url: str) -> None:
        self._session = session
        self.url = url

    async def crowd(self, count: int) -> list[int]:
        """So many people who have started the bot; their chats."""
        found: list[int] = (await self._post("crowd", count=count))["ids"]
        return found

    async def person(self, name: str, *, id: int) -> int:
        await self._post("person", first_name=name, language_code="it", id=id, started=True)
        return id

    async def group(self, title: str, kind: str = "group") -> int:
        """A group with the bot in it; its chat."""
        return int((await self._post("group", title=title, kind=kind))["id"])

    async def says(self, person: int, text: str) -> int:
        """Somebody writes to the bot; the place of his words in the order of everything."""
        return int((await self._post("say", user_id=person, text=text))["sequence"])

    async def taps(self, person: int, message_id: int, button: str) -> str:
        """Somebody presses a button, named by its text or by what it says to the bot; what it answers him."""
        fields = {"user_id": person, "message_id": message_id, "button": button, "timeout": 30.0}
        return str((await self._post("tap", **fields))["text"])

    async def leaves_buttons(self, chat: int, *buttons: str) -> int:
        """A message of the bot's whose buttons say this to it, as one of former days may still stand."""
        keys = [[{"text": f"{number}.", "callback_data": each} for number, each in enumerate(buttons)]]
        fields = {"chat_id": chat, "text": "…", "reply_markup": {"inline_keyboard": keys}}
        async with self._session.post(f"{self.url}/bot{TOKEN}/sendMessage", json=fields) as answer:
            return int((await answer.json())["result"]["message_id"])

    async def act(self, name: str, **fields: object) -> Any:
        """`block`, `deactivate`, `upgrade`, …"""
        return await self._post(name, **fields)

    async def fault(self, *, times: int = ALWAYS, **fields: object) -> None:
        """From now on this goes wrong with messages, so many times."""
        await self._post("faults", **{"method": "sendMessage", "times": times, **fields})

    async def mend(self) -> None:
        """Nothing goes wrong any more."""
        async with self._session.delete(f"{self.url}/control/faults") as answer:
            answer.raise_for_status()

    async def latency(self, seconds: float) -> None:
        await self._post("latency", seconds=seconds)

    async def limits(self, **values: float) -> None:
        await self._post("limits", **values)

    async def forget_updates(self) -> None:
        """What the bot has not fetched yet is dropped, as after a day."""
        address = f"{self.url}/bot{TOKEN}/deleteWebhook"
        async with self._session.post(address, json={"drop_pending_updates": True}) as answer:
            answer.raise_for_status()

    async def copies(self, text: str) -> Counter[int]:
        """How often briefs and digests with these words arrived, by chat."""
        counted: Counter[int] = Counter()
        for one in (await self._get("counts", text=text))["deliveries"]:
            if is_copy(one["text"]):
                counted[one["chat_id"]] += one["count"]
        return counted

    async def transcript(self, chat: int) -> list[dict[str, Any]]:
        """The messages of a chat as they stand, oldest first."""
        found: list[dict[str, Any]] = await self._get("transcript", chat_id=str(chat))
        return found

    async def copies_in(self, chat: int, text: str) -> list[dict[str, Any]]:
        """The bot's messages in a chat that begin so now, those that were deleted among them."""
        told = await self.transcript(chat)
        return [message for message in told if message["from_bot"] and message["text"].startswith(text)]

    async def sends(self, text: str = "") -> list[Sent]:
        """The messages that the bot sent or tried to send, with these words in them, by when they began."""
        calls = await self._get("log", method="sendMessage")
        found = (_sent(call) for call in calls)
        return sorted((one for one in found if text in one.text), key=lambda one: one.began)

    async def since_answer(self, text: str) -> list[Sent]:
        """The messages with these words that the bot began to send after it had answered the last tap."""
        *_, answer = await self._get("log", method="answerCallbackQuery")
        answered_at = answer["time"] - answer["ms"] / 1000
        return [one for one in await self.sends(text) if one.began > answered_at]

    async def taps_and_goes(self, person: int, message_id: int, button: str) -> None:
        """The same, by somebody who does not wait for the answer."""
        fields = {"user_id": person, "message_id": message_id, "button": button, "timeout": 0}
        async with self._session.post(f"{self.url}/control/tap", json=fields):
            pass

    async def _post(self, act: str, **fields: object) -> Any:
        async with self._session.post(f"{self.url}/control/{act}", json=fields) as answer:
            body = await answer.json()
            assert answer.status == 200, body
            return body

    async def _get(self, view: str, **query: str) -> Any:
        async with self._session.get(f"{self.url}/control/{view}", params=query) as answer:
            body = await answer.json()
            assert answer.status == 200, body
            return body


def is_copy(text: str) -> bool:
    """Whether a message is a brief, a digest or an announcement: what lists, panels and alerts say of them is
    no copy.
    """
    return text.startswith(_COPIES)


def _sent(call: dict[str, Any]) -> Sent:
    params, ended = call["params"], call["time"]
    return Sent(
        chat_id=int(params["chat_id"]),
        text=str(params.get("text", "")),
        status=call["status"],
        began=ended - call["ms"] / 1000,
        ended=ended,
        silent=str(params.get("disable_notification", "")).lower() == "true",
    )


def longest_halt(sends: Iterable[Sent]) -> float:
    """The longest time, in seconds, between the beginnings of two messages."""
    began = sorted(one.began for one in sends)
    return max((later - earlier for earlier, later in pairwise(began)), default=0.0)


@asynccontextmanager
async def pretending(
    folder: Path, *, record: str = "full", nursery: Nursery | None = None
) -> AsyncIterator[Telegram]:
    """`python -m bot.emulator` runs; `record="counts"` keeps no log of calls, for long runs."""
    arguments = ("bot.emulator", "--port", "0", "--token", TOKEN, "--record", record)
    child = await Child.start(*arguments, folder=folder, nursery=nursery)
    try:
        async with ClientSession(timeout=ClientTimeout(total=PATIENCE)) as session:
            yield Telegram(session, child.first_line.removeprefix("emulator at "))
    finally:
        await child.kill()
