"""Lateness: what editors are told, and asked, when nobody was there to send."""

from datetime import timedelta

from babel.dates import format_timedelta

from bot.i18n import Catalogue
from bot.model import Announcement, JobId
from bot.notices import Late, LateAnnouncement
from bot.outlook import LateDecided
from bot.render.keyboards import Button, ButtonStyle, keyboard
from bot.render.late_panels import DecideLate
from bot.render.markup import Html, bold, join_html
from bot.render.outgoing import Outgoing
from bot.render.replies.broadcasting.words import title
from bot.render.saying import plain, say, say_n


def late_alert(t: Catalogue, late: Late) -> Outgoing:
    """Briefs were too late to be sent as if they were new."""
    text = say_n(
        t,
        # Translators: {time} is a duration such as "5 hours".
        "🕓 I was away for {time}. Readers are offered a digest of what should have gone out meanwhile "
        "({n} message), instead of getting it late.",
        "🕓 I was away for {time}. Readers are offered a digest of what should have gone out meanwhile "
        "({n} messages), instead of getting it late.",
        late.messages,
        time=duration(t, late.gone),
    )
    return Outgoing(text)


def late_question(t: Catalogue, late: LateAnnouncement, announcement: Announcement | None) -> Outgoing:
    """An announcement is held because it is late: which one."""
    question = say(
        t,
        "🕓 While I was away, an announcement was to go out. It is more than two hours late, so I hold it. "
        "Shall it still go out?",
    )
    text = join_html([question, bold(title(t, announcement)) if announcement else Html("")])
    return Outgoing(text, keyboard([_button(t, late.job_id, go=True)], [_button(t, late.job_id, go=False)]))


def late_decided(t: Catalogue, decided: LateDecided) -> Outgoing:
    """An editor decided."""
    if decided.go:
        return Outgoing(say(t, "▶️ The announcement goes out."))
    return Outgoing(
        say_n(
            t,
            "The announcement is cancelled; {n} reader does not get it.",
            "The announcement is cancelled; {n} readers do not get it.",
            decided.cancelled,
        )
    )


def duration(t: Catalogue, gone: timedelta) -> str:
    """`5 ore`, `2 giorni`: the largest unit says enough."""
    return format_timedelta(gone, threshold=1.5, locale=t.locale)


def _button(t: Catalogue, job_id: JobId, *, go: bool) -> Button:
    if go:
        # Translators: on a button, of an announcement that is late.
        return Button(plain(t, "Let it go out"), DecideLate(job_id, go=True), style=ButtonStyle.PRIMARY)
    # Translators: on a button, of an announcement that is late.
    return Button(plain(t, "Cancel it"), DecideLate(job_id, go=False), style=ButtonStyle.DANGER)
