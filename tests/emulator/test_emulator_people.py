"""People speak, tap, ask, leave and come back, and the bot hears exactly what Telegram would tell it."""

import asyncio
from typing import Any

import pytest

from bot.emulator import Chat, Emulator, NoAnswer, User

from .conftest import Call, Hands, until

KEYBOARD = {
    "inline_keyboard": [[{"text": "Follow", "callback_data": "f:1"}, {"text": "Site", "url": "ex.com"}]]
}


async def updates(call: Call, telegram: Emulator) -> list[dict[str, Any]]:
    """Everything the bot has not heard yet."""
    result: list[dict[str, Any]] = (await call("getUpdates", offset=telegram.stage.updates.head)).result
    telegram.stage.updates.clear()
    return result


async def test_what_somebody_says_arrives_with_its_marks(telegram: Emulator, call: Call) -> None:
    ben = telegram.person("Ben", "fr", username="ben_42", last_name="B")
    await telegram.say(ben, "/tag #ucraina")
    message = (await updates(call, telegram))[0]["message"]
    assert message["from"] == {
        "id": ben.id,
        "is_bot": False,
        "first_name": "Ben",
        "last_name": "B",
        "username": "ben_42",
        "language_code": "fr",
    }
    assert message["chat"]["type"] == "private"
    assert [one["type"] for one in message["entities"]] == ["bot_command", "hashtag"]


async def test_speaking_starts_the_bot(telegram: Emulator, call: Call) -> None:
    ben = telegram.person("Ben")
    await telegram.say(ben, "x", entities=[])
    assert (await call("sendMessage", chat_id=ben.id, text="hi")).status == 200
    with pytest.raises(ValueError, match="nobody can say nothing"):
        await telegram.say(ben, "")


async def test_pictures_files_places_and_albums_arrive(telegram: Emulator, call: Call, anna: User) -> None:
    first = await telegram.send_photo(anna, caption="#a")
    await telegram.send_document(anna, "a.pdf", b"pdf")
    await telegram.share_location(anna, 1.5, 2.5)
    await telegram.send_album(anna, caption="two")
    await telegram.say(anna, "answer", reply_to=first)
    await telegram.say(anna, "answer", reply_to=first.message_id)
    said = [one["message"] for one in await updates(call, telegram)]
    assert [size["width"] for size in said[0]["photo"]] == [320, 1280]
    assert said[0]["caption_entities"][0]["type"] == "hashtag"
    assert said[1]["document"]["mime_type"] == "application/pdf"
    assert said[2]["location"] == {"latitude": 1.5, "longitude": 2.5}
    assert [one.get("caption") for one in said[3:5]] == ["two", None]
    assert said[3]["media_group_id"] == said[4]["media_group_id"]
    assert {one["reply_to_message"]["message_id"] for one in said[5:]} == {first.message_id}


async def test_a_tap_waits_for_the_answer(telegram: Emulator, call: Call, anna: User) -> None:
    await call("sendMessage", chat_id=anna.id, text="x", reply_markup=KEYBOARD)
    message = await telegram.next_message(anna)
    for button in ("Follow", "f:1"):
        tap = asyncio.create_task(telegram.tap(anna, message, button))
        await until(lambda: len(telegram.stage.updates) > 0)
        query = (await updates(call, telegram))[0]["callback_query"]
        assert (query["data"], query["from"]["id"], query["message"]["text"]) == ("f:1", anna.id, "x")
        answer = {"callback_query_id": query["id"], "text": "Followed", "show_alert": True}
        assert (await call("answerCallbackQuery", **answer)).result is True
        assert ((await tap).text, (await tap).show_alert) == ("Followed", True)
        again = await call("answerCallbackQuery", **answer)
        assert again.description.startswith("Bad Request: query is too old")


async def test_a_tap_that_leads_elsewhere_or_nowhere(telegram: Emulator, call: Call, anna: User) -> None:
    await call("sendMessage", chat_id=anna.id, text="x", reply_markup=KEYBOARD)
    message = await telegram.next_message(anna)
    assert (await telegram.tap(anna, message, "Site")).url == "http://ex.com/"
    with pytest.raises(LookupError, match="no button 'Nope' among"):
        await telegram.tap(anna, message, "Nope")
    with pytest.raises(NoAnswer, match="did not answer the tap on 'Follow'"):
        await telegram.tap(anna, message, "Follow", timeout=0.01)


