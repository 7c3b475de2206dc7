"""The program behind the bot, steered from the chat page, where somebody offers to."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.emulator.program import LONGEST_LEAP, add_program_routes

Browser = TestClient[web.Request, web.Application]


class Puppet:
    """A program that notes what is done to it."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def state(self) -> dict[str, Any]:
        return {"state": "running", "done": self.done}

    async def kill(self) -> None:
        self.done.append("kill")

    async def restart(self) -> None:
        self.done.append("restart")

    def move_clock(self, seconds: float) -> None:
        self.done.append(f"clock {seconds:g}")


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    app = web.Application()
    add_program_routes(app, Puppet())
    async with TestClient(TestServer(app)) as client:
        yield client


async def posted(browser: Browser, act: str, **fields: Any) -> tuple[int, Any]:
    async with browser.post(f"/control/program/{act}", json=fields) as answer:
        return answer.status, await answer.json()


async def test_every_act_answers_with_the_state_after_it(browser: Browser) -> None:
    for act in ("kill", "restart"):
        status, told = await posted(browser, act)
        assert (status, told["done"][-1]) == (200, act)
    assert (await posted(browser, "clock", seconds=600))[1]["done"][-1] == "clock 600"
    async with browser.get("/control/program") as answer:
        assert await answer.json() == {"state": "running", "done": ["kill", "restart", "clock 600"]}


@pytest.mark.parametrize("seconds", [0, -1, LONGEST_LEAP + 1, "soon", None, True])
async def test_the_clock_goes_ahead_only_and_not_for_ever(browser: Browser, seconds: object) -> None:
    status, told = await posted(browser, "clock", seconds=seconds)
    assert status == 400
    assert told["error"]
    async with browser.get("/control/program") as answer:
        assert (await answer.json())["done"] == []


async def test_only_this_machine_may_do_it(browser: Browser) -> None:
    foreign = {"Origin": "http://evil.example"}
    for path in ("kill", "restart", "clock"):
        async with browser.post(f"/control/program/{path}", json={}, headers=foreign) as answer:
            assert answer.status == 403
    async with browser.get("/control/program", headers=foreign) as answer:
        assert answer.status == 403
