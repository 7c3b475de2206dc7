"""Names as hashtags that Telegram recognises whole."""

import random
import re
import unicodedata

import pytest

from bot.tags import Vocabulary, hashtag
from bot.tags.hashtags import LONGEST


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("Stato di diritto", "#StatoDiDiritto"),
        ("Ucraina", "#Ucraina"),
        ("NATO", "#NATO"),
        ("G7", "#G7"),
        ("Côte d’Ivoire", "#CôteDIvoire"),
        ("Consiglio dell'Unione europea", "#ConsiglioDellUnioneEuropea"),
        ("Erasmus+", "#Erasmus"),
        ("Conferenza delle Parti (COP)", "#ConferenzaDelleParti" + "COP"),
        ("Macro/Scenari", "#MacroScenari"),
        ("Україна", "#Україна"),
        ("E\u0301lysée", "#Élysée"),
        ("fit_for_55", "#Fit_for_55"),
        ("2026", None),
        ("35 + 7", None),
        ("😀", None),
        ("", None),
        ("<b>", "#B"),
        ("²Ⅷ", None),
    ],
)
def test_a_name_becomes_a_hashtag(name: str, tag: str | None) -> None:
    assert hashtag(name) == tag


def test_a_script_with_marks_gives_none_rather_than_half() -> None:
    assert hashtag("हिन्दी") is None


def test_a_hashtag_has_at_most_256_letters() -> None:
    assert hashtag("parola " * 1_000) == "#" + ("Parola" * 50)[:LONGEST]


def test_whatever_the_name_telegram_takes_the_whole_hashtag() -> None:
    rng = random.Random(3)
    for _ in range(2_000):
        name = "".join(chr(rng.choice((rng.randrange(32, 0x250), rng.randrange(0xD000)))) for _ in range(6))
        tag = hashtag(name)
        assert tag is None or re.fullmatch(r"#\w+", tag)
        assert tag is None or {unicodedata.category(letter)[0] for letter in tag[1:]} <= {"L", "N", "P"}


def test_every_known_name_has_a_hashtag_that_names_it_again(europolitiche: Vocabulary) -> None:
    for key, names in europolitiche.index.names.items():
        for name in names.values():
            tag = hashtag(name)
            assert tag
            assert europolitiche.resolve(tag) in {key, None}
            if key.startswith("word:"):
                assert europolitiche.resolve(tag) == key
