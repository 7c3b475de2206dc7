"""Groups, forums and channels: who is answered, who may change what, and how they come and go."""

import pytest

from bot.context import App
from bot.emulator import Chat, Emulator, Fault, User
from bot.emulator.casting import change_status
from bot.model import Absence, ChatKind
from tests.talking import EN, Publishes, ReaderOf, Said, Say, Settled, Tap, forged, said

REFUSED = "Only the administrators of this group can change what it receives."


@pytest.fixture
def bob(telegram: Emulator) -> User:
    return telegram.person("Bob", language_code="en")


async def greeted(telegram: Emulator, group: Chat) -> Said:
    return said(await telegram.next_message(group))


@pytest.fixture
async def group(telegram: Emulator, bot: App, bob: User, anna: User) -> Chat:
    """A group of Bob's, who speaks English and owns it, and of Anna's, who does not."""
    group = telegram.group("Parliament", members=[bob, anna])
    await greeted(telegram, group)
    return group


@pytest.fixture
async def forum(telegram: Emulator, bot: App, bob: User, anna: User) -> Chat:
    forum = telegram.group("Council", members=[bob, anna], kind="supergroup", forum=True)
    await greeted(telegram, forum)
    return forum


async def test_greets_a_group_in_the_language_of_who_let_it_in(
    telegram: Emulator, bot: App, bob: User, reader_of: ReaderOf
) -> None:
    group = telegram.group("Parliament", members=[bob])
    hello = await greeted(telegram, group)
    assert hello.startswith("Good day to all.")
    reader = await reader_of(group)
    assert reader is not None
    assert (reader.kind, reader.language, reader.present) == (ChatKind.GROUP, EN, True)


async def test_a_channel_is_a_reader_and_is_not_spoken_to(
    telegram: Emulator, settled: Settled, bob: User, reader_of: ReaderOf
) -> None:
    channel = telegram.group("News", members=[bob], kind="channel")
    await telegram.say(bob, "/latest", chat=channel)
    await settled()
    reader = await reader_of(channel)
    assert reader is not None
    assert reader.kind is ChatKind.CHANNEL
    assert [each for each in telegram.transcript(channel) if each.from_bot] == []


async def test_talk_in_a_group_is_left_alone(telegram: Emulator, say: Say, group: Chat, anna: User) -> None:
    telegram.stage.privacy = False
    before = len(telegram.calls)
    for text in ("Ucraina", "/help@another_bot", "/made_up_command", "what/a/day"):
        await telegram.say(anna, text, chat=group)
    helped = await say("/help", in_=group)
    assert helped.startswith("What I can do")
    sent = [call for call in telegram.calls[before:] if call.method == "sendMessage"]
    assert len(sent) == 1


async def test_commands_and_answers_to_the_bot_are_answered_as_replies(
    telegram: Emulator, say: Say, publishes: Publishes, group: Chat, anna: User
) -> None:
    await publishes("Ucraina")
    asked = await telegram.say(anna, "/tag ukraine", chat=group)
    answer = await telegram.next_message(group, after=asked)
    assert answer.reply_to == asked.message_id
    more = await telegram.say(anna, "ucraina", chat=group, reply_to=answer)
    assert (await telegram.next_message(group, after=more)).text.startswith("Briefs on Ukraine")
    unknown = await telegram.say(anna, "/made_up@strillone_bot", chat=group)
    assert "/made_up" in (await telegram.next_message(group, after=unknown)).text


async def test_only_administrators_change_what_a_group_receives(
    say: Say, tap: Tap, group: Chat, bob: User, anna: User, reader_of: ReaderOf
) -> None:
    for command in ("/follow ukraine", "/unfollow ukraine", "/language it", "/schedule 8", "/stop"):
        assert await say(command, as_=anna, in_=group) == REFUSED
    assert "8:00" not in await say("/start tag-ukraine", as_=anna, in_=group)
    panel = await say("/tags", as_=anna, in_=group)
    refused = await tap("x", forged(panel, "hours:08:00"), as_=anna)
    assert refused.toast == REFUSED
    assert refused.answer.show_alert
    assert "08:00" in await say("/schedule 8", as_=bob, in_=group)
    reader = await reader_of(group)
    assert reader is not None
    assert reader.schedule.hours == ("08:00",)


async def test_nobody_is_an_administrator_that_telegram_does_not_vouch_for(
    telegram: Emulator, say: Say, group: Chat, bob: User
) -> None:
    telegram.faults.add(Fault(method="getChatMember", status=400, description="Bad Request: user not found"))
    assert await say("/stop", as_=bob, in_=group) == REFUSED


