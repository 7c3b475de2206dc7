"""Deciding: what is new in a feed, what changed, what only moved. Pure: values in, intents out.

    parsed entries ─ collapse ─ match ─┬─ found ──┬─ other content ─────────────→ Changed
     (what the feed                    │          ├─ other guid, link or title ─→ Moved
      lists twice)   known entries ────┘          ├─ page not looked at yet ────→ Completed
                                       │          └─ as before                    (nothing)
                                       │
                                       └─ unknown ─┬─ first look ───────────────→ Baseline
                                                   ├─ old, or a relaunched site ─→ Baseline
                                                   └─ else ─────────────────────→ New

At most ten entries are delivered a look, oldest first. The others wait in the feed itself: they are not
stored, so the next look finds them new again. `waiting` tells the poll to look soon and to ask for the whole
feed; nothing is held in memory, so nothing is lost when the program stops.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.feeds.known import Baseline, Changed, Completed, Decision, Intent, Known, Moved, New, Why
from bot.feeds.matching import collapse, match
from bot.model import Entry, Identity, Kept, ParsedFeed

PER_LOOK = 10
"""New and changed entries delivered a look; each may cost a page of the publication."""
LEISURE = 1
"""Pages that a look without news reads for entries that are none: no brief ever waits behind an archive."""
ARCHIVE = 10
"""Newest entries of a feed whose pages are worth reading when they are no news."""
OLD = timedelta(days=7)
"""An unknown entry published so long before the feed was caught up with is no news: it reappeared."""
RELAUNCH = 5
"""So many entries and not one of them known: the site was relaunched."""
RELAUNCH_MARGIN = timedelta(days=1)
"""Then an entry published so long before the feed was caught up with had been there already."""
FLAPPING = timedelta(hours=1)
"""A return to earlier content so soon is a server with two minds, not a correction."""
NAMES = 8
"""Guids, links and titles remembered of one entry; one that has more changes at every look."""
_NEVER = datetime.min.replace(tzinfo=UTC)


def decide(known: Known, parsed: ParsedFeed, *, now: datetime) -> Decision:
    """Return what to do with the entries of a feed, newest first as feeds list them."""
    entries = collapse(parsed.entries)
    found = match(entries, known.kept)
    relaunched = len(entries) >= RELAUNCH and not found
    unknown = [entry for place, entry in enumerate(entries) if place not in found]
    sorted_out = [_unknown(entry, known.caught_up_at, relaunched=relaunched) for entry in unknown]
    told = [_found(entries[place], kept, now=now) for place, kept in sorted(found.items())]
    return _within_bounds(
        _Wishes(
            baseline=[intent for intent in sorted_out if isinstance(intent, Baseline)],
            new=_oldest_first([intent for intent in sorted_out if isinstance(intent, New)]),
            changed=[intent for intent in told if isinstance(intent, Changed)],
            moved=[intent for intent in told if isinstance(intent, Moved)],
            incomplete=_incomplete(entries, found),
        )
    )


@dataclass(frozen=True, slots=True)
class _Wishes:
    """All that a look could do, were there no bounds."""

    baseline: Sequence[Baseline]
    new: Sequence[New]
    changed: Sequence[Changed]
    moved: Sequence[Moved]
    incomplete: Sequence[Completed]


def _within_bounds(wishes: _Wishes) -> Decision:
    """Take what fits into one look. An entry that is both changed and incomplete is taken as changed."""
    new = wishes.new[:PER_LOOK]
    changed = wishes.changed[: PER_LOOK - len(new)]
    touched = {intent.id for intent in wishes.changed}
    rest = [intent for intent in wishes.incomplete if intent.id not in touched]
    completed = [] if new or changed else rest[:LEISURE]
    later = [intent for intent in wishes.baseline[:ARCHIVE] if needs_page(intent.entry)]
    news_waiting = len(wishes.new) - len(new)
    others = len(wishes.changed) - len(changed) + len(rest) - len(completed) + len(later)
    return Decision(
        intents=(*wishes.baseline, *wishes.moved, *new, *changed, *completed),
        waiting=news_waiting + others,
        caught_up=not news_waiting,
    )


def needs_page(entry: Entry) -> bool:
    """Tell whether an entry's page has more to say than the feed, and can be asked for."""
    return not entry.complete and entry.article.link is not None


def _unknown(entry: Entry, caught_up_at: datetime | None, *, relaunched: bool) -> New | Baseline:
    if caught_up_at is None:
        return Baseline(entry, Why.FIRST_LOOK)
    published = entry.article.published_at
    if published is None:
        return New(entry)
    if published < caught_up_at - OLD:
        return Baseline(entry, Why.OLD)
    if relaunched and published < caught_up_at - RELAUNCH_MARGIN:
        return Baseline(entry, Why.RELAUNCHED)
    return New(entry)


def _found(entry: Entry, kept: Kept, *, now: datetime) -> Intent | None:
    fingerprint = entry.identity.fingerprint
    if fingerprint != kept.fingerprint and not _flaps(fingerprint, kept, now=now):
        return Changed(kept.id, entry)
    learnt = _learnt(entry.identity, kept)
    return Moved(kept.id, learnt) if learnt.guid or learnt.link or learnt.title else None


def _flaps(fingerprint: str, kept: Kept, *, now: datetime) -> bool:
    lately = kept.changed_at is not None and now - kept.changed_at < FLAPPING
    return lately and fingerprint in kept.earlier


def _learnt(identity: Identity, kept: Kept) -> Identity:
    return Identity(
        guid=_unheard(identity.guid, kept.guids),
        link=_unheard(identity.link, kept.links),
        title=_unheard(identity.title, kept.titles),
        fingerprint=kept.fingerprint,
    )


def _unheard(key: str | None, heard: tuple[str, ...]) -> str | None:
    return key if key and key not in heard and len(heard) < NAMES else None


def _oldest_first(new: Sequence[New]) -> list[New]:
    """Feeds list the newest first; an entry without a date stays beside the one it is listed after."""
    dated: list[tuple[datetime, New]] = []
    last: datetime | None = None
    for intent in reversed(new):
        moment = intent.entry.article.published_at
        last = moment or last
        dated.append((last or _NEVER, intent))
    return [intent for _, intent in sorted(dated, key=lambda pair: pair[0])]


def _incomplete(entries: Sequence[Entry], found: dict[int, Kept]) -> list[Completed]:
    places = [place for place in range(min(ARCHIVE, len(entries))) if place in found]
    return [
        Completed(found[place].id, entries[place])
        for place in places
        if needs_page(entries[place]) and not found[place].complete
    ]
