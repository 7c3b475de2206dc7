"""What people send beside plain words: formatted text, pictures, files, albums and places."""

import base64
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from bot.emulator import Emulator, User, Words
from bot.emulator.publication.png import png

from .conftest import TOKEN, Call, Hands

PICTURE = png([b"\0\1\0\1"] * 3, [(0, 51, 153), (255, 204, 0)], width=4, height=3)
BOLD = {"type": "bold", "offset": 0, "length": 4}


Post = Callable[..., Awaitable[Any]]


def coded(content: bytes) -> str:
    return base64.b64encode(content).decode()


@pytest.fixture
def post(telegram: Emulator, session: aiohttp.ClientSession) -> Post:
    """The control API; what it answers."""

    async def post(name: str, /, **fields: Any) -> Any:
        async with session.post(f"{telegram.url}/control/{name}", json=fields) as answer:
            return await answer.json()

    return post


async def next_update(call: Call) -> dict[str, Any]:
    message: dict[str, Any] = (await call("getUpdates", offset=-1)).result[0]["message"]
    return message


async def test_formatted_words_reach_the_bot_as_entities(call: Call, post: Post, anna: User) -> None:
    await post("say", user_id=anna.id, text="news for Ukraine", entities=[BOLD])
    assert (await next_update(call))["entities"] == [BOLD]
    await post("say", user_id=anna.id, text="<b>news</b> for #Ukraine", parse_mode="HTML")
    kinds = [entity["type"] for entity in (await next_update(call))["entities"]]
    assert kinds == ["bold", "hashtag"]


@pytest.mark.parametrize(
    ("marks", "error"),
    [
        ({"entities": [{"type": "bold", "offset": 900, "length": 1}]}, "entity begins after the end"),
        ({"entities": [7]}, "can't parse MessageEntity"),
        ({"parse_mode": "HTML"}, "can't parse entities: Unclosed start tag"),
    ],
)
async def test_marks_that_make_no_sense_are_refused_as_telegram_would(
    post: Post, anna: User, marks: dict[str, Any], error: str
) -> None:
    told = await post("say", user_id=anna.id, text="a <b", **marks)
    assert told["error"].removeprefix("Bad Request: ").startswith(error)


async def test_a_picture_comes_in_two_sizes_with_its_own_proportions(
    call: Call, post: Post, anna: User, telegram: Emulator
) -> None:
    words = {"caption": "Look", "caption_entities": [BOLD], "has_spoiler": True}
    await post("photo", user_id=anna.id, content=coded(PICTURE), **words)
    message = await next_update(call)
    assert [(size["width"], size["height"]) for size in message["photo"]] == [(4, 3), (4, 3)]
    assert (message["caption"], message["caption_entities"]) == ("Look", [BOLD])
    assert message["has_media_spoiler"] is True


async def test_a_file_keeps_its_name_and_size(call: Call, post: Post, anna: User) -> None:
    before = await post("say", user_id=anna.id, text="?")
    told = await post(
        "document", user_id=anna.id, name="plan.pdf", content=coded(b"%PDF"), reply_to=before["message_id"]
    )
    document = (await next_update(call))["document"]
    assert (document["file_name"], document["mime_type"], document["file_size"]) == (
        "plan.pdf",
        "application/pdf",
        4,
    )
    assert told["reply_to_message"]["message_id"] == before["message_id"]


async def test_an_album_is_one_group_with_one_caption(call: Call, post: Post, anna: User) -> None:
    items = [{"type": "photo", "content": coded(PICTURE + bytes([n]))} for n in range(3)]
    sent = await post("album", user_id=anna.id, items=items, caption="Three")
    assert len({one["media_group_id"] for one in sent}) == 1
    assert [one.get("caption") for one in sent] == ["Three", None, None]
    assert [update["message"]["message_id"] for update in (await call("getUpdates")).result] == [
        one["message_id"] for one in sent
    ]


async def test_the_caption_of_files_stands_under_the_last(post: Post, anna: User) -> None:
    items = [{"type": "document", "name": f"{n}.txt", "content": coded(b"x")} for n in "12"]
    sent = await post("album", user_id=anna.id, items=items, caption="Both")
    assert [one.get("caption") for one in sent] == [None, "Both"]


