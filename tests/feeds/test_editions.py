"""Editions: which title, standfirst and text each language of an article gets."""

from bot.feeds.child.editions import Stated, editions_of
from bot.feeds.child.html import read_html
from bot.feeds.publication import Publication
from bot.model import Edition, Language

HERE = Publication((Language("it"), Language("en"), Language("fr")), "Europe/Rome")
ENGLISH = "The fund opens today and it will be there for all of the islands."
ITALIAN = "Il fondo apre oggi e sarà a disposizione di tutte le isole del Paese."
TITLE = "The fund for the islands is open to all of them"
STANDFIRST = "Aperto il fondo per le isole, con una dotazione che non ha precedenti"


def editions(
    html: str, title: str = TITLE, standfirst: str = "", stated: Stated | None = None
) -> tuple[Edition, ...]:
    return editions_of(title, standfirst, read_html(html).rich, publication=HERE, stated=stated or Stated())


def shown(found: tuple[Edition, ...]) -> list[tuple[str, str, str, str]]:
    return [(one.language, one.title, one.standfirst, one.text.text) for one in found]


BOTH = f"<p>EU/ENG - {ENGLISH}</p><p>EU/ITA - {ITALIAN}</p>"


def test_the_standfirst_belongs_to_the_edition_of_its_language() -> None:
    assert shown(editions(BOTH, standfirst=STANDFIRST)) == [
        ("en", TITLE, "", ENGLISH),
        ("it", TITLE, STANDFIRST, ITALIAN),
    ]


def test_a_standfirst_in_none_of_the_editions_languages_belongs_to_none() -> None:
    french = "Le fonds est ouvert et il est pour toutes les îles du pays"
    assert [one.standfirst for one in editions(BOTH, standfirst=french)] == ["", ""]


def test_a_standfirst_of_no_known_language_goes_with_the_publications_own() -> None:
    assert [one.standfirst for one in editions(BOTH, standfirst="2026")] == ["", "2026"]


def test_a_single_edition_keeps_any_standfirst() -> None:
    assert shown(editions(f"<p>EU/ENG - {ENGLISH}</p>", standfirst=STANDFIRST))[0][2] == STANDFIRST
    assert shown(editions(f"<p>{ENGLISH}</p>", standfirst=STANDFIRST)) == [("en", TITLE, STANDFIRST, ENGLISH)]


def test_text_before_the_first_mark_is_the_standfirst_where_there_is_none() -> None:
    found = editions(f"<h2>{TITLE}</h2><p>{STANDFIRST}</p>{BOTH}")
    assert [one.standfirst for one in found] == ["", STANDFIRST]


def test_other_text_before_the_first_mark_joins_the_section_of_its_language() -> None:
    found = editions(f"<p>{ITALIAN} Ancora.</p>{BOTH}", standfirst=STANDFIRST)
    assert found[1].text.text == f"{ITALIAN} Ancora.\n\n{ITALIAN}"
    unknown = editions(f"<p>2026</p>{BOTH}", standfirst=STANDFIRST)
    assert unknown[0].text.text == f"2026\n\n{ENGLISH}"


def test_long_unmarked_text_in_a_language_of_its_own_is_an_edition() -> None:
    french = "Le fonds est ouvert et il est pour toutes les îles du pays, dans les ports et sur la côte. " * 6
    found = editions(f"<p>{french}</p>{BOTH}", standfirst=STANDFIRST)
    assert [one.language for one in found] == ["fr", "en", "it"]


def test_a_marked_language_outside_the_publications_is_an_edition() -> None:
    found = editions(f"{BOTH}<p>EU/DEU - Der Fonds ist offen und für alle da.</p>")
    assert [one.language for one in found] == ["en", "it", "de"]


def test_without_marks_the_article_says_its_language_first() -> None:
    french, english = Language("fr"), Language("en")
    assert editions(ITALIAN, stated=Stated(article=french, feed=english))[0].language == "fr"
    assert editions(ITALIAN, stated=Stated(feed=english))[0].language == "it"
    assert editions("", title="2026", stated=Stated(feed=english))[0].language == "en"
    assert editions("", title="2026")[0].language == "it"
    assert editions("", title=TITLE)[0].language == "en"
    assert editions("", title="2026", standfirst=ENGLISH)[0].language == "en"


def test_headings_in_the_sections_are_their_titles() -> None:
    found = editions(f"<p>EU/ENG - {ENGLISH}</p><p>EU/ITA - <b>Il fondo per le isole</b></p><p>{ITALIAN}</p>")
    assert [(one.title, one.text.text) for one in found] == [
        (TITLE, ENGLISH),
        ("Il fondo per le isole", ITALIAN),
    ]


def test_headings_before_the_marks_are_the_titles_of_what_follows() -> None:
    found = editions(f"<p>EU/ENG - {ENGLISH}</p><h3>Il fondo per le isole</h3><p>EU/ITA - {ITALIAN}</p>")
    assert [(one.title, one.text.text) for one in found] == [
        (TITLE, ENGLISH),
        ("Il fondo per le isole", ITALIAN),
    ]


def test_bold_openings_of_some_sections_are_no_titles() -> None:
    french = "Le fonds est ouvert et il est pour toutes les îles du pays."
    found = editions(f"{BOTH}<p>EU/FRA - <b>Un fonds pour les îles</b></p><p>{french}</p>")
    assert {one.title for one in found} == {TITLE}
    assert found[2].text.text == f"Un fonds pour les îles\n\n{french}"


def test_a_title_in_two_languages_is_parted() -> None:
    found = editions(BOTH, title="Un fondo per le isole / A fund for the islands")
    assert [(one.language, one.title) for one in found] == [
        ("en", "A fund for the islands"),
        ("it", "Un fondo per le isole"),
    ]
    whole = "The fund - and the islands"
    assert {one.title for one in editions(BOTH, title=whole)} == {whole}
