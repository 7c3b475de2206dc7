"""Which language of an article a reader gets."""

from bot.editions import edition_for, edition_in
from bot.model import Article, Edition, Language, RichText

IT, EN, FR = Language("it"), Language("en"), Language("fr")


def article(*languages: Language) -> Article:
    return Article(None, tuple(Edition(each, each, "", RichText("")) for each in languages))


def language(*published: Language, reads: tuple[Language, ...], only_these: bool = False) -> Language | None:
    found = edition_for(article(*published), reads, only_these=only_these)
    return found.language if found else None


def test_the_first_of_his_languages_that_exists() -> None:
    assert language(EN, IT, reads=(FR, IT, EN)) == IT


def test_the_first_edition_where_none_of_his_exists() -> None:
    assert language(EN, IT, reads=(FR,)) == EN


def test_none_where_he_wants_only_his() -> None:
    assert language(EN, IT, reads=(FR,), only_these=True) is None
    assert language(EN, IT, reads=(FR, IT), only_these=True) == IT


def test_none_of_an_article_without_editions() -> None:
    assert language(reads=(IT,)) is None


def test_the_edition_in_a_language_or_none() -> None:
    found = edition_in(article(EN, IT), IT)
    assert found is not None
    assert found.language == IT
    assert edition_in(article(EN), FR) is None
