"""An announcement from its forecast on: the last question, the time to take it back, and after it."""

from collections.abc import Sequence
from datetime import datetime
from typing import assert_never

from babel.dates import format_time as babel_time

from bot.broadcasting.drafting import NotNow
from bot.broadcasting.forecasting import Delayed, Forecast
from bot.broadcasting.looking import Seen
from bot.broadcasting.marks import mark_of
from bot.i18n import Catalogue, format_list, format_moment, format_time, native_name
from bot.i18n.durations import format_duration
from bot.i18n.moments import zone_of
from bot.model import Announcement, AnnouncementState, Language
from bot.model.announcement import LONGEST_CAPTION
from bot.render.broadcast_panels import Confirm, DraftPage, GoAt, ShowDraft, Undo
from bot.render.keyboards import Button, ButtonStyle, keyboard
from bot.render.markup import Html, join_html, tagged
from bot.render.outgoing import Outgoing
from bot.render.replies.broadcasting.words import back_button, heading, sound, time, title
from bot.render.replies.voice import Voice
from bot.render.saying import plain, say, say_n


def forecast_panel(voice: Voice, seen: Seen, foreseen: Forecast) -> Outgoing:
    """What will happen, and the question whether it shall."""
    t, draft, late = voice.t, seen.announcement, foreseen.delayed
    # Translators: on a button: an announcement goes out.
    yes = Button(plain(t, "Send it"), Confirm(draft.id, mark_of(draft)), style=ButtonStyle.SUCCESS)
    better = _better_button(voice, draft, late) if late else None
    text = join_html(
        [
            heading(t, draft),
            _foreseen(voice, seen, foreseen),
            say(t, "When: {time}, {sound}", time=time(voice, draft), sound=sound(t, draft)),
            _delayed(voice, late) if late else Html(""),
        ]
    )
    return Outgoing(text, keyboard([yes], [better], [back_button(t, draft.id)]))


def announcement_panel(voice: Voice, announcement: Announcement) -> Outgoing:
    """What is no draft any more, and does not go out yet, or never."""
    if announcement.state is AnnouncementState.CONFIRMED:
        return _confirmed(voice, announcement)
    return Outgoing(join_html([heading(voice.t, announcement), say(voice.t, "It was discarded.")]))


def expired_alert(t: Catalogue, announcement: Announcement) -> Outgoing:
    """It should have gone out while the bot did not run."""
    said = say(
        t,
        "Announcement {n} should have gone out while I was not running. "
        "I have kept it back: it is a draft again.",
        n=announcement.id,
    )
    return _kept_back(t, announcement, said)


def orphaned_alert(t: Catalogue, announcement: Announcement) -> Outgoing:
    """It should have gone out, but who confirmed it is no editor any more."""
    said = say(
        t,
        "Announcement {n} was to go out, but whoever confirmed it is no longer an editor. "
        "I have kept it back: it is a draft again.",
        n=announcement.id,
    )
    return _kept_back(t, announcement, said)


def _kept_back(t: Catalogue, announcement: Announcement, said: Html) -> Outgoing:
    # Translators: on a button that opens a draft.
    way = Button(plain(t, "Open"), ShowDraft(announcement.id, DraftPage.ALL))
    return Outgoing(said, keyboard([way]))


def drafts_panel(voice: Voice, drafts: Sequence[Announcement]) -> Outgoing:
    """How to announce something, and the drafts that wait."""
    how = say(
        voice.t,
        "To announce something, reply to a message with <code>/broadcast</code>, "
        "or write the text behind it: <code>/broadcast Good evening …</code>",
    )
    opens = [[Button(title(voice.t, draft), ShowDraft(draft.id, DraftPage.ALL))] for draft in drafts]
    return Outgoing(how, keyboard(*opens))


def announce_hint(voice: Voice) -> Outgoing:
    """An editor sent a picture or a file."""
    return Outgoing(say(voice.t, "To announce it, reply to it with <code>/broadcast</code>."))


