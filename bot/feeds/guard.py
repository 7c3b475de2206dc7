"""Guard: which URLs may be asked for, and a resolver that hands out checked addresses only.

Three gates, each of which would do alone for the tricks it stops:

    URL (every hop)  →  scheme, port, userinfo, spelt-out addresses         check()
    name             →  resolved once; ONE answer that is not public closes it  Resolver
    socket           →  the very address that is connected to               open_socket()

The connection goes to an address the resolver has checked: nothing resolves the name a second time, so an
answer that changes in between (DNS rebinding) changes nothing.
"""

import re
import socket
from dataclasses import dataclass
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from bot.errors import Refused
from bot.feeds.addresses import is_public, literal

LONGEST = 2_048
"""Characters of a URL; longer ones are refused."""
PORTS = {"http": 80, "https": 443}
NAME = re.compile(r"(?=.{1,254}$)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Guard:
    """What may be reached. `allow_private` lifts the rules on addresses and ports, not those on URLs."""

    allow_private: bool = False

    def check(self, url: str | URL) -> URL:
        """Return the URL as it will be asked for, without its fragment; raise Refused with the reason."""
        parsed = _parse(url)
        if parsed.scheme not in PORTS:
            raise Refused(f"{spoken(url)} is neither http nor https.")
        if parsed.raw_user is not None or parsed.raw_password is not None:
            raise Refused(f"{spoken(url)} has a name or password in it; take them out.")
        self._check_host(parsed)
        return parsed.with_fragment(None)

    def _check_host(self, url: URL) -> None:
        host = url.raw_host or ""
        address = literal(host)
        if address is None and not NAME.fullmatch(host):
            raise Refused(f"{spoken(url)} has no host that can be asked for.")
        if self.allow_private:
            return
        if url.port not in PORTS.values():
            raise Refused(f"{spoken(url)} uses port {url.port}; only 80 and 443 are asked for.")
        if address is not None and not is_public(address):
            raise Refused(f"{spoken(url)} is a private address.")

    def check_address(self, address: str, *, host: str) -> None:
        """Raise Refused when an address that was resolved for the host may not be reached."""
        found = literal(address)
        if not self.allow_private and (found is None or not is_public(found)):
            raise Refused(f"{host[:100]} leads to a private address.")

    def open_socket(self, info: tuple[Any, ...]) -> socket.socket:
        """Make the socket for an address that is about to be connected to, the last moment to refuse."""
        family, kind, protocol, _, address = info
        self.check_address(str(address[0]), host=str(address[0]))
        return socket.socket(family=family, type=kind, proto=protocol)


class Resolver(AbstractResolver):
    """Resolves by another resolver, and refuses a name when any of its answers may not be reached."""

    def __init__(self, guard: Guard, *, names: AbstractResolver) -> None:
        self._guard = guard
        self._names = names

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        answers = await self._names.resolve(host, port, family)
        for answer in answers:
            self._guard.check_address(answer["host"], host=host)
        return answers

    async def close(self) -> None:
        await self._names.close()


def spoken(url: str | URL) -> str:
    """Return a URL as it may be said to an editor or written to a log: no userinfo, query or fragment."""
    try:
        parsed = URL(str(url))
        bare = parsed.with_user(None).with_query(None).with_fragment(None) if parsed.host else None
    except (ValueError, UnicodeError):
        bare = None
    if bare is None:
        return f"An address of {len(str(url))} characters"
    return _printable(str(bare), 200) + ("?…" if parsed.raw_query_string else "")


def _parse(url: str | URL) -> URL:
    if len(str(url)) > LONGEST:
        raise Refused(f"{spoken(url)} is longer than {LONGEST} characters.")
    try:
        return URL(str(url))
    except (ValueError, UnicodeError) as error:
        raise Refused(f"{spoken(url)} is not a URL.") from error


def _printable(text: str, longest: int) -> str:
    shown = "".join(character if character.isprintable() else "�" for character in text)
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"
