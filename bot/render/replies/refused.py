"""Refusals: Telegram takes a message from nobody, so what is left of it is held back. Which message it is."""

from bot.i18n import Catalogue, later
from bot.model import Edition, JobKind
from bot.notices import JobHeld
from bot.outlook import Subject
from bot.render.brief_panels import ShowBrief
from bot.render.brief_text import title_of
from bot.render.broadcast_panels import DraftPage, ShowDraft
from bot.render.keyboards import Button, Keyboard, keyboard
from bot.render.outgoing import Outgoing
from bot.render.replies.broadcasting.words import title
from bot.render.replies.refusing import decisions
from bot.render.saying import plain, say

_TITLE = 200

_A_MESSAGE = later("⚠️ Telegram refuses a message, so it is held back before more readers miss it.\n{reason}")
_A_DIGEST = later(
    "⚠️ Telegram refuses a digest, so those of the same hour are held back before more readers miss theirs."
    "\n{reason}"
)
_NAMED = {
    JobKind.BRIEF: later(
        "⚠️ Telegram refuses <b>{title}</b>, so it is held back before more readers miss it.\n{reason}"
    ),
    # Translators: {title} is such as "Announcement 12 · Good evening".
    JobKind.ANNOUNCEMENT: later(
        "⚠️ Telegram refuses an announcement, so it is held back before more readers miss it:\n"
        "<b>{title}</b>\n{reason}"
    ),
    # Translators: {title} is that of a brief, or such as "Announcement 12 · Good evening".
    JobKind.CORRECTION: later(
        "⚠️ Telegram refuses a correction, so it is held back and copies stay as they are:\n"
        "<b>{title}</b>\n{reason}"
    ),
    # Translators: {title} is that of a brief, or such as "Announcement 12 · Good evening".
    JobKind.RECALL: later(
        "⚠️ Telegram refuses to let me take back copies, so I have stopped trying:\n<b>{title}</b>\n{reason}"
    ),
}
_UNNAMED = {JobKind.DIGEST: _A_DIGEST, JobKind.OFFER: _A_DIGEST}


def refused_alert(
    t: Catalogue, held: JobHeld, subject: Subject | None, edition: Edition | None = None
) -> Outgoing:
    """What Telegram refuses and what it says, with what can be done; of an announcement with the way to its
    panel. `edition` is the brief's, where it is about one."""
    if subject is None:
        return Outgoing(say(t, _A_MESSAGE, reason=held.reason))
    announcement = subject.announcement
    name = title(t, announcement) if announcement else ""
    if edition is not None:
        name = title_of(t, edition, limit=_TITLE)
    sentences = _NAMED if name else _UNNAMED
    text = say(t, sentences.get(subject.kind, _A_MESSAGE), title=name, reason=held.reason)
    return Outgoing(text, _way(t, held, subject))


def _way(t: Catalogue, held: JobHeld, subject: Subject) -> Keyboard | None:
    if subject.announcement:
        # Translators: on a button that opens an announcement's panel.
        return keyboard([Button(plain(t, "Open"), ShowDraft(subject.announcement.id, DraftPage.ALL))])
    # Translators: on a button that opens an editor's panel of a brief.
    brief = [Button(plain(t, "Open"), ShowBrief(subject.brief.id))] if subject.brief else []
    return keyboard(decisions(t, held.job_id, subject.kind), brief)
