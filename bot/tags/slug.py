"""Slugs: the form in which labels and readers' words are compared.

label → entities → NFKC → case folded → accents off Latin and Greek letters → words joined by `-`

`L&#8217;Ucraina`, `#LUCRAINA` and `l'ucraina` are one slug, `lucraina`: publications drop the apostrophe, so
we do too, and `without_article` finds `ucraina` in it.
"""

import html
import re
import unicodedata

from bot.tags.grammar import ARTICLES

LONGEST = 200
"""Code points read of any label or request; a feed's tags are cut at 100."""

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘‛ʼʻ`´′＇ʹ"), "'")
_SPELLED_OUT = str.maketrans(
    {"ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t"}
)
# й and ї are letters of their own: a mark is an accent only on Latin and Greek letters. One on an apostrophe
# would fall on the letter before it.
_ACCENTS = re.compile(r"(?<=[a-z'\u00df-\u02af\u0370-\u03ff])[\u0300-\u036f]+")
_SEPARATORS = re.compile(r"[\W_]+")
_ELIDED_BEFORE_MARK = re.compile(
    r"\W*(?:coll|dall|dell|jusqu|lorsqu|nell|puisqu|quell|quest|sull|all|qu|un|d|l)'(?=\w)"
)
_ELIDED_IN_SLUG = re.compile(r"(?:coll|dall|dell|nell|sull|all|qu|d|l)(?=[aeiouh][\w-]{3})")


def slug(label: str) -> str:
    """The label as lower-case words joined by `-`; empty when it has no letter and no digit."""
    return _joined(_folded(label).replace("'", ""))


def open_slug(text: str) -> str:
    """As `slug`, with a word boundary at every apostrophe: `dell'UE` is `dell-ue`."""
    return _joined(_folded(text).replace("'", " "))


def forms(label: str) -> tuple[str, ...]:
    """The slugs a label may be known under, most literal first: as written, then without its article."""
    folded = _folded(label)
    written = _joined(folded.replace("'", ""))
    elided = _ELIDED_BEFORE_MARK.match(folded)
    bare = folded[elided.end() :] if elided else ""
    found = (written, _joined(bare.replace("'", "")), without_article(written))
    return tuple(dict.fromkeys(form for form in found if form))


def without_article(written: str) -> str:
    """A slug without the article it opens with, elided (`lucraina`) or whole (`la-francia`); else as it is.

    An elided one counts before a vowel or an h and at least four letters: `leu` is money, not l'EU.
    """
    first, _, rest = written.partition("-")
    if rest and first in ARTICLES:
        return rest
    elided = _ELIDED_IN_SLUG.match(written)
    return written[elided.end() :] if elided else written


def tidy(label: str) -> str:
    """A label fit to be shown: entities decoded, controls and line breaks gone, no `#`, at most LONGEST."""
    visible = (_visible(character) for character in html.unescape(label[:LONGEST]))
    return " ".join("".join(visible).split()).lstrip("#").strip()


def _visible(character: str) -> str:
    """The character; a space for a control; nothing for what is invisible or no character at all."""
    category = unicodedata.category(character)
    if category == "Cc":
        return " "
    return "" if category in {"Cf", "Cs", "Cn"} else character


def _folded(label: str) -> str:
    """Lower case without accents, apostrophes all `'`. Letters and punctuation are still apart."""
    text = html.unescape(label[:LONGEST]).translate(_APOSTROPHES)
    if text.isascii():
        return text.lower()
    visible = "".join(character for character in text if unicodedata.category(character) != "Cf")
    compatible = unicodedata.normalize("NFKC", visible).casefold().translate(_APOSTROPHES)
    decomposed = unicodedata.normalize("NFD", compatible)
    return unicodedata.normalize("NFC", _ACCENTS.sub("", decomposed)).translate(_SPELLED_OUT)


def _joined(folded: str) -> str:
    """Words joined by `-`. A mark belongs to the letter before it, as in Hindi and Thai."""
    if folded.isascii():
        return _SEPARATORS.sub("-", folded).strip("-")
    kept: list[str] = []
    for character in folded:
        category = unicodedata.category(character)
        if character.isalnum() or (category[0] == "M" and kept and kept[-1] != " "):
            kept.append(character)
        else:
            kept.append(" ")
    return "-".join("".join(kept).split())
