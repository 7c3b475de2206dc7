"""How far a brief has come, in words: who got it, who is still to get it, and why others did not."""

from bot.i18n import Catalogue, format_number, later
from bot.model import Count, DeliveryState
from bot.outcomes import Progress
from bot.render.markup import Html, escape, join_html
from bot.render.measure import clip
from bot.render.saying import say, say_n

MOST_REASONS = 8
_REASON = 120

_OUTCOMES = (
    (DeliveryState.SENT, later("Sent: {n}")),
    # Translators: readers who get briefs at hours of their own.
    (DeliveryState.WAITING, later("Waiting for their hours: {n}")),
    (DeliveryState.GATHERED, later("In a digest: {n}")),
    (DeliveryState.READY, later("Still to go: {n}")),
    (DeliveryState.IN_FLIGHT, later("On the way: {n}")),
    # Translators: messages of which nobody knows whether they arrived.
    (DeliveryState.DOUBT, later("In doubt: {n}")),
    (DeliveryState.SKIPPED, later("Not sent: {n}")),
    # Translators: messages that Telegram refused.
    (DeliveryState.DEAD, later("Failed: {n}")),
)

_OPEN = (DeliveryState.WAITING, DeliveryState.READY, DeliveryState.IN_FLIGHT)

_REASONS = {
    # Translators: why readers did not get a brief.
    "withdrawn": later("it was withdrawn before it was their turn"),
    # Translators: why readers did not get a brief.
    "given up": later("Telegram refused it, and it was given up"),
    # Translators: why readers did not get a brief.
    "unfollowed": later("they follow its topics no longer"),
    # Translators: why readers did not get a brief.
    "language": later("it is in none of their languages"),
    # Translators: why readers did not get a brief.
    "erased": later("they erased what was stored of them"),
    # Translators: why readers did not get a brief.
    "stopped": later("they want no more briefs"),
    # Translators: why readers did not get a brief.
    "blocked": later("they blocked the bot"),
    # Translators: why readers did not get a brief.
    "gone": later("their chat is gone"),
}
"""Those that the ledger gives. Whatever else stands there is what Telegram answered."""


def told(t: Catalogue, progress: Progress) -> Html:
    """How many readers got it."""
    sent = progress.count.by_state.get(DeliveryState.SENT, 0)
    return say_n(t, "sent to {n} reader", "sent to {n} readers", sent)


def to_go(t: Catalogue, progress: Progress) -> Html:
    """How many readers are still to get it; nothing for none."""
    left = _open(progress.count)
    return say_n(t, "still to go to {n} reader", "still to go to {n} readers", left) if left else Html("")


def outcomes(t: Catalogue, progress: Progress) -> Html:
    """Its deliveries by state, the reasons, and the copies that say it is withdrawn."""
    counted = [_counted(t, sentence, state, progress.count) for state, sentence in _OUTCOMES]
    lines = join_html(counted, "\n") or say(t, "It was sent to nobody.")
    return join_html([lines, _why(t, progress.reasons), _recalled(t, progress.recalled)])


def _counted(t: Catalogue, sentence: str, state: DeliveryState, count: Count) -> Html:
    n = count.by_state.get(state, 0)
    return say(t, sentence, n=n) if n else Html("")


def _why(t: Catalogue, reasons: dict[str, int]) -> Html:
    if not reasons:
        return Html("")
    most = sorted(reasons.items(), key=lambda each: (-each[1], each[0]))[:MOST_REASONS]
    lines = [escape(f"{_reason(t, reason)} · {format_number(t, n)}") for reason, n in most]
    # Translators: above the reasons why a brief did not reach some of its readers.
    return join_html([say(t, "Why not:"), *lines], "\n")


def _reason(t: Catalogue, reason: str) -> str:
    known = _REASONS.get(reason)
    if known:
        return t.gettext(known)
    return clip(" ".join(reason.split()), _REASON) or t.gettext("no reason was given")


def _recalled(t: Catalogue, recalled: Count) -> Html:
    if not recalled.total:
        return Html("")
    done = say_n(
        t,
        "{n} copy says that it is withdrawn.",
        "{n} copies say that it is withdrawn.",
        recalled.by_state.get(DeliveryState.SENT, 0),
    )
    left = _open(recalled)
    more = say_n(t, "{n} copy is still to be changed.", "{n} copies are still to be changed.", left)
    return join_html([done, more if left else Html("")], "\n")


def _open(count: Count) -> int:
    return sum(count.by_state.get(state, 0) for state in _OPEN)
