"""A publication whose tags are classified: Italian, English and French, with a few tags of its own."""

import pytest

from bot.model import Language, TopicKey
from bot.tags import OwnTag, Vocabulary, vocabulary

LANGUAGES = (Language("it"), Language("en"), Language("fr"))

OWN = (
    OwnTag(TopicKey("tag:volenterosi"), "volenterosi", 5),
    OwnTag(TopicKey("tag:macron-starmer-zelensky"), "macron-starmer-zelensky", 1),
    OwnTag(TopicKey("tag:macro-scenari"), "Macro/Scenari", 30),
    OwnTag(TopicKey("tag:vertice"), "vertice", 2),
    OwnTag(TopicKey("tag:germanwatch-index"), "germanwatch index", 1),
    OwnTag(TopicKey("territory:UA"), "ucraina", 12),
)


@pytest.fixture(scope="session")
def europolitiche() -> Vocabulary:
    return vocabulary(LANGUAGES, publication=("Europolitiche",), own=OWN)