def not_now_toast(t: Catalogue, why: NotNow) -> str:
    """Why nothing came of a tap."""
    match why:
        case NotNow.NO_TEXT:
            return plain(t, "There is no text yet.")
        case NotNow.PAST:
            return plain(t, "The time you chose has passed. Please choose another one.")
        case NotNow.CHANGED:
            return plain(t, "It was changed meanwhile. Please look at it once more.")
        case NotNow.TOO_LATE:
            return plain(t, "It is too late for that.")
        case unexpected:
            assert_never(unexpected)


def no_draft_toast(t: Catalogue) -> str:
    """A button names an announcement that is not there."""
    return plain(t, "I do not find this announcement.")


def preview_toast(t: Catalogue, languages: Sequence[Language]) -> str:
    """What is sent to the editor."""
    names = format_list(t, [native_name(language) for language in languages])
    return plain(t, "As readers get it: {languages}", languages=names)


def refused_toast(t: Catalogue, description: str) -> str:
    """Telegram takes no such message."""
    return plain(t, "Telegram refuses it: {reason}", reason=description)


def cannot_announce(voice: Voice, *, too_long: bool) -> Outgoing:
    """A message that no announcement can be made of."""
    if too_long:
        said = say(
            voice.t,
            "The text is too long: under a picture there is room for {n} characters.",
            n=LONGEST_CAPTION,
        )
        return Outgoing(said)
    return Outgoing(
        say(voice.t, "This cannot be announced: I can send texts, pictures, videos, audio and files.")
    )


def _confirmed(voice: Voice, announcement: Announcement) -> Outgoing:
    t = voice.t
    said = [
        heading(t, announcement),
        say(t, "It goes out: {moment}", moment=_moment(voice, announcement.goes_at or voice.now)),
        say(t, "Until then it can be taken back, and nobody will have seen anything."),
    ]
    # Translators: on a button: take back that an announcement goes out.
    return Outgoing(join_html(said), keyboard([Button(plain(t, "Undo"), Undo(announcement.id))]))


def _foreseen(voice: Voice, seen: Seen, foreseen: Forecast) -> Html:
    """`12,480 readers, 3 languages, 8 min 20 s at 25/s`."""
    t = voice.t
    duration = say(
        t,
        # Translators: how long the sending takes at so many messages a second.
        "{duration} at {rate}/s",
        duration=format_duration(t, foreseen.seconds),
        rate=round(foreseen.rate),
    )
    readers = say_n(t, "{n} reader", "{n} readers", seen.reach.readers)
    languages = say_n(t, "{n} language", "{n} languages", seen.reach.languages)
    return tagged("b", join_html([readers, languages, duration], ", "))


def _delayed(voice: Voice, late: Delayed) -> Html:
    known = say(
        voice.t,
        "The digest of {time} would come {duration} later.",
        time=format_time(voice.t, late.at, zone=voice.zone),
        duration=format_duration(voice.t, late.seconds),
    )
    return join_html([known, _guessed(voice.t, late.guessed)], " ")


def _guessed(t: Catalogue, readers: int) -> Html:
    """How much of it is a guess."""
    if not readers:
        return Html("")
    return say_n(
        t,
        "For {n} reader of it nothing waits yet, but probably will by then.",
        "For {n} readers of it nothing waits yet, but probably will by then.",
        readers,
    )


def _better_button(voice: Voice, draft: Announcement, late: Delayed) -> Button:
    local = late.better.astimezone(zone_of(draft.zone)).replace(tzinfo=None)
    hour = format_time(voice.t, late.better, zone=draft.zone)
    # Translators: on a button: an announcement goes out at this hour instead.
    return Button(
        plain(voice.t, "Start at {time}", time=hour), GoAt(draft.id, local.isoformat(timespec="minutes"))
    )


def _moment(voice: Voice, moment: datetime) -> str:
    """With its second where it is near: half a minute can be taken back."""
    if (moment - voice.now).total_seconds() < 600:
        where = zone_of(voice.zone)
        return str(babel_time(moment.astimezone(where), "medium", tzinfo=where, locale=voice.t.locale))
    return format_moment(voice.t, moment, zone=voice.zone, now=voice.now, width="long")
