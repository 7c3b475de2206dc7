"""What people type and send on the chat page, and how it is drawn: its modules, run by node on samples."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.emulator.page.routes import FOLDER

HERE = Path(__file__).parent
NODE = shutil.which("node")

pytestmark = pytest.mark.skipif(
    NODE is None, reason="node is not on this machine, and the page's code is JavaScript"
)

Made = Callable[[str, str], Any]
SCRIPT = "<script>alert(1)</script>"
PLACE = {"text": "Here", "request_location": True}
KEYS = {"keyboard": [[{"text": "Yes"}, PLACE], [{"text": "Contact", "request_contact": True}]]}


def message(number: int, **more: Any) -> dict[str, Any]:
    sender = {"id": 99, "is_bot": True, "first_name": "Strillone"}
    return {"message_id": number, "date": 0, "from": sender, "from_bot": True, **more}


def photo(number: int, **more: Any) -> dict[str, Any]:
    size = {"file_id": f"f{number}", "width": 4, "height": 3}
    return message(number, photo=[size], media_group_id="1", **more)


SAMPLES: dict[str, dict[str, Any]] = {
    "typed": {
        words: words
        for words in (
            "plain #tag",
            "**bold**",
            "a __b **c**__ d",
            "~~x~~ ||y|| `**z**`",
            "```\ncode\n```",
            "[site](https://example.org/a)",
            "[bad](javascript:alert)",
            "> one\n> two\nthree",
            "**open",
            "****",
            "🗞 **x**",
            "/tag __init",
            "",
        )
    },
    "album": {
        "pictures": [photo(1), photo(2, caption="Two"), photo(3)],
        "files": [
            message(1, document={"file_id": "a", "file_name": SCRIPT, "file_size": 2048}),
            message(2, document={"file_id": "b", "file_size": 5}),
        ],
        "veiled": [photo(1, has_media_spoiler=True)],
        "place": [message(1, location={"latitude": -33.9, "longitude": 151.2})],
        "caption above": [photo(1, caption="Above", show_caption_above_media=True)],
    },
    "size": {"none": 0, "bytes": 999, "small": 2048, "large": 15 << 20, "huge": 5 << 30},
    "keys": {
        "shown": [message(1, reply_keyboard=KEYS)],
        "taken away": [message(1, reply_keyboard=KEYS), message(2, reply_keyboard={"remove_keyboard": True})],
        "deleted": [message(1, reply_keyboard=KEYS, deleted=True)],
        "for one time": [
            message(1, reply_keyboard={**KEYS, "one_time_keyboard": True}),
            message(2, from_bot=False),
        ],
        "none": [message(1)],
    },
    "keyPresses": {"words": [KEYS, "Yes"], "place": [KEYS, "Here"], "contact": [KEYS, "Contact"]},
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """What the page makes of a sample, by kind and name."""
    folder = tmp_path_factory.mktemp("page")
    for path in (*FOLDER.glob("*.js"), *HERE.glob("*.mjs")):
        shutil.copy(path, folder)
    (folder / "package.json").write_text('{"type": "module"}')
    asked = {kind: list(samples.values()) for kind, samples in SAMPLES.items()}
    run = subprocess.run(
        [str(NODE), "run_samples.mjs"], cwd=folder, input=json.dumps(asked), text=True, capture_output=True
    )
    assert run.returncode == 0, run.stderr
    answers = json.loads(run.stdout)
    table = {kind: dict(zip(samples, answers[kind], strict=True)) for kind, samples in SAMPLES.items()}
    return lambda kind, name: table[kind][name]


@pytest.mark.parametrize(
    ("words", "text", "marks"),
    [
        ("plain #tag", "plain #tag", []),
        ("**bold**", "bold", ["bold 0 4"]),
        ("a __b **c**__ d", "a b c d", ["italic 2 3", "bold 4 1"]),
        ("~~x~~ ||y|| `**z**`", "x y **z**", ["strikethrough 0 1", "spoiler 2 1", "code 4 5"]),
        ("```\ncode\n```", "code", ["pre 0 4"]),
        ("[site](https://example.org/a)", "site", ["text_link 0 4"]),
        ("[bad](javascript:alert)", "[bad](javascript:alert)", []),
        ("> one\n> two\nthree", "one\ntwo\nthree", ["blockquote 0 7"]),
        ("**open", "**open", []),
        ("****", "****", []),
        ("🗞 **x**", "🗞 x", ["bold 3 1"]),
        ("/tag __init", "/tag __init", []),
        ("", "", []),
    ],
)
def test_words_are_read_as_telegrams_clients_read_them(
    words: str, text: str, marks: list[str], made: Made
) -> None:
    read = made("typed", words)
    assert read["text"] == text
    assert [f"{one['type']} {one['offset']} {one['length']}" for one in read["entities"] or []] == marks


def test_an_album_is_one_bubble_with_a_grid_and_the_caption(made: Made) -> None:
    drawn = made("album", "pictures")
    assert drawn.count("<article") == 1
    assert 'class="album count-3"' in drawn
    assert [drawn.count(f"file_id=f{number}") for number in (1, 2, 3)] == [2, 2, 2]
    assert ">Two</div>" in drawn


def test_files_are_named_with_their_size_and_can_be_saved(made: Made) -> None:
    drawn = made("album", "files")
    assert "<script" not in drawn.replace('download="<script', "").replace('"<script>alert(1)</script>"', "")
    assert "2.0 KB" in drawn
    assert 'href="/control/file?file_id=a"' in drawn
    assert "5 B" in drawn


def test_a_veiled_picture_says_so(made: Made) -> None:
    assert 'aria-label="Hidden picture, press to see it"' in made("album", "veiled")


def test_a_place_is_told_in_degrees(made: Made) -> None:
    assert "33.90° S, 151.20° E" in made("album", "place")


def test_a_caption_may_stand_above(made: Made) -> None:
    drawn = made("album", "caption above")
    assert drawn.index(">Above</div>") < drawn.index("<img")


@pytest.mark.parametrize(
    ("name", "words"),
    [("none", "0 B"), ("bytes", "999 B"), ("small", "2.0 KB"), ("large", "15 MB"), ("huge", "5120 MB")],
)
def test_sizes_are_told_as_people_read_them(name: str, words: str, made: Made) -> None:
    assert made("size", name) == words


@pytest.mark.parametrize(
    ("name", "shown"),
    [("shown", True), ("taken away", False), ("deleted", False), ("for one time", False), ("none", False)],
)
def test_the_keyboard_of_the_newest_message_stays_until_it_goes(name: str, shown: bool, made: Made) -> None:
    assert (made("keys", name) is not None) is shown


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("words", "Yes"),
        ("place", "place"),
        ("contact", "toast In Telegram this button shares something that nobody has here."),
    ],
)
def test_keys_say_their_words_or_share_a_place(name: str, said: str, made: Made) -> None:
    assert made("keyPresses", name)[0] == said
