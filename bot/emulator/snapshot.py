"""A snapshot: the state of one emulated Telegram as JSON, and back.

Kept is what a bot or a person could miss: people, chats with their newest messages, files, menus, updates
that the bot has not fetched, and where the numbering stands. Each is bounded; the oldest are left out.
"""

from dataclasses import asdict
from typing import Any

from . import snapshot_chats, snapshot_files
from .bounds import SNAPSHOT
from .messages import Data
from .people import User
from .profile import Profile
from .stage import Stage
from .updates import Update

VERSION = 1
GAP = 1_000
"""What numbers leap by after an end without a last snapshot: what came after it must not come again."""


def taken(stage: Stage, *, is_last: bool = False) -> Data:
    """The state as it is now. `is_last`: nothing will happen after it."""
    return {
        "version": VERSION,
        "is_last": is_last,
        "people": [asdict(user) for user in _people(stage)],
        "chats": snapshot_chats.taken(stage.world),
        "inline": [[key, *place] for key, place in list(stage.world.inline.items())[-SNAPSHOT["inline"] :]],
        "files": snapshot_files.taken(stage.files),
        "profile": _profile_taken(stage.profile),
        "updates": [asdict(update) for update in stage.updates.pending()[-SNAPSHOT["updates"] :]],
        "chosen": stage.updates.chosen,
        "next": {
            "update": stage.updates.next_id,
            "sequence": stage.world.next_sequence(),
            "message": stage.world.last_small_id,
            "album": next(stage.album_ids),
        },
    }


def restore(stage: Stage, state: Data) -> None:
    """Put a snapshot into a stage where nothing has happened yet.

    KeyError, TypeError, ValueError or AttributeError for one that makes no sense; the stage may be half done.
    """
    if state["version"] != VERSION:
        raise ValueError(f"a snapshot of version {state['version']!r}")
    gap = 0 if state["is_last"] else GAP
    world, numbers = stage.world, state["next"]
    for raw in state["people"]:
        user = User(**raw)
        world.users[user.id] = user
    snapshot_chats.restore(world, state["chats"], gap=gap)
    world.inline.update({key: (chat_id, message_id) for key, chat_id, message_id in state["inline"]})
    world.go_on(sequence=int(numbers["sequence"]) + gap, small_id=int(numbers["message"]) + gap)
    snapshot_files.restore(stage.files, state["files"])
    _profile_restored(stage.profile, state["profile"])
    updates = [Update(**raw) for raw in state["updates"]]
    stage.updates.go_on(updates, next_id=int(numbers["update"]) + gap, chosen=state["chosen"])
    stage.go_on(album=int(numbers["album"]) + gap)


def _people(stage: Stage) -> list[User]:
    others = [user for user in stage.world.users.values() if user is not stage.bot]
    return others[: SNAPSHOT["people"]]


def _profile_taken(profile: Profile) -> Data:
    return {
        "commands": [[list(scope), language, menu] for (scope, language), menu in profile.commands.items()],
        "names": profile.names,
        "descriptions": profile.descriptions,
        "short_descriptions": profile.short_descriptions,
        "menu_button": profile.menu_button,
    }


def _profile_restored(profile: Profile, raw: dict[str, Any]) -> None:
    for (kind, chat_id, user_id), language, menu in raw["commands"]:
        profile.commands[(kind, chat_id, user_id), language] = menu
    profile.names.update(raw["names"])
    profile.descriptions.update(raw["descriptions"])
    profile.short_descriptions.update(raw["short_descriptions"])
    profile.menu_button = dict(raw["menu_button"])
