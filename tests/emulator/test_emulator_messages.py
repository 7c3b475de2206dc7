"""What the bot sends stands in the chat as the real server would put it there."""

from typing import Any

import aiohttp
import pytest

from bot.emulator import Emulator, Message, NoAnswer, User
from bot.emulator.bounds import BOUNDS

from .conftest import TOKEN, Call, Hands

KEYBOARD = {"inline_keyboard": [[{"text": "A", "callback_data": "a", "style": "Primary"}]]}


async def test_a_message_as_the_bot_api_gives_it(call: Call, anna: User, hands: Hands) -> None:
    given = await call("sendMessage", chat_id=str(anna.id), text="<b>Hi</b>", parse_mode="HTML")
    assert given.body == {
        "ok": True,
        "result": {
            "message_id": 1,
            "from": {"id": 1, "is_bot": True, "first_name": "Strillone", "username": "strillone_bot"},
            "chat": {"id": anna.id, "first_name": "Anna", "type": "private"},
            "date": int(hands.seconds),
            "text": "Hi",
            "entities": [{"offset": 0, "length": 2, "type": "bold"}],
        },
    }


async def test_the_transcript_shows_a_message_as_a_reader_sees_it(
    telegram: Emulator, call: Call, anna: User
) -> None:
    asked = await telegram.say(anna, "/latest")
    preview = {
        "url": "https://ex.com/",
        "prefer_large_media": True,
        "show_above_text": True,
        "is_disabled": False,
    }
    await call(
        "sendMessage",
        chat_id=anna.id,
        text="See <a href='https://ex.com'>this</a>",
        parse_mode="HTML",
        reply_markup=KEYBOARD,
        link_preview_options=preview,
        reply_parameters={"message_id": asked.message_id},
        disable_notification=True,
    )
    message = await telegram.next_message(anna)
    assert (message.text, message.html) == ("See this", 'See <a href="https://ex.com/">this</a>')
    assert message.buttons == [["A"]]
    assert message.data["reply_markup"]["inline_keyboard"][0][0]["style"] == "primary"
    assert message.link_preview == {
        "url": "https://ex.com/",
        "prefer_large_media": True,
        "show_above_text": True,
    }
    assert (message.reply_to, message.silent, message.from_bot) == (asked.message_id, True, True)
    assert [one.text for one in telegram.transcript(anna)] == ["/latest", "See this"]


async def test_edits_are_remembered_and_a_deletion_is_marked(
    telegram: Emulator, call: Call, anna: User
) -> None:
    there = {"chat_id": anna.id, "message_id": 1}
    await call("sendMessage", chat_id=anna.id, text="one", reply_markup=KEYBOARD)
    first = await telegram.next_message(anna)
    await call("editMessageText", **there, text="two", reply_markup=KEYBOARD)
    await call("editMessageReplyMarkup", **there)
    second = await telegram.next_message(anna, after=first)
    third = await telegram.next_message(anna, after=second)
    assert [(one.text, one.buttons) for one in (first, second, third)] == [
        ("one", [["A"]]),
        ("two", [["A"]]),
        ("two", []),
    ]
    assert [one.text for one in third.edited] == ["one", "two"]
    await call("deleteMessage", **there)
    assert [(one.text, one.deleted) for one in telegram.transcript(anna)] == [("two", True)]
    assert (await call("editMessageText", **there, text="x")).description.endswith(
        "message to edit not found"
    )


async def test_waiting_is_by_event_and_ends_in_time(telegram: Emulator, call: Call, anna: User) -> None:
    with pytest.raises(NoAnswer, match=r"said nothing in 'Anna' within 0\.01 s"):
        await telegram.next_message(anna, timeout=0.01)
    await call("sendMessage", chat_id=anna.id, text="before")
    await telegram.say(anna, "/start")
    with pytest.raises(NoAnswer):
        await telegram.next_message(anna, timeout=0.01)


async def test_a_message_of_nothing_but_4096_signs_passes(call: Call, anna: User) -> None:
    text = "<b>" + "😀" * 4096 + "</b>"
    given = await call("sendMessage", chat_id=anna.id, text=text, parse_mode="HTML")
    assert given.result["entities"] == [{"offset": 0, "length": 8192, "type": "bold"}]


async def test_the_legacy_way_to_switch_the_preview_off(call: Call, anna: User) -> None:
    given = await call("sendMessage", chat_id=anna.id, text="ex.com", disable_web_page_preview="True")
    assert given.result["link_preview_options"] == {"is_disabled": True}


