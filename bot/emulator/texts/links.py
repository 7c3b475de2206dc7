"""Links: which addresses Telegram accepts, and how it writes them.

Rules of TDLib: parse_url in HttpUrl.cpp, check_link and get_link_user_id in LinkManager.cpp. A scheme other
than http, https, tg and ton is not refused as such: "mailto:a@b.c" reads as user "mailto:a" at the host
"b.c".
"""

import ipaddress
import re
from dataclasses import dataclass

_SCHEME = re.compile(r"([^:/?#@\[\]]*)://")
_AUTHORITY_END = re.compile(r"[/?#]|\Z")
_PLAIN = re.compile(r"(?:[A-Za-z0-9.\-_!$,~*'();&+=\u0080-\U0010ffff]|%[0-9A-Fa-f]{2})*")
_PLAIN_OR_COLON = re.compile(r"(?:[A-Za-z0-9.\-_!$,~*'();&+=:\u0080-\U0010ffff]|%[0-9A-Fa-f]{2})*")
_OWN_SCHEMES = (("tg:", "tg"), ("ton:", "ton"), ("tonsite:", "tonsite"))
_USER_LINK = re.compile(r"tg:(?://)?user/?\?([^#]*)", re.IGNORECASE)
_ASCII_SPACE = " \t\r\n\0\v"


class BadLink(ValueError):
    """Raised when Telegram would not take an address; the text says why, in its words."""


@dataclass(frozen=True, slots=True)
class _Parts:
    scheme: str
    user: str
    host: str
    port: int
    rest: str

    @property
    def is_ipv6(self) -> bool:
        return self.host.startswith("[")

    def joined(self) -> str:
        user = f"{self.user}@" if self.user else ""
        port = f":{self.port}" if self.port else ""
        return f"{self.scheme}://{user}{self.host}{port}{self.rest}"


def checked(link: str, *, https_only: bool = False) -> str:
    """The address as Telegram writes it; BadLink when it takes none such."""
    own, rest = _own_scheme(link)
    parts = _split(rest)
    if https_only and (parts.scheme != "https" or own):
        raise BadLink("Only HTTPS links are allowed")
    if own:
        return _own_link(own, parts, rest)
    if "." not in parts.host and not parts.is_ipv6:
        raise BadLink("Wrong HTTP URL")
    return parts.joined()


def is_address(text: str) -> bool:
    """Whether the text reads as an http or https address, at whatever host."""
    try:
        _split(text)
    except BadLink:
        return False
    return True


def user_of(link: str) -> int | None:
    """The user a tg://user?id=N link points at."""
    match = _USER_LINK.match(link)
    for pair in match[1].split("&") if match else ():
        key, _, value = pair.partition("=")
        if key.lower() == "id":
            return int(value) if re.fullmatch(r"[0-9]{1,15}", value) and int(value) > 0 else None
    return None


def _own_scheme(link: str) -> tuple[str, str]:
    for prefix, name in _OWN_SCHEMES:
        if link[: len(prefix)].lower() == prefix:
            return name, link[len(prefix) :].removeprefix("//")
    return "", link


def _own_link(own: str, parts: _Parts, rest: str) -> str:
    if (
        rest.lower().startswith("http://")
        or parts.scheme == "https"
        or parts.user
        or parts.port
        or parts.is_ipv6
    ):
        raise BadLink("Wrong tg URL" if own == "tg" else "Wrong ton URL")
    allowed = r"[A-Za-z0-9_.-]*" if own == "tonsite" else r"[A-Za-z0-9_-]*"
    if not re.fullmatch(allowed, parts.host):
        raise BadLink("Unallowed characters in URL host")
    return f"{own}://{parts.host}{parts.rest[1:] if parts.rest.startswith('/?') else parts.rest}"


def _split(link: str) -> _Parts:
    match = _SCHEME.match(link)
    scheme = match[1].lower() if match else "http"
    if scheme not in ("http", "https"):
        raise BadLink("Unsupported URL protocol")
    rest = link[match.end() :] if match else link
    cut = _end_of_authority(rest)
    user, host, port = _split_authority(rest[:cut])
    _check_host(user, host)
    return _Parts(scheme, user, host.lower(), port, _path(rest[cut:]))


def _end_of_authority(rest: str) -> int:
    match = _AUTHORITY_END.search(rest)
    return match.start() if match else len(rest)


def _split_authority(authority: str) -> tuple[str, str, int]:
    last = max(authority.rfind(mark) for mark in ":]@")
    port = 0
    if last > 0 and authority[last] == ":":
        port = _port(authority[last + 1 :])
        authority = authority[:last]
    user, _, host = authority.rpartition("@")
    return user, host, port


def _port(digits: str) -> int:
    digits = digits.lstrip("0")
    if not re.fullmatch(r"[0-9]{1,5}", digits) or int(digits) > 65535:
        raise BadLink("Wrong port number specified in the URL")
    return int(digits)


def _check_host(user: str, host: str) -> None:
    if host.startswith("[") and host.endswith("]"):
        _check_ipv6(host[1:-1])
        return
    if not host:
        raise BadLink("URL host is empty")
    if host == ".":
        raise BadLink("Host is invalid")
    _check_part(host, "host", _PLAIN)
    _check_part(user, "userinfo", _PLAIN_OR_COLON)


def _check_ipv6(address: str) -> None:
    try:
        ipaddress.IPv6Address(address)
    except ValueError as wrong:
        raise BadLink("Wrong IPv6 address specified in the URL") from wrong


def _check_part(part: str, name: str, allowed: re.Pattern[str]) -> None:
    match = allowed.match(part)
    stopped = match.end() if match else 0
    if stopped < len(part):
        wrong = "Wrong percent-encoded symbol" if part[stopped] == "%" else "Disallowed character"
        raise BadLink(f"{wrong} in URL {name}")


def _path(rest: str) -> str:
    rest = rest.rstrip(_ASCII_SPACE) or "/"
    quoted = "".join(letter if letter > " " else f"%{ord(letter):02X}" for letter in rest)
    return quoted if quoted.startswith("/") else f"/{quoted}"
