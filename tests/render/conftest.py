"""An article, a brief and the three languages, for the tests of this room."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.i18n import Catalogue, Catalogues, load_catalogues
from bot.model import (
    Article,
    Brief,
    BriefId,
    BriefState,
    Edition,
    FeedId,
    Language,
    RichText,
    Topic,
    TopicId,
    TopicKey,
)

ITALIAN = Edition(Language("it"), "Intesa sul fondo", "Ventisette sì.", RichText("Il Consiglio ha deciso."))
ENGLISH = Edition(Language("en"), "Deal on the fund", "", RichText("The Council has decided."))
UKRAINE = Topic(TopicId(1), TopicKey("territory:UA"), "ucraina")
BUDGET = Topic(TopicId(2), TopicKey("word:budget"), "bilancio")
BriefMaker = Callable[..., Brief]


@pytest.fixture(scope="session")
def spoken() -> Catalogues:
    return load_catalogues("it", "en", "fr")


@pytest.fixture
def english(spoken: Catalogues) -> Catalogue:
    return spoken.catalogue_for("en")


@pytest.fixture
def italian(spoken: Catalogues) -> Catalogue:
    return spoken.catalogue_for("it")


@pytest.fixture
def make_brief() -> BriefMaker:
    """A brief in Italian and English on two topics; fields of its article by keyword."""

    def make(*, topics: tuple[Topic, ...] = (UKRAINE, BUDGET), **article: object) -> Brief:
        base = Article(
            link="https://example.org/fund",
            editions=(ITALIAN, ENGLISH),
            image="https://example.org/fund.png",
            disclaimer="*This is an analytical brief",
        )
        made = replace(base, **article)  # type: ignore[arg-type]
        published = datetime(2026, 1, 7, 17, 23, tzinfo=UTC)
        return Brief(BriefId(7), FeedId(1), 1, BriefState.PUBLISHED, made, published, topics)

    return make
