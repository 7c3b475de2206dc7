"""A look at a server of ours over real HTTP."""

from dataclasses import dataclass
from typing import Any

import aiohttp


@dataclass(frozen=True)
class Page:
    status: int
    content_type: str
    body: bytes
    json: Any


async def get(url: str) -> Page:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        is_json = answer.content_type == "application/json"
        content_type = answer.headers.get("Content-Type", "")
        return Page(
            answer.status, content_type, await answer.read(), await answer.json() if is_json else None
        )


async def post(url: str, body: object, **headers: str) -> int:
    """The status; underscores in header names stand for dashes."""
    spelt = {name.replace("_", "-"): value for name, value in headers.items()}
    async with aiohttp.ClientSession() as session, session.post(url, json=body, headers=spelt) as answer:
        return answer.status
