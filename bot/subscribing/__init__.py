"""Subscribing: what a reader chooses. Topics, languages, hours, whether he is there at all, and his erasure.

Every service takes the reader as he was met, does one transaction, and returns what came of it as a value.
"""

from bot.subscribing.erasing import erase, export
from bot.subscribing.following import (
    change_scope,
    follow,
    follow_topic,
    followed_by,
    unfollow,
    unfollow_topic,
)
from bot.subscribing.muting import mute, unmute
from bot.subscribing.placing import ask_place, stop_asking
from bot.subscribing.presence import leave, return_
from bot.subscribing.scheduling import common_zones, reschedule
from bot.subscribing.speaking import choose_languages

__all__ = [
    "ask_place",
    "change_scope",
    "choose_languages",
    "common_zones",
    "erase",
    "export",
    "follow",
    "follow_topic",
    "followed_by",
    "leave",
    "mute",
    "reschedule",
    "return_",
    "stop_asking",
    "unfollow",
    "unfollow_topic",
    "unmute",
]
