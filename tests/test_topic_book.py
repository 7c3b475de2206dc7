"""The vocabulary as it stands."""

from datetime import timedelta

from bot.asking import ask, stored
from bot.browsing import PER_PAGE, topic_page
from bot.model import ChatKind, Reader, ReaderId, Scope, Topic, TopicKey
from bot.outcomes import UnknownTopic
from bot.topic_book import RECENT, TopicBook
from storage.database import Database
from tests.talking import EN, IT, LANGUAGES, NOW, Publishes

NOBODY = Reader(ReaderId(1), 5, None, ChatKind.PRIVATE, IT, LANGUAGES, Scope.EVERYTHING, "Europe/Rome")
UKRAINE = TopicKey("territory:UA")


async def test_a_refresh_puts_another_value_in_place_and_leaves_the_old_one(
    db: Database, book: TopicBook, publishes: Publishes
) -> None:
    before = book.now
    await publishes("ucraina", "volenterosi")
    assert before.counts == {}
    assert book.now.counts == {UKRAINE: 1, TopicKey("tag:volenterosi"): 1}
    assert book.now.followable() == (UKRAINE,)


async def test_old_briefs_do_not_count(db: Database, book: TopicBook, publishes: Publishes) -> None:
    await publishes("ucraina")
    later = await book.refresh(db, now=NOW + RECENT + timedelta(days=1))
    assert later.counts == {UKRAINE: 0}
    assert later.followable() == ()


async def test_the_label_of_a_topic_without_briefs_is_its_name(book: TopicBook) -> None:
    assert book.now.label(UKRAINE) == "Ucraina"
    assert book.now.label(TopicKey("tag:stato-di-cose")) == "Stato di Cose"


async def test_a_topic_is_named_in_a_language(book: TopicBook, db: Database) -> None:
    (topic,) = await stored(db, book.now, [UKRAINE])
    assert book.now.name(topic, EN) == "Ukraine"


async def test_asking_stores_a_topic_once(book: TopicBook, db: Database) -> None:
    first, again = await ask(db, book.now, "Giappone"), await ask(db, book.now, "japan")
    assert first == again
    assert isinstance(first, Topic)


async def test_asking_for_nothing_known_offers_topics_in_the_words(book: TopicBook, db: Database) -> None:
    asked = await ask(db, book.now, "che si dice di Francia e Mercosur?")
    assert isinstance(asked, UnknownTopic)
    assert [topic.label for topic in asked.suggestions][:2] == ["Francia", "Mercosur"]


async def test_odd_words_are_asked_for_without_harm(book: TopicBook, db: Database) -> None:
    for words in ("", " ", "\x00", "🎉", "x" * 10_000, "\ud800", "%s{tag}", "عربي"):
        assert isinstance(await ask(db, book.now, words), UnknownTopic)


async def test_pages_hold_so_many_and_end(db: Database, book: TopicBook, publishes: Publishes) -> None:
    codes = ("Francia", "Germania", "Spagna", "Polonia", "Grecia", "Irlanda", "Austria", "Belgio")
    await publishes(*codes)
    await publishes("Bulgaria", "Croazia", "Danimarca", "Estonia", "Svezia")
    first = await topic_page(db, book.now, NOBODY, 0)
    last = await topic_page(db, book.now, NOBODY, 99)
    assert (len(first.lines), len(last.lines), last.number, last.of) == (PER_PAGE, 1, 1, 2)
    assert (await topic_page(db, book.now, NOBODY, -3)).number == 0
