"""Casting: bringing people, groups and channels into the world, and what happens to them there."""

from .chats import Chat, ChatKind
from .composing import head
from .members import change_json
from .messages import Data
from .people import User
from .stage import Stage

_KINDS: tuple[ChatKind, ...] = ("group", "supergroup", "channel")


def person(
    stage: Stage,
    first_name: str = "Anna",
    language_code: str | None = "it",
    *,
    username: str | None = None,
    last_name: str | None = None,
    id: int | None = None,
    started: bool = False,
    is_bot: bool = False,
) -> User:
    """Somebody the bot may meet. Until he says something, or `started`, the bot cannot write to him."""
    user_id = stage.world.free_user_id() if id is None else id
    if user_id <= 0 or (user_id in stage.world.users and user_id == stage.bot.id):
        raise ValueError(f"{user_id} cannot be the id of a person")
    user = User(user_id, first_name, language_code, username, last_name, is_bot)
    stage.world.add_person(user, started=started)
    return user


def crowd(stage: Stage, count: int, language_code: str | None = "it") -> list[User]:
    """Many people who have all started the bot, without their /start being told."""
    return [person(stage, f"Reader {number}", language_code, started=True) for number in range(1, count + 1)]


def group(
    stage: Stage,
    title: str,
    members: list[User] | None = None,
    *,
    kind: str = "group",
    forum: bool = False,
    username: str | None = None,
    status: str | None = None,
) -> Chat:
    """A group, supergroup or channel that the bot is put into by its first member, who owns it.

    The bot learns of it by my_chat_member, and in groups by a message of its arrival too. `status` is what it
    becomes: "member" (administrator in a channel) unless said otherwise.
    """
    if kind not in _KINDS or (forum and kind != "supergroup"):
        raise ValueError(
            f"no {'forum ' if forum else ''}chat of the kind {kind!r}; kinds are {', '.join(_KINDS)}"
        )
    people = members or [person(stage, "Olga", None)]
    roles = {user.id: "member" for user in people} | {people[0].id: "creator"}
    chat = stage.world.add_chat(title, next(one for one in _KINDS if one == kind), forum=forum, members=roles)
    chat.username, chat.status = username, "left"
    change_status(
        stage, chat, status or ("administrator" if kind == "channel" else "member"), actor=people[0]
    )
    if kind != "channel":
        service(stage, chat, people[0], {"new_chat_members": [stage.bot.as_json()]})
    return chat


def topic(stage: Stage, chat: Chat, name: str) -> int:
    """A new topic of a forum; its thread id."""
    if not chat.forum:
        raise ValueError(f"{chat.title} has no topics")
    founder = stage.world.users[next(iter(chat.members))]
    thread = chat.last_message_id + 1
    if thread == 1:  # the General topic is thread 1, so the first message of a forum takes that id
        chat.last_message_id, thread = 1, 2
    chat.topics[thread] = name
    created = {"name": name, "icon_color": 7322096}
    fields = {"message_thread_id": thread, "is_topic_message": True, "forum_topic_created": created}
    service(stage, chat, founder, fields)
    return thread


def service(stage: Stage, chat: Chat, sender: User, fields: Data) -> None:
    """A service message: something happened in the chat. Bots get all of these."""
    data = {**head(stage.world, chat, sender, stage.time()), **fields}
    message = stage.world.store(chat, data, from_bot=sender is stage.bot)
    stage.announce("message", chat, message)
    kind = "channel_post" if chat.kind == "channel" else "message"
    stage.update(kind, data, source=chat.id)


def change_status(stage: Stage, chat: Chat, status: str, *, actor: User | None = None) -> None:
    """The bot becomes something else in the chat, by the hand of `actor`, else of its owner."""
    if chat.status == status:
        return
    owner = chat.person or stage.world.users[next(iter(chat.members))]
    old, chat.status = chat.status, status
    change = change_json(chat, actor or owner, stage.bot, stage.time(), old=old, new=status)
    stage.update("my_chat_member", change, source=chat.id)


def block(stage: Stage, user: User) -> None:
    """The person blocks the bot."""
    chat = stage.world.chats[user.id]
    chat.blocked = True
    change_status(stage, chat, "kicked")


def unblock(stage: Stage, user: User) -> None:
    """The person takes the bot back."""
    chat = stage.world.chats[user.id]
    chat.blocked = False
    change_status(stage, chat, "member")


def deactivate(stage: Stage, user: User) -> None:
    """The person deletes his account; nobody tells the bot."""
    stage.world.chats[user.id].deactivated = True


def kick(stage: Stage, chat: Chat) -> None:
    """The bot is thrown out of the chat."""
    change_status(stage, chat, "kicked")


def upgrade(stage: Stage, chat: Chat) -> Chat:
    """The group becomes a supergroup with another id; a service message on each side tells of it."""
    if chat.kind != "group" or chat.upgraded_to is not None:
        raise ValueError(f"{chat.title} cannot be upgraded")
    owner = stage.world.users[next(iter(chat.members))]
    new = stage.world.add_chat(chat.title, "supergroup", forum=False, members=dict(chat.members))
    new.status = chat.status
    chat.upgraded_to = new.id
    service(stage, chat, owner, {"migrate_to_chat_id": new.id})
    service(stage, new, owner, {"migrate_from_chat_id": chat.id})
    return new
