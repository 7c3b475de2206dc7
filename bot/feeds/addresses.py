"""Addresses: which of them are public, and which address a host name spells out in disguise.

A feed, its redirects and the links in it are written by strangers. None of them may make us speak to the
machine we run on or to the network around it, so only global unicast addresses count as public.
"""

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

GLOBAL_UNICAST = IPv6Network("2000::/3")
CLOSED_V4 = (
    ip_network("100.64.0.0/10"),  # carrier-grade NAT, RFC 6598
    ip_network("192.88.99.0/24"),  # 6to4 relays, RFC 7526; global by Python 3.11's table
)
CLOSED_V6 = (
    ip_network("2001::/32"),  # Teredo carries an IPv4 address inside, RFC 4380
    ip_network("2002::/16"),  # so does 6to4, RFC 3056
    ip_network("3fff::/20"),  # documentation, RFC 9637; newer than Python 3.11's table
)


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Tell whether an address is global unicast and hides no other address inside.

    Mapped (::ffff:0:0/96), NAT64 (64:ff9b::/96), site-local (fec0::/10) and unique local addresses all lie
    outside 2000::/3, the only block that is handed out as global unicast (IANA registry).
    """
    if isinstance(address, IPv4Address):
        closed = any(address in network for network in CLOSED_V4)
        return address.is_global and not address.is_multicast and not closed
    closed = any(address in network for network in CLOSED_V6)
    return address in GLOBAL_UNICAST and address.is_global and not closed


def literal(host: str) -> IPv4Address | IPv6Address | None:
    """Return the address that a host spells out, None for a name.

    `inet_aton` reads what a C library would connect to: `2130706433`, `0x7f.1`, `0177.0.0.1` and `127.1`
    are all 127.0.0.1.
    """
    try:
        return ip_address(host)
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(host.removesuffix(".")))
    except (OSError, ValueError):
        return None
