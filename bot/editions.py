"""Editions: which language of an article, or of an announcement, a reader gets."""

from collections.abc import Collection, Mapping, Sequence

from bot.model import Article, Content, Edition, Language


def edition_for(article: Article, languages: Sequence[Language], *, only_these: bool) -> Edition | None:
    """The edition in the first of the languages that exists, else the article's first one.

    None when `only_these` forbids the others, or when the article has no edition at all.
    """
    for language in languages:
        if found := edition_in(article, language):
            return found
    return None if only_these or not article.editions else article.editions[0]


def edition_in(article: Article, language: Language) -> Edition | None:
    """The edition in this very language."""
    return next((edition for edition in article.editions if edition.language == language), None)


def text_for(
    texts: Collection[Language],
    languages: Sequence[Language],
    *,
    only_these: bool,
    fallback: Language | None,
) -> Language | None:
    """Of an announcement that has these texts, the one in the first of the languages that exists, else its
    fallback. None where that does not exist, or `only_these` forbids it."""
    for language in languages:
        if language in texts:
            return language
    return None if only_these or fallback not in texts else fallback


def turnable(texts: Mapping[Language, Content], shown: Language) -> tuple[Language, ...]:
    """The other languages that a copy of an announcement can be turned into, where it stands."""
    content = texts.get(shown)
    if content is None:
        return ()
    return tuple(each for each, other in texts.items() if each != shown and content.becomes(other))
