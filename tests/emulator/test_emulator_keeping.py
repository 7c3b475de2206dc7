"""What an emulated Telegram knows outlives it, in one file beside whatever else is kept."""

import asyncio
import json
import os
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.emulator import Clock, Emulator, Message, User
from bot.emulator.bounds import SNAPSHOT
from bot.emulator.snapshot import GAP, restore, taken
from bot.emulator.stage import new_stage

from .conftest import TOKEN, Hands, until

KEYBOARD = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "telegram.json"


async def calls(telegram: Emulator, method: str, **params: Any) -> Any:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{telegram.url}/bot{TOKEN}/{method}", json=params) as answer,
    ):
        return (await answer.json())["result"]


async def lived_in(telegram: Emulator) -> User:
    """A little of everything."""
    anna = telegram.person("Anna", "it", username="anna", last_name="Rossi")
    group = telegram.group("Forum", [anna], "supergroup", forum=True)
    telegram.topic(group, "Topic")
    await telegram.say(anna, "/start")
    sent = await calls(telegram, "sendMessage", chat_id=anna.id, text="one", reply_markup=KEYBOARD)
    await calls(telegram, "editMessageText", chat_id=anna.id, message_id=sent["message_id"], text="two")
    await telegram.send_album(anna, caption="Two")
    await telegram.send_document(anna, "plan.pdf", b"%PDF")
    menu = [{"command": "latest", "description": "newest"}]
    await calls(telegram, "setMyCommands", commands=menu, language_code="it")
    telegram.block(telegram.person("Ben", "en", started=True))
    return anna


def seen(telegram: Emulator) -> Any:
    """All that can be seen of it from outside."""
    world = telegram.stage.world
    return {
        "users": [user.as_json() for user in world.users.values()],
        "chats": [(chat.as_json(), chat.blocked, chat.members, chat.topics) for chat in world.chats.values()],
        "messages": [
            {**message.as_control(), "html": message.html}
            for chat in world.chats.values()
            for message in telegram.transcript(chat)
        ],
        "menu": list(telegram.stage.profile.commands.items()),
        "updates": [update.body for update in telegram.stage.updates.pending()],
        "files": telegram.stage.files.newest(100),
    }


async def test_everything_is_there_again(file: Path) -> None:
    async with Emulator(TOKEN, memory_file=file) as telegram:
        await lived_in(telegram)
        before = seen(telegram)
    async with Emulator(TOKEN, memory_file=file) as telegram:
        assert seen(telegram) == before


async def test_the_numbers_go_on(file: Path) -> None:
    async with Emulator(TOKEN, memory_file=file) as telegram:
        anna = await lived_in(telegram)
        last = await telegram.say(anna, "last")
        album = (await telegram.send_album(anna))[0].data["media_group_id"]
        next_update = telegram.stage.updates.next_id
    async with Emulator(TOKEN, memory_file=file) as telegram:
        anna = telegram.stage.world.users[anna.id]
        again = await telegram.say(anna, "again")
        assert again.message_id == last.message_id + 3
        assert again.sequence > last.sequence
        assert telegram.stage.updates.pending()[-1].update_id == next_update
        assert (await telegram.send_album(anna))[0].data["media_group_id"] > album
        assert telegram.person("New").id not in {anna.id, anna.id + 1}


async def test_the_bot_may_edit_what_it_said_before(file: Path) -> None:
    async with Emulator(TOKEN, memory_file=file) as telegram:
        anna = telegram.person(started=True)
        sent = await calls(telegram, "sendMessage", chat_id=anna.id, text="one")
    async with Emulator(TOKEN, memory_file=file) as telegram:
        there = {"chat_id": anna.id, "message_id": sent["message_id"]}
        assert (await calls(telegram, "editMessageText", **there, text="two"))["text"] == "two"
        assert telegram.transcript(anna)[-1].edited[0].text == "one"


