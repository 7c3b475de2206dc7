"""Which URLs may be asked for, and what a name may resolve to."""

import socket

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.errors import Refused
from bot.feeds.guard import Guard, Resolver, spoken

PUBLIC = Guard()
PRIVATE = Guard(allow_private=True)


def reason(guard: Guard, url: str) -> str:
    with pytest.raises(Refused) as refused:
        guard.check(url)
    return str(refused.value)


class Names(AbstractResolver):
    """Answers each resolution with the next list of addresses, as a name server under attack would."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked = 0
        self.closed = False

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked += 1
        return [
            ResolveResult(hostname=host, host=one, port=port, family=family, proto=0, flags=0)
            for one in self.answers.pop(0)
        ]

    async def close(self) -> None:
        self.closed = True


@pytest.mark.parametrize(
    "url",
    [
        "https://europolitiche.example/feed",
        "http://example.com:443/",
        "HTTPS://EXAMPLE.com:80/a?b=c",
        "https://例え.jp/ü?q=à",
        "https://8.8.8.8/feed",
        "https://[2606:4700::1111]/feed",
        "https://under_score.example./feed",
    ],
)
def test_lets_public_addresses_pass(url: str) -> None:
    assert PUBLIC.check(url).scheme in ("http", "https")


def test_takes_the_fragment_off() -> None:
    assert str(PUBLIC.check("https://example.com/feed?a=1#top")) == "https://example.com/feed?a=1"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("file:///etc/passwd", "neither http nor https"),
        ("ftp://example.com/feed", "neither http nor https"),
        ("javascript:alert(1)", "neither http nor https"),
        ("//example.com/feed", "neither http nor https"),
        ("example.com/feed", "neither http nor https"),
        ("", "neither http nor https"),
        ("tg://resolve?domain=x", "neither http nor https"),
        ("http:///feed", "no host"),
        ("http:example.com", "no host"),
        ("http://a..b/", "no host"),
        ("http://x y/", "no host"),
        ("http://%31%32%37.0.0.1/", "no host"),
        ("http://" + "a" * 64 + ".it/", "no host"),
        ("http://" + "a." * 130 + "it/", "no host"),
        ("http://user:word@example.com/", "name or password"),
        ("http://user@example.com/", "name or password"),
        ("http://:@example.com/", "name or password"),
        ("http://example.com:22/", "port 22"),
        ("http://example.com:0/", "port 0"),
        ("http://example.com:99999/", "not a URL"),
        ("http://[::1", "not a URL"),
        ("http://127.0.0.1\\@example.com/", "not a URL"),
        ("http://ex\ud800ample.com/", "not a URL"),
        ("http://example.com/" + "a" * 2_048, "longer than 2048"),
        ("http://127.0.0.1/", "private"),
        ("http://2130706433/", "private"),
        ("http://0x7f.1/", "private"),
        ("http://0177.0.0.1/", "private"),
        ("http://127.1/", "private"),
        ("http://127.0.0.1./", "private"),
        ("http://１２７.0.0.1/", "private"),
        ("http://①②⑦.0.0.1/", "private"),
        ("http://169.254.169.254/latest/meta-data", "private"),
        ("http://[::1]/", "private"),
        ("http://[::ffff:127.0.0.1]/", "private"),
        ("http://[64:ff9b::7f00:1]/", "private"),
        ("http://[fe80::1%25eth0]/", "private"),
        ("http://[fd00::1]/", "private"),
    ],
)
def test_refuses_with_the_reason(url: str, words: str) -> None:
    assert words in reason(PUBLIC, url)


@pytest.mark.parametrize("url", ["http://127.0.0.1:8080/feed", "http://[::1]:9/feed", "http://localhost:1/"])
def test_private_addresses_and_ports_pass_when_allowed(url: str) -> None:
    assert str(PRIVATE.check(url)) == url


@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://a@127.0.0.1/", "http:///x"])
def test_allowing_private_addresses_allows_nothing_else(url: str) -> None:
    assert reason(PRIVATE, url)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://user:word@example.com/feed?key=secret#part", "https://example.com/feed?…"),
        ("https://example.com/feed", "https://example.com/feed"),
        ("http://h:99999/?key=secret", "An address of 26 characters"),
        ("secret", "An address of 6 characters"),
        ("https://example.com/" + "a" * 500, "https://example.com/" + "a" * 179 + "…"),
    ],
)
def test_says_a_url_without_its_secrets(url: str, said: str) -> None:
    assert spoken(url) == said


def test_says_no_character_that_could_turn_the_line_around() -> None:
    assert "\u202e" not in spoken("https://example.com/\u202efeed")


async def test_resolves_once_and_hands_out_what_it_checked() -> None:
    names = Names(["8.8.8.8", "2606:4700::1111"], ["127.0.0.1"])
    answers = await Resolver(PUBLIC, names=names).resolve("example.com", 443)
    assert [answer["host"] for answer in answers] == ["8.8.8.8", "2606:4700::1111"]
    assert names.asked == 1


@pytest.mark.parametrize("bad", ["127.0.0.1", "10.0.0.1", "::1", "64:ff9b::7f00:1", "nonsense"])
async def test_one_private_answer_closes_the_name(bad: str) -> None:
    with pytest.raises(Refused, match=r"example.com leads to a private address"):
        await Resolver(PUBLIC, names=Names(["8.8.8.8", bad])).resolve("example.com")


async def test_a_name_may_lead_anywhere_when_private_addresses_are_allowed() -> None:
    answers = await Resolver(PRIVATE, names=Names(["127.0.0.1"])).resolve("localhost")
    assert answers[0]["host"] == "127.0.0.1"


async def test_closes_what_it_resolves_by() -> None:
    names = Names()
    await Resolver(PUBLIC, names=names).close()
    assert names.closed


def test_opens_no_socket_for_a_private_address() -> None:
    info = (socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", 80))
    with pytest.raises(Refused, match="private"):
        PUBLIC.open_socket(info)
    PRIVATE.open_socket(info).close()
