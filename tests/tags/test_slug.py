"""Slugs: one form for what publications and readers write."""

import random
import unicodedata

import pytest

from bot.tags.slug import LONGEST, forms, open_slug, slug, tidy, without_article


@pytest.mark.parametrize(
    ("label", "written"),
    [
        ("Stato di diritto", "stato-di-diritto"),
        ("  #UCRAINA! ", "ucraina"),
        ("Macro/Scenari", "macro-scenari"),
        ("gennaio_2026", "gennaio-2026"),
        ("l'Ucraina", "lucraina"),
        ("L&#8217;Ue", "lue"),
        ("l’Ue", "lue"),
        ("Мʼянма", "мянма"),
        ("Élargissement", "elargissement"),
        ("Città", "citta"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("Færøerne", "faeroerne"),
        ("Œuvre", "oeuvre"),
        ("İstanbul", "istanbul"),
        ("Ἑλλάς", "ελλασ"),
        ("україна", "україна"),
        ("Йошкар", "йошкар"),
        ("Ｇ７", "g7"),
        ("ﬁnanza", "finanza"),
        ("sicu\u00adrezza\u200b", "sicurezza"),
        ("\u202eEU\u202c", "eu"),
        ("हिन्दी", "हिन्दी"),
        ("C++", "c"),
        ("😀", ""),
        ("---", ""),
        ("", ""),
        ("\x00\ud800", ""),
    ],
)
def test_folds_a_label(label: str, written: str) -> None:
    assert slug(label) == written


def test_letters_composed_or_not_are_the_same() -> None:
    for label in ("Україна", "Élysée", "Việt Nam"):
        assert slug(unicodedata.normalize("NFD", label)) == slug(unicodedata.normalize("NFC", label))


def test_a_slug_is_its_own_slug() -> None:
    rng = random.Random(7)
    alphabet = "aÀéœßŉʹñйїІ’'&;#-_ 7Ⅷﷺ\u0301\u200dहि한😀lL"
    for _ in range(500):
        once = slug("".join(rng.choice(alphabet) for _ in range(rng.randrange(20))))
        assert slug(once) == once


def test_reads_no_more_than_the_beginning_of_a_long_label() -> None:
    assert slug("a" * 10_000) == "a" * LONGEST


def test_apostrophes_may_part_words() -> None:
    assert open_slug("Consiglio dell’UE") == "consiglio-dell-ue"


@pytest.mark.parametrize(
    ("label", "bare"),
    [
        ("l'Ukraine", "ukraine"),
        ("dell'UE", "ue"),
        ("nell’Unione europea", "unione-europea"),
        ("«l’Europe»", "europe"),
        ("lucraina", "ucraina"),
        ("la Francia", "francia"),
        ("The Commission", "commission"),
    ],
)
def test_a_label_is_also_known_without_its_article(label: str, bare: str) -> None:
    assert forms(label)[0] == slug(label)
    assert bare in forms(label)


@pytest.mark.parametrize("written", ["leu", "dun", "lazio", "la", "the", "dresda"])
def test_a_word_that_only_begins_like_an_article_keeps_its_letters(written: str) -> None:
    assert forms(written)[0] == written
    assert written == "lazio" or without_article(written) == written


def test_nothing_has_no_forms() -> None:
    assert forms("!?") == ()


def test_tidies_a_label_to_be_shown() -> None:
    assert tidy("  #Intesa\n&amp;\taccordo\u200b\x07 ") == "Intesa & accordo"
    assert tidy("\u202e\ud800") == ""
