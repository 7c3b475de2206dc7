"""Whom the bot may write to, and what it may do there, is decided by people."""

import pytest

from bot.emulator import Emulator, User

from .conftest import Call, Hands
from .refusal_samples_text import keyboard, ok


async def test_the_person_decides_who_may_write(telegram: Emulator, call: Call) -> None:
    stranger, blocker, gone = telegram.person("S"), telegram.person("B"), telegram.person("G", started=True)
    await telegram.say(blocker, "/start")
    telegram.block(blocker)
    telegram.deactivate(gone)
    robot = telegram.person("R", is_bot=True, started=True)
    refusals = {
        stranger: "Forbidden: bot can't initiate conversation with a user",
        blocker: "Forbidden: bot was blocked by the user",
        gone: "Forbidden: user is deactivated",
        robot: "Forbidden: the bot can't send messages to the bot",
    }
    for user, refusal in refusals.items():
        given = await call("sendMessage", chat_id=user.id, text="x")
        assert (given.status, given.description) == (403, refusal)
    telegram.unblock(blocker)
    assert (await call("sendMessage", chat_id=blocker.id, text="x")).status == 200


async def test_a_mistake_of_the_bot_is_told_before_a_block(
    telegram: Emulator, call: Call, anna: User
) -> None:
    telegram.block(anna)
    given = await call(
        "sendMessage", chat_id=anna.id, text="x", reply_markup=keyboard(ok(callback_data="x" * 65))
    )
    assert given.description == "Bad Request: BUTTON_DATA_INVALID"


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_who_was_thrown_out_or_never_was_in(telegram: Emulator, call: Call, kind: str) -> None:
    chat = telegram.group("G", kind=kind)
    telegram.kick(chat)
    given = await call("sendMessage", chat_id=chat.id, text="x")
    assert (given.status, given.description) == (403, f"Forbidden: bot was kicked from the {kind} chat")
    chat.status = "left"
    given = await call("sendMessage", chat_id=chat.id, text="x")
    assert (given.status, given.description) == (403, f"Forbidden: bot is not a member of the {kind} chat")


async def test_a_group_that_was_deleted_or_upgraded(telegram: Emulator, call: Call) -> None:
    deleted, upgraded = telegram.group("D"), telegram.group("U")
    deleted.deleted = True
    new = telegram.upgrade(upgraded)
    given = await call("sendMessage", chat_id=deleted.id, text="x")
    assert (given.status, given.description) == (403, "Forbidden: the group chat was deleted")
    given = await call("sendMessage", chat_id=upgraded.id, text="x")
    assert given.description == "Bad Request: group chat was upgraded to a supergroup chat"
    assert given.body["parameters"] == {"migrate_to_chat_id": new.id}
    assert (await call("sendMessage", chat_id=new.id, text="x")).status == 200
    assert (await call("getChat", chat_id=upgraded.id)).status == 200


async def test_a_member_without_the_right_to_post(telegram: Emulator, call: Call) -> None:
    group, channel = telegram.group("G"), telegram.group("C", kind="channel", status="member")
    group.may_post = False
    given = await call("sendMessage", chat_id=group.id, text="x")
    assert given.description == "Bad Request: not enough rights to send text messages to the chat"
    given = await call("sendDocument", chat_id=group.id, document="ex.com/x")
    assert given.description == "Bad Request: not enough rights to send documents to the chat"
    given = await call("sendMessage", chat_id=channel.id, text="x")
    assert given.description == "Bad Request: need administrator rights in the channel chat"


async def test_buttons_that_do_not_belong_in_the_chat(telegram: Emulator, call: Call) -> None:
    group, channel = telegram.group("G"), telegram.group("C", kind="channel")
    app = keyboard({"text": "A", "web_app": {"url": "https://ex.com"}})
    assert (await call("sendMessage", chat_id=group.id, text="x", reply_markup=app)).description.endswith(
        "BUTTON_TYPE_INVALID"
    )
    inline = keyboard({"text": "A", "switch_inline_query": ""})
    given = await call("sendMessage", chat_id=channel.id, text="x", reply_markup=inline)
    assert given.description.startswith("Bad Request: can't use switch_inline_query button in a channel chat")


async def test_an_effect_belongs_in_private_chats(telegram: Emulator, call: Call, anna: User) -> None:
    effect = {"text": "x", "message_effect_id": "5"}
    assert (await call("sendMessage", chat_id=anna.id, **effect)).result["effect_id"] == "5"
    given = await call("sendMessage", chat_id=telegram.group("G").id, **effect)
    assert given.description == "Bad Request: EFFECT_ID_INVALID"


async def test_old_messages_and_those_of_others_stay(
    telegram: Emulator, call: Call, hands: Hands, anna: User
) -> None:
    group = telegram.group("G", [anna])
    theirs = await telegram.say(anna, "/x", chat=group)
    given = await call("deleteMessage", chat_id=group.id, message_id=theirs.message_id)
    assert given.description == "Bad Request: message can't be deleted"
    ours = (await call("sendMessage", chat_id=anna.id, text="x")).result["message_id"]
    hands.seconds += 48 * 3600
    given = await call("deleteMessages", chat_id=anna.id, message_ids=[ours])
    assert given.description == "Bad Request: message can't be deleted"
    group.status = "administrator"
    assert (await call("deleteMessage", chat_id=group.id, message_id=theirs.message_id)).result is True
