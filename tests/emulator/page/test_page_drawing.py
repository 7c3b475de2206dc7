"""How the chat page draws messages: its own modules, run by node on samples, with a stub for the document.

All samples go through one process. Where there is no node, there is nothing to run them with.
"""

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


def entity(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


def message(text: str = "Hello", **more: Any) -> dict[str, Any]:
    sender = {"id": 99, "is_bot": True, "first_name": "Strillone"}
    return {"message_id": 7, "date": 0, "from": sender, "from_bot": True, "text": text, **more}


def keys(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"inline_keyboard": [list(buttons)]}


SCRIPT = "<script>alert(1)</script>"

TREES: dict[str, tuple[str, Any]] = {
    "plain": ("plain", []),
    "no entities": ("plain", None),
    "nothing": ("", []),
    "nested": ("one two three", [entity("bold", 0, 13), entity("italic", 4, 3)]),
    "same place": ("word", [entity("bold", 0, 4), entity("italic", 0, 4)]),
    "longer one named last": ("abcd", [entity("italic", 0, 2), entity("bold", 0, 4)]),
    "after an emoji": ("🇮🇹 ok", [entity("bold", 5, 2)]),
    "inside an emoji": ("🗞x", [entity("bold", 1, 2)]),
    "crossing": ("abcdef", [entity("bold", 0, 4), entity("italic", 2, 4)]),
    "quotation within bold": ("abc", [entity("bold", 0, 3), entity("blockquote", 1, 1)]),
    "quotation between lines": ("a\nb\nc", [entity("blockquote", 2, 1)]),
    "bold line before a quotation": ("a\nb", [entity("bold", 0, 2), entity("blockquote", 2, 1)]),
    "two quotations": ("a\nb", [entity("blockquote", 0, 1), entity("expandable_blockquote", 2, 1)]),
    "outside": ("ab", [entity("bold", 1, 99), entity("bold", -5, 6), entity("bold", 7, 2)]),
    "garbage": ("ab", [None, 7, {}, {"type": "bold"}, entity("bold", 0, 0), {"offset": "x", "length": 1}]),
    "no list": ("ab", {"offset": 0}),
}

SAMPLES: dict[str, dict[str, Any]] = {
    "tree": TREES,
    "rich": {
        "markup": (SCRIPT, [entity("bold", 0, len(SCRIPT))]),
        "link": ("site", [entity("text_link", 0, 4, url="https://example.org/?a=1&b=2")]),
        "javascript link": ("site", [entity("text_link", 0, 4, url="javascript:alert(1)")]),
        "data link": ("site", [entity("text_link", 0, 4, url="data:text/html,x")]),
        "no address": ("site", [entity("text_link", 0, 4)]),
        "bare link": ("example.org/a", [entity("url", 0, 13)]),
        "email": ("a@example.org", [entity("email", 0, 13)]),
        "code": ("x = 1", [entity("pre", 0, 5, language="python")]),
        "unknown": ("word", [entity("sparkle", 0, 4)]),
        "time": ("soon", [entity("date_time", 0, 4, unix_time=0)]),
        "bad time": ("soon", [entity("date_time", 0, 4, unix_time="x")]),
    },
    "bubble": {
        "markup": (
            message(SCRIPT, reply_markup=keys({"text": SCRIPT, "callback_data": "x"})),
            {"speaker": 1},
        ),
        "mine": (
            {**message("Hi"), "from": {"id": 1, "first_name": "Anna"}, "from_bot": False},
            {"speaker": 1},
        ),
        "in a group": (message("Hi"), {"speaker": 1, "crowded": True}),
        "edited": (message("Hi", edits=2), {"speaker": 1}),
        "joined": (
            {"message_id": 8, "date": 0, "new_chat_members": [{"first_name": "Emma"}]},
            {"speaker": 1},
        ),
        "photo": (message("Hi", photo=[{"file_id": "small"}, {"file_id": "large"}]), {"speaker": 1}),
        "answer": (message("Hi", reply_to_message=message("Before")), {"speaker": 1}),
        "bad url button": (
            message(reply_markup=keys({"text": "Go", "url": "javascript:alert(1)"})),
            {"speaker": 1},
        ),
        "url button": (
            message(reply_markup=keys({"text": "Go", "url": "https://example.org/"})),
            {"speaker": 1},
        ),
        "style": (
            message(reply_markup=keys({"text": "Go", "callback_data": "x", "style": "danger"})),
            {"speaker": 1},
        ),
        "odd style": (
            message(reply_markup=keys({"text": "Go", "callback_data": "x", "style": "a b"})),
            {"speaker": 1},
        ),
        "above": (
            message("Text", link_preview_options={"url": "http://127.0.0.1:8080/a", "show_above_text": True}),
            {"speaker": 1},
        ),
        "below": (message("Text", link_preview_options={"url": "http://127.0.0.1:8080/a"}), {"speaker": 1}),
        "start link": (
            message("go", entities=[entity("text_link", 0, 2, url="https://t.me/strillone_bot?start=tag-7")]),
            {"speaker": 1},
        ),
        "mine in a group": (
            {**message("Hi"), "from": {"id": 1, "first_name": "Anna"}, "from_bot": False},
            {"speaker": 1, "crowded": True},
        ),
        "disabled": (
            message(
                "http://a.example",
                entities=[entity("url", 0, 16)],
                link_preview_options={"is_disabled": True},
            ),
            {"speaker": 1},
        ),
    },
    "presses": {
        "command": (message("/latest 3", entities=[entity("bot_command", 0, 7)]), "/latest"),
        "hashtag": (message("#Ukraine", entities=[entity("hashtag", 0, 8)]), "#Ukraine"),
        "deep link": (
            message("go", entities=[entity("text_link", 0, 2, url="https://t.me/strillone_bot?start=tag-7")]),
            "go",
        ),
        "deep button": (
            message(reply_markup=keys({"text": "Go", "url": "https://t.me/x_bot?start=a"})),
            "Go",
        ),
        "callback": (message(reply_markup=keys({"text": "Go", "callback_data": "s:1"})), "Go"),
        "copy": (message(reply_markup=keys({"text": "Go", "copy_text": {"text": "abc"}})), "Go"),
        "share": (message(reply_markup=keys({"text": "Go", "switch_inline_query": "brief 7"})), "Go"),
        "spoiler": (message("hush", entities=[entity("spoiler", 0, 4)]), "hush"),
        "unfold": (message("long", entities=[entity("expandable_blockquote", 0, 4)]), "Show more"),
    },
    "openable": {
        address: address
        for address in (
            "https://example.org/a",
            "http://example.org/",
            "mailto:a@example.org",
            "javascript:alert(1)",
            " javascript:alert(1)",
            "JAVASCRIPT:alert(1)",
            "data:text/html,x",
            "tg://user?id=1",
            "blob:https://example.org/x",
            "nonsense",
            "",
        )
    },
    "startPayload": {
        address: address
        for address in (
            "https://t.me/strillone_bot?start=tag-7",
            "https://telegram.me/strillone_bot?start=",
            "https://t.me/strillone_bot",
            "https://t.me/a/b?start=x",
            "https://t.me.example/bot?start=x",
            "http://t.me/bot?start=x",
            "bot?start=x",
        )
    },
    "isPicture": {
        address: address
        for address in (
            "http://127.0.0.1/a/b.png?x=1",
            "http://127.0.0.1/a.html",
            "http://127.0.0.1/?a.png",
            "a.png",
        )
    },
    "whole": {address: address for address in ("example.org/a", "https://example.org", "example.org:80/a")},
    "openGraph": {
        "metas": '<meta property="og:title" content="A &amp; B &lt;i&gt; &#39;c&#39;">'
        '<meta property="og:image" content="/a.png">',
        "none": "<p>og:title</p>",
        "far down": " " * 30_000 + '<meta property="og:title" content="late">',
    },
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Any]:
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


def outline(nodes: list[dict[str, Any]]) -> str:
    """A tree in one line: `one [bold two]`."""
    return "".join(
        node["text"] if node["type"] == "text" else f"[{node['type']} {outline(node['children'])}]"
        for node in nodes
    )


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("plain", "plain"),
        ("no entities", "plain"),
        ("nothing", ""),
        ("nested", "[bold one [italic two] three]"),
        ("same place", "[bold [italic word]]"),
        ("longer one named last", "[bold [italic ab]cd]"),
        ("after an emoji", "🇮🇹 [bold ok]"),
        ("crossing", "[bold ab[italic cd]][italic ef]"),
        ("quotation within bold", "[bold a][blockquote [bold b]][bold c]"),
        ("quotation between lines", "a[blockquote b]c"),
        ("bold line before a quotation", "[bold a][blockquote b]"),
        ("two quotations", "[blockquote a][expandable_blockquote b]"),
        ("outside", "[bold a][bold b]"),
        ("garbage", "ab"),
        ("no list", "ab"),
    ],
)
def test_entities_become_a_tree(name: str, drawn: str, made: Made) -> None:
    assert outline(made("tree", name)) == drawn


