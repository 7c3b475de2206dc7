"""An announcement on the air: one message that says how far it is, and steers it.

<b>Announcement 12</b>
under way                                 [Pause] [Cancel …]
▓▓▓▓▓▓▓▓▓░░░░░░░░░░░ 43 %                 [Correct …] [Recall …]
Sent: 5,366 · Still to go: 7,114          [Try 12 failures again]
25/s · 4 min 40 s left
"""

from bot.airtime import OnAir
from bot.i18n import Catalogue, format_list
from bot.model import AnnouncementId, JobKind
from bot.render.air_panels import Cancel, ChooseCorrection, LeaveIt, Pause, Recall, Requeue
from bot.render.broadcast_panels import DraftPage, ShowDraft
from bot.render.keyboards import Button, ButtonStyle, keyboard
from bot.render.markup import Html, escape, join_html
from bot.render.outgoing import Outgoing
from bot.render.replies.broadcasting.air_words import promptness_words, stage_words
from bot.render.replies.broadcasting.words import beginning, heading
from bot.render.replies.voice import Voice
from bot.render.saying import plain, plain_n, say, say_n


def air_panel(voice: Voice, on_air: OnAir) -> Outgoing:
    """Where it stands, and what can be done about it."""
    parts = [
        join_html([heading(voice.t, on_air.announcement), _beginning(voice.t, on_air)], "\n"),
        *[stage_words(voice, stage) for stage in on_air.stages],
        _doubts(voice.t, on_air),
        promptness_words(voice.t, on_air.promptness) if on_air.moves and on_air.promptness else Html(""),
    ]
    return Outgoing(join_html(parts), keyboard(*_rows(voice.t, on_air)))


def cancel_first_asked(voice: Voice, on_air: OnAir) -> Outgoing:
    """Before it is stopped for good."""
    t, announcement_id = voice.t, on_air.announcement.id
    left = sum(stage.to_go for stage in on_air.stages if stage.kind is not JobKind.RECALL)
    question = say_n(
        t,
        "Cancel announcement {number}? {n} message that is still to go will not be sent. "
        "This cannot be undone.",
        "Cancel announcement {number}? {n} messages that are still to go will not be sent. "
        "This cannot be undone.",
        left,
        number=announcement_id,
    )
    # Translators: on a button, after the question whether an announcement shall be cancelled.
    yes = Button(plain(t, "Yes, cancel it"), Cancel(announcement_id, sure=True), style=ButtonStyle.DANGER)
    return Outgoing(question, keyboard([yes], [_leave(t, announcement_id)]))


def recall_first_asked(voice: Voice, on_air: OnAir) -> Outgoing:
    """Before it is taken back."""
    t, announcement_id = voice.t, on_air.announcement.id
    sent = on_air.origin.sent if on_air.origin else 0
    question = say_n(
        t,
        "Recall announcement {number}? Nobody else gets it, and the {n} copy that was sent is deleted. "
        "What is older than two days is changed into a notice. This cannot be undone.",
        "Recall announcement {number}? Nobody else gets it, and the {n} copies that were sent are deleted. "
        "What is older than two days is changed into a notice. This cannot be undone.",
        sent,
        number=announcement_id,
    )
    # Translators: on a button, after the question whether an announcement shall be recalled.
    yes = Button(plain(t, "Yes, recall it"), Recall(announcement_id, sure=True), style=ButtonStyle.DANGER)
    return Outgoing(question, keyboard([yes], [_leave(t, announcement_id)]))


def cancelled_said(t: Catalogue, *, already: bool) -> Outgoing:
    """It was stopped for good, or there was nothing to stop."""
    if already:
        return Outgoing(say(t, "There was nothing left to cancel."))
    return Outgoing(say(t, "It is cancelled: nobody else gets it."))


def recalled_said(t: Catalogue, *, already: bool) -> Outgoing:
    """It is being taken back."""
    if already:
        return Outgoing(say(t, "It cannot be recalled, or was recalled before."))
    return Outgoing(say(t, "It is being recalled. Its panel shows the progress."))


def left_said(t: Catalogue) -> Outgoing:
    """After a question that was answered with no."""
    return Outgoing(say(t, "Everything stays as it is."))


def steered_toast(t: Catalogue, on_air: OnAir) -> str:
    """After a pause, or its end; nothing where it had ended before."""
    if on_air.is_paused:
        return plain(t, "Paused: nothing more leaves.")
    return plain(t, "It goes on.") if on_air.moves else ""


