"""answerCallbackQuery, answerInlineQuery, setMessageReaction: what reacts to somebody."""

import re
from typing import Any

from .. import markup
from ..bodies import LONGEST_TEXT
from ..messages import Data
from ..queries import Query
from ..refusals import Refused
from ..stage import Request
from ..targets import Access, message_meant
from ..texts.characters import utf8_length
from ..texts.formatted import formatted
from ..texts.given import given_text
from .registry import Method

_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
_MOST_RESULTS, _LONGEST_PARAMETER, _LONGEST_ID, _LONGEST_TOAST = 50, 64, 64, 200


def answer_callback_query(request: Request) -> bool:
    """answerCallbackQuery: whoever tapped is told."""
    args = request.args
    if len(args.text("text")) > _LONGEST_TOAST:
        raise Refused("MESSAGE_TOO_LONG")
    query = _query(request, "callback_query_id")
    answer = {"text": args.text("text"), "show_alert": args.flag("show_alert"), "url": args.text("url")}
    _resolve(request, query, answer, "answer")
    return True


def answer_inline_query(request: Request) -> bool:
    """answerInlineQuery"""
    args = request.args
    button = _button(args.json("button", "Can't parse inline query results button JSON object"))
    results = args.json("results", "Can't parse inline query results JSON object") or []
    _check_results(results)
    query = _query(request, "inline_query_id")
    answer: Data = {
        "results": results,
        "next_offset": args.text("next_offset"),
        "is_personal": args.flag("is_personal"),
        "cache_time": args.number("cache_time", 300, low=0, high=24 * 3600),
        "button": button,
    }
    _resolve(request, query, answer, "inline")
    return True


def set_message_reaction(request: Request) -> bool:
    """setMessageReaction: checked and told to listeners."""
    raw = request.args.json("reaction", "Can't parse reaction types JSON object") or []
    if not isinstance(raw, list) or not all(isinstance(one, dict) and "type" in one for one in raw):
        raise Refused("Expected an Array of ReactionType")
    if len(raw) > 1:
        raise Refused("REACTIONS_TOO_MANY")
    chat, message = message_meant(request.world, request.args, Access.READ, "message to react")
    if request.stage.events.heard:
        what: Data = {"chat_id": chat.id, "message_id": message.message_id, "reaction": raw}
        request.stage.events.tell("reaction", what)
    return True


def _query(request: Request, name: str) -> Query:
    query = request.stage.queries.take(request.args.text(name).strip(), now=request.stage.clock.now())
    if query is None:
        raise Refused(_TOO_OLD)
    return query


def _resolve(request: Request, query: Query, answer: Data, kind: str) -> None:
    if not query.answer.done():
        query.answer.set_result(answer)
    if request.stage.events.heard:
        request.stage.events.tell(kind, {"user_id": query.user_id, "chat_id": query.chat_id, **answer})


def _button(raw: Any) -> Data | None:
    if raw is None:
        return None
    if not isinstance(raw, dict) or not isinstance(raw.get("text"), str):
        raise Refused("Object expected as inline query results button")
    parameter = raw.get("start_parameter", "")
    if len(str(parameter)) > _LONGEST_PARAMETER:
        raise Refused("too long start_parameter specified")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", str(parameter)):
        raise Refused("unallowed characters in start_parameter are used")
    return raw


def _check_results(results: object) -> None:
    if not isinstance(results, list):
        raise Refused("Expected an Array of inline query results")
    if len(results) > _MOST_RESULTS:
        raise Refused("Too many inline query results specified")
    seen: set[str] = set()
    for result in results:
        if not isinstance(result, dict):
            raise Refused("Can't parse inline query result: Inline query result must be an object")
        result_id = str(result.get("id", ""))
        if not 0 < utf8_length(result_id) <= _LONGEST_ID:
            raise Refused("RESULT_ID_INVALID")
        if result_id in seen:
            raise Refused("RESULT_ID_DUPLICATE")
        seen.add(result_id)
        _check_result(result)


def _check_result(result: Data) -> None:
    """What stands in a result is read like a message of its own."""
    try:
        if not result.get("type"):
            raise Refused('Can\'t find field "type"')
        content = result.get("input_message_content")
        if isinstance(content, dict) and "message_text" in content:
            _check_text(content)
        markup.accept(markup.inline_only(markup.read(result.get("reply_markup"))))
    except Refused as refused:
        raise Refused(f"Can't parse inline query result: {refused.text}") from refused


def _check_text(content: Data) -> None:
    text, mode = str(content["message_text"] or ""), str(content.get("parse_mode") or "")
    if not text:
        raise Refused("Message text is empty")
    if len(formatted(*given_text(text, mode, content.get("entities"))).text) > LONGEST_TEXT:
        raise Refused("Message is too long")


METHODS: dict[str, Method] = {
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
    "setMessageReaction": set_message_reaction,
}
