"""The table of commands. It feeds the handlers, the menus and /help; its order is theirs."""

from bot.i18n import later
from handlers.admin.briefs import briefs
from handlers.admin.broadcast import broadcast
from handlers.admin.doubts import doubts
from handlers.admin.feeds import feeds
from handlers.admin.health import health
from handlers.admin.stats import stats
from handlers.admin.topics import topics
from handlers.command import Audience, Command
from handlers.follow import follow
from handlers.help import helping
from handlers.language import language
from handlers.latest import latest
from handlers.mute import mute
from handlers.privacy import privacy
from handlers.saved import saved
from handlers.schedule import schedule
from handlers.search import search
from handlers.settings import settings
from handlers.start import start
from handlers.stop import stop
from handlers.tag import tag
from handlers.tags import tags
from handlers.unfollow import unfollow
from handlers.why import why

COMMANDS: tuple[Command, ...] = (
    Command("latest", latest, later("the latest briefs; also /latest 3 or /latest ukraine")),
    Command("tag", tag, later("the briefs on a topic")),
    Command("tags", tags, later("all topics, to follow or not")),
    Command("follow", follow, later("follow a topic"), changes=True, begins=True),
    Command("unfollow", unfollow, later("follow a topic no longer"), changes=True),
    Command("search", search, later("search all briefs")),
    Command("saved", saved, later("the briefs you saved")),
    Command("language", language, later("languages of briefs and replies"), changes=True),
    Command("schedule", schedule, later("when briefs come"), changes=True, begins=True),
    Command("mute", mute, later("nothing for a while: /mute 2h, /mute tomorrow"), changes=True),
    Command("settings", settings, later("all that you have chosen, in one place")),
    Command("why", why, later("why a brief came; as an answer to it, or alone")),
    Command("privacy", privacy, later("what I keep about you, and how to erase it")),
    Command("stop", stop, later("no more briefs"), changes=True),
    Command("start", start, later("what you receive, or receive briefs again"), begins=True),
    Command("help", helping(lambda: COMMANDS), later("all commands")),
    Command("broadcast", broadcast, later("announce something to readers"), Audience.ADMIN),
    Command("briefs", briefs, later("briefs: who got them; withdraw one"), Audience.ADMIN),
    Command("stats", stats, later("readers and what they open, in numbers"), Audience.ADMIN),
    Command("feeds", feeds, later("feeds: how they stand; add, pause, remove one"), Audience.ADMIN),
    Command("topics", topics, later("topics: names, aliases, hidden labels"), Audience.ADMIN),
    Command("doubts", doubts, later("who may have got something twice"), Audience.ADMIN),
    Command("health", health, later("how I am doing"), Audience.ADMIN),
)

BY_NAME = {command.name: command for command in COMMANDS}
