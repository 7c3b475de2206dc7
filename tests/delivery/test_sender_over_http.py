"""The bulk path and the replies' path together, over real HTTP and on the real clock."""

import asyncio
import json
from urllib.parse import parse_qs

from aiohttp import web
from telegram.ext import ExtBot

from bot.clock import System
from bot.delivery.flooding import Flooding
from bot.delivery.gates import Gates
from bot.delivery.ledger import Call
from bot.delivery.limiter import Lanes
from bot.delivery.pace import Pace
from bot.delivery.sender import Sender
from bot.delivery.traffic import Traffic
from bot.model import Delivery
from bot.transport import form
from bot.transport.api import BotApi
from bot.transport.request import DirectRequest
from tests.delivery.memory_ledger import MemoryLedger
from tests.transport.pretend_server import TOKEN, PretendServer, pretending

SHARED = form.encode({"text": "Città & più", "parse_mode": "HTML"})


class Sharing:
    async def compose(self, delivery: Delivery) -> Call:
        return Call("sendMessage", {"chat_id": delivery.chat_id}, shared=SHARED)


def accepting(server: PretendServer, enough: int) -> asyncio.Event:
    """Accept every message; the event is set when so many have come."""
    seen = asyncio.Event()

    async def accept(request: web.Request) -> web.StreamResponse:
        if len(server.asked) >= enough:
            seen.set()
        chat = int(parse_qs(server.asked[-1].body.decode())["chat_id"][0])
        message = {"message_id": len(server.asked), "date": 0, "chat": {"id": chat, "type": "private"}}
        return web.Response(text=json.dumps({"ok": True, "result": message}))

    server.answering = accept
    return seen


async def test_bulk_and_replies_share_the_wire_and_everything_is_recorded() -> None:
    ledger, clock = MemoryLedger(), System()
    ledger.plan(range(1, 21))
    pace, gates, flooding = Pace(1000, ceiling=1000), Gates(), Flooding()
    async with pretending() as server, DirectRequest() as request:
        seen = accepting(server, 21)
        limiter = Lanes(clock, pace, gates, flooding)
        replies = ExtBot(TOKEN, base_url=f"{server.root}/bot", request=request, rate_limiter=limiter)
        sender = Sender(
            ledger=ledger,
            composer=Sharing(),
            api=BotApi(request, TOKEN, root=server.root),
            clock=clock,
            traffic=Traffic(clock, pace, gates, flooding),
            epoch=1,
        )
        running = asyncio.create_task(sender.run())
        reply = await replies.send_message(99, "subito")
        await asyncio.wait_for(seen.wait(), 5)
        await sender.stop()
        await running
    assert reply.chat.id == 99
    assert ledger.states() == {"sent": 20}
    bodies = [parse_qs(asked.body.decode()) for asked in server.asked]
    assert sorted(int(body["chat_id"][0]) for body in bodies) == [*range(1, 21), 99]
    assert {body["text"][0] for body in bodies} == {"Città & più", "subito"}
    ledger.close()
