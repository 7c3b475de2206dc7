"""Doubts in words: who may have got what twice, when, and why that is not known."""

from bot.i18n import Catalogue, later
from bot.model import JobKind
from bot.outlook import DoubtLine, DoubtPage
from bot.render.brief_text import title_of
from bot.render.keyboards import Button, keyboard
from bot.render.markup import Html, bold, escape, italic, join_html, tagged
from bot.render.measure import clip
from bot.render.outgoing import Outgoing
from bot.render.replies.voice import Voice
from bot.render.replies.withdrawing import hour
from bot.render.saying import plain, say, say_n
from bot.render.watch_panels import ShowDoubts

_TITLE = 100
_CAUSE = 120

_KINDS = {
    # Translators: a kind of message.
    JobKind.BRIEF: later("brief"),
    # Translators: a kind of message.
    JobKind.DIGEST: later("digest"),
    # Translators: a kind of message.
    JobKind.OFFER: later("digest"),
    # Translators: a kind of message.
    JobKind.ANNOUNCEMENT: later("announcement"),
    # Translators: a kind of message.
    JobKind.CORRECTION: later("correction"),
    # Translators: a kind of message.
    JobKind.RECALL: later("recall"),
}
_CAUSES = {
    # Translators: why it is not known whether a message arrived.
    "the program ended before the answer": later("I was stopped before Telegram answered"),
}
"""Those that the ledger gives. Whatever else stands there is what the connection said."""


def doubts_page(voice: Voice, page: DoubtPage) -> Outgoing:
    """A page of them, last first, with the ways to the others."""
    if not page.count:
        return Outgoing(say(voice.t, "Nobody got anything twice, as far as I know."))
    heading = say_n(
        voice.t,
        "<b>{n} message may have arrived twice</b>",
        "<b>{n} messages may have arrived twice</b>",
        page.count,
    )
    return Outgoing(join_html([heading, *(_line(voice, line) for line in page.lines)]), _ways(voice, page))


def _ways(voice: Voice, page: DoubtPage) -> tuple[tuple[Button, ...], ...] | None:
    newer = Button(plain(voice.t, "◂ Newer"), ShowDoubts(page.number - 1)) if page.number else None
    older = (
        Button(plain(voice.t, "Older ▸"), ShowDoubts(page.number + 1)) if page.number + 1 < page.of else None
    )
    return keyboard([newer, older])


def _line(voice: Voice, line: DoubtLine) -> Html:
    facts = [_chat(voice.t, line), escape(hour(voice.t, line.at, zone=voice.zone, now=voice.now))]
    return join_html(
        [bold(_what(voice.t, line)), join_html(facts, " · "), italic(escape(_cause(voice.t, line.cause)))],
        "\n",
    )


def _what(t: Catalogue, line: DoubtLine) -> str:
    kind = t.gettext(_KINDS[line.kind])
    if line.edition is not None:
        return f"{kind}: {title_of(t, line.edition, limit=_TITLE)}"
    return f"{kind} {line.announcement_id}" if line.announcement_id else kind


def _chat(t: Catalogue, line: DoubtLine) -> Html:
    if line.chat_id is None:
        return say(t, "a reader who erased what was stored of him")
    return say(t, "chat {id}", id=tagged("code", Html(str(line.chat_id))))


def _cause(t: Catalogue, cause: str) -> str:
    known = _CAUSES.get(cause)
    return t.gettext(known) if known else clip(" ".join(cause.split()), _CAUSE)
