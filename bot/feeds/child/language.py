"""In which language a text is: by what is said of it, else by detection among the publication's own.

Prose is told by its commonest words. py3langid is loaded at the first text that is not (a short headline),
never before: it takes half a second and a hundred megabytes, which go when the short-lived process goes.
"""

import os
import re
from copy import copy
from functools import cache
from typing import Any

from bot.feeds.child.functionwords import plainly
from bot.model import Language

CERTAIN = 0.60
"""Of 95 labelled headlines and phrases 83 are at least so certain, and one of those is wrong."""

_FEWEST_LETTERS = 12
_LONGEST = 4_000
_TAG = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9_-]{1,40})?\s*\Z")
_NOISE = re.compile(r"https?://\S+|[@#]\S+|\d+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SPACES = re.compile(r"\s+")

_THREE_LETTERS = {
    "eng": "en",
    "ita": "it",
    "fra": "fr",
    "fre": "fr",
    "deu": "de",
    "ger": "de",
    "spa": "es",
    "ukr": "uk",
    "por": "pt",
    "pol": "pl",
    "ron": "ro",
    "rum": "ro",
    "ell": "el",
    "gre": "el",
    "nld": "nl",
    "dut": "nl",
}


def language_of_tag(tag: str | None) -> Language | None:
    """The two-letter language of `it-IT`, `en_US`, `fra`; None for what is no language tag."""
    match = _TAG.match(tag or "")
    if match is None:
        return None
    code = match.group(1).lower()
    code = code if len(code) == 2 else _THREE_LETTERS.get(code, "")
    return Language(code) if code and code not in ("xx", "zz") else None


def detect(text: str, among: tuple[Language, ...]) -> Language | None:
    """The language of a text among those given; None where it is too short or the detector too unsure.

    A single word or a number is never judged. One language alone leaves nothing to detect.
    """
    sample = _NOISE.sub(" ", text[:_LONGEST])
    words = _WORD.findall(sample)
    if len(words) < 2 or sum(map(len, words)) < _FEWEST_LETTERS:
        return None
    if len(among) == 1:
        return among[0]
    if (plain := plainly(sample, among)) is not None:
        return plain
    identifier = _identifier(among)
    if identifier is None:
        return None
    code, certainty = identifier.classify(_SPACES.sub(" ", sample).strip())
    return Language(str(code)) if float(certainty) >= CERTAIN else None


@cache
def _identifier(among: tuple[Language, ...]) -> Any:
    """A detector limited to the languages that it knows; None where it knows fewer than two of them."""
    identifier = copy(_model())
    known = [language for language in among if language in identifier.labels]
    if len(known) < 2:
        return None
    identifier.set_languages(known)
    return identifier


@cache
def _model() -> Any:
    """The detector of all its languages: loaded once, whatever is asked of it."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # its threads' buffers would count as our memory
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