async def test_it_is_written_while_it_lives_and_after_a_kill_no_number_comes_twice(
    file: Path,
) -> None:
    async def at_once(_seconds: float) -> None:
        await asyncio.sleep(0)

    telegram = Emulator(TOKEN, memory_file=file, clock=Clock(sleep=at_once))
    await telegram.start()
    last: Message = await telegram.say(telegram.person(id=7), "kept")
    next_update = telegram.stage.updates.next_id
    await until(file.exists)
    left = file.with_name("left.json")
    os.link(file, left)
    await telegram.stop()
    os.replace(left, file)
    telegram = Emulator(TOKEN, memory_file=file)
    anna = telegram.stage.world.users[7]
    assert [message.text for message in telegram.transcript(anna)] == ["kept"]
    assert (await telegram.say(anna, "next")).message_id == last.message_id + GAP + 1
    assert telegram.stage.updates.pending()[-1].update_id == next_update + GAP


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"7", b"{}", b'{"version": 99}', b"\xff", b"[" * 100_000],
)
def test_a_file_without_sense_is_a_fresh_start(
    file: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    assert len(Emulator(TOKEN, memory_file=file).stage.world.users) == 1
    assert "starts afresh" in caplog.text


def damage(file: Path) -> None:
    state = json.loads(file.read_bytes())
    state["files"] = [{"nonsense": 1}]
    file.write_text(json.dumps(state))


async def test_half_a_file_leaves_nothing_behind(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with Emulator(TOKEN, memory_file=file) as telegram:
        await lived_in(telegram)
    damage(file)
    telegram = Emulator(TOKEN, memory_file=file)
    assert (len(telegram.stage.world.users), len(telegram.stage.world.chats)) == (1, 0)
    assert "starts afresh" in caplog.text


async def test_a_disk_that_takes_nothing_stops_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("not a folder")
    async with Emulator(TOKEN, memory_file=tmp_path / "file" / "telegram.json") as telegram:
        await telegram.say(telegram.person(), "hi")
    assert "cannot be written" in caplog.text


async def test_only_so_much_is_kept(monkeypatch: pytest.MonkeyPatch, hands: Hands) -> None:
    for name, bound in {"people": 2, "messages_per_chat": 3, "messages": 4, "updates": 2, "files": 1}.items():
        monkeypatch.setitem(SNAPSHOT, name, bound)
    monkeypatch.setitem(SNAPSHOT, "file_bytes", 3)
    telegram = Emulator(TOKEN, clock=hands.clock())
    people = telegram.crowd(3)
    for number in range(4):
        for person in people[:2]:
            await telegram.say(person, f"{number}")
    await telegram.send_document(people[0], content=b"1234")
    state = json.loads(json.dumps(taken(telegram.stage)))
    fresh = new_stage(TOKEN, clock=hands.clock(), record="full", username="x_bot", first_update_id=None)
    restore(fresh, state)
    assert list(fresh.world.chats) == [person.id for person in people[:2]]
    texts = [[m.data.get("text") for m in chat.messages.values()] for chat in fresh.world.chats.values()]
    assert texts == [["3", None], ["2", "3"]]
    assert len(fresh.updates) == 2
    assert [file.content for file in fresh.files.newest(9)] == [None]


def is_the_last(file: Path) -> bool:
    """Whether the file says that it was written at the end."""
    return bool(json.loads(file.read_bytes())["is_last"])


async def test_what_was_still_being_written_does_not_overtake_the_end(file: Path) -> None:
    """The disk takes its time: who writes the draft waits until it is read here, and fails then."""
    draft = file.with_name(f"{file.name}.new")
    file.parent.mkdir()
    os.mkfifo(draft)
    at_once = Clock(sleep=lambda _: asyncio.sleep(0))
    async with Emulator(TOKEN, memory_file=file, clock=at_once) as telegram:
        anna = telegram.person("Anna", "it", started=True)
        for _ in range(30):
            await telegram.say(anna, "long " * 800)  # together more than a pipe holds
        with await asyncio.to_thread(draft.open, "rb") as slow:
            ending = asyncio.create_task(telegram.stop())
            for _ in range(20):
                await asyncio.to_thread(os.getpid)
            draft.unlink()
            await asyncio.to_thread(slow.read)
            await ending
    assert is_the_last(file)
