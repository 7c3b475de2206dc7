"""The labels of a brief, and what becomes of each."""

from dataclasses import replace

import pytest

from bot.model import TopicKey
from bot.tags import Additions, Reason, Standing, Tagged, Vocabulary, vocabulary
from bot.tags.classifying import MOST_LABELS
from tests.tags.conftest import LANGUAGES

PAGE = (
    "Europolitiche",
    " Macro/Scenari",
    " ucraina",
    " ukraine",
    " gennaio-2026",
    " macron-starmer-zelensky",
    " volenterosi",
    " pace-tra-russi-e-ucraini",
    " europolitiche-articolo-sui-volenterosi-per-lucraina-",
    " contro-la-russia",
    "",
)


def _edited(additions: Additions) -> Vocabulary:
    return vocabulary(LANGUAGES, publication=["Europolitiche"], additions=additions)


def test_the_tags_of_a_page_become_its_topics(europolitiche: Vocabulary) -> None:
    assert europolitiche.topics_of(PAGE).topics == (
        Tagged(TopicKey("tag:macro-scenari"), "Macro/Scenari"),
        Tagged(TopicKey("territory:UA"), "ucraina"),
        Tagged(TopicKey("tag:macron-starmer-zelensky"), "macron-starmer-zelensky"),
        Tagged(TopicKey("tag:volenterosi"), "volenterosi"),
        Tagged(TopicKey("territory:RU"), "Russia", derived=True),
    )


def test_every_label_has_its_verdict(europolitiche: Vocabulary) -> None:
    assert [(each.label, each.verdict.reason) for each in europolitiche.topics_of(PAGE).judged] == [
        ("Europolitiche", Reason.OWN_NAME),
        ("Macro/Scenari", Reason.SUBJECT),
        ("ucraina", Reason.KNOWN),
        ("ukraine", Reason.KNOWN),
        ("gennaio-2026", Reason.DATE),
        ("macron-starmer-zelensky", Reason.SUBJECT),
        ("volenterosi", Reason.SUBJECT),
        ("pace-tra-russi-e-ucraini", Reason.LONG),
        ("europolitiche-articolo-sui-volenterosi-per-lucraina-", Reason.ABOUT_ITSELF),
        ("contro-la-russia", Reason.PREPOSITION),
        ("", Reason.EMPTY),
    ]


def test_a_hidden_label_still_tells_what_it_is_about(europolitiche: Vocabulary) -> None:
    judged = europolitiche.topics_of(["contro-la-russia"]).judged[0]
    assert judged.verdict.standing is Standing.HIDDEN
    assert judged.topics == ("territory:RU",)


def test_a_tag_of_its_own_gives_the_topics_in_it_too(europolitiche: Vocabulary) -> None:
    found = europolitiche.topics_of(["ue-india"]).topics
    assert [tagged.key for tagged in found] == ["tag:ue-india", "territory:EU", "territory:IN"]
    assert [tagged.derived for tagged in found] == [False, True, True]


@pytest.mark.parametrize(
    "label", ["Corte di giustizia dell’Unione europea", "Council of the European Union", "U.S.A."]
)
def test_a_known_name_is_shown_whatever_its_shape(europolitiche: Vocabulary, label: str) -> None:
    assert europolitiche.topics_of([label]).judged[0].verdict.reason is Reason.KNOWN


def test_a_publication_named_like_a_topic_drops_its_own_name() -> None:
    named = vocabulary(LANGUAGES, publication=["Europa"])
    assert named.topics_of(["europa"]).topics == ()


def test_an_editors_alias_joins_a_tag_to_a_topic() -> None:
    edited = _edited(
        Additions(
            aliases={"volenterosi": TopicKey("word:defence"), "ucraina-parigi": TopicKey("territory:UA")}
        )
    )
    assert [tagged.key for tagged in edited.topics_of(["Volenterosi", "ucraina-parigi"]).topics] == [
        "word:defence",
        "territory:UA",
    ]


def test_an_editors_alias_counts_inside_phrases_unless_it_is_tiny() -> None:
    edited = _edited(Additions(aliases={"psg": TopicKey("territory:FR"), "zz": TopicKey("territory:FR")}))
    assert [tagged.key for tagged in edited.topics_of(["contro il PSG"]).topics] == ["territory:FR"]
    assert edited.topics_of(["contro-zz"]).topics == ()


def test_an_editor_hides_a_tag_and_a_word_inside_phrases() -> None:
    edited = _edited(Additions(hidden=frozenset({"macro-scenari", "russia"})))
    found = edited.topics_of(["Macro/Scenari", "russia", "contro-la-russia"])
    assert found.topics == ()
    assert [each.verdict.reason for each in found.judged[:2]] == [Reason.EDITOR, Reason.EDITOR]
    assert found.judged[0].verdict.standing is Standing.HIDDEN


def test_an_editor_shows_what_looks_like_noise() -> None:
    edited = _edited(Additions(shown=frozenset({"per-leuropa", "europolitiche"})))
    assert [tagged.key for tagged in edited.topics_of(["Per l'Europa", "Europolitiche"]).topics] == [
        "tag:per-leuropa",
        "tag:europolitiche",
    ]


def test_what_an_editor_hides_stays_hidden_even_if_shown_elsewhere() -> None:
    both = Additions(hidden=frozenset({"x-y"}), shown=frozenset({"x-y"}))
    assert _edited(both).topics_of(["x y"]).topics == ()


def test_garbage_becomes_no_topic(europolitiche: Vocabulary) -> None:
    garbage = ["", "\x00", "\ud800", "😀", "🇺🇦", "--", "&#0;", "x" * 100_000, "\u0301" * 500]
    assert europolitiche.topics_of(garbage).topics == ()


def test_a_flood_of_labels_is_cut(europolitiche: Vocabulary) -> None:
    assert len(europolitiche.topics_of([f"tag {n}" for n in range(10_000)]).judged) == MOST_LABELS


def test_no_labels_give_no_topics(europolitiche: Vocabulary) -> None:
    assert europolitiche.topics_of(()).topics == ()


def test_a_verdict_is_a_value(europolitiche: Vocabulary) -> None:
    judged = europolitiche.topics_of(["ucraina"]).judged[0]
    assert replace(judged) == judged
