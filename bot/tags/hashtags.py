"""Hashtags: the name of a topic as Telegram turns it into a link.

TDLib (MessageEntity.cpp, match_hashtags) takes up to 256 letters, decimal digits and underscores of any
script, at least one of them a letter. A combining mark ends the hashtag.
"""

import unicodedata

LONGEST = 256


def hashtag(name: str) -> str | None:
    """`Stato di diritto` → `#StatoDiDiritto`; None where Telegram would make no link, or a broken one."""
    words = _words(unicodedata.normalize("NFC", name))
    if words is None:
        return None
    joined = "".join(map(_capital, words))[:LONGEST]
    return f"#{joined}" if any(map(str.isalpha, joined)) else None


def _words(name: str) -> list[str] | None:
    """Runs of letters, digits and underscores; None for a script whose marks would cut a hashtag short."""
    if any(unicodedata.category(character)[0] == "M" for character in name):
        return None
    return "".join(character if _links(character) else " " for character in name).split()


def _capital(word: str) -> str:
    """The word with a capital, where that is one letter: the capital of `ǰ` is a letter and a mark."""
    capital = word[0].upper()
    return capital + word[1:] if len(capital) == 1 else word


def _links(character: str) -> bool:
    return character == "_" or character.isalpha() or character.isdecimal()
