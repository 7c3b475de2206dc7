"""Topics named inside a phrase."""

import pytest

from bot.tags import Vocabulary
from bot.tags.finding import topics_in


@pytest.mark.parametrize(
    ("phrase", "topics"),
    [
        ("contro-la-russia", ["territory:RU"]),
        ("ue-india", ["territory:EU", "territory:IN"]),
        ("cosa succede in Ucraina, e in Russia?", ["territory:UA", "territory:RU"]),
        ("europolitiche-articolo-sui-volenterosi-per-lucraina-", ["territory:UA"]),
        (
            "la Corte di giustizia dell'Unione europea boccia l’Ungheria",
            ["word:court-of-justice", "territory:HU"],
        ),
        ("il voto dellunione-europea", ["territory:EU"]),
        ("sulla Corea del Nord", ["territory:KP"]),
        ("Ucraina Ukraine Україна", ["territory:UA"]),
        ("un anno di guerra, tell us", []),
        ("in difesa di chi lavoro", []),
        ("la conferenza di Monaco", ["word:munich-security-conference"]),
        ("vado a Monaco", []),
        ("", []),
        ("😀😀", []),
    ],
)
def test_finds_topics_in_order(europolitiche: Vocabulary, phrase: str, topics: list[str]) -> None:
    assert list(topics_in(phrase, europolitiche.index.phrases)) == topics


def test_a_flood_of_words_is_read_to_a_limit(europolitiche: Vocabulary) -> None:
    assert topics_in("ucraina " * 5_000, europolitiche.index.phrases) == ("territory:UA",)
    assert topics_in("a " * 5_000 + "ucraina", europolitiche.index.phrases) == ()