async def test_a_tap_answered_too_late(telegram: Emulator, call: Call, hands: Hands, anna: User) -> None:
    await call("sendMessage", chat_id=anna.id, text="x", reply_markup=KEYBOARD)
    await call("deleteMessage", chat_id=anna.id, message_id=1)
    with pytest.raises(NoAnswer):
        await telegram.tap(anna, telegram.transcript(anna)[0], "Follow", timeout=0.01)
    query = (await updates(call, telegram))[0]["callback_query"]
    assert query["message"] == {"chat": query["message"]["chat"], "message_id": 1, "date": 0}
    hands.seconds += 151
    given = await call("answerCallbackQuery", callback_query_id=query["id"])
    assert given.description.startswith("Bad Request: query is too old")


async def test_inline_asking_choosing_and_editing(telegram: Emulator, call: Call, anna: User) -> None:
    group = telegram.group("G", [anna])
    telegram.stage.updates.clear()
    asking = asyncio.create_task(telegram.inline(anna, "ucraina", offset="10"))
    await until(lambda: len(telegram.stage.updates) > 0)
    query = (await updates(call, telegram))[0]["inline_query"]
    assert (query["query"], query["offset"], query["from"]["id"]) == ("ucraina", "10", anna.id)
    content = {"message_text": "<b>brief</b>", "parse_mode": "HTML"}
    result = {
        "type": "article",
        "id": "a",
        "title": "T",
        "input_message_content": content,
        "reply_markup": KEYBOARD,
    }
    plain = {"type": "article", "id": "b", "title": "U"}
    button = {"text": "Start", "start_parameter": "inline"}
    await call(
        "answerInlineQuery",
        inline_query_id=query["id"],
        results=[result, plain],
        button=button,
        next_offset="20",
    )
    found = await asking
    assert (found.titles, found.next_offset, found.button, found.cache_time) == (
        ["T", "U"],
        "20",
        button,
        300,
    )
    sent = await telegram.choose(anna, found.results[0], group, query=found.query)
    assert (sent.text, sent.data["via_bot"]["id"]) == ("brief", 1)
    chosen = (await updates(call, telegram))[0]["chosen_inline_result"]
    edit = {"inline_message_id": chosen["inline_message_id"], "text": "edited", "reply_markup": KEYBOARD}
    assert (await call("editMessageText", **edit)).result is True
    assert telegram.transcript(group)[-1].text == "edited"
    tap = asyncio.create_task(telegram.tap(anna, sent, "Follow"))
    await until(lambda: len(telegram.stage.updates) > 0)
    tapped = (await updates(call, telegram))[0]["callback_query"]
    assert (tapped["inline_message_id"], "message" in tapped) == (chosen["inline_message_id"], False)
    await call("answerCallbackQuery", callback_query_id=tapped["id"])
    await tap
    assert (await telegram.choose(anna, found.results[1])).text == "U"


async def test_an_inline_question_nobody_answers(telegram: Emulator, anna: User) -> None:
    with pytest.raises(NoAnswer, match="did not answer the inline question 'x'"):
        await telegram.inline(anna, "x", timeout=0.01)


async def test_blocking_is_told_once_and_a_blocker_is_silent(
    telegram: Emulator, call: Call, anna: User
) -> None:
    telegram.block(anna)
    telegram.block(anna)
    with pytest.raises(ValueError, match="has blocked the bot"):
        await telegram.say(anna, "x")
    assert len(await updates(call, telegram)) == 1


async def test_a_crowd_has_started_the_bot(telegram: Emulator, call: Call) -> None:
    crowd = telegram.crowd(50, "en")
    assert len({user.id for user in crowd}) == 50
    assert (await call("sendMessage", chat_id=crowd[-1].id, text="x")).status == 200


def test_a_place_may_be_named_in_many_ways(telegram: Emulator, anna: User) -> None:
    chat = telegram.stage.world.chats[anna.id]
    places: list[Chat | User | int] = [chat, anna, anna.id]
    assert {telegram.chat(place).id for place in places} == {anna.id}
    with pytest.raises(LookupError):
        telegram.chat(5)
