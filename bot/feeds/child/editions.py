"""Editions: an article's title, standfirst and text, once for each language it is in."""

from dataclasses import dataclass

from bot.feeds.child import bounds
from bot.feeds.child.functionwords import plainly
from bot.feeds.child.language import detect
from bot.feeds.child.richtext import EMPTY, aired, joined, paragraphs, piece
from bot.feeds.child.sections import Section, split
from bot.feeds.child.slugs import slug
from bot.feeds.child.titles import titles_of
from bot.feeds.publication import Publication
from bot.model import Edition, Language, RichText

_OWN_EDITION = 400
"""Unmarked text before the first mark of so many characters, in a language of its own, is an edition."""


@dataclass(frozen=True, slots=True)
class Stated:
    """The language as the publisher states it: of the article, and of the whole feed or page."""

    article: Language | None = None
    feed: Language | None = None


def editions_of(
    title: str,
    standfirst: str,
    body: RichText,
    *,
    publication: Publication,
    stated: Stated,
) -> tuple[Edition, ...]:
    """The editions of an article, in its own order; at least one.

    The language of each comes from its section's mark. Without marks, in this order: what the article
    states, what its text shows, what title or standfirst show, what the feed states, the publication's first.
    """
    parts = split(body)
    if not parts.sections:
        return (_only(title, standfirst, body, publication=publication, stated=stated),)
    marked = (section.language for section in parts.sections)
    among = tuple(dict.fromkeys([*_candidates(publication, stated), *marked]))
    preamble = _preamble(parts.preamble, title=title, standfirst=standfirst)
    if not standfirst and len(preamble.text) <= bounds.STANDFIRST:
        standfirst, preamble = " ".join(preamble.text.split()), EMPTY
    sections = _with_preamble(parts.sections, preamble, among)
    owner = _owner(standfirst, sections, publication.default_language, among)
    titles = titles_of(title, sections, among)
    return tuple(
        Edition(section.language, own_title, standfirst if section.language == owner else "", aired(text))
        for section, (own_title, text) in zip(sections, titles, strict=True)
    )


def _candidates(publication: Publication, stated: Stated) -> tuple[Language, ...]:
    """The publication's languages, and the one that the feed states where it is another."""
    named = (language for language in (stated.article, stated.feed) if language is not None)
    return tuple(dict.fromkeys([*publication.languages, *named]))


def _only(
    title: str, standfirst: str, body: RichText, *, publication: Publication, stated: Stated
) -> Edition:
    among = _candidates(publication, stated)
    language = (
        stated.article
        or detect(body.text, among)
        or _shown(title, standfirst, among)
        or stated.feed
        or publication.default_language
    )
    return Edition(language, title, standfirst, aired(body))


def _shown(title: str, standfirst: str, among: tuple[Language, ...]) -> Language | None:
    """The language of what has no text. A title is short, and seldom plain by its words alone: the standfirst
    is looked at before a detector is loaded, which costs more than all the rest of a feed."""
    plain = plainly(title, among) or plainly(standfirst, among)
    return plain or detect(title, among) or detect(standfirst, among)


def _preamble(preamble: RichText, *, title: str, standfirst: str) -> RichText:
    """What stands before the first mark, without a repeated title or standfirst."""
    known = {slug(title), slug(standfirst)}
    return joined(
        piece(preamble, start, end)
        for start, end in paragraphs(preamble.text)
        if slug(preamble.text[start:end]) not in known
    )


def _with_preamble(
    sections: tuple[Section, ...], preamble: RichText, among: tuple[Language, ...]
) -> tuple[Section, ...]:
    """The sections with the unmarked text before them: in the one of its language, or one of its own."""
    if not preamble:
        return sections
    language = detect(preamble.text, among)
    marked = {section.language for section in sections}
    if language is not None and language not in marked and len(preamble.text) >= _OWN_EDITION:
        return (Section(language, preamble), *sections)
    home = language if language in marked else sections[0].language
    return tuple(
        Section(section.language, joined([preamble, section.text])) if section.language == home else section
        for section in sections
    )


def _owner(
    standfirst: str, sections: tuple[Section, ...], default: Language, among: tuple[Language, ...]
) -> Language | None:
    """The edition that the standfirst belongs to: that of its language; None where there is none such."""
    marked = [section.language for section in sections]
    if len(marked) == 1:
        return marked[0]
    language = detect(standfirst, among)
    if language is None:
        return default if default in marked else marked[0]
    return language if language in marked else None
