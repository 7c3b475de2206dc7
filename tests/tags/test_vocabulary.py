"""A reader's words, and the one topic that they name."""

import pytest

from bot.model import Language, TopicKey
from bot.tags import Additions, OwnTag, Vocabulary, vocabulary
from tests.tags.conftest import LANGUAGES, OWN

ITALIAN, ENGLISH, FRENCH, FINNISH = map(Language, ("it", "en", "fr", "fi"))
UKRAINE, WILLING = TopicKey("territory:UA"), TopicKey("tag:volenterosi")


@pytest.mark.parametrize(
    "asked",
    [
        "ucraina",
        "Ukraine",
        "україна",
        "#ukraine",
        "l'Ukraine",
        "l’Ucraina",
        "dell'Ucraina",
        "lucraina",
        "UKRAINE!",
        "  ukraine?\n",
        "Ukraina",
        "Oekraïne",
        "Ucrânia",
        "Kyiv",
        "🇺🇦",
        "«Ucraina»",
    ],
)
def test_ukraine_is_one_topic_under_all_its_names(europolitiche: Vocabulary, asked: str) -> None:
    assert europolitiche.resolve(asked) == UKRAINE


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("BCE", "word:european-central-bank"),
        ("ECB", "word:european-central-bank"),
        ("the Commission", "word:european-commission"),
        ("#StatoDiDiritto", "word:rule-of-law"),
        ("stato_di_diritto", "word:rule-of-law"),
        ("OTAN", "word:nato"),
        ("U.S.A.", "territory:US"),
        ("ue", "territory:EU"),
        ("PAC", "word:agriculture"),
        ("Volenterosi", "tag:volenterosi"),
        ("#MacroScenari", "tag:macro-scenari"),
        ("i volenterosi", "tag:volenterosi"),
    ],
)
def test_words_name_a_topic(europolitiche: Vocabulary, asked: str, key: str) -> None:
    assert europolitiche.resolve(asked) == key


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "ukrane",
        "monaco",
        "Georgia",
        "it",
        "😀",
        "🇽🇽",
        "gennaio 2026",
        "\x00",
        "\ud800",
        "x" * 10_000,
        "zz9",
    ],
)
def test_other_words_name_none(europolitiche: Vocabulary, asked: str) -> None:
    assert europolitiche.resolve(asked) is None


def test_a_topic_is_called_by_its_name_in_the_readers_language(europolitiche: Vocabulary) -> None:
    assert europolitiche.name(UKRAINE, ITALIAN) == "Ucraina"
    assert europolitiche.name(UKRAINE, FRENCH) == "Ukraine"
    assert europolitiche.name(TopicKey("word:rule-of-law"), FRENCH) == "État de droit"
    assert europolitiche.name(TopicKey("territory:PS"), ENGLISH) == "Palestine"


def test_a_language_without_names_falls_back_to_the_publications_first(europolitiche: Vocabulary) -> None:
    assert europolitiche.name(UKRAINE, FINNISH) == "Ucraina"


def test_a_tag_is_called_as_the_publication_writes_it(europolitiche: Vocabulary) -> None:
    assert europolitiche.name(TopicKey("tag:macro-scenari"), FRENCH, label="Macro/Scenari") == "Macro/Scenari"


def test_groups_are_followable_and_tags_once_they_come_again(europolitiche: Vocabulary) -> None:
    assert europolitiche.followable(TopicKey("territory:LU"))
    assert europolitiche.followable(TopicKey("word:mercosur"))
    assert europolitiche.followable(WILLING)
    assert europolitiche.followable(TopicKey("tag:vertice"))
    assert not europolitiche.followable(TopicKey("tag:macron-starmer-zelensky"))
    assert not europolitiche.followable(TopicKey("tag:never-seen"))


def test_an_editors_alias_makes_a_group_of_a_tag() -> None:
    key = TopicKey("tag:macron-starmer-zelensky")
    edited = vocabulary(LANGUAGES, own=OWN, additions=Additions(aliases={"vertice-di-parigi": key}))
    assert edited.resolve("vertice di Parigi") == key
    assert edited.resolve("Macron Starmer Zelensky") == key
    assert edited.followable(key)


def test_an_editors_name_is_shown_and_understood() -> None:
    names = {(WILLING, ENGLISH): "Coalition of the Willing", (UKRAINE, ITALIAN): "L’Ucraina"}
    edited = vocabulary(LANGUAGES, additions=Additions(names=names))
    assert edited.name(WILLING, ENGLISH, label="volenterosi") == "Coalition of the Willing"
    assert edited.name(UKRAINE, ITALIAN) == "L’Ucraina"
    assert edited.resolve("coalition of the willing") == WILLING
    assert edited.followable(WILLING)


def test_an_editors_alias_goes_before_ours() -> None:
    edited = vocabulary(
        LANGUAGES, additions=Additions(aliases={"monaco": TopicKey("territory:MC"), "nato": WILLING})
    )
    assert edited.resolve("Monaco") == "territory:MC"
    assert edited.resolve("NATO") == WILLING
    assert edited.resolve("OTAN") == "word:nato"


def test_an_editor_takes_a_tag_out_of_sight() -> None:
    edited = vocabulary(LANGUAGES, own=OWN, additions=Additions(hidden=frozenset({"volenterosi"})))
    assert edited.resolve("volenterosi") is None
    assert edited.suggest("volenterosi") == ()
    assert not edited.followable(WILLING)


def test_free_text_names_topics_whole_or_inside(europolitiche: Vocabulary) -> None:
    assert europolitiche.find("difesa") == ("word:defence",)
    assert europolitiche.find("che fanno i volenterosi in Ucraina?") == (WILLING, UKRAINE)
    assert europolitiche.find("buongiorno a tutti") == ()
    assert europolitiche.find("") == ()


def test_editors_change_nothing_for_others(europolitiche: Vocabulary) -> None:
    vocabulary(LANGUAGES, additions=Additions(aliases={"ucraina": WILLING}, names={(UKRAINE, ITALIAN): "x"}))
    assert europolitiche.resolve("ucraina") == UKRAINE
    assert europolitiche.name(UKRAINE, ITALIAN) == "Ucraina"


def test_a_label_of_the_publications_own_names_its_topic_too() -> None:
    told = vocabulary(
        LANGUAGES, own=[OwnTag(UKRAINE, "Dossier Kyiv", 9), OwnTag(WILLING, "I Volenterosi!", 9)]
    )
    assert told.resolve("dossier kyiv") == UKRAINE
    assert told.resolve("volenterosi") == WILLING


def test_a_tag_without_a_slug_is_left_out() -> None:
    odd = vocabulary(LANGUAGES, own=[OwnTag(TopicKey("tag:"), "😀", 9), OwnTag(TopicKey("word:x"), "", 9)])
    assert odd.resolve("😀") is None


def test_speaks_a_language_once() -> None:
    assert vocabulary([*LANGUAGES, ITALIAN]).languages == LANGUAGES