@pytest.mark.parametrize(
    ("name", "fields", "error"),
    [
        ("album", {"items": []}, "an album has up to 10 items"),
        ("album", {"items": [{"content": "/9j/"}] * 11}, "an album has up to 10 items"),
        (
            "album",
            {"items": [{"content": "/9j/"}, {"type": "document", "content": "eA=="}]},
            "an album holds",
        ),
        ("album", {"items": [7]}, "each of the 'items' must be an object"),
        ("album", {"items": [{"type": "video", "content": "eA=="}]}, "the field 'type' of an item"),
        ("document", {"content": ""}, "nobody can send an empty file"),
        ("document", {"content": "é"}, "the field 'content' must be base64"),
        ("document", {}, "the field 'content' is missing"),
        ("location", {"latitude": 91, "longitude": 0}, "a latitude is within 90 degrees"),
        ("location", {"latitude": 0}, "the field 'longitude' is missing"),
        ("location", {"latitude": True, "longitude": 0}, "the field 'latitude' must be a number"),
    ],
)
async def test_what_cannot_be_sent_is_said(
    post: Post, anna: User, name: str, fields: dict[str, Any], error: str
) -> None:
    told = await post(name, user_id=anna.id, **fields)
    assert told["error"].startswith(error)


async def test_a_place_reaches_the_bot(call: Call, post: Post, anna: User) -> None:
    await post("location", user_id=anna.id, latitude=-33.9, longitude=151.2)
    assert (await next_update(call))["location"] == {"latitude": -33.9, "longitude": 151.2}


async def test_in_python_a_caption_may_be_formatted_too(telegram: Emulator, anna: User) -> None:
    sent = await telegram.send_photo(anna, caption=Words("<i>x</i>", parse_mode="HTML"))
    assert sent.html == "<i>x</i>"


# Files as the page fetches them ----------------------------------------------------------------------


async def fetched(
    telegram: Emulator, session: aiohttp.ClientSession, file_id: str
) -> tuple[int, str, str, bytes]:
    where, query = f"{telegram.url}/control/file", {"file_id": file_id}
    async with session.get(where, params=query, allow_redirects=False) as answer:
        headers = answer.headers
        shown = headers.get("Content-Disposition", headers.get("Location", "shown"))
        assert answer.status != 200 or headers["X-Content-Type-Options"] == "nosniff"
        return answer.status, answer.content_type, shown, await answer.read()


async def test_a_picture_is_shown(telegram: Emulator, session: aiohttp.ClientSession, anna: User) -> None:
    sent = await telegram.send_photo(anna, PICTURE)
    answer = await fetched(telegram, session, sent.data["photo"][-1]["file_id"])
    assert answer == (200, "image/png", "shown", PICTURE)


@pytest.mark.parametrize("name", ["evil.svg", "evil.html", 'a"\r\nX: y', "приказ.pdf", "\ud800"])
async def test_everything_else_is_handed_over_to_be_saved(
    telegram: Emulator, session: aiohttp.ClientSession, anna: User, name: str
) -> None:
    sent = await telegram.send_document(anna, name, b"<svg onload='alert(1)'/>")
    status, kind, shown, _ = await fetched(telegram, session, sent.data["document"]["file_id"])
    assert (status, kind) == (200, "application/octet-stream")
    assert shown.startswith("attachment; filename*=UTF-8''")


async def test_a_photo_that_is_no_picture_is_not_shown(
    telegram: Emulator, session: aiohttp.ClientSession, anna: User
) -> None:
    sent = await telegram.send_photo(anna, b"<html><script>alert(1)</script>")
    _, kind, _, _ = await fetched(telegram, session, sent.data["photo"][-1]["file_id"])
    assert kind == "application/octet-stream"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("http://127.0.0.1:8080/publication/pictures/a.png", 302),
        ("https://example.org/a.png", 404),
        ("http://127.0.0.1.example.org/a.png", 404),
    ],
)
async def test_what_was_sent_by_its_address_is_looked_for_on_this_machine_only(
    telegram: Emulator, session: aiohttp.ClientSession, call: Call, anna: User, address: str, status: int
) -> None:
    sent = (await call("sendPhoto", chat_id=anna.id, photo=address)).result
    answer = await fetched(telegram, session, sent["photo"][0]["file_id"])
    assert answer[0] == status
    assert (answer[2] == address) is (status == 302)


async def test_there_is_no_file_of_that_id(telegram: Emulator, session: aiohttp.ClientSession) -> None:
    assert (await fetched(telegram, session, "x"))[0] == 404
    async with session.get(
        f"{telegram.url}/control/file", headers={"Origin": "http://evil.example"}
    ) as answer:
        assert answer.status == 403


# Carried into another chat ---------------------------------------------------------------------------


