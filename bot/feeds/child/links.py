"""Links from outside: absolute, of the web or of mail, free of what would break them; or nothing."""

import re
from urllib.parse import quote, urljoin, urlsplit

from bot.feeds.child import bounds

_WEB = ("http", "https")
_STRAY = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_MAIL = re.compile(r"mailto:[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+\Z", re.IGNORECASE)
_SAFE = "!#$%&'()*+,/:;=?@[]~|"


def web_link(link: str | None, base: str = "") -> str | None:
    """An http or https address made absolute against `base`; None where there is none to be made."""
    if not link or not (link := _STRAY.sub("", link).strip()):
        return None
    try:
        if urlsplit(link).scheme.lower() in _WEB and not urlsplit(link).netloc:
            return None
        absolute = urljoin(base, link)
        parts = urlsplit(absolute)
        sound = parts.scheme in _WEB and parts.hostname and (parts.port is None or parts.port)
    except ValueError:  # a broken port or IPv6 host
        return None
    if not sound or len(absolute) > bounds.URL or "\\" in parts.netloc or " " in parts.netloc:
        return None
    return _escaped(absolute)


def text_link(link: str | None, base: str = "") -> str | None:
    """What a link in a text may point at: a web address, or a plain mail address."""
    if link and link.strip().lower().startswith("mailto:"):
        mail = _STRAY.sub("", link).strip().partition("?")[0]
        return mail if len(mail) <= bounds.URL and _MAIL.match(mail) else None
    return web_link(link, base)


def _escaped(address: str) -> str | None:
    """White space and quotes inside an address written as its octets; letters stay as they are."""
    escaped = "".join(
        character if character.isalnum() or character in _SAFE or character in "-._" else _octets(character)
        for character in address
    )
    return escaped if len(escaped) <= bounds.URL else None


def _octets(character: str) -> str:
    return quote(character, safe="", errors="replace")