async def test_a_thread_of_a_forum_gets_choices_of_its_own(
    telegram: Emulator, say: Say, tap: Tap, forum: Chat, bob: User, reader_of: ReaderOf
) -> None:
    thread = telegram.topic(forum, "Ukraine")
    shown = await say("/latest", as_=bob, in_=forum, thread=thread)
    assert shown.message.thread == thread
    assert await reader_of(forum, thread=thread) is None, "reading makes no reader"
    followed = await say("/follow ukraine", as_=bob, in_=forum, thread=thread)
    assert followed.startswith("You now follow Ukraine.")
    own, whole = await reader_of(forum, thread=thread), await reader_of(forum)
    assert own is not None
    assert whole is not None
    assert (own.scope, whole.scope) == ("topics", "everything")
    await tap("Receive everything", followed, as_=bob)
    own = await reader_of(forum, thread=thread)
    assert own is not None
    assert own.scope == "everything"


async def test_who_may_not_change_anything_makes_no_reader_of_a_thread(
    telegram: Emulator, say: Say, forum: Chat, anna: User, reader_of: ReaderOf
) -> None:
    thread = telegram.topic(forum, "Ukraine")
    assert await say("/follow ukraine", as_=anna, in_=forum, thread=thread) == REFUSED
    assert await reader_of(forum, thread=thread) is None


async def test_a_group_goes_and_comes_back_with_its_choices(
    telegram: Emulator, say: Say, settled: Settled, group: Chat, bob: User, reader_of: ReaderOf
) -> None:
    await say("/schedule 8", as_=bob, in_=group)
    telegram.kick(group)
    await settled()
    reader = await reader_of(group)
    assert reader is not None
    assert reader.absence is Absence.GONE
    _let_in(telegram, group)
    hello = await greeted(telegram, group)
    assert "every day at 08:00" in hello
    reader = await reader_of(group)
    assert reader is not None
    assert reader.present


async def test_a_group_that_became_a_supergroup_goes_on(
    telegram: Emulator, say: Say, group: Chat, bob: User, reader_of: ReaderOf
) -> None:
    await say("/schedule 8", as_=bob, in_=group)
    new = telegram.upgrade(group)
    assert "08:00" in await say("/schedule", as_=bob, in_=new)
    assert await reader_of(group) is None


async def test_blocking_pauses_and_coming_back_restores(
    telegram: Emulator, say: Say, settled: Settled, anna: User, reader_of: ReaderOf
) -> None:
    await say("/start")
    await say("/schedule 8")
    telegram.block(anna)
    await settled()
    reader = await reader_of(anna)
    assert reader is not None
    assert reader.absence is Absence.BLOCKED
    telegram.unblock(anna)
    await settled()
    reader = await reader_of(anna)
    assert reader is not None
    assert (reader.absence, reader.schedule.hours) == (None, ("08:00",))


async def test_blocking_and_unblocking_does_not_undo_a_stop(
    telegram: Emulator, say: Say, settled: Settled, anna: User, reader_of: ReaderOf
) -> None:
    await say("/start")
    await say("/stop")
    telegram.block(anna)
    telegram.unblock(anna)
    await settled()
    reader = await reader_of(anna)
    assert reader is not None
    assert reader.absence is Absence.STOPPED


async def test_a_word_from_somebody_thought_to_be_gone_brings_him_back(
    telegram: Emulator, say: Say, anna: User, reader_of: ReaderOf, bot: App
) -> None:
    await say("/start")
    reader = await reader_of(anna)
    assert reader is not None
    async with bot.bot_data.db.transaction() as tx:
        await tx.readers.set_absence(reader.id, Absence.GONE, now=bot.bot_data.clock.now())
    await say("/help")
    reader = await reader_of(anna)
    assert reader is not None
    assert reader.present


async def test_a_tap_in_a_channel_opens_the_brief_in_the_readers_own_chat(
    telegram: Emulator, bot: App, tap: Tap, publishes: Publishes, bob: User, anna: User
) -> None:
    brief_id = await publishes("Ucraina")
    channel = telegram.group("News", members=[bob], kind="channel")
    sent = await bot.bot.send_message(channel.id, "A brief")
    post = said(telegram.transcript(channel)[-1])
    assert sent.message_id == post.message.message_id
    opened = await tap("x", forged(post, f"turn:{brief_id}:en:0"), as_=anna)
    assert opened.answer.url == f"https://t.me/strillone_bot?start=brief-{brief_id}-en"
    assert opened.now == "A brief"
    refused = await tap("x", forged(post, "hours:"), as_=anna)
    assert refused.toast.startswith("Questo pulsante non funziona più.")


def _let_in(telegram: Emulator, group: Chat) -> None:
    change_status(telegram.stage, group, "member")
