import json
from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import NetworkError, RetryAfter, TelegramError

from bot.transport import form
from bot.transport.answers import result
from bot.transport.api import BotApi
from bot.transport.errors import InDoubt, Unencodable, wait_of
from bot.transport.request import DirectRequest
from tests.transport.pretend_server import TOKEN, PretendServer

REFUSALS = [
    (400, {"description": "Bad Request: chat not found"}),
    (400, {"description": "Bad Request: BUTTON_DATA_INVALID"}),
    (400, {"description": "Bad Request: upgraded", "parameters": {"migrate_to_chat_id": -1001}}),
    (401, {"description": "Unauthorized"}),
    (403, {"description": "Forbidden: bot was blocked by the user"}),
    (404, {"description": "Not Found: method not found"}),
    (409, {"description": "Conflict: terminated by other getUpdates request"}),
    (413, {"description": "Request Entity Too Large"}),
    (429, {"description": "Too Many Requests: retry after 7", "parameters": {"retry_after": 7}}),
    (500, {"description": "Internal Server Error: restart"}),
]


@pytest.fixture
def api(server: PretendServer, request_: DirectRequest) -> BotApi:
    return BotApi(request_, TOKEN, root=server.root + "/")


async def test_a_call_is_a_form_and_its_result_an_object(api: BotApi, server: PretendServer) -> None:
    answer = await api.call("sendMessage", {"chat_id": -7, "text": "è & più", "protect_content": True})
    assert answer == {"message_id": 1}
    asked = server.asked[0]
    assert (asked.method, asked.path) == ("POST", f"/bot{TOKEN}/sendMessage")
    assert asked.content_type == "application/x-www-form-urlencoded"
    assert parse_qs(asked.body.decode()) == {
        "chat_id": ["-7"],
        "text": ["è & più"],
        "protect_content": ["true"],
    }


async def test_what_many_share_is_encoded_once_and_sent_with_each(api: BotApi, server: PretendServer) -> None:
    shared = form.encode({"text": "ciao", "reply_markup": {"inline_keyboard": []}, "parse_mode": None})
    await api.call("sendMessage", {"chat_id": 7}, shared=shared)
    fields = parse_qs(server.asked[0].body.decode())
    assert fields == {"chat_id": ["7"], "text": ["ciao"], "reply_markup": ['{"inline_keyboard": []}']}


@pytest.mark.parametrize(("status", "said"), REFUSALS)
async def test_a_refusal_is_the_error_python_telegram_bot_makes_of_it(
    status: int, said: dict[str, Any], api: BotApi, server: PretendServer, request_: DirectRequest
) -> None:
    server.answers(status, json.dumps({"ok": False, "error_code": status, **said}))
    with pytest.raises(TelegramError) as theirs:
        await request_.post(f"{server.root}/bot{TOKEN}/sendMessage")
    with pytest.raises(TelegramError) as ours:
        await api.call("sendMessage", {"chat_id": 7})
    assert (type(ours.value), str(ours.value)) == (type(theirs.value), str(theirs.value))


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b""),
        (200, b"<html>"),
        (200, b"[]"),
        (200, b'{"ok": true}'),
        (200, b'{"ok": false, "result": {}}'),
        (200, b"[" * 100_000),
        (502, b"<html>Bad Gateway"),
        (504, b""),
    ],
)
def test_what_is_no_answer_of_the_server_leaves_the_call_in_doubt(status: int, body: bytes) -> None:
    with pytest.raises(InDoubt):
        result(status, body)


@pytest.mark.parametrize("body", [b"", b"null", b'{"parameters": 5}', b'{"description": null}', b"\xff"])
def test_a_refusal_in_no_known_shape_is_still_a_refusal(body: bytes) -> None:
    with pytest.raises(NetworkError, match="HTTP 500"):
        result(500, body)


@pytest.mark.parametrize(
    ("asked", "seconds"), [(10**30, 86_400), (-5, 1), (True, 1), ("9", 1), (0, 1), (61, 61)]
)
def test_a_flood_wait_is_a_sane_number_of_seconds(asked: object, seconds: float) -> None:
    body = json.dumps({"ok": False, "parameters": {"retry_after": asked}}).encode()
    with pytest.raises(RetryAfter) as raised:
        result(429, body)
    assert wait_of(raised.value) == seconds


async def test_a_value_that_has_no_form_sends_nothing(api: BotApi, server: PretendServer) -> None:
    with pytest.raises(Unencodable):
        await api.call("sendMessage", {"chat_id": 7, "entities": {1, 2}})
    assert server.asked == []


async def test_half_a_character_does_not_cost_the_message(api: BotApi, server: PretendServer) -> None:
    await api.call("sendMessage", {"chat_id": 7, "text": "a\ud83d b"})
    assert parse_qs(server.asked[0].body.decode())["text"] == ["a? b"]


def test_it_never_shows_its_token(request_: DirectRequest) -> None:
    assert TOKEN not in repr(BotApi(request_, TOKEN))


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=60), max_size=4))
def test_every_text_is_quoted_as_everybody_quotes_it(fields: dict[str, str]) -> None:
    assert form.encode(fields) == urlencode(fields, errors="replace").encode()


@given(st.dictionaries(st.from_regex("[a-z_]{1,9}", fullmatch=True), st.integers() | st.none(), max_size=4))
def test_numbers_alone_are_a_form_as_well(fields: dict[str, int | None]) -> None:
    given_ones = {name: value for name, value in fields.items() if value is not None}
    assert form.encode(fields) == urlencode(given_ones).encode()
