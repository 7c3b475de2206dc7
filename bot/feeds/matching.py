"""Matching: which stored entry each entry of a feed is.

Feeds promise a guid that never changes and break it in every way: none at all, a new one at every look, one
for all entries. So an entry is known again by four keys in turn, the surest first:

    guid  →  link  →  title of a day  →  content

Each stored entry is found once at most. A key that two entries share (every link leading to the home page,
every guid "0") tells neither of them and is passed over.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.model import Entry, EntryId, Identity, Kept

SUBSTANCE = 200
"""Characters of text from which equal content alone shows that two entries are one. A shorter one may be a
column that returns under the same title, and must be of the same days."""
SAME_DAYS = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Way:
    """One key by which an entry is known again: where an identity has it, and where a stored entry does."""

    asked: Callable[[Identity], str | None]
    stored: Callable[[Kept], tuple[str, ...]]
    plausible: Callable[[Entry, Kept], bool] = lambda entry, kept: True
    shared_is_fine: bool = False


def collapse(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries without those that a feed lists twice; the first of each stays."""
    seen: set[tuple[str, ...]] = set()
    kept: list[Entry] = []
    for entry in entries:
        marks = _marks(entry)
        if not seen & marks:
            kept.append(entry)
        seen |= marks
    return tuple(kept)


def match(entries: Sequence[Entry], kept: Sequence[Kept]) -> dict[int, Kept]:
    """Return the stored entry of each entry that has one, by its place in the sequence."""
    found: dict[int, Kept] = {}
    for way in WAYS:
        free = _index(way, kept, taken={one.id for one in found.values()})
        shared = Counter(way.asked(entry.identity) for entry in entries)
        for place, entry in enumerate(entries):
            key = way.asked(entry.identity)
            if place in found or key is None or shared[key] > 1:
                continue
            one = free.get(key)
            if one is not None and way.plausible(entry, one):
                found[place] = one
                free = {other: value for other, value in free.items() if value.id != one.id}
    return found


def _index(way: Way, kept: Sequence[Kept], *, taken: set[EntryId]) -> dict[str, Kept]:
    """Stored entries by key: only keys that tell one entry from all others, only entries not yet found."""
    holders: dict[str, list[Kept]] = {}
    for one in kept:
        for key in set(way.stored(one)):
            holders.setdefault(key, []).append(one)
    sure = {key: some for key, some in holders.items() if len(some) == 1 or way.shared_is_fine}
    left = {key: [one for one in some if one.id not in taken] for key, some in sure.items()}
    return {key: some[0] for key, some in left.items() if some}


def _marks(entry: Entry) -> set[tuple[str, ...]]:
    """What an entry and its double in the same feed have in common."""
    identity = entry.identity
    marks: set[tuple[str, ...]] = {
        (name, key, identity.fingerprint)
        for name, key in (("guid", identity.guid), ("link", identity.link), ("title", identity.title))
        if key
    }
    if identity.guid and identity.link:
        marks.add(("guid and link", identity.guid, identity.link))
    if has_substance(entry):
        marks.add(("content", identity.fingerprint))
    return marks


def has_substance(entry: Entry) -> bool:
    """Tell whether an entry has so much text that no other has the same by chance."""
    return sum(len(edition.text.text) for edition in entry.article.editions) >= SUBSTANCE


def _page(identity: Identity) -> str | None:
    """The link key, where it leads to more than a home page."""
    link = identity.link or ""
    return link if "/" in link.rstrip("/") or "?" in link else None


def _same_by_content(entry: Entry, kept: Kept) -> bool:
    published = entry.article.published_at
    if has_substance(entry) or published is None or kept.published_at is None:
        return True
    return abs(published - kept.published_at) <= SAME_DAYS


WAYS = (
    Way(lambda identity: identity.guid or None, lambda kept: kept.guids),
    Way(_page, lambda kept: kept.links),
    Way(lambda identity: identity.title or None, lambda kept: kept.titles),
    Way(
        lambda identity: identity.fingerprint,
        lambda kept: (kept.fingerprint, *kept.earlier),
        _same_by_content,
        shared_is_fine=True,
    ),
)
