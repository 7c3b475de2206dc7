"""Why: which topic, which language and which hours brought a brief to a reader."""

from collections.abc import Sequence
from typing import assert_never

from bot.i18n import format_coming, format_list, format_moment, language_name
from bot.model import DeliveryState, Fate, Language, Reader, Scope
from bot.outcomes import Explained, Progress
from bot.render.brief_panels import WhoGotIt
from bot.render.brief_text import title_of
from bot.render.keyboards import Button, keyboard
from bot.render.markup import Html, bold, join_html
from bot.render.measure import clip
from bot.render.outgoing import Outgoing
from bot.render.panels import Panel, ShowPanel
from bot.render.replies.progress_words import outcomes
from bot.render.replies.voice import Voice
from bot.render.saying import plain, say

_TITLE = 200
_NAME = 80
_MOST_NAMES = 10


def why(voice: Voice, reader: Reader, found: Explained, progress: Progress | None) -> Outgoing:
    """In three lines; for an editor also who got it, and who did not."""
    lines = [_topics(voice, reader, found), _language(voice, reader, found), _hour(voice, reader, found.fate)]
    title = bold(title_of(voice.t, found.edition, limit=_TITLE))
    text = join_html([title, join_html(lines, "\n"), _everybody(voice, progress)])
    # Translators: on a button that leads to everything a reader has chosen.
    settings = Button(plain(voice.t, "Settings"), ShowPanel(Panel.SETTINGS))
    who = Button(plain(voice.t, "Who got it"), WhoGotIt(found.brief.id)) if progress else None
    return Outgoing(text, keyboard([settings], [who]))


def no_why(voice: Voice) -> Outgoing:
    """He has got no brief that could be explained."""
    return Outgoing(
        say(voice.t, "No brief has come to you of late. As an answer to a brief, /why tells why it came.")
    )


def _topics(voice: Voice, reader: Reader, found: Explained) -> Html:
    names = [clip(voice.names(topic), _NAME) for topic in found.followed[:_MOST_NAMES]]
    if names:
        return say(voice.t, "Topic: you follow {topics}.", topics=format_list(voice.t, names))
    if reader.scope is Scope.EVERYTHING:
        return say(voice.t, "Topic: you receive all briefs, whatever they are about.")
    return say(voice.t, "Topic: it is on none that you follow now.")


def _language(voice: Voice, reader: Reader, found: Explained) -> Html:
    language, wanted = found.edition.language, reader.languages
    name = _named(voice, [language])
    if language not in wanted:
        return say(voice.t, "Language: {language}, for it exists in none of yours.", language=name)
    before = wanted[: wanted.index(language)]
    if not before:
        return say(voice.t, "Language: {language}, the first of yours.", language=name)
    return say(
        voice.t,
        "Language: {language}, the first of yours in which it exists; there is none in {others}.",
        language=name,
        others=_named(voice, before),
    )


def _named(voice: Voice, languages: Sequence[Language]) -> str:
    names = [language_name(each, in_=voice.t.language) for each in languages]
    return format_list(voice.t, names, join="or")


def _hour(voice: Voice, reader: Reader, fate: Fate | None) -> Html:
    if fate is None:
        return say(
            voice.t,
            "Hour: there is no record of it for you. It came out before you were a reader, was not what "
            "you had chosen then, or was sent long ago.",
        )
    match fate.state:
        case DeliveryState.SENT:
            return _sent(voice, fate)
        case DeliveryState.WAITING:
            return _waits(voice, reader)
        case DeliveryState.READY | DeliveryState.IN_FLIGHT | DeliveryState.GATHERED:
            return say(voice.t, "Hour: it is on its way to you.")
        case DeliveryState.DOUBT:
            return say(voice.t, "Hour: it was sent, but nobody could tell whether it arrived.")
        case DeliveryState.SKIPPED:
            return say(voice.t, "Hour: it was not sent. Before its turn came, it was no longer for you.")
        case DeliveryState.DEAD:
            return say(voice.t, "Hour: it was not sent. Telegram did not take it.")
        case unexpected:
            assert_never(unexpected)


def _sent(voice: Voice, fate: Fate) -> Html:
    moment = format_moment(voice.t, fate.at or voice.now, zone=voice.zone, width="long")
    if fate.digest_id is None:
        return say(voice.t, "Hour: {moment}, as soon as it could come.", moment=moment)
    return say(
        voice.t,
        "Hour: {moment}, in one message with what had waited for your hours, your quiet hours or the end "
        "of a mute.",
        moment=moment,
    )


def _waits(voice: Voice, reader: Reader) -> Html:
    if not reader.present:
        return say(voice.t, "Hour: it waits until you receive briefs again.")
    moment = format_coming(voice.t, reader.next_at or voice.now, zone=voice.zone, now=voice.now)
    return say(voice.t, "Hour: it waits for the time you chose, and comes {moment}.", moment=moment)


def _everybody(voice: Voice, progress: Progress | None) -> Html:
    return outcomes(voice.t, progress) if progress else Html("")
