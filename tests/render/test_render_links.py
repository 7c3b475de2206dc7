"""Links: only addresses that Telegram takes and that lead to the web."""

import pytest

from bot.render.links import button_link, share_link, text_link


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&c=2#d"),
        ("HTTP://Example.org", "http://Example.org"),
        (" https://example.org/a b ", "https://example.org/a%20b"),
        ("https://example.org/perché%20no", "https://example.org/perch%C3%A9%20no"),
        ("https://città.example/x", "https://xn--citt-3na.example/x"),
        ("https://example.org:8443/x", "https://example.org:8443/x"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("mailto:nobody", None),
        ("tg://user?id=1", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//example.org/x", None),
        ("/relative", None),
        ("https://", None),
        ("https://exa mple.org", None),
        ("https://example.org:port", None),
        ("http://[::1", None),
        ("https://example.org/\x00", None),
        ("https://example.org/\ud800", None),
        ("https://" + "a" * 300 + ".è/", None),
        ("https://example.org/" + "a" * 2048, None),
        ("https://example.org/" + "é" * 1000, None),
        ("", None),
    ],
)
def test_a_text_leads_to_the_web_or_to_a_mailbox(url: str, link: str | None) -> None:
    assert text_link(url) == link


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/x", "https://example.org/x"),
        ("http://127.0.0.1:8080/x", "http://127.0.0.1:8080/x"),
        ("http://localhost:8080/x", None),
        ("http://localhost./x", None),
        ("https://user:secret@example.org", None),
        ("mailto:desk@example.org", None),
        ("ftp://example.org", None),
        (None, None),
    ],
)
def test_a_button_leads_to_a_host_with_a_dot(url: str | None, link: str | None) -> None:
    assert button_link(url) == link


def test_sharing_needs_no_more_than_an_address() -> None:
    link = share_link("https://example.org/a?b=1&c=2", "L'Unione & noi")
    assert link == (
        "https://t.me/share/url?url=https%3A%2F%2Fexample.org%2Fa%3Fb%3D1%26c%3D2&text=L%27Unione+%26+noi"
    )
    assert share_link("http://localhost/x", "x") is None
