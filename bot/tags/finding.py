"""Finding: the topics that a phrase names, in the phrase's order.

`contro la Russia` → RU; `accordo UE-India` → EU, IN. The longest run of words wins, and each word counts
once: `Corte di giustizia dell'Unione europea` is the court and not also the Union.
"""

from collections.abc import Iterator, Mapping

from bot.model import TopicKey
from bot.tags.slug import open_slug, without_article

LONGEST_RUN = 6
"""Words of the longest names that are searched for: `Corte di giustizia dell'Unione europea`."""


def topics_in(phrase: str, *known: Mapping[str, TopicKey]) -> tuple[TopicKey, ...]:
    """The distinct topics that runs of the phrase's words name, by these mappings from slugs, in order."""
    return tuple(dict.fromkeys(_runs(open_slug(phrase).split("-"), known)))


def _runs(words: list[str], known: tuple[Mapping[str, TopicKey], ...]) -> Iterator[TopicKey]:
    start = 0
    while start < len(words):
        length, key = _longest_at(words, start, known)
        if key:
            yield key
        start += length


def _longest_at(
    words: list[str], start: int, known: tuple[Mapping[str, TopicKey], ...]
) -> tuple[int, TopicKey | None]:
    """How many words from `start` name a topic, and which; one word and None when none does."""
    for length in range(min(LONGEST_RUN, len(words) - start), 0, -1):
        run = "-".join(words[start : start + length])
        for form in dict.fromkeys((run, _without_elision(run))):
            for mapping in known:
                if key := mapping.get(form):
                    return length, key
    return 1, None


def _without_elision(run: str) -> str:
    """`lucraina` → `ucraina`. A whole article is a word of its own here, and no part of a run."""
    bare = without_article(run)
    return bare if bare.count("-") == run.count("-") else run
