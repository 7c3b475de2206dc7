"""Groups, forums and channels: how the bot gets in, what it hears there, and how it gets out."""

from typing import Any

import pytest

from bot.emulator import Emulator, User

from .conftest import Call


async def updates(call: Call, telegram: Emulator) -> list[dict[str, Any]]:
    """Everything the bot has not heard yet."""
    result: list[dict[str, Any]] = (await call("getUpdates", offset=telegram.stage.updates.head)).result
    telegram.stage.updates.clear()
    return result


@pytest.mark.parametrize(
    ("kind", "status", "heard"),
    [
        ("group", "member", ["my_chat_member", "message"]),
        ("supergroup", "member", ["my_chat_member", "message"]),
        ("channel", "administrator", ["my_chat_member"]),
    ],
)
async def test_the_bot_is_put_into_a_chat(
    telegram: Emulator, call: Call, anna: User, kind: str, status: str, heard: list[str]
) -> None:
    chat = telegram.group("Redazione", [anna], kind=kind)
    told = await updates(call, telegram)
    assert [kind for update in told for kind in update if kind != "update_id"] == heard
    change = told[0]["my_chat_member"]
    assert (change["chat"]["title"], change["from"]["id"]) == ("Redazione", anna.id)
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("left", status)
    assert (await call("getChatMember", chat_id=chat.id, user_id=1)).result["status"] == status
    assert (await call("getChatMember", chat_id=chat.id, user_id=anna.id)).result["status"] == "creator"


async def test_chats_that_cannot_be(telegram: Emulator) -> None:
    with pytest.raises(ValueError, match="no chat of the kind 'club'"):
        telegram.group("x", kind="club")
    with pytest.raises(ValueError, match="no forum chat of the kind 'group'"):
        telegram.group("x", forum=True)
    with pytest.raises(ValueError, match="cannot be the id of a person"):
        telegram.person(id=-1)
    with pytest.raises(ValueError, match="cannot be upgraded"):
        telegram.upgrade(telegram.group("x", kind="channel"))


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("hello", False),
        ("/start", True),
        ("/start@strillone_bot", True),
        ("/start@other_bot", False),
        ("è @Strillone_bot è", True),
        ("@strillone", False),
    ],
)
async def test_privacy_in_groups(telegram: Emulator, call: Call, anna: User, text: str, heard: bool) -> None:
    group = telegram.group("G", [anna])
    telegram.stage.updates.clear()
    await telegram.say(anna, text, chat=group)
    assert bool(await updates(call, telegram)) is heard


async def test_where_privacy_ends(telegram: Emulator, call: Call, anna: User) -> None:
    group, channel = telegram.group("G", [anna]), telegram.group("C", [anna], kind="channel")
    await call("sendMessage", chat_id=group.id, text="x")
    telegram.stage.updates.clear()
    await telegram.say(anna, "an answer", chat=group, reply_to=telegram.transcript(group)[-1])
    group.status = "administrator"
    await telegram.say(anna, "said to an administrator", chat=group)
    group.status = "member"
    telegram.stage.privacy = False
    await telegram.say(anna, "said to a listener", chat=group)
    await telegram.say(anna, "post", chat=channel)
    telegram.kick(group)
    await telegram.say(anna, "/unheard", chat=group)
    told = await updates(call, telegram)
    assert [one["message"]["text"] for one in told[:3]] == [
        "an answer",
        "said to an administrator",
        "said to a listener",
    ]
    assert told[3]["channel_post"]["sender_chat"]["title"] == "C"
    assert told[4]["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert len(told) == 5


async def test_topics_of_a_forum(telegram: Emulator, call: Call, anna: User) -> None:
    forum = telegram.group("F", [anna], kind="supergroup", forum=True)
    threads = [telegram.topic(forum, name) for name in ("Ucraina", "Balcani")]
    await telegram.say(anna, "/here", chat=forum, thread=threads[1])
    message = (await updates(call, telegram))[-1]["message"]
    assert (message["message_thread_id"], message["is_topic_message"]) == (threads[1], True)
    assert len({*threads, 1}) == 3


async def test_upgrading_tells_both_chats(telegram: Emulator, call: Call, anna: User) -> None:
    group = telegram.group("G", [anna])
    telegram.stage.updates.clear()
    new = telegram.upgrade(group)
    first, second = (one["message"] for one in await updates(call, telegram))
    assert (first["chat"]["id"], first["migrate_to_chat_id"]) == (group.id, new.id)
    assert (second["chat"]["id"], second["migrate_from_chat_id"]) == (new.id, group.id)


async def test_what_can_be_asked_about_a_chat(telegram: Emulator, call: Call, anna: User) -> None:
    ben = telegram.person("Ben")
    group = telegram.group("G", [anna, ben], kind="supergroup", username="gruppo", status="administrator")
    chat = (await call("getChat", chat_id="@gruppo")).result
    assert (chat["title"], chat["active_usernames"], chat["permissions"]["can_send_messages"]) == (
        "G",
        ["gruppo"],
        True,
    )
    admins = (await call("getChatAdministrators", chat_id=group.id)).result
    assert [one["status"] for one in admins] == ["creator", "administrator"]
    assert (await call("getChatMemberCount", chat_id=group.id)).result == 3
    assert (await call("getChatMemberCount", chat_id=anna.id)).result == 2
    assert (await call("getChatMember", chat_id=anna.id, user_id=anna.id)).result["status"] == "member"
    assert (await call("getChatMember", chat_id=anna.id, user_id=ben.id)).result["status"] == "left"
    assert (await call("leaveChat", chat_id=group.id)).result is True
    told = (await updates(call, telegram))[-1]["my_chat_member"]
    assert (told["from"]["id"], told["new_chat_member"]["status"]) == (1, "left")


@pytest.mark.parametrize("status", ["restricted", "kicked"])
async def test_other_standings(telegram: Emulator, call: Call, anna: User, status: str) -> None:
    ben = telegram.person("Ben")
    group = telegram.group("G", [anna, ben])
    group.members[ben.id] = status
    member = (await call("getChatMember", chat_id=group.id, user_id=ben.id)).result
    assert (member["status"], member["until_date"]) == (status, 0)
