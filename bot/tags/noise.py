"""Noise: which labels of a brief are subjects, and which are only words.

Three standings: *shown* (a chip, and followable), *hidden* (kept and searchable, never a chip), *dropped*.
The rules stand in one table, in the order in which they are asked.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.tags.calendar import Calendar
from bot.tags.grammar import FUNCTION_WORDS, OPENINGS
from bot.tags.slug import slug

MANY_WORDS = 5
MANY_LETTERS = 40


class Standing(StrEnum):
    SHOWN = "shown"
    HIDDEN = "hidden"
    DROPPED = "dropped"


class Reason(StrEnum):
    """Why a label has its standing; a name for `/why` to put into words."""

    EMPTY = "empty"
    OWN_NAME = "own name"
    DATE = "date"
    NO_LETTER = "no letter"
    ABOUT_ITSELF = "about itself"
    LONG = "long"
    CUT = "cut"
    SENTENCE = "sentence"
    PREPOSITION = "preposition"
    SUBJECT = "subject"
    KNOWN = "known"
    EDITOR = "editor"


@dataclass(frozen=True, slots=True)
class Verdict:
    standing: Standing
    reason: Reason

    @property
    def shown(self) -> bool:
        return self.standing is Standing.SHOWN


SUBJECT = Verdict(Standing.SHOWN, Reason.SUBJECT)
KNOWN = Verdict(Standing.SHOWN, Reason.KNOWN)
EMPTY = Verdict(Standing.DROPPED, Reason.EMPTY)
OWN_NAME = Verdict(Standing.DROPPED, Reason.OWN_NAME)
SHOWN_BY_EDITOR = Verdict(Standing.SHOWN, Reason.EDITOR)
HIDDEN_BY_EDITOR = Verdict(Standing.HIDDEN, Reason.EDITOR)


@dataclass(frozen=True, slots=True)
class Noise:
    """What this publication's noise is made of: its own names as slugs, and the calendar of its languages."""

    own_names: frozenset[str]
    calendar: Calendar

    def verdict(self, label: str) -> Verdict:
        """The standing of a label as the publication writes it."""
        written = slug(label)
        if not written:
            return EMPTY
        if written in self.own_names:
            return OWN_NAME
        for reason, applies in _RULES:
            if applies(self, label, written):
                return Verdict(Standing.HIDDEN, reason)
        return SUBJECT


def noise(own_names: Iterable[str], calendar: Calendar) -> Noise:
    """The noise of a publication known by these names."""
    return Noise(frozenset(map(slug, own_names)) - {""}, calendar)


def _is_date(noise: Noise, label: str, written: str) -> bool:
    return noise.calendar.is_date(written)


def _has_no_letter(noise: Noise, label: str, written: str) -> bool:
    return not any(map(str.isalpha, written))


def _is_about_itself(noise: Noise, label: str, written: str) -> bool:
    return written.count("-") >= 2 and any(f"-{name}-" in f"-{written}-" for name in noise.own_names)


def _is_long(noise: Noise, label: str, written: str) -> bool:
    return len(written) > MANY_LETTERS or written.count("-") >= MANY_WORDS - 1


def _is_cut(noise: Noise, label: str, written: str) -> bool:
    return label.rstrip().endswith("-") and written.count("-") >= 2


def _is_sentence(noise: Noise, label: str, written: str) -> bool:
    words = written.split("-")
    return len(words) >= 4 and sum(word in FUNCTION_WORDS for word in words) >= 2


def _opens_with_preposition(noise: Noise, label: str, written: str) -> bool:
    return written.partition("-")[0] in OPENINGS


_RULES: tuple[tuple[Reason, Callable[[Noise, str, str], bool]], ...] = (
    (Reason.DATE, _is_date),
    (Reason.NO_LETTER, _has_no_letter),
    (Reason.ABOUT_ITSELF, _is_about_itself),
    (Reason.LONG, _is_long),
    (Reason.CUT, _is_cut),
    (Reason.SENTENCE, _is_sentence),
    (Reason.PREPOSITION, _opens_with_preposition),
)
