"""What a misspelt request may have meant."""

import random

import pytest

from bot.model import TopicKey
from bot.tags import OwnTag, Vocabulary, vocabulary
from tests.tags.conftest import LANGUAGES

TYPOS = {
    "territory:UA": "ukrane ukrain ucrana ucriana украина lukrane",
    "territory:FR": "frnacia franza",
    "territory:DE": "germna germnia",
    "territory:HU": "ungeria hungry",
    "territory:GL": "groenladia",
    "territory:PT": "portogalo",
    "territory:VE": "venezuella",
    "territory:RU": "russsia",
    "word:european-parliament": "parlmento_europeo parlement_europeen europen_parliament parlamneto",
    "word:european-commission": "comissione_europea commision",
    "word:european-council": "consilio_europeo",
    "word:mercosur": "mercosour",
    "word:enlargement": "allargamneto enlargment elargisement",
    "word:artificial-intelligence": "inteligenza_artificiale artifical_inteligence",
    "word:rule-of-law": "stato_di_dirito statodidirito",
    "word:tariffs": "dazzi tarifs",
    "tag:volenterosi": "volonterosi volenterossi",
    "tag:macron-starmer-zelensky": "macron_starmer starmer zelensky",
}


@pytest.mark.parametrize(
    ("key", "typo"), [(key, typo.replace("_", " ")) for key, typos in TYPOS.items() for typo in typos.split()]
)
def test_the_likeliest_comes_first(europolitiche: Vocabulary, key: str, typo: str) -> None:
    assert europolitiche.suggest(typo)[0] == key


def test_an_exact_name_comes_before_all_others(europolitiche: Vocabulary) -> None:
    assert europolitiche.suggest("difesa")[0] == "word:defence"


def test_an_ambiguous_name_offers_its_territory(europolitiche: Vocabulary) -> None:
    assert europolitiche.suggest("georgia")[0] == "territory:GE"
    assert europolitiche.suggest("Monaco")[0] == "territory:MC"


def test_a_beginning_offers_topics_with_briefs_first(europolitiche: Vocabulary) -> None:
    assert europolitiche.suggest("macr")[0] == "tag:macro-scenari"
    assert europolitiche.suggest("germa")[:2] == ("tag:germanwatch-index", "territory:DE")
    assert europolitiche.suggest("uc")[0] == "territory:UA"


def test_among_names_as_like_the_one_with_briefs_comes_first() -> None:
    quiet = vocabulary(
        LANGUAGES, own=[OwnTag(TopicKey("tag:marzi"), "marzi", 0), OwnTag(TopicKey("tag:marza"), "marza", 0)]
    )
    busy = vocabulary(
        LANGUAGES, own=[OwnTag(TopicKey("tag:marzi"), "marzi", 3), OwnTag(TopicKey("tag:marza"), "marza", 0)]
    )
    assert quiet.suggest("marzu")[0] == "tag:marza"
    assert busy.suggest("marzu")[0] == "tag:marzi"


def test_topics_are_distinct_and_no_more_than_asked(europolitiche: Vocabulary) -> None:
    for limit in (-1, 0, 1, 3, 10):
        found = europolitiche.suggest("unio", limit=limit)
        assert len(found) == len(set(found)) <= max(limit, 0)
    assert len(europolitiche.suggest("unio", limit=3)) == 3


@pytest.mark.parametrize(
    "asked",
    [
        "",
        " ",
        "😀",
        "a",
        "#",
        "buongiorno",
        "qwerty",
        "oggi",
        "\x00",
        "\ud800",
        "x" * 10_000,
        "à" * 10_000,
        "'; --",
    ],
)
def test_what_is_like_nothing_gives_nothing(europolitiche: Vocabulary, asked: str) -> None:
    assert europolitiche.suggest(asked) == ()


def test_never_fails(europolitiche: Vocabulary) -> None:
    rng = random.Random(5)
    for _ in range(50):
        asked = "".join(chr(rng.randrange(0x3000)) for _ in range(rng.randrange(30)))
        assert len(europolitiche.suggest(asked)) <= 3
