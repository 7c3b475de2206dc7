"""Feeds as editors see them: how each stands, what it yields, and a new one that was tried.

1. Europolitiche                       <b>Europolitiche</b>            Remove …?
   ✅ read today, 18:23 · 120 briefs   address, looks, yield     ──▶  [Yes, remove it]
[1] [2] ───────────────────────────▶  [Look now] [Pause] [Remove]     [No, keep it]
"""

from collections.abc import Sequence

from bot.model import Feed
from bot.outcomes import AlreadyTended, Misunderstood, NoFeed, Tended, Tried
from bot.render.feed_panels import AddFeed, LeaveFeed, LookNow, PauseFeed, RemoveFeed, ShowFeed, ShowFeeds
from bot.render.keyboards import Button, ButtonStyle, keyboard, rows_of
from bot.render.markup import Html, bold, escape, join_html, tagged
from bot.render.measure import clip
from bot.render.outgoing import Outgoing
from bot.render.replies.feed_words import languages, name_of, state, times, yielded
from bot.render.replies.troubles import trouble
from bot.render.replies.voice import Voice
from bot.render.saying import plain, say, say_n

_ADDRESS = 300
_TITLE = 120
MOST = 20
"""Feeds of the list; a publication has a few."""


def feeds_list(voice: Voice, feeds: Sequence[Tended], removed: Sequence[Feed]) -> Outgoing:
    """Every feed with its state, and a button that opens it."""
    numbered = list(enumerate(feeds[:MOST], start=1))
    lines = [_line(voice, number, tended) for number, tended in numbered]
    opens = [Button(str(number), ShowFeed(tended.feed.id)) for number, tended in numbered]
    taken_back = [_take_back(voice, feed) for feed in removed[:MOST]]
    return Outgoing(
        join_html(
            [
                say(voice.t, "<b>Feeds</b>") if feeds else say(voice.t, "No feed is looked at."),
                *lines,
                _removed(voice, removed),
                _how_to_add(voice),
            ]
        ),
        keyboard(*rows_of(opens, per_row=5), *rows_of(taken_back, per_row=1)),
    )


def feed_panel(voice: Voice, tended: Tended) -> Outgoing:
    """One feed: where it is, when it was looked at, what it yields, and what can be done."""
    feed = tended.feed
    text = join_html(
        [
            join_html([bold(name_of(feed)), _address(feed.address), _moved(voice, feed)], "\n"),
            join_html([state(voice, feed), times(voice, feed)], "\n"),
            join_html([yielded(voice, tended), languages(voice, tended.languages)], "\n"),
        ]
    )
    return Outgoing(text, keyboard(*_acts(voice, feed), [_all_feeds(voice)]))


def remove_first_asked(voice: Voice, tended: Tended) -> Outgoing:
    """Before a feed is removed."""
    question = say(
        voice.t,
        "Remove <b>{feed}</b>? It is not looked at any more. Its briefs stay, and you can add it again.",
        feed=name_of(tended.feed),
    )
    feed_id = tended.feed.id
    # Translators: on a button, after the question whether a feed shall be removed.
    yes = Button(plain(voice.t, "Yes, remove it"), RemoveFeed(feed_id, sure=True), style=ButtonStyle.DANGER)
    # Translators: on a button, after the question whether a feed shall be removed.
    no = Button(plain(voice.t, "No, keep the feed"), ShowFeed(feed_id))
    return Outgoing(question, keyboard([yes], [no]))


def tried(voice: Voice, outcome: Tried | AlreadyTended | NoFeed | Misunderstood) -> Outgoing:
    """After an editor wrote an address."""
    match outcome:
        case Tried():
            return _offered(voice, outcome)
        case AlreadyTended(feed):
            text = say(voice.t, "<b>{feed}</b> is looked at already.", feed=name_of(feed))
            # Translators: on a button that shows one feed.
            return Outgoing(text, keyboard([Button(plain(voice.t, "Show it"), ShowFeed(feed.id))]))
        case NoFeed(address, reason):
            where = clip(address, _ADDRESS)
            return Outgoing(
                say(
                    voice.t,
                    "There is no feed at {address}.\n{reason}",
                    address=where,
                    reason=trouble(voice.t, reason),
                )
            )
        case Misunderstood():
            return Outgoing(_how_to_add(voice))