def test_no_text_is_lost_between_entities(made: Made) -> None:
    for name, (text, _) in TREES.items():
        if "quotation" not in name and name != "inside an emoji":
            assert "".join(node["text"] for node in made("tree", name)) == text


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("markup", "<strong>&lt;script&gt;alert(1)&lt;/script&gt;</strong>"),
        (
            "link",
            '<a href="https://example.org/?a=1&b=2" target="_blank" rel="noopener noreferrer">site</a>',
        ),
        ("javascript link", '<span class="entity">site</span>'),
        ("data link", '<span class="entity">site</span>'),
        ("no address", '<span class="entity">site</span>'),
        ("code", '<pre data-language="python"><code>x = 1</code></pre>'),
        ("unknown", '<span class="entity">word</span>'),
        ("time", '<time datetime="1970-01-01T00:00:00.000Z">soon</time>'),
        ("bad time", "<time>soon</time>"),
    ],
)
def test_entities_become_elements(name: str, html: str, made: Made) -> None:
    assert made("rich", name) == html


def test_bare_addresses_become_links(made: Made) -> None:
    assert '<a href="http://example.org/a"' in made("rich", "bare link")
    assert '<a href="mailto:a@example.org"' in made("rich", "email")


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("markup", ["&lt;script&gt;", '<button type="button" class="key']),
        ("mine", ['<li class="mine"']),
        ("in a group", ['<p class="author">Strillone</p>']),
        ("edited", ["<span>edited </span>"]),
        ("joined", ["Emma joined the group"]),
        ("photo", ['src="/control/file?file_id=large"']),
        (
            "answer",
            ['class="answered" data-answers="7"', "<strong>Strillone</strong><span>Before</span></button>"],
        ),
        ("bad url button", ['<button type="button" class="key']),
        ("url button", ['<a href="https://example.org/"', 'class="key', "↗"]),
        ("style", ['class="key danger"']),
        ("odd style", ['class="key "']),
        ("above", ['<div class="preview large"></div><div class="text"']),
        ("below", ['</div><div class="preview large"></div><p class="foot">']),
    ],
)
def test_a_message_is_drawn_with_its_parts(name: str, parts: list[str], made: Made) -> None:
    for part in parts:
        assert part in made("bubble", name)


