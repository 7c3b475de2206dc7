"""Reach: the matrix of languages adds up, whatever readers read."""

from bot.broadcasting.audience import Line, Reach, reach
from bot.model import Announcement, AnnouncementId, AnnouncementState, Language
from storage.audiences import Alike
from tests.announcing import text
from tests.talking import EN, FR, IT, LANGUAGES, ZONE

DE = Language("de")
TEXTS = {IT: text("Avviso"), EN: text("Notice")}


def announcement(fallback: Language | None = None) -> Announcement:
    draft = AnnouncementState.DRAFT
    return Announcement(AnnouncementId(1), 7, 7, None, draft, ZONE, texts=TEXTS, fallback=fallback)


COUNTED = {
    Alike((IT, EN, FR), False): 10,
    Alike((EN,), True): 5,
    Alike((FR, EN), False): 4,
    Alike((FR,), False): 3,
    Alike((FR,), True): 2,
    Alike((DE,), False): 1,
}


def test_each_language_has_its_readers_and_what_they_get_instead() -> None:
    assert reach(announcement(), COUNTED, LANGUAGES) == Reach(
        (
            Line(IT, True, 10),
            Line(EN, True, 5),
            Line(FR, False, 9, {EN: 4, None: 5}),
            Line(DE, False, 1, {None: 1}),
        ),
        readers=19,
        languages=2,
    )


def test_the_text_for_the_others_reaches_all_but_those_who_want_none() -> None:
    found = reach(announcement(fallback=IT), COUNTED, LANGUAGES)
    assert found.readers == 23
    assert found.lines[2].gets == {EN: 4, IT: 3, None: 2}


def test_a_text_for_the_others_that_is_not_there_is_none() -> None:
    assert reach(announcement(fallback=FR), COUNTED, LANGUAGES).readers == 19


def test_nobody_is_nobody() -> None:
    assert reach(announcement(), {}, LANGUAGES).readers == 0