def requeued_toast(t: Catalogue, jobs: int) -> str:
    """After failures were queued again, or there was none."""
    return plain(t, "I try again.") if jobs else plain(t, "There is nothing to try again.")


def _beginning(t: Catalogue, on_air: OnAir) -> Html:
    """Of the text in the editor's language, else of any."""
    texts = on_air.announcement.texts
    mine = [texts[t.language]] if t.language in texts else []
    return escape(next((words for content in (*mine, *texts.values()) if (words := beginning(content))), ""))


def _doubts(t: Catalogue, on_air: OnAir) -> Html:
    """Who may have a copy that nobody can correct or take back, by name: chats are all that is known of
    readers. Its message's id was in the answer that was lost."""
    if not on_air.doubts:
        return Html("")
    chats = _doubted(t, on_air)
    if on_air.is_recalled:
        return say_n(
            t,
            "A copy may be left in {n} chat, where it may have arrived twice: {chats}.",
            "A copy may be left in {n} chats, where it may have arrived twice: {chats}.",
            on_air.doubts,
            chats=chats,
        )
    if on_air.is_corrected:
        return say_n(
            t,
            "It may stand twice in {n} chat, once without the correction: {chats}.",
            "It may stand twice in {n} chats, once without the correction: {chats}.",
            on_air.doubts,
            chats=chats,
        )
    if on_air.is_stopped:
        return say_n(
            t,
            "In {n} chat there may be a copy that is not counted: {chats}.",
            "In {n} chats there may be a copy that is not counted: {chats}.",
            on_air.doubts,
            chats=chats,
        )
    return say_n(
        t,
        "It may stand twice in {n} chat: {chats}.",
        "It may stand twice in {n} chats: {chats}.",
        on_air.doubts,
        chats=chats,
    )


def _doubted(t: Catalogue, on_air: OnAir) -> Html:
    named = [f"<code>{chat}</code>" for chat in on_air.doubted]
    others = on_air.doubts - len(named)
    if others:
        # Translators: at the end of a list of chats.
        named.append(str(say_n(t, "{n} other", "{n} others", others)))
    return Html(format_list(t, named))


def _rows(t: Catalogue, on_air: OnAir) -> list[list[Button | None]]:
    announcement_id = on_air.announcement.id
    return [
        _steering(t, on_air),
        _amending(t, on_air),
        [_again_button(t, announcement_id, on_air.may_succeed)],
    ]


def _steering(t: Catalogue, on_air: OnAir) -> list[Button | None]:
    announcement_id = on_air.announcement.id
    if on_air.is_over or not (on_air.moves or on_air.is_paused):
        return []
    # Translators: on a button: an announcement goes on.
    go_on = Button(plain(t, "Go on"), Pause(announcement_id, yes=False), style=ButtonStyle.SUCCESS)
    # Translators: on a button: nothing more of an announcement is sent for now.
    pause = Button(plain(t, "Pause"), Pause(announcement_id, yes=True))
    # Translators: on a button: leads to the question whether nobody else shall get an announcement.
    cancel = Button(plain(t, "Cancel…"), Cancel(announcement_id, sure=False))
    refresh = Button("⟳", ShowDraft(announcement_id, DraftPage.ALL))
    return [go_on if on_air.is_paused else pause, None if on_air.is_recalled else cancel, refresh]


def _amending(t: Catalogue, on_air: OnAir) -> list[Button | None]:
    announcement_id = on_air.announcement.id
    if on_air.is_recalled or on_air.origin is None:
        return []
    # Translators: on a button: leads to the correction of an announcement's texts.
    correct = Button(plain(t, "Correct…"), ChooseCorrection(announcement_id))
    # Translators: on a button: leads to the question whether an announcement shall be taken back.
    recall = Button(plain(t, "Recall…"), Recall(announcement_id, sure=False))
    return [correct, recall]


def _again_button(t: Catalogue, announcement_id: AnnouncementId, failures: int) -> Button | None:
    if not failures:
        return None
    # Translators: on a button: send again what Telegram refused.
    text = plain_n(t, "Try {n} failure again", "Try {n} failures again", failures)
    return Button(text, Requeue(announcement_id))


def _leave(t: Catalogue, announcement_id: AnnouncementId) -> Button:
    # Translators: on a button, after the question whether an announcement shall be cancelled or recalled.
    return Button(plain(t, "No, change nothing"), LeaveIt(announcement_id))
