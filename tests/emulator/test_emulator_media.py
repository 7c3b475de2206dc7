"""Files, pictures, albums and places: sent, edited, fetched again."""

import aiohttp
import pytest

from bot.emulator import Emulator, User
from bot.emulator.answering import answer
from bot.emulator.args import Args, Upload

from .conftest import TOKEN, Call


async def test_files_by_upload_by_id_by_address_and_back(
    telegram: Emulator, call: Call, session: aiohttp.ClientSession, anna: User
) -> None:
    form = aiohttp.FormData({"chat_id": str(anna.id), "document": "attach://one", "caption": "c"})
    form.add_field("one", b"bytes", filename="notes.txt", content_type="text/plain")
    async with session.post(f"{telegram.url}/bot{TOKEN}/sendDocument", data=form) as answer:
        document = (await answer.json())["result"]["document"]
    assert (document["file_name"], document["mime_type"], document["file_size"]) == (
        "notes.txt",
        "text/plain",
        5,
    )
    path = (await call("getFile", file_id=document["file_id"])).result["file_path"]
    async with session.get(f"{telegram.url}/file/bot{TOKEN}/{path}") as answer:
        assert await answer.read() == b"bytes"
    again = await call("sendDocument", chat_id=anna.id, document=document["file_id"])
    assert again.result["document"] == document
    direct = aiohttp.FormData({"chat_id": str(anna.id)})
    direct.add_field("photo", b"jpeg", filename="x.jpg")
    async with session.post(f"{telegram.url}/bot{TOKEN}/sendPhoto", data=direct) as answer:
        assert (await answer.json())["result"]["photo"][0]["file_size"] == 4
    linked = await call("sendPhoto", chat_id=anna.id, photo="https://ex.com/p.jpg?x", has_spoiler=True)
    assert linked.result["has_media_spoiler"] is True


@pytest.mark.parametrize("kind", ["Animation", "Video", "Audio", "Voice", "Document"])
async def test_every_kind_of_file(call: Call, anna: User, kind: str) -> None:
    field = kind.lower()
    given = await call(f"send{kind}", chat_id=anna.id, **{field: "https://ex.com/x.mp4"}, caption="#c")
    assert given.result[field]["mime_type"] == "video/mp4"
    assert given.result["caption_entities"][0]["type"] == "hashtag"


@pytest.mark.parametrize(
    ("kind", "size", "refusal"),
    [
        ("photo", 0, "file must be non-empty"),
        ("photo", (10 << 20) + 1, "too big for a photo"),
        ("video", (50 << 20) + 1, "Request Entity Too Large"),
    ],
)
async def test_files_of_a_wrong_size(
    telegram: Emulator, anna: User, kind: str, size: int, refusal: str
) -> None:
    args = Args({"chat_id": str(anna.id)}, {kind: Upload("x", bytes(size))})
    given = await answer(telegram.stage, f"send{kind}", args)
    assert given.body["description"].lower() == f"bad request: {refusal}".lower()


async def test_a_file_too_big_to_fetch(telegram: Emulator, call: Call, anna: User) -> None:
    sent = await telegram.send_document(anna, content=bytes((20 << 20) + 1))
    given = await call("getFile", file_id=sent.data["document"]["file_id"])
    assert given.description == "Bad Request: file is too big"


async def test_an_album_arrives_together(telegram: Emulator, call: Call, anna: User) -> None:
    media = [
        {"type": "photo", "media": f"ex.com/{n}.jpg", "caption": "<b>x</b>", "parse_mode": "HTML"}
        for n in "12"
    ]
    sent = (await call("sendMediaGroup", chat_id=anna.id, media=media)).result
    assert len({one["media_group_id"] for one in sent}) == 1
    assert [one.html for one in telegram.transcript(anna)] == ["<b>x</b>", "<b>x</b>"]


async def test_editing_media_and_captions(call: Call, anna: User) -> None:
    sent = (await call("sendPhoto", chat_id=anna.id, photo="ex.com/1.jpg", caption="one")).result
    there = {"chat_id": anna.id, "message_id": sent["message_id"]}
    edited = (await call("editMessageCaption", **there, caption="two", show_caption_above_media=True)).result
    assert (edited["caption"], edited["show_caption_above_media"]) == ("two", True)
    media = {"type": "document", "media": "ex.com/2.pdf"}
    edited = (await call("editMessageMedia", **there, media=media)).result
    assert (edited["document"]["file_name"], "photo" in edited, "caption" in edited) == (
        "2.pdf",
        False,
        False,
    )
    place = (await call("sendLocation", chat_id=anna.id, latitude=1, longitude=2)).result
    there["message_id"] = place["message_id"]
    assert (await call("editMessageMedia", **there, media=media)).description.endswith(
        "no media in the message to edit"
    )


async def test_locations_actions_reactions_and_rich_messages(call: Call, anna: User) -> None:
    place = (await call("sendLocation", chat_id=anna.id, latitude="41.9", longitude=12.5)).result
    assert place["location"] == {"latitude": 41.9, "longitude": 12.5}
    assert (await call("sendChatAction", chat_id=anna.id, action="TYPING")).result is True
    react = {"chat_id": anna.id, "message_id": 1, "reaction": [{"type": "emoji", "emoji": "👍"}]}
    assert (await call("setMessageReaction", **react)).result is True
    rich = (await call("sendRichMessage", chat_id=anna.id, rich_message={"html": "<h1>x</h1>"})).result
    assert rich["rich_message"]["blocks"] == [{"type": "paragraph", "text": "<h1>x</h1>"}]
    blocks = {"blocks": [{"type": "divider"}]}
    assert (await call("sendRichMessage", chat_id=anna.id, rich_message=blocks)).status == 200
