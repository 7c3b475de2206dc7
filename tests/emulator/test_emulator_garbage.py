"""Whatever a bot sends, the emulator answers with a result or a refusal, never with a failure of its own."""

import asyncio
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.emulator.answering import Answer, answer
from bot.emulator.args import Args, as_argument
from bot.emulator.casting import group, person
from bot.emulator.clock import Clock
from bot.emulator.methods import METHODS
from bot.emulator.speaking import Where, Words, say
from bot.emulator.stage import Stage, new_stage

NAMES = [
    "chat_id",
    "from_chat_id",
    "user_id",
    "message_id",
    "message_ids",
    "message_thread_id",
    "text",
    "parse_mode",
    "entities",
    "caption",
    "caption_entities",
    "media",
    "photo",
    "document",
    "reply_markup",
    "reply_parameters",
    "link_preview_options",
    "commands",
    "scope",
    "language_code",
    "menu_button",
    "results",
    "button",
    "reaction",
    "rich_message",
    "url",
    "secret_token",
    "offset",
    "limit",
    "timeout",
    "allowed_updates",
    "file_id",
    "name",
    "callback_query_id",
    "inline_query_id",
    "inline_message_id",
    "latitude",
    "longitude",
    "action",
]
KEYS = [
    "type",
    "text",
    "url",
    "offset",
    "length",
    "user",
    "id",
    "callback_data",
    "inline_keyboard",
    "keyboard",
    "media",
    "message_id",
    "chat_id",
    "user_id",
    "command",
    "description",
    "quote",
    "web_app",
    "html",
    "blocks",
    "style",
    "input_message_content",
    "message_text",
    "reply_markup",
    "start_parameter",
    "custom_emoji_id",
    "unix_time",
]
WORDS = [
    "",
    "x",
    "1",
    "7",
    "-1",
    "bold",
    "text_link",
    "photo",
    "HTML",
    "<b>x</b>",
    "chat",
    "ex.com",
    "\ud800",
    "٣",
    "²",
]
LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(WORDS) | st.text(max_size=3)
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=8,
)
PARAMS = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=6)


async def still(_seconds: float) -> None:
    """Sleeping that takes no time."""


def stage() -> Stage:
    """A Telegram with a person, a group and a message in it."""
    made = new_stage("1:test", clock=Clock(sleep=still), record="full", username="b", first_update_id=None)
    anna = person(made, id=7)
    say(made, anna, Words("/start"), Where())
    group(made, "G", [anna])
    return made


async def asked(method: str, params: dict[str, object]) -> Answer:
    values = {
        "chat_id": "7",
        "message_id": "1",
        **{name: as_argument(value) for name, value in params.items()},
    }
    return await answer(stage(), method, Args(values))


@pytest.mark.parametrize("method", sorted(set(METHODS) - {"getupdates"}))
@settings(max_examples=8, deadline=None, derandomize=True)
@given(params=PARAMS)
def test_garbage_is_answered(method: str, params: dict[str, object]) -> None:
    given = asyncio.run(asked(method, params))
    assert given.status < 500
    assert json.loads(given.encoded())["ok"] is (given.status == 200)


def keyboard(**button: object) -> dict[str, object]:
    return {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "A", **button}]]}}


ONCE_FAILED: list[tuple[str, dict[str, object]]] = [
    ("getmycommands", {"scope": {"type": []}}),
    ("sendmessage", keyboard(callback_data=5)),
    ("sendmessage", keyboard(url=5)),
    ("sendmessage", keyboard(url="http://ex.com:" + "0" * 5000)),
    ("sendmessage", keyboard(pay=float("nan"))),
    ("sendmessage", {"text": "x", "reply_markup": {"keyboard": [[{"text": "A", "web_app": 5}]]}}),
    ("sendmessage", {"text": "x", "chat_id": "²"}),
    ("deletemessages", {"message_ids": ["²"]}),
]


@pytest.mark.parametrize(("method", "params"), ONCE_FAILED)
async def test_what_once_failed(method: str, params: dict[str, object]) -> None:
    given = await asked(method, params)
    assert given.status < 500
    assert "NaN" not in given.encoded().decode()
