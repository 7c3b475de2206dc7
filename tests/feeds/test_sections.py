"""Marks that open a section, and what only looks like one."""

import pytest

from bot.feeds.child.sections import languages_marked, split
from bot.model import Language, RichText, Span, Style

MARKS = [
    ("EU/ENG - The fund opens.", "en"),
    ("EU/ITA - Il fondo apre.", "it"),
    ("EU/FRA - Le fonds ouvre.", "fr"),
    ("EU/DEU – Der Fonds öffnet.", "de"),
    ("EU/ESP — El fondo abre.", "es"),
    ("eu/ita - Il fondo apre.", "it"),
    ("UE/ITA: Il fondo apre.", "it"),
    ("EU / ITA − Il fondo apre.", "it"),
    ("EU\u00a0/\u2009ITA\u00a0–\u00a0Il fondo apre.", "it"),
    ("EU⁄ITA - Il fondo apre.", "it"),
    ("EU∕ITA - Il fondo apre.", "it"),
    ("EU／ITA - Il fondo apre.", "it"),
    ("EU|ITA - Il fondo apre.", "it"),
    ("EU\\ITA - Il fondo apre.", "it"),
    ("[EU/ITA] Il fondo apre.", "it"),
    ("(EU/ITA) - Il fondo apre.", "it"),
    ("• EU/ITA - Il fondo apre.", "it"),
    ("**EU/ITA** - Il fondo apre.", "it"),
    ("**EU/ITA -** Il fondo apre.", "it"),
    ("\ufeffEU/ITA - Il fondo apre.", "it"),
    ("EU/ITA Il fondo apre.", "it"),
    ("EU/ITA-Il fondo apre.", "it"),
    ("EU/ITA -Il fondo apre.", "it"),
    ("EU/ITA «Il fondo apre.»", "it"),
    ("EU/ITA\nIl fondo apre.", "it"),
    ("EU/IT - Il fondo apre.", "it"),
    ("EU/EN: The fund opens.", "en"),
    ("EU/ING - The fund opens.", "en"),
    ("EU/FRE - Le fonds ouvre.", "fr"),
    ("EU/GER - Der Fonds öffnet.", "de"),
    ("EU/UA - Фонд відкрито.", "uk"),
    ("EU/UKR Фонд відкрито.", "uk"),
    ("EU/POL - Fundusz otwarty.", "pl"),
    ("EU - ITA - Il fondo apre.", "it"),
    ("UE – FRA – Le fonds ouvre.", "fr"),
    ("EU/ITA - 27 paesi aprono.", "it"),
    ("EU/ITA – “Il fondo” apre.", "it"),
]

FIRST_WORDS = {"The", "Il", "Le", "Der", "El", "Фонд", "Fundusz", "27"}

NO_MARKS = [
    "EU/UK trade grew again.",
    "EU/UK - trade grew again.",
    "UE: Italia in ritardo.",
    "UE: ITA in ritardo.",
    "EU/IT-enabled services",
    "EU/IT services",
    "EU/IT Services",
    "EU/ENGAGE is a programme.",
    "EU/ITALIA - un vertice",
    "ue: ita missa est",
    "EU-FR relations are good.",
    "EU-ITA relations are good.",
    "eu - ita - minuscole",
    "The EU/ITA - Rome axis holds.",
    "The EU/ENG text is above.",
    "See EU/FRA for the rest.",
    "said so. EU/ITA relations are good.",
    "said so. EU/ITA Relations are good.",
    "EU/ita missa est",
    "EU/FRA élargissement",
    "EU/ITA-linked funds",
    "NEU/ITA - Il fondo apre.",
    "MEU/ENG - no",
    "",
    "EU/",
]


@pytest.mark.parametrize(("text", "language"), MARKS)
def test_a_mark_opens_a_section(text: str, language: str) -> None:
    (section,) = split(RichText(text)).sections
    assert section.language == language
    assert section.text.text.lstrip("«“").split()[0] in [
        "The",
        "Il",
        "Le",
        "Der",
        "El",
        "Фонд",
        "Fundusz",
        "27",
    ]


@pytest.mark.parametrize("text", NO_MARKS)
def test_a_likeness_opens_none(text: str) -> None:
    assert split(RichText(text)).sections == ()
    assert split(RichText(text)).preamble.text == text


def test_sections_keep_the_order_of_the_page() -> None:
    found = split(RichText("Sommario.\n\nEU/ENG - One.\n\nTwo.\n\nEU/ITA - Uno.\n\nDue."))
    assert found.preamble.text == "Sommario."
    assert [(s.language, s.text.text) for s in found.sections] == [
        ("en", "One.\n\nTwo."),
        ("it", "Uno.\n\nDue."),
    ]


@pytest.mark.parametrize(
    "before", ["Done.", "Done.”", 'Done."', "Done.»", "Done!", "Done.) foto-6-gen.webp", "Done (so)"]
)
def test_a_mark_is_found_in_flattened_text(before: str) -> None:
    found = split(RichText(f"EU/ENG - {before} EU/ITA - Uno. EU/FRA – Un."))
    assert [section.language for section in found.sections] == ["en", "it", "fr"]
    assert found.sections[0].text.text == before


def test_two_sections_of_one_language_are_one() -> None:
    found = split(RichText("EU/ENG - One.\nEU/ITA - Uno.\nEU/ENG - Two."))
    assert [(s.language, s.text.text) for s in found.sections] == [("en", "One.\n\nTwo."), ("it", "Uno.")]


def test_an_empty_section_is_none() -> None:
    assert [s.language for s in split(RichText("EU/ENG - One.\n\nEU/ITA - \n\nEU/FRA - Un.")).sections] == [
        "en",
        "fr",
    ]


def test_styles_go_with_their_words() -> None:
    text = "EU/ENG - One bold.\nEU/ITA - Uno."
    bold = text.index("bold")
    found = split(RichText(text, (Span(0, 6, Style.BOLD), Span(bold, bold + 4, Style.ITALIC))))
    assert found.sections[0].text == RichText("One bold.", (Span(4, 8, Style.ITALIC),))


def test_says_which_languages_are_marked() -> None:
    assert languages_marked("EU/ENG - a\nEU/ITA - b") == {Language("en"), Language("it")}


def test_many_likenesses_cost_little() -> None:
    assert split(RichText("EU/ " * 20_000)).sections == ()
    assert split(RichText("* - " * 20_000)).sections == ()
    assert split(RichText("." + "\u00a0" * 20_000)).sections == ()