async def test_an_optional_reply_to_a_missing_message(call: Call, anna: User) -> None:
    reply = {"message_id": 9, "allow_sending_without_reply": True}
    given = await call("sendMessage", chat_id=anna.id, text="x", reply_parameters=reply)
    assert "reply_to_message" not in given.result
    assert (await call("sendMessage", chat_id=anna.id, text="x", reply_parameters={})).status == 200


async def test_a_reply_across_chats_is_an_external_one(telegram: Emulator, call: Call, anna: User) -> None:
    group = telegram.group("G", [anna])
    asked = await telegram.say(anna, "/x", chat=group)
    reply = {"message_id": asked.message_id, "chat_id": group.id, "quote": "/x"}
    given = await call("sendMessage", chat_id=anna.id, text="x", reply_parameters=reply)
    assert given.result["external_reply"]["origin"]["sender_user"]["id"] == anna.id
    assert given.result["quote"]["text"] == "/x"


async def test_buttons_without_text_and_beyond_the_edge_are_dropped(call: Call, anna: User) -> None:
    rows = [[{"text": "", "callback_data": "a"}], [{"text": str(n), "callback_data": "a"} for n in range(14)]]
    given = await call("sendMessage", chat_id=anna.id, text="x", reply_markup={"inline_keyboard": rows})
    kept = given.result["reply_markup"]["inline_keyboard"]
    assert [[button["text"] for button in row] for row in kept] == [[str(n) for n in range(12)]]
    given = await call("sendMessage", chat_id=anna.id, text="x", reply_markup={"inline_keyboard": rows[:1]})
    assert "reply_markup" not in given.result


@pytest.mark.parametrize(
    "action",
    [
        {"url": "https://ex.com/"},
        {"url": "tg://user?id=5"},
        {"switch_inline_query": ""},
        {"switch_inline_query_chosen_chat": {"query": "x", "allow_user_chats": True}},
        {"copy_text": {"text": "x"}},
        {"login_url": {"url": "https://ex.com/"}},
        {"web_app": {"url": "https://ex.com/"}},
        {"pay": True},
    ],
)
async def test_every_kind_of_button(call: Call, anna: User, action: dict[str, Any]) -> None:
    button = {"text": "A", "icon_custom_emoji_id": "5", **action}
    given = await call("sendMessage", chat_id=anna.id, text="x", reply_markup={"inline_keyboard": [[button]]})
    assert given.result["reply_markup"]["inline_keyboard"] == [[button]]


@pytest.mark.parametrize(
    ("markup", "rows"),
    [
        ({"keyboard": [["a", {"text": "b", "request_location": True}]]}, [["a", "b"]]),
        ({"remove_keyboard": True}, []),
        ({"force_reply": True}, []),
        ({}, []),
    ],
)
async def test_a_reply_keyboard_is_seen_by_people_only(
    telegram: Emulator, call: Call, anna: User, markup: dict[str, Any], rows: list[list[str]]
) -> None:
    given = await call("sendMessage", chat_id=anna.id, text="x", reply_markup=markup)
    assert "reply_markup" not in given.result
    assert telegram.transcript(anna)[0].keyboard == rows


async def test_groups_supergroups_topics_and_channels(telegram: Emulator, call: Call, anna: User) -> None:
    forum = telegram.group("F", [anna], kind="supergroup", forum=True, username="forum")
    thread = telegram.topic(forum, "Ucraina")
    channel = telegram.group("C", kind="channel")
    in_topic = (await call("sendMessage", chat_id="@Forum", text="x", message_thread_id=thread)).result
    assert (in_topic["message_thread_id"], in_topic["is_topic_message"]) == (thread, True)
    assert in_topic["chat"]["is_forum"] is True
    answered = {"chat_id": forum.id, "text": "y", "reply_parameters": {"message_id": in_topic["message_id"]}}
    assert (await call("sendMessage", **answered)).result["message_thread_id"] == thread
    assert "message_thread_id" not in (await call("sendMessage", chat_id=forum.id, text="General")).result
    post = (await call("sendMessage", chat_id=channel.id, text="x")).result
    assert (post["sender_chat"]["id"], "from" in post) == (channel.id, False)
    with pytest.raises(ValueError, match="has no topics"):
        telegram.topic(channel, "x")


