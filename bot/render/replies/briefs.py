"""Briefs on request: lists of them, and one of them."""

from bot.model import ChatKind, Reader, Topic
from bot.outcomes import Listing, OnTopic, Opened, Withdrawn
from bot.render.brief import render_brief, render_withdrawn
from bot.render.brief_keys import follow_button, unfollow_button
from bot.render.callbacks import NO_BRIEF, ListKind, ShowList, WayBack, searched
from bot.render.keyboards import Button, Keyboard, rows_of
from bot.render.latest import list_heading, render_list
from bot.render.markup import Html
from bot.render.outgoing import Outgoing
from bot.render.replies.following import topic_buttons, topics_button
from bot.render.replies.voice import Voice
from bot.render.saying import say


def brief_list(voice: Voice, listing: Listing, place: ShowList) -> Outgoing:
    """The latest briefs, or the saved ones."""
    return _listed(voice, list_heading(voice.t, place.kind), listing, place)


def topic_list(voice: Voice, found: OnTopic, place: ShowList, *, followable: bool) -> Outgoing:
    """The briefs of a topic, with a button to follow it, or to follow it no longer."""
    name = voice.names(found.topic)
    heading = list_heading(voice.t, ListKind.TOPIC, name)
    button = _follow_or_not(voice, found, name) if followable or found.follows else topics_button(voice)
    return _listed(voice, heading, found.listing, place, below=((button,),))


def search_list(voice: Voice, listing: Listing, words: str, meant: tuple[Topic, ...] = ()) -> Outgoing:
    """The briefs with some words, and topics that may have been meant where there are none."""
    place = searched(words, offset=0, count=5)
    return search_page(voice, listing, place, words=words, meant=meant)


def search_page(
    voice: Voice, listing: Listing, place: ShowList, *, words: str = "", meant: tuple[Topic, ...] = ()
) -> Outgoing:
    """A page of a search; without `words`, those that its button still holds."""
    heading = list_heading(voice.t, ListKind.SEARCH, " ".join((words or place.subject).split()))
    below = rows_of(topic_buttons(voice, meant), per_row=1)
    return _listed(voice, heading, listing, place, below=below)


def opened(
    voice: Voice, reader: Reader, found: Opened | Withdrawn, *, page: int = 0, back: WayBack | None = None
) -> Outgoing:
    """One brief. What is one reader's own, saving and unfollowing, stands under it in private chats only."""
    if isinstance(found, Withdrawn):
        return render_withdrawn(found.edition, t=voice.t)
    is_private = reader.kind is ChatKind.PRIVATE
    return render_brief(
        found.brief,
        found.edition,
        t=voice.t,
        zone=voice.zone,
        names=voice.names,
        hashtag=voice.hashtag,
        page=page,
        saved=found.saved if is_private else None,
        followed=found.followed if is_private else (),
        back=back,
    )


def what_to_search(voice: Voice) -> Outgoing:
    """He asked to search for nothing."""
    return Outgoing(say(voice.t, "Write what to look for, like this: <code>/search elections</code>"))


def _listed(
    voice: Voice, heading: Html, listing: Listing, place: ShowList, *, below: Keyboard = ()
) -> Outgoing:
    return render_list(
        heading,
        listing.briefs,
        place,
        t=voice.t,
        zone=voice.zone,
        now=voice.now,
        more=listing.more,
        below=below,
    )


def _follow_or_not(voice: Voice, found: OnTopic, name: str) -> Button:
    if found.follows:
        return unfollow_button(voice.t, found.topic.id, NO_BRIEF, name)
    return follow_button(voice.t, found.topic.id, name)
