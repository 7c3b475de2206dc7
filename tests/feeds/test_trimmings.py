"""What is taken out of an article's text, and what only looks like it."""

import pytest

from bot.feeds.child.trimmings import Trimmed, trim
from bot.model import RichText

NOTICE = "This contribution is not a journalistic article but an analytical brief"


def trimmed(text: str) -> Trimmed:
    return trim(RichText(text))


def test_signature_disclaimer_and_picture_are_taken_out() -> None:
    found = trimmed(f"Testo.\n\nfoto-6-gen.webp\n\nAltro.\n\nanalisti associati @site.example*\n*{NOTICE}")
    assert found == Trimmed(
        RichText("Testo.\n\nAltro."), "analisti associati @site.example", NOTICE, ("foto-6-gen.webp",)
    )


def test_the_same_in_one_line() -> None:
    found = trimmed(f"Testo. foto-6-gen.webp EU/ITA - Altro. analisti associati @site.example* *{NOTICE}")
    assert found.rich.text == "Testo.\n\nEU/ITA - Altro."
    assert (found.signature, found.disclaimer) == ("analisti associati @site.example", NOTICE)
    assert found.pictures == ("foto-6-gen.webp",)


def test_a_disclaimer_may_go_on_in_another_language() -> None:
    found = trimmed(
        f"Testo.\n*{NOTICE}\nQuesto contributo non è un articolo giornalistico ma un brief analitico"
    )
    assert (
        found.disclaimer
        == f"{NOTICE} Questo contributo non è un articolo giornalistico ma un brief analitico"
    )


def test_a_signature_in_each_section_is_said_once() -> None:
    found = trimmed("Uno.\n\nredazione @site.example\n\nDue.\n\nredazione @site.example")
    assert (found.rich.text, found.signature) == ("Uno.\n\nDue.", "redazione @site.example")


def test_the_footer_of_a_feed_goes() -> None:
    assert trimmed("Testo.\n\nThe post Titolo appeared first on Sito.").rich.text == "Testo."
    assert trimmed("Testo.\n\nL'articolo Titolo proviene da Sito.").rich.text == "Testo."


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Scrivete a redazione@site.example",
        "Lo dice @site.example, che aggiunge altro.",
        "Il file foto.webp è qui.",
        "* primo punto\n* secondo punto",
        "L'articolo 5 del trattato proviene da lontano e nessuno lo cambia",
        "Un brief analitico non basta.",
    ],
)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert trimmed(text) == Trimmed(RichText(text))


def test_long_lines_cost_little() -> None:
    assert trimmed("The post " + "appeared first " * 20_000).signature is None
    assert trimmed("a " * 50_000 + "@x").signature is None
    assert trimmed("@a." * 20_000).disclaimer is None
