"""How the bot presents itself: menus, names, descriptions."""

from typing import Any

from bot.emulator import Emulator, User

from .conftest import Call


async def test_menus_follow_scope_and_language(telegram: Emulator, call: Call, anna: User) -> None:
    async def menu(name: str, **params: Any) -> None:
        commands = [{"command": f"/{name}", "description": name}]
        assert (await call("setMyCommands", commands=commands, **params)).result is True

    group = telegram.group("G", [anna])
    await menu("default")
    await menu("standard", language_code="it")
    await menu("private", scope={"type": "all_private_chats"})
    await menu("editor", scope={"type": "chat", "chat_id": anna.id})
    await menu("member", scope={"type": "chat_member", "chat_id": group.id, "user_id": anna.id})
    assert (await call("getMyCommands")).result == [{"command": "default", "description": "default"}]
    assert (await call("getMyCommands", language_code="it")).result[0]["command"] == "standard"
    assert (await call("getMyCommands", language_code="fr")).result == []
    await call("deleteMyCommands")
    assert (await call("getMyCommands")).result == []
    await call("setMyCommands", commands=[], language_code="it")
    assert (await call("getMyCommands", language_code="it")).result == []


async def test_names_descriptions_and_the_menu_button(call: Call, anna: User) -> None:
    for method, field in (
        ("Name", "name"),
        ("Description", "description"),
        ("ShortDescription", "short_description"),
    ):
        assert (await call(f"setMy{method}", **{field: "en"})).result is True
        assert (await call(f"setMy{method}", **{field: "it"}, language_code="it")).result is True
        assert (await call(f"getMy{method}", language_code="it")).result == {field: "it"}
        await call(f"setMy{method}", language_code="it")
        assert (await call(f"getMy{method}", language_code="it")).result == {field: "en"}
    button = {"type": "web_app", "text": "Open", "web_app": {"url": "https://ex.com/"}}
    assert (await call("setChatMenuButton", chat_id=anna.id, menu_button=button)).result is True
    assert (await call("getChatMenuButton", chat_id=anna.id)).result == button
    assert (await call("getChatMenuButton")).result == {"type": "commands"}
    for kind in ("default", "commands"):
        await call("setChatMenuButton", menu_button={"type": kind})
        assert (await call("getChatMenuButton")).result == {"type": "commands"}
    assert (await call("setChatMenuButton", chat_id=anna.id)).result is True
    assert (await call("getChatMenuButton", chat_id=anna.id)).result == {"type": "commands"}


async def test_the_account_itself(call: Call) -> None:
    assert (await call("getMe")).result["supports_inline_queries"] is True
    assert (await call("logOut")).result is True
    assert (await call("close")).result is True
