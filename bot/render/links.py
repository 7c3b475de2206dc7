"""Links: which addresses a message may carry, and how Telegram wants them written."""

from urllib.parse import SplitResult, quote, urlencode, urlsplit, urlunsplit

_LONGEST = 2048
_KEPT = "%/:?#[]@!$&'()*+,;=-._~"
"""Characters of an address that mean something where they stand (RFC 3986)."""


def text_link(url: str) -> str | None:
    """An address that a word of a text may lead to: http, https or mailto; else None."""
    parts = _parts(url.strip())
    if parts is None:
        return None
    if parts.scheme == "mailto":
        return _written(parts) if "@" in parts.path else None
    return _written(parts) if _is_web(parts) else None


def button_link(url: str | None) -> str | None:
    """An address that a button or a preview may lead to; else None.

    Telegram refuses the whole message when the host of a button has no dot (`localhost`), so such a button
    must be left out. A name with a password in it is nobody's article.
    """
    parts = _parts((url or "").strip())
    if parts is None or not _is_web(parts) or "@" in parts.netloc:
        return None
    return _written(parts) if "." in (parts.hostname or "").strip(".") else None


def share_link(url: str | None, title: str) -> str | None:
    """The address that opens Telegram's own choice of chats with the article in it; needs no inline mode."""
    link = button_link(url)
    return "https://t.me/share/url?" + urlencode({"url": link, "text": title}) if link else None


def _parts(url: str) -> SplitResult | None:
    """The parts of an address; None for one that is too long, or that no browser would understand."""
    if not url or len(url) > _LONGEST or not url.isprintable():
        return None
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return None if any(map(str.isspace, parts.netloc)) else parts


def _is_web(parts: SplitResult) -> bool:
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _written(parts: SplitResult) -> str | None:
    """The address in ASCII; None where that makes it too long or cannot be done."""
    try:
        netloc = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
        written = quote(urlunsplit(parts._replace(netloc="")), safe=_KEPT)
    except UnicodeError:
        return None
    if netloc:
        written = f"{parts.scheme}://{netloc}{written.removeprefix(f'{parts.scheme}:').removeprefix('//')}"
    return written if len(written) <= _LONGEST else None
