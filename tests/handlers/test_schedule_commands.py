"""/schedule: by buttons, by words, by a shared location, in three languages."""

import asyncio
import re

import pytest

from bot.emulator import Emulator, User
from bot.model import Quiet, Schedule
from bot.subscribing import reschedule
from storage.database import Database
from storage.rows import all_rows
from tests.talking import NOW, ReaderOf, Say, Settled, Tap, forged, said


async def schedule_of(reader_of: ReaderOf, anna: User) -> tuple[Schedule, str]:
    reader = await reader_of(anna)
    assert reader is not None
    return reader.schedule, reader.zone


async def test_hours_are_marked_one_by_one(say: Say, tap: Tap, reader_of: ReaderOf, anna: User) -> None:
    panel = await say("/schedule")
    assert panel.startswith("Orari\n\nI brief arrivano appena pubblicati.\n\nOppure lo scriva:")
    assert panel.buttons[0] == "✓ Appena pubblicati"
    chosen = await tap("08:00", panel)
    assert chosen.toast == "I brief arrivano ogni giorno alle 08:00."
    chosen = await tap("18:30", chosen.now)
    assert chosen.now.startswith(
        "Orari\n\nI brief arrivano ogni giorno alle 08:00 e 18:30 (Roma).\n"
        "La prossima volta: domani, giovedì 8 gennaio, alle 08:00."
    ), "18:30 is now"
    assert {"✓ 08:00", "✓ 18:30", "Appena pubblicati"} <= set(chosen.now.buttons)
    assert await schedule_of(reader_of, anna) == (Schedule(("08:00", "18:30")), "Europe/Rome")
    less = await tap("✓ 08:00", chosen.now)
    assert "alle 18:30 (Roma)" in less.now
    assert (await tap("Appena pubblicati", less.now)).toast == "I brief arrivano appena pubblicati."


async def test_a_button_means_the_same_however_old_it_is(
    say: Say, tap: Tap, reader_of: ReaderOf, anna: User
) -> None:
    panel = await say("/schedule")
    for _ in range(2):
        await tap("hour:1:0:08:00", forged(panel, "hour:1:0:08:00"))
    assert (await schedule_of(reader_of, anna))[0] == Schedule(("08:00",))
    await tap("hours:07:15 19:00", forged(panel, "hours:07:15 19:00"))
    assert (await schedule_of(reader_of, anna))[0] == Schedule(("07:15", "19:00"))


async def test_days_are_marked_and_the_last_one_stays(
    say: Say, tap: Tap, reader_of: ReaderOf, anna: User
) -> None:
    await say("/schedule 8")
    page = (await tap("Giorni: ogni giorno", await say("/schedule"))).now
    assert page.buttons[:7] == ["✓ lun", "✓ mar", "✓ mer", "✓ gio", "✓ ven", "✓ sab", "✓ dom"]
    workdays = await tap("Lunedì–venerdì", page)
    assert "da lunedì a venerdì alle 08:00" in workdays.now
    page = (await tap("✓ mer", workdays.now)).now
    assert "lunedì, martedì, giovedì e venerdì alle 08:00" in page
    for day in ("lun", "mar", "gio"):
        page = (await tap(f"✓ {day}", page)).now
    assert "venerdì 9 gennaio, alle 08:00" in page
    assert (await tap("✓ ven", page)).now == page
    back = await tap("◂ Indietro", page)
    assert "Giorni: venerdì" in back.now.buttons


async def test_days_without_hours_get_a_first_hour(say: Say) -> None:
    assert "da lunedì a venerdì alle 08:00 (Roma)" in await say("/schedule lun-ven")


async def test_quiet_hours_are_chosen_and_say_what_they_mean(
    say: Say, tap: Tap, reader_of: ReaderOf, anna: User
) -> None:
    page = (await tap("Silenzio: mai", await say("/schedule"))).now
    assert "nulla va perso" in page
    chosen = await tap("22:00–07:00", page)
    assert chosen.toast == "Dalle 22:00 alle 07:00 non arriva nulla."
    assert "✓ 22:00–07:00" in chosen.now.buttons
    assert "Ore di silenzio: dalle 22:00 alle 07:00." in await say("/schedule")
    assert "Nelle ore di silenzio, e quindi saltati: 23:00." in await say("/schedule 8 23")
    assert "Tutti gli orari scelti cadono" in await say("/schedule 23")
    none = await tap("Nessuna ora di silenzio", chosen.now)
    assert none.toast == "Non ci sono ore di silenzio."
    assert (await schedule_of(reader_of, anna))[0].quiet is None


