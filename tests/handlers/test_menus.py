"""The menus that Telegram shows, by language and by chat."""

import pytest
from telegram import BotCommandScopeChat

from bot.context import App
from bot.emulator import Emulator, Fault
from bot.i18n import Catalogues
from handlers.commands import COMMANDS
from handlers.menus import menus, set_menus
from tests.talking import EDITOR, Say, Settled


async def test_every_language_gets_its_menu_and_editors_get_theirs(
    telegram: Emulator, bot: App, catalogues: Catalogues
) -> None:
    telegram.person("Elena", language_code="fr", id=EDITOR, started=True)
    assert await set_menus(bot.bot, catalogues, admins=[EDITOR]) == 8
    french = await bot.bot.get_my_commands(language_code="fr")
    assert french[0].description.startswith("les derniers briefs")
    assert "topics" not in {each.command for each in french}


async def test_an_editor_who_never_wrote_gets_his_menu_when_he_does(
    telegram: Emulator, bot: App, catalogues: Catalogues, say: Say, settled: Settled
) -> None:
    assert await set_menus(bot.bot, catalogues, admins=[EDITOR]) == 4
    elena = telegram.person("Elena", language_code="fr", id=EDITOR)
    await say("/start", as_=elena)
    await settled()
    seen = await bot.bot.get_my_commands(scope=BotCommandScopeChat(EDITOR), language_code="fr")
    assert "broadcast" in {each.command for each in seen}
    calls = len(telegram.calls_of("setMyCommands"))
    await say("/help", as_=elena)
    await settled()
    assert len(telegram.calls_of("setMyCommands")) == calls


async def test_nobody_else_gets_it(telegram: Emulator, bot: App, say: Say, settled: Settled) -> None:
    await say("/start")
    await settled()
    assert telegram.calls_of("setMyCommands") == []


async def test_a_menu_that_is_refused_stops_nothing(
    telegram: Emulator, bot: App, catalogues: Catalogues, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.faults.add(
        Fault(method="setMyCommands", status=400, description="Bad Request: chat not found", times=2)
    )
    assert await set_menus(bot.bot, catalogues) == 2
    assert "a menu was refused" in caplog.text


def test_menus_keep_within_telegrams_limits_and_hide_nothing_but_editors_commands(
    catalogues: Catalogues,
) -> None:
    made = menus(catalogues, admins=[EDITOR])
    assert len(made) == 2 * (1 + len(catalogues.languages))
    for menu in made:
        assert 0 < len(menu.commands) <= 100
        assert all(1 <= len(each.description) <= 256 for each in menu.commands)
    assert [each.command for each in made[-1].commands] == [each.name for each in COMMANDS]


def test_every_command_is_spelt_as_telegram_wants_it() -> None:
    for command in COMMANDS:
        assert command.name.isascii()
        assert command.name.islower()
        assert 1 <= len(command.name) <= 32
