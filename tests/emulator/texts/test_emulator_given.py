"""Entities given by hand are checked one by one; links are written as Telegram writes them."""

from typing import Any

import pytest

from bot.emulator.refusals import Refused
from bot.emulator.texts.canonical import canonical_html
from bot.emulator.texts.entities import Entity, Kind
from bot.emulator.texts.given import entities_argument, given_text
from bot.emulator.texts.links import BadLink, checked, user_of

PLACE = {"offset": 0, "length": 1}
WRONG: list[tuple[Any, str]] = [
    ("x", "can't parse MessageEntity: expected an Object"),
    ({"length": 1, "type": "bold"}, "can't parse MessageEntity: Can't find field \"offset\""),
    (
        {"offset": 0.5, "length": 1, "type": "bold"},
        'can\'t parse MessageEntity: Field "offset" must be a Number',
    ),
    ({**PLACE}, "can't parse MessageEntity: Can't find field \"type\""),
    ({**PLACE, "type": ""}, "can't parse MessageEntity: Type is not specified"),
    ({**PLACE, "type": "blink"}, "can't parse MessageEntity: Unsupported type specified"),
    ({**PLACE, "type": "text_link"}, "can't parse MessageEntity: Can't find field \"url\""),
    (
        {**PLACE, "type": "text_link", "url": 1},
        'can\'t parse MessageEntity: Field "url" must be of type String',
    ),
    ({**PLACE, "type": "text_link", "url": "localhost"}, "entity URL 'localhost' is invalid: Wrong HTTP URL"),
    ({**PLACE, "type": "text_link", "url": "\ud800"}, "strings must be encoded in UTF-8"),
    ({**PLACE, "type": "text_mention"}, "can't parse MessageEntity: Can't find field \"user\""),
    ({**PLACE, "type": "custom_emoji"}, "can't parse MessageEntity: Can't find field \"custom_emoji_id\""),
    (
        {**PLACE, "type": "date_time", "unix_time": 9, "date_time_format": "x"},
        "can't parse MessageEntity: Invalid date-time format specified",
    ),
    ({**PLACE, "type": "date_time", "unix_time": 0}, "invalid date specified"),
    ({"offset": -1, "length": 1, "type": "bold"}, "receive an entity with incorrect offset -1"),
    ({"offset": 0, "length": 2000000, "type": "bold"}, "receive an entity with incorrect length 2000000"),
]


@pytest.mark.parametrize(("raw", "refusal"), WRONG)
def test_a_wrong_entity_is_refused_by_name(raw: Any, refusal: str) -> None:
    with pytest.raises(Refused) as refused:
        given_text("text", "", [raw])
    assert refused.value.description == f"Bad Request: {refusal}"


@pytest.mark.parametrize(
    ("raw", "entity"),
    [
        ({"type": "bold"}, Entity(Kind.BOLD, 0, 1)),
        ({"type": "pre", "language": "py"}, Entity(Kind.PRE, 0, 1, "py")),
        ({"type": "text_link", "url": "EX.com"}, Entity(Kind.TEXT_LINK, 0, 1, "http://ex.com/")),
        ({"type": "text_link", "url": "tg://user?id=5"}, Entity(Kind.TEXT_MENTION, 0, 1, 5)),
        ({"type": "text_mention", "user": {"id": 5}}, Entity(Kind.TEXT_MENTION, 0, 1, 5)),
        ({"type": "custom_emoji", "custom_emoji_id": "5"}, Entity(Kind.CUSTOM_EMOJI, 0, 1, "5")),
        (
            {"type": "date_time", "unix_time": 5, "date_time_format": "r"},
            Entity(Kind.DATE_TIME, 0, 1, 5, "r"),
        ),
    ],
)
def test_an_entity_is_read(raw: dict[str, Any], entity: Entity) -> None:
    assert given_text("text", "none", [{"offset": "0", "length": 1, **raw}])[1] == (entity,)


def test_entities_the_server_finds_itself_are_skipped() -> None:
    assert given_text("text", "", [{**PLACE, "type": "hashtag"}]) == ("text", ())


@pytest.mark.parametrize("argument", ["", "{", "null", "[" * 100_000])
def test_entities_that_are_no_list_count_as_none(argument: str) -> None:
    assert given_text("text", "", entities_argument(argument)) == ("text", ())


@pytest.mark.parametrize(
    ("text", "mode", "refusal"),
    [
        ("è" * 16385, "", "Text is too long"),
        ("\udcff", "HTML", "Strings must be encoded in UTF-8"),
        ("x", "XML", "Unsupported parse_mode"),
        ("x", "MarkdownV2", "Unsupported parse_mode: this server reads HTML and entities only"),
    ],
)
def test_a_text_that_cannot_be_read_is_refused(text: str, mode: str, refusal: str) -> None:
    with pytest.raises(Refused) as refused:
        given_text(text, mode, None)
    assert refused.value.text == refusal