def left_out(voice: Voice) -> Outgoing:
    """After an editor chose not to add a feed."""
    return Outgoing(say(voice.t, "The feed was not added."), keyboard([_all_feeds(voice)]))


def looked_toast(voice: Voice, tended: Tended) -> str:
    """After a look that an editor asked for."""
    if tended.feed.failures:
        return plain(voice.t, "The feed cannot be read.")
    return plain(voice.t, "The feed was looked at.")


def paused_toast(voice: Voice) -> str:
    return plain(voice.t, "Paused. What appears meanwhile is delivered when the feed goes on.")


def removed_toast(voice: Voice) -> str:
    return plain(voice.t, "The feed is removed.")


def added_toast(voice: Voice) -> str:
    return plain(voice.t, "Added. What the feed holds now goes to nobody; what follows is delivered.")


def no_feed_toast(voice: Voice) -> str:
    """The button is of a feed that is looked at no more."""
    return plain(voice.t, "This feed is not looked at.")


def _line(voice: Voice, number: int, tended: Tended) -> Html:
    facts = [state(voice, tended.feed), yielded(voice, tended), languages(voice, tended.languages)]
    return join_html([bold(f"{number}. {name_of(tended.feed)}"), *facts], "\n")


def _offered(voice: Voice, found: Tried) -> Outgoing:
    latest = clip(found.latest or "", _TITLE)
    text = join_html(
        [
            join_html([bold(name_of(found.feed)), _address(found.feed.address)], "\n"),
            join_html(
                [
                    say_n(voice.t, "It has {n} entry now.", "It has {n} entries now.", found.entries),
                    languages(voice, found.languages),
                    say(voice.t, "The first of them: {title}", title=latest) if latest else Html(""),
                ],
                "\n",
            ),
            say(voice.t, "Shall I look at it from now on?"),
        ]
    )
    # Translators: on a button: look at this feed from now on.
    yes = Button(plain(voice.t, "Add the feed"), AddFeed(found.feed.id), style=ButtonStyle.SUCCESS)
    # Translators: on a button: do not look at this feed.
    return Outgoing(text, keyboard([yes], [Button(plain(voice.t, "No, leave it out"), LeaveFeed())]))


def _acts(voice: Voice, feed: Feed) -> tuple[tuple[Button, ...], ...]:
    # Translators: on a button, of a feed.
    remove = Button(plain(voice.t, "Remove"), RemoveFeed(feed.id, sure=False), style=ButtonStyle.DANGER)
    if feed.paused_at:
        # Translators: on a button, of a feed that is paused.
        return ((Button(plain(voice.t, "Resume"), LookNow(feed.id)),), (remove,))
    # Translators: on a button, of a feed.
    look = Button(plain(voice.t, "Look now"), LookNow(feed.id))
    # Translators: on a button, of a feed: do not look at it for a while.
    return ((look, Button(plain(voice.t, "Pause"), PauseFeed(feed.id))), (remove,))


def _all_feeds(voice: Voice) -> Button:
    # Translators: on a button that leads an editor back to the list of feeds.
    return Button(plain(voice.t, "◂ All feeds"), ShowFeeds())


def _take_back(voice: Voice, feed: Feed) -> Button:
    # Translators: on a button, of a feed that an editor had removed.
    words = plain(voice.t, "Add {feed} again", feed=clip(name_of(feed), 40))
    return Button(words, AddFeed(feed.id))


def _removed(voice: Voice, removed: Sequence[Feed]) -> Html:
    if not removed:
        return Html("")
    names = join_html([_address(feed.address) for feed in removed[:MOST]], "\n")
    return join_html([say(voice.t, "Removed here, though the settings name it:"), names], "\n")


def _moved(voice: Voice, feed: Feed) -> Html:
    if feed.location == feed.address:
        return Html("")
    return say(voice.t, "found at {address}", address=clip(feed.location, _ADDRESS))


def _address(address: str) -> Html:
    return tagged("code", escape(clip(address, _ADDRESS)))


def _how_to_add(voice: Voice) -> Html:
    # Translators: leave "/feeds" and the address as they are.
    return say(voice.t, "To add one, write its address: <code>/feeds https://example.org/</code>")
