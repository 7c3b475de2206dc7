"""Pieces: the tokens of a request, and what stands at each place of it.

Methods take a place and return what begins there, with the place after it; that is the same place where
nothing does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.schedules.lexicon import Lexicon, Meaning, Sense
from bot.schedules.spoken import Spoken
from bot.schedules.tokens import Kind, Token
from bot.zones import Places, is_named

_PHRASE = 5
"""Words in the longest phrase, and in the longest name of a place, that is looked for."""


@dataclass(frozen=True, slots=True)
class Pieces:
    tokens: Sequence[Token]
    known: Lexicon
    places: Places
    spoken: Spoken

    def __len__(self) -> int:
        return len(self.tokens)

    def kind(self, at: int) -> Kind | None:
        return self.tokens[at].kind if 0 <= at < len(self.tokens) else None

    def phrase(self, at: int) -> tuple[Meaning | None, int]:
        """The longest phrase of the lexicon."""
        for end in self._ends(at):
            if meaning := self.known.get(self._slug(at, end)):
                return meaning, end
        return None, at

    def sense(self, at: int) -> Sense | None:
        meaning, _ = self.phrase(at)
        return meaning.sense if meaning else None

    def place(self, at: int) -> int:
        """The longest name of a place: where it ends."""
        named = (end for end in self._ends(at) if self._slug(at, end) and self._is_place(at, end))
        return next(named, at)

    def longest(self, at: int, numbers: Mapping[str, int]) -> tuple[int | None, int]:
        """The number that the longest phrase of a table stands for."""
        for end in self._ends(at):
            if (number := numbers.get(self._slug(at, end))) is not None:
                return number, end
        return None, at

    def past(self, at: int, *senses: Sense) -> int:
        """The first place from here that is no dash and none of these words."""
        while at < len(self.tokens):
            meaning, after = self.phrase(at)
            if self.kind(at) is Kind.DASH:
                after = at + 1
            elif meaning is None or meaning.sense not in senses:
                break
            at = after
        return at

    def joins(self, at: int) -> bool:
        """Whether what stands here joins the ends of a range."""
        return self.kind(at) is Kind.DASH or self.sense(at) is Sense.TO

    def written(self, at: int, end: int) -> str:
        return " ".join(token.text for token in self.tokens[at:end])

    def _is_place(self, at: int, end: int) -> bool:
        return is_named(self.written(at, end), self.places)

    def _ends(self, at: int) -> range:
        """Where something that begins here may end, furthest first."""
        return range(min(at + _PHRASE, len(self.tokens)), at, -1)

    def _slug(self, at: int, end: int) -> str:
        """Words as one slug, dashes between them included; nothing where a time stands among them."""
        tokens = self.tokens[at:end]
        is_words = all(token.kind in {Kind.WORD, Kind.DASH} for token in tokens)
        if not is_words or Kind.DASH in {tokens[0].kind, tokens[-1].kind}:
            return ""
        return "-".join(token.slug for token in tokens if token.slug)