@pytest.mark.parametrize(
    ("link", "written"),
    [
        ("ex.com", "http://ex.com/"),
        ("HTTPS://User@EX.com:443?q x", "https://User@ex.com:443/?q%20x"),
        ("http://[::1]:80/", "http://[::1]:80/"),
        ("http://ex.com#frag ", "http://ex.com/#frag"),
        ("tg:resolve?domain=x", "tg://resolve?domain=x"),
        ("tonsite://a.ton/x", "tonsite://a.ton/x"),
        ("http://пример.рф/é", "http://пример.рф/é"),
    ],
)
def test_a_link_is_written_as_telegram_writes_it(link: str, written: str) -> None:
    assert checked(link) == written


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("localhost", "Wrong HTTP URL"),
        ("ftp://ex.com", "Unsupported URL protocol"),
        ("http://", "URL host is empty"),
        ("http://.", "Host is invalid"),
        ("http://ex.com:0", "Wrong port number specified in the URL"),
        ("http://ex.com:x", "Wrong port number specified in the URL"),
        ("http://ex.com:99999999999", "Wrong port number specified in the URL"),
        ("http://e x.com", "Disallowed character in URL host"),
        ("http://u^@ex.com", "Disallowed character in URL userinfo"),
        ("http://%4.com", "Wrong percent-encoded symbol in URL host"),
        ("http://[x]/", "Wrong IPv6 address specified in the URL"),
        ("tg://user:7", "Wrong tg URL"),
        ("ton://a.b", "Unallowed characters in URL host"),
    ],
)
def test_a_link_telegram_does_not_take_says_why(link: str, reason: str) -> None:
    with pytest.raises(BadLink) as bad:
        checked(link)
    assert str(bad.value) == reason


@pytest.mark.parametrize("link", ["http://ex.com", "tg://ex"])
def test_only_https_may_be_asked_for(link: str) -> None:
    with pytest.raises(BadLink, match="Only HTTPS links are allowed"):
        checked(link, https_only=True)


@pytest.mark.parametrize(
    ("link", "user"),
    [
        ("tg://user?id=5", 5),
        ("TG:user/?a=b&ID=5#x", 5),
        ("tg://user?id=x", None),
        ("tg://user?id=0", None),
        ("tg://users?id=5", None),
        ("tg://user?i=5", None),
    ],
)
def test_a_link_to_a_user(link: str, user: int | None) -> None:
    assert user_of(link) == user


@pytest.mark.parametrize(
    ("marks", "html"),
    [
        ([], "a&lt;b&gt;&amp;"),
        ([("bold", 0, 2), ("italic", 1, 2)], "<b>a</b><i><b>&lt;</b>b</i>&gt;&amp;"),
        ([("bold", 0, 1), ("bold", 1, 2), ("italic", 1, 1)], "<b>a<i>&lt;</i>b</b>&gt;&amp;"),
        ([("italic", 0, 1), ("bold", 0, 5)], "<b><i>a</i>&lt;b&gt;&amp;</b>"),
        ([("url", 0, 2)], "a&lt;b&gt;&amp;"),
        ([("expandable_blockquote", 0, 5)], "<blockquote expandable>a&lt;b&gt;&amp;</blockquote>"),
    ],
)
def test_canonical_html_always_nests(marks: list[tuple[str, int, int]], html: str) -> None:
    entities = [{"type": kind, "offset": offset, "length": length} for kind, offset, length in marks]
    assert canonical_html("a<b>&", entities) == html


@pytest.mark.parametrize(
    ("fields", "html"),
    [
        ({"type": "text_link", "url": 'http://e.com/"'}, '<a href="http://e.com/&quot;">x</a>'),
        ({"type": "text_mention", "user": {"id": 5}}, '<a href="tg://user?id=5">x</a>'),
        ({"type": "pre", "language": "py"}, '<pre><code class="language-py">x</code></pre>'),
        ({"type": "pre"}, "<pre>x</pre>"),
        ({"type": "custom_emoji", "custom_emoji_id": "5"}, '<tg-emoji emoji-id="5">x</tg-emoji>'),
        ({"type": "date_time", "unix_time": 5}, '<tg-time unix="5">x</tg-time>'),
        (
            {"type": "date_time", "unix_time": 5, "date_time_format": "r"},
            '<tg-time unix="5" format="r">x</tg-time>',
        ),
        ({"type": "spoiler"}, "<tg-spoiler>x</tg-spoiler>"),
    ],
)
def test_canonical_html_of_each_kind(fields: dict[str, Any], html: str) -> None:
    assert canonical_html("x", [{**PLACE, **fields}]) == html
