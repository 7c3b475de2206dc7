"""Briefs as their editors see them: where each of them is, and its withdrawal.

1. Title                          <b>Title</b>                     Withdraw …?
   published · sent to 3 readers  languages, topics, counts  ──▶   [Yes, withdraw it]
[1] [2] [3] … ──────────────────▶ [Withdraw] [◂ All briefs]        [No, leave it]
"""

from collections.abc import Sequence
from datetime import datetime
from typing import assert_never

from bot.i18n import Catalogue, format_moment, format_time, native_name
from bot.i18n.moments import zone_of
from bot.model import BriefState, DeliveryState
from bot.outcomes import Progress
from bot.render.brief_panels import ShowBrief, ShowBriefs, WhoGotIt, Withdraw, withdraw_button
from bot.render.brief_text import title_of
from bot.render.keyboards import Button, ButtonStyle, keyboard, rows_of
from bot.render.markup import Html, bold, escape, italic, join_html
from bot.render.measure import clip
from bot.render.outgoing import Outgoing
from bot.render.replies.progress_words import outcomes, to_go, told
from bot.render.replies.refusing import refused_buttons, refused_lines
from bot.render.replies.voice import Voice
from bot.render.saying import plain, say, say_n

_TITLE = 200
_NAME = 80
_MOST_NAMES = 20


def briefs_list(voice: Voice, briefs: Sequence[Progress]) -> Outgoing:
    """The latest briefs, each with its state and its readers, and a button that opens it."""
    if not briefs:
        return Outgoing(say(voice.t, "Nothing has been published yet."))
    numbered = list(enumerate(briefs, start=1))
    lines = [_line(voice, number, progress) for number, progress in numbered]
    opens = [Button(str(number), ShowBrief(progress.brief.id)) for number, progress in numbered]
    heading = say(voice.t, "<b>The latest briefs and their readers</b>")
    return Outgoing(join_html([heading, *lines]), keyboard(*rows_of(opens, per_row=5)))


def brief_panel(voice: Voice, progress: Progress) -> Outgoing:
    """One brief: its editions and topics, its state, and who got it or did not."""
    head = join_html([bold(_title(voice, progress)), _languages(progress), _topics(voice, progress)], "\n")
    refused = refused_lines(voice.t, progress.refused)
    text = join_html([head, italic(_state(voice, progress)), refused, outcomes(voice.t, progress)])
    is_withdrawn = progress.brief.state is BriefState.WITHDRAWN
    withdraw = None if is_withdrawn else withdraw_button(voice.t, progress.brief.id)
    # Translators: on an editor's button, of a brief: a file with every reader it was for.
    who = Button(plain(voice.t, "Who got it"), WhoGotIt(progress.brief.id))
    # Translators: on a button that leads an editor back to the list of briefs.
    back = Button(plain(voice.t, "◂ All briefs"), ShowBriefs())
    decide = [refused_buttons(voice.t, each) for each in progress.refused]
    return Outgoing(text, keyboard(*decide, [who] if progress.count.total else [], [withdraw], [back]))


def who_got_it(voice: Voice, progress: Progress) -> str:
    """Under the file with every reader."""
    return plain(voice.t, "Who got it, and who did not: {title}", title=_title(voice, progress))


def nobody_toast(t: Catalogue) -> str:
    """There is no file: the brief was for nobody."""
    return plain(t, "It was sent to nobody.")


def withdraw_first_asked(voice: Voice, progress: Progress) -> Outgoing:
    """Before a brief is withdrawn."""
    question = say(voice.t, "Withdraw <b>{title}</b>?", title=_title(voice, progress))
    brief_id = progress.brief.id
    # Translators: on a button, after the question whether a brief shall be withdrawn.
    yes = Button(plain(voice.t, "Yes, withdraw it"), Withdraw(brief_id, sure=True), style=ButtonStyle.DANGER)
    # Translators: on a button, after the question whether a brief shall be withdrawn.
    no = Button(plain(voice.t, "No, leave it"), ShowBrief(brief_id))
    return Outgoing(join_html([question, _what_follows(voice, progress)]), keyboard([yes], [no]))


def withdrawn_toast(t: Catalogue, *, already: bool) -> str:
    """After a withdrawal."""
    return plain(t, "It was withdrawn before.") if already else plain(t, "The brief is withdrawn.")


def hour(t: Catalogue, moment: datetime, *, zone: str, now: datetime) -> str:
    """The hour of a moment, with its day where that is not today."""
    where = zone_of(zone)
    if moment.astimezone(where).date() == now.astimezone(where).date():
        return format_time(t, moment, zone=zone)
    return format_moment(t, moment, zone=zone, width="long")


def _line(voice: Voice, number: int, progress: Progress) -> Html:
    # Translators: the state of a brief.
    refused = say(voice.t, "refused by Telegram") if progress.refused else Html("")
    facts = [_state(voice, progress), refused, told(voice.t, progress), to_go(voice.t, progress)]
    return join_html(
        [bold(f"{number}. {_title(voice, progress)}"), italic(join_html(facts, " · "))],
        "\n",
    )


def _title(voice: Voice, progress: Progress) -> str:
    return title_of(voice.t, progress.edition, limit=_TITLE)


def _languages(progress: Progress) -> Html:
    languages = dict.fromkeys(native_name(each.language) for each in progress.brief.article.editions)
    return escape(" · ".join(list(languages)[:_MOST_NAMES]))


def _topics(voice: Voice, progress: Progress) -> Html:
    names = [clip(voice.names(topic), _NAME) for topic in progress.brief.topics[:_MOST_NAMES]]
    return say(voice.t, "Topics: {topics}", topics=", ".join(names)) if names else Html("")


def _state(voice: Voice, progress: Progress) -> Html:
    if progress.until is not None:
        time = hour(voice.t, progress.until, zone=voice.zone, now=voice.now)
        # Translators: the state of a brief; {time} is an hour, or a day and an hour.
        return say(voice.t, "waits until {time} for your veto", time=time)
    match progress.brief.state:
        case BriefState.PUBLISHED:
            # Translators: the state of a brief.
            return say(voice.t, "published")
        case BriefState.HELD:
            # Translators: the state of a brief.
            return say(voice.t, "held back")
        case BriefState.WITHDRAWN:
            # Translators: the state of a brief.
            return say(voice.t, "withdrawn")
        case unexpected:
            assert_never(unexpected)


def _what_follows(voice: Voice, progress: Progress) -> Html:
    copies = sum(
        progress.count.by_state.get(each, 0) for each in (DeliveryState.SENT, DeliveryState.IN_FLIGHT)
    )
    if not copies:
        return say(voice.t, "Nobody has it yet, and nobody will get it. This cannot be undone.")
    return say_n(
        voice.t,
        "Nobody else gets it, and the {n} copy that was sent will say that it is withdrawn. "
        "This cannot be undone.",
        "Nobody else gets it, and the {n} copies that were sent will say that it is withdrawn. "
        "This cannot be undone.",
        copies,
    )
