"""A client that is not ours drives the emulator: aiogram sends, polls, taps and parses every answer."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ChatAction, ParseMode
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BufferedInputFile,
    CallbackQuery,
    ChatMemberUpdated,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InputMediaPhoto,
    InputTextMessageContent,
    LinkPreviewOptions,
    MenuButtonCommands,
    Message,
    ReactionTypeEmoji,
    ReplyParameters,
    Update,
)

from bot.emulator import Emulator, Fault, User

from .conftest import TOKEN, until

BUTTON = InlineKeyboardButton(text="Follow", callback_data="follow:1")
KEYBOARD = InlineKeyboardMarkup(inline_keyboard=[[BUTTON]])


def client(telegram: Emulator, token: str = TOKEN) -> Bot:
    session = AiohttpSession(api=TelegramAPIServer.from_base(telegram.url))
    return Bot(token, session=session, default=DefaultBotProperties(parse_mode=ParseMode.HTML))


@pytest.fixture
async def bot(telegram: Emulator) -> AsyncIterator[Bot]:
    bot = client(telegram)
    yield bot
    await bot.session.close()


async def test_sending_editing_and_deleting(telegram: Emulator, bot: Bot, anna: User) -> None:
    assert (await bot.get_me()).username == "strillone_bot"
    sent = await bot.send_message(
        anna.id,
        "<b>Titolo</b> è <a href='https://ex.com/'>qui</a> <blockquote expandable>testo</blockquote>",
        reply_markup=KEYBOARD,
        link_preview_options=LinkPreviewOptions(url="https://ex.com/", show_above_text=True),
    )
    assert [entity.type for entity in sent.entities or []] == ["bold", "text_link", "expandable_blockquote"]
    assert sent.html_text == telegram.transcript(anna)[0].html
    assert sent.reply_markup is not None
    assert sent.reply_markup.inline_keyboard[0][0].callback_data == "follow:1"
    assert sent.link_preview_options is not None
    assert sent.link_preview_options.show_above_text is True
    edited = await bot.edit_message_text("<i>nuovo</i>", chat_id=anna.id, message_id=sent.message_id)
    assert isinstance(edited, Message)
    assert (edited.html_text, edited.reply_markup, edited.edit_date is not None) == (
        "<i>nuovo</i>",
        None,
        True,
    )
    answer = await bot.send_message(
        anna.id, "y", reply_parameters=ReplyParameters(message_id=sent.message_id)
    )
    assert answer.reply_to_message is not None
    assert answer.reply_to_message.text == "nuovo"
    assert await bot.edit_message_reply_markup(
        chat_id=anna.id, message_id=sent.message_id, reply_markup=KEYBOARD
    )
    assert await bot.delete_message(anna.id, sent.message_id)
    assert await bot.delete_messages(anna.id, [answer.message_id])


async def test_polling_handlers_and_callbacks(telegram: Emulator, bot: Bot) -> None:
    dispatcher = Dispatcher()

    async def start(message: Message) -> None:
        await message.answer(f"<b>{message.text}</b>", reply_markup=KEYBOARD)

    async def tapped(query: CallbackQuery) -> None:
        assert isinstance(query.message, Message)
        await query.message.edit_text("followed")
        await query.answer("Done", show_alert=True)

    async def asked(query: InlineQuery) -> None:
        content = InputTextMessageContent(message_text="<b>x</b>")
        await query.answer(
            [InlineQueryResultArticle(id="1", title=query.query, input_message_content=content)]
        )

    changes: list[str] = []

    async def changed(update: ChatMemberUpdated) -> None:
        changes.append(update.new_chat_member.status)

    dispatcher.message.register(start)
    dispatcher.callback_query.register(tapped)
    dispatcher.inline_query.register(asked)
    dispatcher.my_chat_member.register(changed)
    polling = asyncio.create_task(
        dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False)
    )
    ben = telegram.person("Ben")
    await telegram.say(ben, "/start")
    greeting = await telegram.next_message(ben)
    assert (greeting.html, greeting.buttons) == ("<b>/start</b>", [["Follow"]])
    answer = await telegram.tap(ben, greeting, "Follow")
    assert (answer.text, answer.show_alert) == ("Done", True)
    assert telegram.transcript(ben)[-1].text == "followed"
    assert (await telegram.inline(ben, "ucraina")).titles == ["ucraina"]
    telegram.block(ben)
    telegram.group("G", [ben])
    await until(lambda: changes == ["kicked", "member"])
    await dispatcher.stop_polling()
    await polling


async def test_every_update_can_be_parsed(telegram: Emulator, bot: Bot, anna: User) -> None:
    forum = telegram.group("F", [anna], kind="supergroup", forum=True)
    thread = telegram.topic(forum, "T")
    telegram.group("C", [anna], kind="channel")
    telegram.upgrade(telegram.group("G", [anna]))
    await telegram.say(anna, "/x", chat=forum, thread=thread)
    await telegram.send_photo(anna)
    await telegram.send_album(anna)
    await telegram.send_document(anna)
    await telegram.share_location(anna)
    telegram.block(anna)
    updates: list[Update] = await bot.get_updates()
    assert len(updates) == 15
    assert all(update.event_type for update in updates)


async def test_media_files_and_albums(telegram: Emulator, bot: Bot, anna: User) -> None:
    sent = await bot.send_document(anna.id, BufferedInputFile(b"bytes", "notes.txt"), caption="<i>c</i>")
    assert sent.document is not None
    file = await bot.get_file(sent.document.file_id)
    content = await bot.download(file)
    assert content is not None
    assert content.read() == b"bytes"
    photo = await bot.send_photo(anna.id, BufferedInputFile(b"jpeg", "p.jpg"))
    assert photo.photo
    again = await bot.send_photo(anna.id, photo.photo[-1].file_id)
    assert again.photo == photo.photo
    album = await bot.send_media_group(
        anna.id,
        [
            InputMediaPhoto(media=BufferedInputFile(b"1", "1.jpg")),
            InputMediaPhoto(media="https://ex.com/2.jpg"),
        ],
    )
    assert album[0].media_group_id == album[1].media_group_id
    assert (await bot.send_animation(anna.id, "https://ex.com/a.gif")).animation
    assert (await bot.send_video(anna.id, "https://ex.com/a.mp4")).video
    assert (await bot.send_audio(anna.id, "https://ex.com/a.mp3")).audio
    assert (await bot.send_voice(anna.id, "https://ex.com/a.ogg")).voice
    assert (await bot.send_location(anna.id, 1.0, 2.0)).location
    edited = await bot.edit_message_caption(chat_id=anna.id, message_id=photo.message_id, caption="new")
    assert isinstance(edited, Message)
    assert edited.caption == "new"
    assert await bot.edit_message_media(
        InputMediaPhoto(media="https://ex.com/3.jpg"), chat_id=anna.id, message_id=photo.message_id
    )


async def test_carrying_reacting_and_pinning(telegram: Emulator, bot: Bot, anna: User) -> None:
    group = telegram.group("G", [anna], status="administrator")
    sent = await bot.send_message(group.id, "x", message_effect_id=None)
    forwarded = await bot.forward_message(anna.id, group.id, sent.message_id)
    assert forwarded.forward_origin is not None
    assert forwarded.forward_origin.type == "user"
    assert (await bot.copy_message(anna.id, group.id, sent.message_id)).message_id
    assert len(await bot.copy_messages(anna.id, group.id, [sent.message_id])) == 1
    assert await bot.set_message_reaction(group.id, sent.message_id, [ReactionTypeEmoji(emoji="👍")])
    assert await bot.send_chat_action(group.id, ChatAction.TYPING)
    assert await bot.pin_chat_message(group.id, sent.message_id)
    pinned = (await bot.get_chat(group.id)).pinned_message
    assert isinstance(pinned, Message)
    assert await bot.unpin_chat_message(group.id)


async def test_chats_members_and_the_profile(telegram: Emulator, bot: Bot, anna: User) -> None:
    ben = telegram.person("Ben")
    for kind in ("group", "supergroup", "channel"):
        chat = telegram.group("G", [anna, ben], kind=kind, status="administrator")
        assert (await bot.get_chat(chat.id)).type == kind
        assert [one.status for one in await bot.get_chat_administrators(chat.id)] == [
            "creator",
            "administrator",
        ]
        assert await bot.get_chat_member_count(chat.id) == 3
        for status in ("member", "restricted", "kicked", "left"):
            chat.members[ben.id] = status
            assert (await bot.get_chat_member(chat.id, ben.id)).status == status
        assert await bot.leave_chat(chat.id)
    assert (await bot.get_chat(anna.id)).first_name == "Anna"
    commands = [BotCommand(command="start", description="Begin")]
    assert await bot.set_my_commands(commands, BotCommandScopeAllPrivateChats(), "it")
    got = await bot.get_my_commands(BotCommandScopeAllPrivateChats(), "it")
    assert [(one.command, one.description) for one in got] == [("start", "Begin")]
    assert await bot.set_my_commands(commands, BotCommandScopeChat(chat_id=anna.id))
    assert await bot.delete_my_commands()
    assert await bot.set_my_name("N")
    assert (await bot.get_my_name()).name == "N"
    assert await bot.set_my_description("D")
    assert (await bot.get_my_description()).description == "D"
    assert await bot.set_my_short_description("S")
    assert (await bot.get_my_short_description()).short_description == "S"
    assert await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert (await bot.get_chat_menu_button()).type == "commands"
    assert (await bot.get_webhook_info()).url == ""
    assert await bot.set_webhook("https://ex.com/hook", secret_token="s")
    assert await bot.delete_webhook()


async def test_errors_are_the_ones_it_knows(telegram: Emulator, bot: Bot, anna: User) -> None:
    telegram.block(anna)
    with pytest.raises(TelegramForbiddenError):
        await bot.send_message(anna.id, "x")
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(5, "x")
    group = telegram.group("G")
    new = telegram.upgrade(group)
    with pytest.raises(TelegramMigrateToChat) as migrated:
        await bot.send_message(group.id, "x")
    assert migrated.value.migrate_to_chat_id == new.id
    for fault, error in (
        (Fault(retry_after=3), TelegramRetryAfter),
        (Fault(status=500, description="Internal Server Error: restart"), TelegramServerError),
        (Fault(lost=True), TelegramNetworkError),
        (Fault(reset=True), TelegramNetworkError),
        (Fault(status=409, description="Conflict: x"), TelegramConflictError),
    ):
        telegram.faults.add(fault)
        with pytest.raises(error):
            await bot.send_message(new.id, "x")
    stranger = client(telegram, "2:other")
    with pytest.raises(TelegramUnauthorizedError):
        await stranger.get_me()
    await stranger.session.close()