async def test_everything_is_written_in_one_line(say: Say, reader_of: ReaderOf, anna: User) -> None:
    answer = await say("/schedule 8 e 18.30 feriali, ora di Lisbona, silenzio 22-7")
    assert answer.startswith(
        "Orari\n\nI brief arrivano da lunedì a venerdì alle 08:00 e 18:30 (Lisbona).\n"
        "La prossima volta: oggi, mercoledì 7 gennaio, alle 18:30.\n"
        "Ore di silenzio: dalle 22:00 alle 07:00."
    )
    schedule = Schedule(("08:00", "18:30"), (1, 2, 3, 4, 5), Quiet("22:00", "07:00"))
    assert await schedule_of(reader_of, anna) == (schedule, "Europe/Lisbon")
    assert "appena pubblicati" in await say("/schedule subito, niente silenzio")
    assert (await schedule_of(reader_of, anna))[0] == Schedule((), (1, 2, 3, 4, 5))


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        ("en", "8:00 18:30 mon-fri", "from Monday to Friday at 08:00 and 18:30 (Rome)"),
        ("en", "8", "tomorrow, Thursday 8 January, at 08:00."),
        ("fr", "8h lun mer ven", "lundi, mercredi et vendredi à 08:00 (Rome)"),
        ("fr", "8h", "demain, jeudi 8 janvier, à 08:00."),
        ("fr", "tout de suite", "Les briefs viennent dès leur publication."),
        ("it", "alle 8 e mezza di sera", "ogni giorno alle 20:30 (Roma)"),
        ("en", "half past 8 on weekdays", "from Monday to Friday at 08:30 (Rome)"),
        ("fr", "8 h 30 et midi", "tous les jours à 08:30 et 12:00 (Rome)"),
        ("it", "8 e mezza o giù di lì", "Ho capito: 08:30"),
        ("de", "8 Uhr", "Non ho capito: Uhr."),
    ],
)
async def test_is_understood_and_answered_in_the_readers_language(
    say: Say, telegram: Emulator, language: str, words: str, expected: str
) -> None:
    assert expected in await say(f"/schedule {words}", as_=telegram.person("Zoé", language_code=language))


@pytest.mark.parametrize("language", ["it", "en", "fr"])
async def test_the_examples_work_as_they_stand(say: Say, tap: Tap, telegram: Emulator, language: str) -> None:
    zoe = telegram.person("Zoé", language_code=language)
    panel = await say("/schedule", as_=zoe)
    quiet = (await tap("sched:q:0", panel, as_=zoe)).now
    zone = (await tap("sched:z:0", await say("/schedule", as_=zoe), as_=zoe)).now
    pages = [panel, quiet, zone]
    examples = [example for page in pages for example in re.findall("<code>(.+?)</code>", page.html)]
    assert len(examples) == 5
    for example in examples:
        answer = await say(example, as_=zoe)
        assert any(text.startswith("✓") for text in answer.buttons), (example, answer)


async def test_what_is_not_understood_changes_nothing_and_is_named(
    say: Say, reader_of: ReaderOf, anna: User
) -> None:
    answer = await say("/schedule 8 tranne <b>domenica</b> lun")
    assert answer.startswith("Non ho capito: tranne")
    assert "Ho capito: 08:00" in answer
    assert "Nulla è stato cambiato.\n\nOppure lo scriva: /schedule 8:00 18:30 lun-ven" in answer
    assert (await schedule_of(reader_of, anna))[0] == Schedule()
    assert (await say("/schedule 1 2 3 4 5 6 7")).startswith("Scelga al massimo 6 orari")


async def test_a_misspelt_place_is_offered(say: Say, tap: Tap, reader_of: ReaderOf, anna: User) -> None:
    answer = await say("/schedule Lisbna")
    assert answer.startswith("Non ho capito: Lisbna.\nIntendeva uno di questi luoghi?")
    chosen = await tap("Lisbona · 17:30", answer)
    assert chosen.toast == "Tutti gli orari sono quelli di Lisbona, dove ora sono le 17:30."
    assert (await schedule_of(reader_of, anna))[1] == "Europe/Lisbon"


