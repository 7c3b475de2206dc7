"""/broadcast: from a message to what readers get, by buttons that change one panel in place."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.emulator import Emulator, Message, User
from bot.model import Announcement, AnnouncementId, AnnouncementState, ChatKind
from bot.render.broadcast_panels import (
    AskText,
    Confirm,
    Discard,
    DraftPage,
    ForLanguage,
    GoAt,
    PreviewDraft,
    ShowDraft,
    Undo,
)
from bot.render.callbacks import Callback
from storage.database import Database
from tests.announcing import Announcer, album
from tests.clocks import ManualClock
from tests.talking import EN, FR, IT, NOW, Said, Say, Settled, Tap, forged, said

FIRST = AnnouncementId(1)
Draft = Callable[[], Awaitable[Announcement]]
Answers = Callable[..., Awaitable[Said]]


@pytest.fixture
async def readers(db: Database, clock: ManualClock) -> Announcer:
    """Two Italians, a Briton who reads French too, a Frenchman, one who wants French only, and a group."""
    announcer = Announcer(db, clock)
    await announcer.reader(11, IT, EN, FR)
    await announcer.reader(12, IT)
    await announcer.reader(13, EN, FR)
    await announcer.reader(14, FR, EN)
    await announcer.reader(15, FR, only_these=True)
    await announcer.reader(-16, IT, kind=ChatKind.GROUP)
    return announcer


@pytest.fixture
def draft(db: Database) -> Draft:
    """The first announcement as it is kept."""

    async def kept() -> Announcement:
        async with db.reading() as read:
            found = await read.announcements.get(FIRST)
        assert found is not None
        return found

    return kept


@pytest.fixture
def answers(telegram: Emulator, settled: Settled, editor: User) -> Answers:
    """The editor replies to a message; what the bot says."""

    async def reply(message: Message, text: str = "/broadcast") -> Said:
        await settled()
        sent = await telegram.say(editor, text, reply_to=message)
        return said(await telegram.next_message(editor, after=sent))

    return reply


@pytest.fixture
async def panel(say: Say, editor: User, readers: Announcer) -> Said:
    return await say("/broadcast Buonasera a tutti", as_=editor)


async def test_without_a_text_it_says_how_and_lists_the_drafts(say: Say, tap: Tap, editor: User) -> None:
    assert "risponda a un messaggio con /broadcast" in await say("/broadcast", as_=editor)
    await say("/broadcast Buonasera", as_=editor)
    shown = await say("/broadcast", as_=editor)
    assert shown.buttons == ["Comunicazione 1 · Buonasera"]
    assert (await tap("Comunicazione 1 · Buonasera", shown, as_=editor)).now.startswith("Comunicazione 1\n\n")


async def test_the_panel_shows_texts_readers_and_what_they_get_instead(panel: Said) -> None:
    assert panel.startswith(
        "Comunicazione 1\n\n"
        "✓ Italiano: Buonasera a tutti · 3 lettori\n"
        "○ English · 1 lettore · 1 non riceve nulla\n"
        "○ Français · 2 lettori · 2 non ricevono nulla\n\n"
        "A: tutti\nQuando: appena confermata, con suono\nLa ricevono 3 lettori."
    )
    assert panel.buttons == [
        "Testi", "A chi", "Quando", "Senza suono", "Anteprima", "Eliminare", "Inviare…"
    ]  # fmt: skip


async def test_words_behind_the_command_keep_lines_and_formatting(
    telegram: Emulator, say: Say, editor: User, draft: Draft
) -> None:
    marks = [
        {"type": "bold", "offset": 0, "length": 10},
        {"type": "custom_emoji", "offset": 12, "length": 2, "custom_emoji_id": "5368324170671202286"},
        {"type": "italic", "offset": 16, "length": 3},
        {"type": "text_link", "offset": 20, "length": 3, "url": "https://example.org/"},
    ]
    sent = await telegram.say(editor, "/broadcast\n 🎉\n\nUno due", entities=marks)
    await telegram.next_message(editor, after=sent)
    words = (await draft()).texts[IT].words
    assert words.text == "🎉\n\nUno due"
    assert [(mark["type"], mark["offset"], mark["length"]) for mark in words.entities] == [
        ("custom_emoji", 0, 2),
        ("italic", 4, 3),
        ("text_link", 8, 3),
    ]


async def test_a_photo_is_announced_by_a_reply_in_the_language_that_is_named(
    telegram: Emulator, editor: User, answers: Answers, draft: Draft
) -> None:
    photo = await telegram.send_photo(editor, caption="The building")
    assert "✓ English: The building" in await answers(photo, "/broadcast en")
    (medium,) = (await draft()).texts[EN].media
    assert (medium.kind, medium.caption.text) == ("photo", "The building")
    assert medium.file_id == photo.data["photo"][-1]["file_id"]


async def test_an_album_is_whole_whichever_of_its_messages_is_answered(
    telegram: Emulator, editor: User, answers: Answers, draft: Draft, settled: Settled
) -> None:
    parts = await telegram.send_album(
        editor, [b"one picture", b"two pictures", b"three pictures"], "Tre foto"
    )
    await settled()
    await answers(parts[1])
    media = (await draft()).texts[IT].media
    assert [medium.file_id for medium in media] == [part.data["photo"][-1]["file_id"] for part in parts]
    assert [medium.caption.text for medium in media] == ["Tre foto", "", ""]


async def test_a_text_is_added_by_the_editors_next_message(
    say: Say, tap: Tap, editor: User, panel: Said, draft: Draft
) -> None:
    texts = (await tap("Testi", panel, as_=editor)).now
    asked = (await tap("＋ English", texts, as_=editor)).now
    assert asked.startswith("Mi invii, per favore, il testo in inglese")
    shown = await say("Good evening, everybody", as_=editor)
    assert "✓ English: Good evening, everybody · 1 lettore\n" in shown
    assert "○ Français · 2 lettori · 1 la riceve in inglese · 1 non riceve nulla" in shown
    assert (await draft()).awaits is None
    assert not (await say("Good night", as_=editor)).startswith("Comunicazione")


async def test_an_album_that_a_draft_awaits_comes_whole_and_is_answered_once(
    telegram: Emulator, tap: Tap, editor: User, panel: Said, draft: Draft, settled: Settled
) -> None:
    await tap("＋ English", (await tap("Testi", panel, as_=editor)).now, as_=editor)
    before = len(telegram.transcript(editor))
    await telegram.send_album(editor, [b"one picture", b"two pictures", b"three pictures"], "Three")
    await settled()
    assert len((await draft()).texts[EN].media) == 3
    assert len(telegram.transcript(editor)) == before + 4


async def test_going_back_makes_the_next_message_an_ordinary_one(
    say: Say, tap: Tap, editor: User, panel: Said, draft: Draft
) -> None:
    asked = (await tap("＋ English", (await tap("Testi", panel, as_=editor)).now, as_=editor)).now
    assert (await draft()).awaits == "en"
    await tap("◂ Indietro", asked, as_=editor)
    await say("Good evening", as_=editor)
    assert list((await draft()).texts) == [IT]


async def test_a_reader_who_writes_meanwhile_writes_no_announcement(
    say: Say, tap: Tap, editor: User, panel: Said, draft: Draft
) -> None:
    await tap("＋ English", (await tap("Testi", panel, as_=editor)).now, as_=editor)
    await say("Good evening")
    assert list((await draft()).texts) == [IT]


async def test_an_editor_who_sends_pictures_is_told_once_how_to_announce_them(
    telegram: Emulator, bot: object, editor: User, settled: Settled
) -> None:
    await telegram.send_album(editor, [b"one picture", b"two pictures"], "Due")
    await settled()
    (hint,) = [message for message in telegram.transcript(editor) if message.from_bot]
    assert hint.text == "Per comunicarlo ai lettori, vi risponda con /broadcast."


async def test_what_cannot_be_announced_is_said(
    telegram: Emulator, editor: User, answers: Answers, say: Say
) -> None:
    place = await telegram.share_location(editor)
    assert (await answers(place)).startswith("Questo non si può comunicare")
    photo = await telegram.send_photo(editor, caption="x" * 1025)
    assert "c’è posto per 1.024 caratteri" in await answers(photo)


async def test_the_others_get_the_text_that_is_chosen_for_them(
    tap: Tap, editor: User, panel: Said, draft: Draft
) -> None:
    texts = (await tap("Testi", panel, as_=editor)).now
    chosen = (await tap("dinstead:1:it", texts, as_=editor)).now
    assert "○ Français · 2 lettori · 1 la riceve in italiano · 1 non riceve nulla" in chosen
    assert "✓ Italiano" in chosen.buttons
    assert (await draft()).fallback == IT


async def test_the_count_changes_with_every_choice_of_the_audience(
    tap: Tap, editor: User, panel: Said
) -> None:
    shown = (await tap("A chi", panel, as_=editor)).now
    assert "La ricevono 3 lettori." in shown
    people = (await tap("✓ Anche gruppi e canali", shown, as_=editor)).now
    assert "A: persone, senza gruppi né canali" in people
    assert "La ricevono 2 lettori." in people
    french = (await tap("Français", people, as_=editor)).now
    assert "chi legge anzitutto Français" in french
    assert "La ricevono 0 lettori." in french
    active = (await tap("Attivi in 7 giorni", french, as_=editor)).now
    assert "attivi negli ultimi 7 giorni" in active


async def test_by_topic_it_counts_the_followers(
    say: Say, tap: Tap, editor: User, publishes: Callable[..., Awaitable[object]]
) -> None:
    await publishes("ucraina")
    await say("/follow ucraina")
    panel = await say("/broadcast Buonasera", as_=editor)
    topics = (await tap("Chi segue dei temi…", (await tap("A chi", panel, as_=editor)).now, as_=editor)).now
    chosen = (await tap("Ucraina", topics, as_=editor)).now
    assert "A: tutti · chi segue Ucraina" in chosen
    assert "La riceve 1 lettore." in chosen
    assert "✓ Ucraina" in chosen.buttons


async def test_a_time_is_chosen_by_a_button_or_written(
    say: Say, tap: Tap, editor: User, panel: Said, draft: Draft
) -> None:
    when = (await tap("Quando", panel, as_=editor)).now
    assert when.buttons[:2] == ["✓ Subito", "oggi, 20:00"]
    evening = (await tap("oggi, 20:00", when, as_=editor)).now
    assert "Quando: oggi, 20:00 (Europe/Rome)" in evening
    asked = (await tap("Un altro orario…", evening, as_=editor)).now
    assert "domani 8:00" in asked
    assert (await say("quando vuole", as_=editor)).startswith("Non ho capito")
    shown = await say("domani 8", as_=editor)
    assert "Quando: 8 gennaio 2026, 08:00 (Europe/Rome)" in shown
    each = (await tap("Secondo l’ora di ogni lettore", shown, as_=editor)).now
    assert "Quando: 8 gennaio 2026, 08:00, secondo l’ora di ogni lettore" in each
    assert (await draft()).each_zone


async def test_the_preview_is_what_readers_get(
    telegram: Emulator, say: Say, tap: Tap, editor: User, panel: Said
) -> None:
    await tap("＋ English", (await tap("Testi", panel, as_=editor)).now, as_=editor)
    parts = await telegram.send_album(editor, [b"one picture", b"two pictures"], "Two pictures")
    panel = said(await telegram.next_message(editor, after=parts[-1]))
    await tap("Senza suono", panel, as_=editor)
    shown = await tap("Anteprima", panel, as_=editor)
    assert shown.toast == "Come la ricevono i lettori: Italiano e English"
    text, first, second = telegram.transcript(editor)[-3:]
    assert (text.text, text.silent) == ("Buonasera a tutti", True)
    assert [part.data["photo"][-1]["file_id"] for part in (first, second)] == [
        part.data["photo"][-1]["file_id"] for part in parts
    ]
    assert first.data["caption"] == "Two pictures"
    assert first.data["media_group_id"] == second.data["media_group_id"]


async def test_what_telegram_refuses_is_seen_in_the_preview(
    db: Database, tap: Tap, editor: User, panel: Said
) -> None:
    async with db.transaction() as tx:
        await tx.announcements.set_text(FIRST, IT, album("AgACAgIAAxkBAAIB"), album=None)
    shown = await tap("Anteprima", panel, as_=editor)
    assert shown.toast.startswith("Telegram la rifiuta: Wrong file identifier")


async def test_a_confirmation_can_be_taken_back_for_nothing(
    tap: Tap, editor: User, panel: Said, draft: Draft, readers: Announcer
) -> None:
    asked = (await tap("Inviare…", panel, as_=editor)).now
    assert "3 lettori, 1 lingua, 1 s a 28/s" in asked
    confirmed = (await tap("Inviarla", asked, as_=editor)).now
    assert "Parte: 18:30:30" in confirmed
    assert confirmed.buttons == ["Annullare"]
    assert confirmed.message.message_id == panel.message.message_id == (await draft()).progress_id
    back = (await tap("Annullare", confirmed, as_=editor)).now
    assert back == panel
    await readers.clock.advance(31)
    await readers.launching().tick()
    assert await readers.asks("SELECT count(*) FROM delivery") == [(0,)]


async def test_after_thirty_seconds_it_goes_out_and_cannot_be_taken_back(
    tap: Tap, editor: User, panel: Said, draft: Draft, readers: Announcer
) -> None:
    asked = (await tap("Inviare…", panel, as_=editor)).now
    confirmed = (await tap("Inviarla", asked, as_=editor)).now
    await readers.clock.advance(30)
    await readers.launching().tick()
    assert await readers.audience() == [-16, 11, 12]
    late = await tap("Annullare", confirmed, as_=editor)
    assert (late.toast, late.answer.show_alert) == ("È troppo tardi.", True)
    assert "Ancora da inviare: 3" in late.now
    assert (await draft()).state is AnnouncementState.SENDING


async def test_old_panels_say_what_became_of_it(
    telegram: Emulator, tap: Tap, editor: User, panel: Said, draft: Draft
) -> None:
    await tap("Inviarla", (await tap("Inviare…", panel, as_=editor)).now, as_=editor)
    for button in (
        ShowDraft(FIRST, DraftPage.TEXTS),
        GoAt(FIRST, ""),
        AskText(FIRST, EN),
        Discard(FIRST, sure=True),
        Discard(FIRST, sure=False),
        ForLanguage(FIRST, FR, yes=True),
    ):
        await tap("x", forged(panel, button.pack()), as_=editor)
        assert "Parte: 18:30:30" in telegram.transcript(editor)[-1].text, button
    again = await tap("x", forged(panel, Confirm(FIRST, 0).pack()), as_=editor)
    assert again.toast == ""
    kept = await draft()
    assert (kept.state, kept.goes_at) == (AnnouncementState.CONFIRMED, NOW + timedelta(seconds=30))
    assert kept.audience.languages == ()


async def test_a_time_that_has_passed_is_not_taken_for_at_once(
    say: Say, tap: Tap, editor: User, panel: Said, draft: Draft, clock: ManualClock
) -> None:
    asked = (await tap("Un altro orario…", (await tap("Quando", panel, as_=editor)).now, as_=editor)).now
    await say("18:40", as_=editor)
    back = (await tap("◂ Indietro", (await tap("◂ Indietro", asked, as_=editor)).now, as_=editor)).now
    question = (await tap("Inviare…", back, as_=editor)).now
    assert "Quando: oggi, 18:40 (Europe/Rome)" in question
    await clock.advance(3600)
    refused = await tap("Inviarla", question, as_=editor)
    assert refused.toast.startswith("L’orario scelto è passato.")
    assert (await draft()).state is AnnouncementState.DRAFT


async def test_a_draft_is_thrown_away_after_a_question(
    tap: Tap, editor: User, panel: Said, draft: Draft
) -> None:
    asked = (await tap("Eliminare", panel, as_=editor)).now
    assert asked == "Eliminare la comunicazione 1?"
    assert (await tap("No, conserva", asked, as_=editor)).now == panel
    asked = (await tap("Eliminare", panel, as_=editor)).now
    assert "È stata eliminata." in (await tap("Sì, eliminarla", asked, as_=editor)).now
    assert (await draft()).state is AnnouncementState.DISCARDED


@pytest.mark.parametrize(
    "button",
    [
        ShowDraft(FIRST, DraftPage.ALL),
        Confirm(FIRST, 0),
        Undo(FIRST),
        PreviewDraft(FIRST),
        GoAt(FIRST, ""),
        AskText(FIRST, EN),
    ],
)
async def test_an_editors_button_forged_by_a_reader_does_nothing_and_is_logged(
    say: Say, tap: Tap, panel: Said, draft: Draft, button: Callback, caplog: pytest.LogCaptureFixture
) -> None:
    hers = await say("/start")
    unknown = await tap("x", forged(hers, "nothing"))
    before = await draft()
    result = await tap("x", forged(hers, button.pack()))
    assert (result.toast, result.now) == (unknown.toast, hers)
    assert await draft() == before
    assert "a reader tapped an editor's button" in caplog.messages


async def test_readers_know_no_such_command(say: Say) -> None:
    assert (await say("/broadcast Buonasera")).startswith("Non conosco il comando")


@pytest.mark.parametrize(
    "data",
    [
        "draft:99:a",
        "dat:1:2026-13-45T99:99",
        "dat:1:x",
        "dlang:1:de:1",
        "dtext:1:de",
        "dconfirm:99",
        "dundo:99",
    ],
)
async def test_an_editors_forged_button_is_answered_and_breaks_nothing(
    tap: Tap, editor: User, panel: Said, draft: Draft, data: str
) -> None:
    before = await draft()
    assert (await tap("x", forged(panel, data), as_=editor)).toast
    assert await draft() == before