async def test_a_copied_album_is_an_album_again(telegram: Emulator, call: Call, anna: User) -> None:
    sent = await telegram.send_album(anna, caption="Two")
    ben = telegram.person("Ben", started=True)
    alone = await telegram.say(anna, "alone")
    ids = [*(one.message_id for one in sent), alone.message_id]
    await call("copyMessages", chat_id=ben.id, from_chat_id=anna.id, message_ids=ids)
    copies = telegram.transcript(ben)
    albums = [one.data.get("media_group_id") for one in copies]
    assert albums[0] == albums[1]
    assert albums[0] not in (None, sent[0].data["media_group_id"])
    assert albums[2] is None
    assert [one.text for one in copies] == ["Two", "", "alone"]


async def test_one_picture_of_an_album_is_copied_alone(telegram: Emulator, call: Call, anna: User) -> None:
    sent = await telegram.send_album(anna)
    await call("copyMessages", chat_id=anna.id, from_chat_id=anna.id, message_ids=[sent[0].message_id])
    assert "media_group_id" not in telegram.transcript(anna)[-1].data


async def test_forwarded_messages_name_their_origin_and_leave_out_what_is_protected(
    telegram: Emulator, call: Call, anna: User
) -> None:
    said = await telegram.say(anna, "mine")
    kept = (await call("sendMessage", chat_id=anna.id, text="kept", protect_content=True)).result
    there = {"chat_id": anna.id, "from_chat_id": anna.id}
    ids = [said.message_id, kept["message_id"]]
    assert len((await call("forwardMessages", **there, message_ids=ids)).result) == 1
    forwarded = telegram.transcript(anna)[-1].data
    assert forwarded["forward_origin"]["sender_user"]["id"] == anna.id
    refused = await call("forwardMessages", **there, message_ids=ids[1:])
    assert refused.description == "Bad Request: there are no messages to forward"


async def test_a_copy_may_have_its_new_caption_above(telegram: Emulator, call: Call, anna: User) -> None:
    sent = await telegram.send_photo(anna, PICTURE, "below")
    there = {"chat_id": anna.id, "from_chat_id": anna.id, "message_id": sent.message_id}
    await call("copyMessage", **there, caption="above", show_caption_above_media=True)
    copy = telegram.transcript(anna)[-1].data
    assert (copy["caption"], copy["show_caption_above_media"]) == ("above", True)
    assert copy["photo"] == sent.data["photo"]


async def test_an_album_keeps_to_its_kind_when_it_is_edited(call: Call, anna: User) -> None:
    media = [{"type": "photo", "media": f"ex.com/{n}.jpg"} for n in "12"]
    markup = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
    sent = (await call("sendMediaGroup", chat_id=anna.id, media=media, reply_markup=markup)).result
    assert "reply_markup" not in sent[0]
    there = {"chat_id": anna.id, "message_id": sent[0]["message_id"]}
    other = await call("editMessageMedia", **there, media={"type": "document", "media": "ex.com/a.pdf"})
    assert other.description == "Bad Request: can't change media type in the album"
    same = await call("editMessageMedia", **there, media={"type": "video", "media": "ex.com/a.mp4"})
    assert same.result["media_group_id"] == sent[0]["media_group_id"]


async def test_a_bot_that_sends_a_picture_tells_its_size(
    telegram: Emulator, session: aiohttp.ClientSession, anna: User
) -> None:
    form = aiohttp.FormData({"chat_id": str(anna.id)})
    form.add_field("photo", PICTURE, filename="x.png")
    async with session.post(f"{telegram.url}/bot{TOKEN}/sendPhoto", data=form) as answer:
        size = (await answer.json())["result"]["photo"][-1]
    assert (size["width"], size["height"]) == (4, 3)


# What goes wrong for a while, and what the log gives -------------------------------------------------


async def test_a_fault_may_end_by_itself(
    telegram: Emulator, call: Call, post: Post, hands: Hands, anna: User
) -> None:
    assert await post("faults", method="sendMessage", retry_after=5, times=1000, seconds=5) == {"rules": 1}
    assert (await call("sendMessage", chat_id=anna.id, text="x")).status == 429
    hands.seconds += 4.9
    assert (await call("sendMessage", chat_id=anna.id, text="x")).status == 429
    hands.seconds += 0.2
    assert (await call("sendMessage", chat_id=anna.id, text="x")).status == 200
    assert telegram.faults.remaining() == []


async def test_the_log_gives_the_last_calls_on_request(
    telegram: Emulator, session: aiohttp.ClientSession, call: Call
) -> None:
    for _ in range(4):
        await call("getMe")
    for last, ids in ((2, [3, 4]), (99, [1, 2, 3, 4]), (0, [4])):
        async with session.get(f"{telegram.url}/control/log", params={"last": last}) as answer:
            assert [one["id"] for one in await answer.json()] == ids