async def test_forwarding_and_copying(telegram: Emulator, call: Call, anna: User) -> None:
    group, channel = telegram.group("G", [anna]), telegram.group("C", kind="channel")
    said = await telegram.say(anna, "/x")
    post = (await call("sendPhoto", chat_id=channel.id, photo="ex.com/x.jpg", caption="old")).result[
        "message_id"
    ]
    there = {"chat_id": group.id, "from_chat_id": anna.id, "message_id": said.message_id}
    forwarded = (await call("forwardMessage", **there)).result
    assert forwarded["forward_origin"]["sender_user"]["id"] == anna.id
    again = {"chat_id": anna.id, "from_chat_id": group.id, "message_id": forwarded["message_id"]}
    assert (await call("forwardMessage", **again)).result["forward_origin"] == forwarded["forward_origin"]
    from_channel = {"chat_id": anna.id, "from_chat_id": channel.id, "message_id": post}
    assert (await call("forwardMessage", **from_channel)).result["forward_origin"]["type"] == "channel"
    assert set((await call("copyMessage", **there)).result) == {"message_id"}
    await call("copyMessage", **from_channel, caption="<i>new</i>", parse_mode="HTML")
    copy = telegram.transcript(anna)[-1]
    assert (copy.html, "forward_origin" in copy.data, "photo" in copy.data) == ("<i>new</i>", False, True)
    many = {"chat_id": group.id, "from_chat_id": channel.id, "message_ids": [post, 999]}
    assert len((await call("copyMessages", **many)).result) == 1


async def test_several_deletions_pass_over_what_is_missing(
    telegram: Emulator, call: Call, anna: User
) -> None:
    for text in "ab":
        await call("sendMessage", chat_id=anna.id, text=text)
    assert (await call("deleteMessages", chat_id=anna.id, message_ids=[1, 9, 2])).result is True
    assert all(one.deleted for one in telegram.transcript(anna))


async def test_arguments_come_in_every_shape(
    telegram: Emulator, session: aiohttp.ClientSession, anna: User
) -> None:
    url = f"{telegram.url}/bot{TOKEN}"
    for request in (
        session.get(f"{url}/sendMessage", params={"chat_id": anna.id, "text": "è"}),
        session.post(f"{url}/SENDMESSAGE/", data={"chat_id": anna.id, "text": "è"}),
        session.post(f"{url}/test/sendMessage?text=è", data={"chat_id": anna.id, "text": "body"}),
        session.post(f"{url}/", json={"method": "sendMessage", "chat_id": anna.id, "text": "è", "x": None}),
        session.post(
            f"{url}/sendMessage",
            data=aiohttp.FormData({"chat_id": str(anna.id), "text": "è"}, default_to_multipart=True),
        ),
    ):
        async with request as answer:
            assert answer.status == 200
    assert [one.text for one in telegram.transcript(anna)] == ["è"] * 5


async def test_a_mention_of_somebody_unknown_is_dropped(telegram: Emulator, call: Call, anna: User) -> None:
    text = f"<a href='tg://user?id={anna.id}'>A</a> <a href='tg://user?id=5'>B</a>"
    given = await call("sendMessage", chat_id=anna.id, text=text, parse_mode="HTML")
    assert [one["user"]["id"] for one in given.result["entities"]] == [anna.id]


async def test_pinning_in_private_and_in_groups(telegram: Emulator, call: Call, anna: User) -> None:
    group = telegram.group("G", [anna], status="administrator")
    await call("sendMessage", chat_id=group.id, text="x")
    message = telegram.transcript(group)[-1].message_id
    for _ in range(2):
        assert (await call("pinChatMessage", chat_id=group.id, message_id=message)).result is True
    assert (await call("getChat", chat_id=group.id)).result["pinned_message"]["text"] == "x"
    assert (await call("unpinChatMessage", chat_id=group.id)).result is True
    assert "pinned_message" not in (await call("getChat", chat_id=group.id)).result
    group.status = "member"
    given = await call("pinChatMessage", chat_id=group.id, message_id=message)
    assert given.description == "Bad Request: not enough rights to manage pinned messages in the chat"


async def test_what_is_kept_is_bounded(
    telegram: Emulator, call: Call, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(BOUNDS, "messages_per_chat", 3)
    monkeypatch.setitem(BOUNDS, "messages", 4)
    monkeypatch.setitem(BOUNDS, "deliveries", 2)
    ben = telegram.person("Ben", started=True)
    for number in range(5):
        await call("sendMessage", chat_id=anna.id, text=str(number))
    for number in range(3):
        await call("sendMessage", chat_id=ben.id, text=str(number))
    kept: list[Message] = [*telegram.transcript(anna), *telegram.transcript(ben)]
    assert [one.text for one in kept] == ["4", "0", "1", "2"]
    assert len(telegram.deliveries()) == 2
