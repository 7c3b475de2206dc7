"""The publication as a reader of its feed must know it: its languages, its zone, its name."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.model import Language


@dataclass(frozen=True, slots=True)
class Publication:
    """`languages` is never empty and its first is the default; `zone` is an IANA name that exists here."""

    languages: tuple[Language, ...]
    zone: str
    name: str | None = None

    @property
    def default_language(self) -> Language:
        return self.languages[0]

    @property
    def clock_zone(self) -> ZoneInfo:
        return ZoneInfo(self.zone)
