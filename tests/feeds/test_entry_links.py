"""Which addresses from outside may become links, and in which form."""

import pytest

from bot.feeds.child.links import text_link, web_link

BASE = "https://site.example/dir/page"


@pytest.mark.parametrize(
    ("link", "absolute"),
    [
        ("https://other.example/x?a=1&b=2#c", "https://other.example/x?a=1&b=2#c"),
        ("/x", "https://site.example/x"),
        ("x", "https://site.example/dir/x"),
        ("//cdn.example/x.png", "https://cdn.example/x.png"),
        (" /x\n", "https://site.example/x"),
        ("/a b", "https://site.example/a%20b"),
        ('/a"b', "https://site.example/a%22b"),
        ("/città", "https://site.example/città"),
        ("HTTP://SITE.example/", "HTTP://SITE.example/"),
        ("", None),
        (None, None),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("tg://user?id=1", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("mailto:a@b.example", None),
        ("https://", None),
        ("https:///path", None),
        ("https://[::1", None),
        ("https://h.example:99999/", None),
        ("https://a.example\\@b.example/", None),
        ("https://site.example/" + "x" * 2_048, None),
        ("/\ud800", "https://site.example/%3F"),
    ],
)
def test_only_web_addresses_are_links(link: str | None, absolute: str | None) -> None:
    assert web_link(link, BASE) == absolute


def test_a_text_may_link_to_a_mail_address() -> None:
    assert text_link("mailto:desk@site.example?subject=x", BASE) == "mailto:desk@site.example"
    assert text_link("MAILTO:desk@site.example", BASE) == "MAILTO:desk@site.example"
    assert text_link("/x", BASE) == "https://site.example/x"


@pytest.mark.parametrize("link", ["mailto:", "mailto:a", "mailto:a@b", "mailto:a b@c.example"])
def test_what_is_no_mail_address_is_no_link(link: str) -> None:
    assert text_link(link, BASE) is None


def test_an_address_without_a_base_must_be_whole() -> None:
    assert web_link("/x") is None
    assert web_link("x", "") is None
