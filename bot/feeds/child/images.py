"""Pictures: which of those that a feed or a page names may go with a brief, and which goes best."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from bot.feeds.child.links import web_link

NAME = re.compile(r"[^\s/\\:*?\"<>|]{1,150}\.(?:webp|jpe?g|png|gif|avif)\Z", re.IGNORECASE)
"""A bare file name of a picture, as a page shows it where its alternative text is the file's name."""

_SMALL = 32
_NOT_A_PICTURE = re.compile(
    r"\.(?:svg|ico|mp3|m4a|mp4|webm|ogg)(?:\?|\Z)|/(?:pixel|spacer|blank)\.", re.IGNORECASE
)
_SOURCES = ("src", "data-src", "data-lazy-src", "data-original", "poster")


@dataclass(frozen=True, slots=True)
class Image:
    """A picture's absolute address and its alternative text."""

    link: str
    alt: str = ""

    @property
    def file_name(self) -> str:
        return unquote(urlsplit(self.link).path.rpartition("/")[2])


def image_of(attributes: dict[str, str | None], base: str) -> Image | None:
    """The picture of an `img`; None for icons, tracking pixels and pictures written into the page itself."""
    if any(_is_small(attributes.get(side)) for side in ("width", "height")):
        return None
    candidates = [attributes.get(name) for name in _SOURCES]
    candidates.append(_first_of_set(attributes.get("srcset")))
    links = (picture_link(candidate, base) for candidate in candidates)
    link = next((link for link in links if link), None)
    return None if link is None else Image(link, (attributes.get("alt") or "")[:300])


def picture_link(link: str | None, base: str) -> str | None:
    """An absolute address that Telegram may be asked to show as a picture."""
    found = web_link(link, base)
    return None if found is None or _NOT_A_PICTURE.search(found) else found


def named(images: Iterable[Image], name: str) -> Image | None:
    """The picture that a bare file name in the text stands for."""
    wanted = name.casefold()
    for image in images:
        if wanted in (image.file_name.casefold(), image.alt.strip().casefold()):
            return image
    return None


def _is_small(side: str | None) -> bool:
    digits = re.match(r"\s*(\d{1,6})(?:px)?\s*\Z", side or "")
    return digits is not None and int(digits.group(1)) < _SMALL


def _first_of_set(srcset: str | None) -> str | None:
    words = (srcset or "").split()
    return words[0] if words else None
