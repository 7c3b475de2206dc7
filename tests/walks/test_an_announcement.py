"""An announcement: an editor writes it, looks at it, and readers get it letter by letter."""

from datetime import timedelta

from bot.broadcasting.timing import UNDO
from bot.emulator import Message
from tests.talking import said
from tests.walks.town import PATIENCE, Town

BOLD = [{"type": "bold", "offset": 0, "length": 9}]
A_WHILE = UNDO + timedelta(seconds=1)


async def test_what_arrives_is_what_was_previewed_also_after_a_restart(town: Town) -> None:
    anna, emma = town.telegram.person("Anna", "it"), town.telegram.person("Emma", "en")
    async with town.runs():
        for person in (anna, emma):
            await town.says(person, "/start")
        written = await town.telegram.say(town.editor, "Buonasera <b> a tutti", entities=BOLD)
        await town.hears(town.editor)
        asked = await town.telegram.say(town.editor, "/broadcast", reply_to=written)
        panel = said(await town.telegram.next_message(town.editor, after=asked, timeout=PATIENCE))
        await town.taps(town.editor, panel, "Testi", "＋ English")
        parts = await town.telegram.send_album(town.editor, [b"one picture", b"two pictures"], "Good evening")
        panel = said(await town.telegram.next_message(town.editor, after=parts[-1], timeout=PATIENCE))
        await town.taps(town.editor, panel, "Anteprima")
        previewed = town.telegram.transcript(town.editor)[-3:]
        assert "Annullare" in (await town.taps(town.editor, panel, "Inviare…", "Inviarla")).buttons
    town.clock.ahead += A_WHILE
    async with town.runs():
        await town.hears(anna)
        await town.hears(emma)
        got = [town.telegram.transcript(anna)[-1], *town.telegram.transcript(emma)[-2:]]
    assert [_shown(message) for message in got] == [_shown(message) for message in previewed]
    assert _shown(got[0])["entities"] == BOLD
    assert town.asks("SELECT state, message_id IS NULL, album IS NULL FROM delivery ORDER BY reader_id") == [
        ("sent", 0, 1),
        ("sent", 0, 0),
    ]
    assert town.refusals() == []


async def test_who_turns_it_has_opened_it_which_its_editor_is_told(town: Town) -> None:
    anna, emma = town.telegram.person("Anna", "it"), town.telegram.person("Emma", "en")
    async with town.runs():
        for person in (anna, emma):
            await town.says(person, "/start")
        panel = await town.says(town.editor, "/broadcast Buonasera")
        await town.taps(town.editor, panel, "Testi", "＋ English")
        panel = await town.says(town.editor, "Good evening")
        await town.taps(town.editor, panel, "Inviare…", "Inviarla")
    town.clock.ahead += A_WHILE
    async with town.runs():
        got = await town.hears(anna)
        assert await town.hears(emma) == "Good evening"
        assert got == "Buonasera"
    async with town.runs():
        english = await town.taps(anna, got, "English")
        assert (english, english.buttons) == ("Good evening", ["Italiano"])
        assert await town.taps(anna, english, "Italiano", "English", "Italiano") == got
    async with town.runs():
        picture = await town.says(town.editor, "/stats")
        told = said(await town.telegram.next_message(town.editor, after=picture.message, timeout=PATIENCE))
        assert "Buonasera\noggi" in told
        assert "Inviati: 2 · Aperture: 1 (50%)" in told
    assert town.refusals() == []


async def test_what_is_taken_back_in_time_reaches_nobody(town: Town) -> None:
    anna = town.telegram.person("Anna", "it")
    async with town.runs():
        await town.says(anna, "/start")
        panel = await town.says(town.editor, "/broadcast Un errore")
        back = await town.taps(town.editor, panel, "Inviare…", "Inviarla", "Annullare")
        assert "Inviare…" in back.buttons
        town.clock.ahead += A_WHILE
        await town.looked()
    assert town.copies(anna, "errore") == 0
    assert town.asks("SELECT count(*) FROM job") == [(0,)]


def _shown(message: Message) -> dict[str, object]:
    """What of a message is the same in every chat."""
    alike = ("text", "entities", "caption", "caption_entities", "photo")
    return {name: message.data.get(name) for name in alike}
