"""What can be done about a refusal: it is tried again, or given up after a question.

⚠️ … is held back.   [Try again] [Give up] ──▶ Give … up?   [Yes, give it up] [No, keep it]
"""

from collections.abc import Iterable

from bot.i18n import Catalogue, later
from bot.model import Edition, JobId, JobKind, Refusal
from bot.render.brief_panels import ShowBrief
from bot.render.brief_text import title_of
from bot.render.keyboards import Button, ButtonStyle, keyboard
from bot.render.markup import Html, join_html
from bot.render.measure import clip
from bot.render.outgoing import Outgoing
from bot.render.refused_panels import GiveUp, ShowRefused, TryAgain
from bot.render.saying import plain, say, say_n

_TITLE = 200
_REASON = 300

_HELD = {
    JobKind.BRIEF: later("⚠️ It is held back, since Telegram refuses it: {reason}"),
    JobKind.CORRECTION: later("⚠️ Its correction is held back, since Telegram refuses it: {reason}"),
    JobKind.RECALL: later("⚠️ Its copies are not marked as withdrawn, since Telegram refuses that: {reason}"),
}
_AGAIN = {
    # Translators: on a button: the correction that Telegram refused is sent once more.
    JobKind.CORRECTION: later("Try the correction again"),
    # Translators: on a button: the withdrawal of copies that Telegram refused is tried once more.
    JobKind.RECALL: later("Try the withdrawal again"),
}
# Translators: on a button: what Telegram refused is sent once more.
_AGAIN_ELSE = later("Try again")
_QUESTION = {
    JobKind.BRIEF: later("Give <b>{title}</b> up?"),
    JobKind.CORRECTION: later("Give the correction of <b>{title}</b> up?"),
    JobKind.RECALL: later("Give up marking the copies of <b>{title}</b> as withdrawn?"),
}
_QUESTION_ELSE = later("Give these digests up?")
_COPIES = frozenset({JobKind.CORRECTION, JobKind.RECALL})


def decisions(t: Catalogue, job_id: JobId, kind: JobKind) -> list[Button]:
    """The two buttons: try again, give up."""
    again = Button(plain(t, _AGAIN.get(kind, _AGAIN_ELSE)), TryAgain(job_id), style=ButtonStyle.PRIMARY)
    # Translators: on a button: what Telegram refuses is tried no longer.
    return [again, Button(plain(t, "Give up"), GiveUp(job_id, sure=False), style=ButtonStyle.DANGER)]


def refused_lines(t: Catalogue, refusals: Iterable[Refusal]) -> Html:
    """In the panel of a brief: what of it is held, and what Telegram says."""
    lines = [say(t, _HELD[each.job.kind], reason=clip(each.reason, _REASON)) for each in refusals]
    return join_html(lines, "\n")


def refused_buttons(t: Catalogue, refusal: Refusal) -> list[Button]:
    """In the same panel, a row for each of them."""
    return decisions(t, refusal.job.id, refusal.job.kind)


def give_up_first_asked(t: Catalogue, refusal: Refusal, edition: Edition | None) -> Outgoing:
    """Before something is given up. `edition` is the brief's, where it is about one."""
    job = refusal.job
    title = title_of(t, edition, limit=_TITLE) if edition else ""
    question = say(t, _QUESTION.get(job.kind, _QUESTION_ELSE), title=title)
    # Translators: on a button, after the question whether to give up what Telegram refuses.
    yes = Button(plain(t, "Yes, give it up"), GiveUp(job.id, sure=True), style=ButtonStyle.DANGER)
    leave = ShowBrief(job.brief_id) if job.brief_id else ShowRefused(job.id)
    # Translators: on a button, after the question whether to give up what Telegram refuses.
    no = Button(plain(t, "No, keep it"), leave)
    return Outgoing(join_html([question, _what_follows(t, refusal)]), keyboard([yes], [no]))


def again_toast(t: Catalogue) -> str:
    """It is tried once more."""
    return plain(t, "It is tried again.")


def given_up_toast(t: Catalogue) -> str:
    """It is tried no longer."""
    return plain(t, "It is given up.")


def not_refused_toast(t: Catalogue) -> str:
    """It goes on already, is over, or was given up."""
    return plain(t, "It is not held back any more.")


def digests_go_on(t: Catalogue) -> Outgoing:
    """In place of the alert, after digests were let go."""
    return Outgoing(say(t, "▶️ The digests are sent again."))


def digests_given_up(t: Catalogue, refusal: Refusal) -> Outgoing:
    """In place of the alert, after they were given up."""
    return Outgoing(
        say_n(
            t,
            "The digests are given up; {n} reader does not get his.",
            "The digests are given up; {n} readers do not get theirs.",
            refusal.left,
        )
    )


def _what_follows(t: Catalogue, refusal: Refusal) -> Html:
    if refusal.job.kind in _COPIES:
        return say_n(
            t,
            "{n} copy stays as it is. This cannot be undone.",
            "{n} copies stay as they are. This cannot be undone.",
            refusal.left,
        )
    return say_n(
        t,
        "{n} reader who waits for it does not get it. This cannot be undone.",
        "{n} readers who wait for it do not get it. This cannot be undone.",
        refusal.left,
    )
