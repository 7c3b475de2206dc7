"""The written briefs: complete, in their languages, and every correction finds its place."""

import re
from collections import Counter

import pytest

from bot.emulator.publication.bulletin import bulletin
from bot.emulator.publication.library import written_briefs
from bot.emulator.publication.writing import Brief

VOTES = tuple(bulletin(number) for number in range(1, 40))
EVERY_BRIEF = [*written_briefs(), *VOTES]

# Little words that a text of three paragraphs in a language can hardly do without, and others do not have.
LITTLE_WORDS = {
    "it": {"che", "della", "di", "il", "è"},
    "en": {"the", "of", "and", "with"},
    "fr": {"les", "et", "des", "du"},
    "de": {"der", "und", "das", "die"},
    "es": {"los", "y", "una", "el"},
}


def test_the_drawer_holds_enough_briefs() -> None:
    assert len(written_briefs()) >= 14


@pytest.mark.parametrize("brief", written_briefs(), ids=lambda brief: brief.slug)
def test_a_written_brief_has_two_to_four_languages_and_enough_to_read(brief: Brief) -> None:
    assert 2 <= len(set(brief.languages)) == len(brief.sections) <= 4
    assert all(3 <= len(section.paragraphs) <= 5 for section in brief.sections)
    assert all(len(paragraph) > 100 for section in brief.sections for paragraph in section.paragraphs)


@pytest.mark.parametrize("brief", EVERY_BRIEF, ids=lambda brief: brief.slug)
def test_nothing_of_a_brief_is_empty(brief: Brief) -> None:
    words = [brief.slug, brief.title, brief.standfirst, brief.category, *brief.tags]
    words += [paragraph for section in brief.sections for paragraph in section.paragraphs]
    assert all(word.strip() == word != "" for word in words)
    assert brief.sections
    assert brief.tags


@pytest.mark.parametrize("brief", EVERY_BRIEF, ids=lambda brief: brief.slug)
def test_a_section_is_written_in_its_language(brief: Brief) -> None:
    for section in brief.sections:
        words = Counter(re.findall(r"\w+", " ".join(section.paragraphs).casefold()))
        counts = {language: sum(words[word] for word in little) for language, little in LITTLE_WORDS.items()}
        assert max(counts, key=lambda language: counts[language]) == section.language


@pytest.mark.parametrize("brief", EVERY_BRIEF, ids=lambda brief: brief.slug)
def test_a_correction_finds_the_words_it_corrects(brief: Brief) -> None:
    for section in brief.sections:
        assert section.correction is not None
        wrong, right = section.correction
        assert wrong != right
        assert any(wrong in paragraph for paragraph in section.paragraphs), (section.language, wrong)


def test_a_reader_of_each_language_finds_something_early() -> None:
    opening = written_briefs()[:8]
    for language in ("it", "en", "fr"):
        assert sum(language in brief.languages for brief in opening) >= 4


def test_ukraine_is_a_topic_from_the_start() -> None:
    assert sum("ukraine" in brief.tags for brief in written_briefs()[:8]) >= 2


def test_slugs_are_unique_and_fit_an_address() -> None:
    slugs = [brief.slug for brief in EVERY_BRIEF]
    assert len(set(slugs)) == len(slugs)
    assert all(re.fullmatch(r"[a-z0-9-]+", slug) for slug in slugs)


def test_french_puts_no_plain_space_before_its_punctuation() -> None:
    french = [section for brief in EVERY_BRIEF for section in brief.sections if section.language == "fr"]
    assert french
    for section in french:
        assert not re.search(r" [:;!?»%]|« ", " ".join(section.paragraphs))


def test_the_same_bulletin_number_gives_the_same_bulletin() -> None:
    assert bulletin(12) == bulletin(12)
    assert bulletin(12) != bulletin(13)