async def test_a_country_with_several_clocks_asks_which(
    say: Say, tap: Tap, reader_of: ReaderOf, anna: User
) -> None:
    answer = await say("/schedule 8 Stati Uniti")
    assert "ogni giorno alle 08:00 (Roma)" in answer
    assert answer.endswith("Stati Uniti: i fusi orari sono più d’uno. Qual è il Suo?")
    await tap("New York · 12:30", answer)
    assert await schedule_of(reader_of, anna) == (Schedule(("08:00",)), "America/New_York")


async def test_likely_zones_are_buttons_and_back_leads_to_hours(say: Say, tap: Tap) -> None:
    page = (await tap("Fuso orario: Roma", await say("/schedule"))).now
    assert "quelli di Roma, dove ora sono le 18:30" in page
    assert page.buttons[:3] == ["✓ Roma · 18:30", "New York · 12:30", "Londra · 17:30"]
    assert page.buttons[-2:] == ["Dalla mia posizione", "◂ Indietro"]
    assert "Fuso orario: Roma" in (await tap("◂ Indietro", page)).now.buttons


async def test_a_shared_location_gives_the_zone_and_is_not_kept(
    say: Say, tap: Tap, telegram: Emulator, reader_of: ReaderOf, db: Database, anna: User
) -> None:
    page = (await tap("Fuso orario: Roma", await say("/schedule"))).now
    await tap("Dalla mia posizione", page)
    asked = telegram.transcript(anna)[-1]
    assert asked.keyboard == [["Condividi la mia posizione"], ["No, grazie"]]
    sent = await telegram.share_location(anna, 38.72, -9.14)
    thanks = await telegram.next_message(anna, after=sent)
    panel = said(await telegram.next_message(anna, after=thanks))
    assert thanks.text == (
        "Grazie. Da ora tutti gli orari sono quelli di Lisbona, dove sono le 17:30. "
        "Il luogo non viene conservato."
    )
    assert thanks.reply_keyboard == {"remove_keyboard": True}
    assert "Fuso orario: Lisbona" in panel.buttons
    assert (await schedule_of(reader_of, anna))[1] == "Europe/Lisbon"
    kept = [row for row in await all_text(db) if "38.7" in row or "9.14" in row]
    assert kept == []


async def test_beside_a_border_of_clocks_the_other_one_is_offered(
    say: Say, tap: Tap, telegram: Emulator, reader_of: ReaderOf, anna: User
) -> None:
    await say("/start")
    sent = await telegram.share_location(anna, 42.24, -8.72)
    thanks = await telegram.next_message(anna, after=sent)
    assert thanks.text.endswith("Se il Suo orologio segna un’altra ora, scelga qui sotto.")
    page = said(await telegram.next_message(anna, after=thanks))
    assert page.buttons[:2] == ["✓ Madrid · 18:30", "Lisbona · 17:30"]
    await tap("Lisbona · 17:30", page)
    assert (await schedule_of(reader_of, anna))[1] == "Europe/Lisbon"


async def test_who_does_not_share_it_gets_his_keyboard_back(say: Say, telegram: Emulator, anna: User) -> None:
    await say("/start")
    answer = await say("No, grazie")
    assert answer == "Come preferisce. Il fuso orario resta quello di prima."
    assert answer.message.reply_keyboard == {"remove_keyboard": True}


@pytest.mark.parametrize("way", ["a button", "words", "another place", "a location"])
async def test_the_buttons_for_it_go_whichever_way_the_zone_is_chosen(
    say: Say, tap: Tap, telegram: Emulator, anna: User, settled: Settled, way: str
) -> None:
    await say("/start")
    page = (await tap("Fuso orario: Roma", await say("/schedule"))).now
    await tap("Dalla mia posizione", page)
    before = telegram.transcript(anna)[-1]
    if way == "a button":
        await tap("Londra · 17:30", page)
    elif way == "a location":
        await telegram.share_location(anna, 51.5, -0.12)
    elif way == "words":
        await say("/schedule 8 Londra")
    else:
        which = await say("/schedule Stati Uniti")
        assert which.message.reply_keyboard is None, "he has not said which clock is his"
        await tap("Chicago · 11:30", which)
    await settled()
    shown = [each for each in telegram.transcript(anna) if each.message_id > before.message_id]
    (taken,) = [each for each in shown if each.reply_keyboard]
    assert taken.reply_keyboard == {"remove_keyboard": True}
    assert "tutti gli orari sono quelli di" in taken.text.lower()
    assert (await say("/schedule Parigi")).startswith("Orari"), "they are taken away once"


