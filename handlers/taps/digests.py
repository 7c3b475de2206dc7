"""Buttons of digests and offers: open a brief in its place, close it, turn a page, skip."""

from bot.context import Context
from bot.digests import Digest
from bot.model import BundleId
from bot.outcomes import Withdrawn
from bot.render.callbacks import OpenInDigest, ShowDigest, SkipOffer
from bot.render.replies.briefs import opened
from bot.render.replies.digests import digest_page, skipped
from bot.render.replies.manners import no_brief_toast, stale_toast
from bot.unfolding import digest_of, open_in
from handlers.replying import Tapped
from handlers.taps.tap import Tap


async def show_digest(context: Context, tapped: ShowDigest) -> Tapped:
    """A page of a digest, in place."""
    digest = await _digest(context, tapped.bundle_id, tapped.at)
    if digest is None:
        return Tapped(stale_toast(context.t))
    return Tapped(edit=digest_page(context.voice, digest, tapped.page))


async def open_inside(context: Context, tapped: OpenInDigest) -> Tapped:
    """A brief of a digest, in place of it; where it was withdrawn, the digest that says so."""
    found = await open_in(context.services.db, context.reader, tapped.bundle_id, tapped.brief_id)
    if found is None:
        return Tapped(stale_toast(context.t))
    if isinstance(found, Withdrawn):
        closed = await show_digest(context, tapped.way_back)
        return Tapped(no_brief_toast(context.t), edit=closed.edit, alert=True)
    return Tapped(edit=opened(context.voice, context.reader, found, back=tapped.way_back))


async def skip(context: Context, tapped: SkipOffer) -> Tapped:
    """Not now."""
    digest = await _digest(context, tapped.bundle_id, tapped.at)
    if digest is None:
        return Tapped(stale_toast(context.t))
    return Tapped(edit=skipped(context.voice, digest))


async def _digest(context: Context, bundle_id: BundleId, at: int) -> Digest | None:
    return await digest_of(context.services.db, context.reader, bundle_id, at=at, now=context.now)


TAPS = (
    Tap(ShowDigest, show_digest, changes=False),
    Tap(OpenInDigest, open_inside, changes=False),
    Tap(SkipOffer, skip),
)
