"""Links, mentions, hashtags and commands are found in plain text as Telegram finds them."""

import pytest

from bot.emulator.texts.characters import utf16_slice
from bot.emulator.texts.detect import found_in

FOUND = [
    ("/start", ["bot_command:/start"]),
    ("/start@strillone_bot now", ["bot_command:/start@strillone_bot"]),
    ("a /tag_1, (/help)", ["bot_command:/tag_1", "bot_command:/help"]),
    ("and/or //x </b> 1/2", []),
    ("#ucraina #Größe #україна", ["hashtag:#ucraina", "hashtag:#Größe", "hashtag:#україна"]),
    ("#1 a#b #a#b #_", []),
    ("#a1, #b@channel", ["hashtag:#a1", "hashtag:#b@channel"]),
    ("$USD $EUROS $usd a$B $ABCDEFGHI", ["cashtag:$USD", "cashtag:$EUROS"]),
    ("@anna @ab @gif x@anna", ["mention:@anna", "mention:@gif"]),
    ("anna.b+c@ex-ample.org.", ["email:anna.b+c@ex-ample.org"]),
    ("Vedi europolitiche.it.", ["url:europolitiche.it"]),
    ("HTTPS://EX.com:8080/a?b#c, e", ["url:HTTPS://EX.com:8080/a?b#c"]),
    ("http://host.unknown/ but not host.unknown", ["url:http://host.unknown/"]),
    ("(see ex.com/a_(b)) [ex.eu/x]", ["url:ex.com/a_(b)", "url:ex.eu/x"]),
    ("http://user:pass@ex.com/x", ["url:http://user:pass@ex.com/x"]),
    ("1.2.3.4 1.2.3 3.14 e.g. a.b", ["url:1.2.3.4"]),
    ("тест.рф пример.укр", ["url:тест.рф", "url:пример.укр"]),
    ("xn--e1afmkfd.xn--p1ai", ["url:xn--e1afmkfd.xn--p1ai"]),
    ("tg://resolve?domain=x ton://a", ["url:tg://resolve?domain=x", "url:ton://a"]),
    ("sftp://ex.com", []),
    ("😀 ex.com 😀 #tag", ["url:ex.com", "hashtag:#tag"]),
    ("no marks at all", []),
    ("-ex-.com _a._b.com a..com", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_what_is_found(text: str, expected: list[str]) -> None:
    found = [f"{one.kind}:{utf16_slice(text, one.offset, one.length)}" for one in found_in(text)]
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "a." * 4000,
        "@" * 8000,
        "a@" * 4000,
        "#" * 8000,
        "/" * 8000,
        "a-" * 4000 + "@b",
        "a." * 4000 + "@",
        "http://a" * 1000 + ".",
        "http://" + "a" * 8000,
    ],
)
def test_floods_of_triggers_are_read_in_no_time(text: str) -> None:
    assert len(found_in(text)) <= 1