async def test_an_answer_that_leaves_the_zone_leaves_the_buttons(say: Say, tap: Tap) -> None:
    await say("/start")
    await tap("Dalla mia posizione", (await tap("Fuso orario: Roma", await say("/schedule"))).now)
    assert (await say("/schedule 9")).startswith("Orari")
    assert (await say("/schedule Parigi")).startswith("Tutti gli orari sono quelli di Parigi")


async def test_a_group_is_not_asked_where_it_is(say: Say, tap: Tap, telegram: Emulator, anna: User) -> None:
    group = telegram.group("Redazione", members=[anna])
    await say("/schedule", in_=group)  # the group is greeted first
    panel = await say("/schedule", in_=group)
    page = (await tap("Fuso orario: Roma", panel)).now
    assert "Dalla mia posizione" not in page.buttons
    assert "non funziona più" in (await tap("where", forged(page, "where"))).toast


@pytest.mark.parametrize(
    "data",
    [
        *("hour:1:0:24:00", "hour:1:0:8", "hour:1:0:٠٨:٠٠", "hours:8 25", "day:0:1:0", "day:8:1:0"),
        *("days:0:99", "days:0:21", "days:0:١", "zone:0:Mars/Base", "zone:0:../../etc/passwd"),
        *("zone:0:europe/rome", "quiet:0:8-9", "quiet:0:08:00-08:00", "quiet:0:08:00-", "sched:x:0"),
    ],
)
async def test_a_forged_button_changes_nothing(
    say: Say, tap: Tap, reader_of: ReaderOf, anna: User, data: str
) -> None:
    panel = await say("/schedule 8 lun-ven")
    before = await schedule_of(reader_of, anna)
    assert "non funziona più" in (await tap(data, forged(panel, data))).toast
    assert await schedule_of(reader_of, anna) == before


@pytest.mark.parametrize(
    "words", ["🕗" * 300, "8 \u202e mar", "'; DROP TABLE reader; --", "Etc/" * 60, "-" * 900]
)
async def test_anything_written_gets_an_answer(say: Say, words: str) -> None:
    assert (await say(f"/schedule {words}")) != ""


async def test_back_leads_to_the_settings_from_where_it_was_opened(
    say: Say, tap: Tap, telegram: Emulator, anna: User
) -> None:
    await tap("sched:h:1", forged(await say("/schedule"), "sched:h:1"))
    panel = said(telegram.transcript(anna)[-1])
    page = (await tap("Silenzio: mai", panel)).now
    back = (await tap("◂ Indietro", page)).now
    assert back.message.data["reply_markup"]["inline_keyboard"][-1][0]["callback_data"] == "panel:s:0"
    assert (await tap("◂ Indietro", back)).now.startswith("Impostazioni")


async def test_changes_at_the_same_moment_are_all_kept(
    say: Say, reader_of: ReaderOf, db: Database, anna: User
) -> None:
    await say("/start")
    reader = await reader_of(anna)
    assert reader is not None
    await asyncio.gather(
        reschedule(db, reader, lambda now: now.with_hour("08:00", on=True), now=NOW),
        reschedule(db, reader, lambda now: now.in_zone("Europe/Lisbon"), now=NOW),
        reschedule(db, reader, lambda now: now.with_hour("13:00", on=True), now=NOW),
    )
    assert await schedule_of(reader_of, anna) == (Schedule(("08:00", "13:00")), "Europe/Lisbon")


async def all_text(db: Database) -> list[str]:
    """Every row of the reader's table, as text."""
    async with db.reading() as read:
        return [str(tuple(row)) for row in await all_rows(read._connection, "SELECT * FROM reader")]