@pytest.mark.parametrize("name", list(SAMPLES["bubble"]))
def test_no_message_brings_markup_or_script(name: str, made: Made) -> None:
    drawn = made("bubble", name)
    assert "<script" not in drawn
    assert "javascript:" not in drawn


@pytest.mark.parametrize("name", ["disabled", "start link", "photo"])
def test_no_preview_where_telegram_has_none(name: str, made: Made) -> None:
    assert "preview" not in made("bubble", name)


def test_nobody_reads_his_own_name_over_what_he_wrote(made: Made) -> None:
    assert "author" not in made("bubble", "mine in a group")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("command", ["/latest", "inline"]),
        ("hashtag", ["fill #Ukraine", "inline"]),
        ("deep link", ["/start tag-7", "inline"]),
        ("deep button", ["/start a", "key "]),
        ("callback", ["tap s:1", "key "]),
        ("copy", ["copy abc", "key "]),
        ("share", ["toast In Telegram you would now choose a chat and share: brief 7", "key "]),
        ("spoiler", ["spoiler revealed"]),
        ("unfold", ["unfold"]),
    ],
)
def test_pressing_does_what_telegram_would(name: str, said: list[str], made: Made) -> None:
    assert made("presses", name) == said


def test_only_harmless_addresses_can_be_opened(made: Made) -> None:
    opened = [name for name in SAMPLES["openable"] if made("openable", name) is not None]
    assert opened == ["https://example.org/a", "http://example.org/", "mailto:a@example.org"]


def test_links_that_start_the_bot_are_known(made: Made) -> None:
    payloads = {name: made("startPayload", name) for name in SAMPLES["startPayload"]}
    assert {name: payload for name, payload in payloads.items() if payload is not None} == {
        "https://t.me/strillone_bot?start=tag-7": "tag-7",
        "https://telegram.me/strillone_bot?start=": "",
    }


def test_pictures_are_known_by_their_ending(made: Made) -> None:
    assert [made("isPicture", name) for name in SAMPLES["isPicture"]] == [True, False, False, False]


def test_addresses_as_people_type_them_are_made_whole(made: Made) -> None:
    assert made("whole", "example.org/a") == "http://example.org/a"
    assert made("whole", "https://example.org") == "https://example.org"


def test_what_a_page_says_of_itself_is_read(made: Made) -> None:
    assert made("openGraph", "metas") == {
        "title": "A & B <i> 'c'",
        "description": "",
        "image": "/a.png",
        "site": "",
    }
    assert made("openGraph", "none")["title"] == made("openGraph", "far down")["title"] == ""
