"""Digests on request: what a button under one shows."""

from bot.digests import Digest
from bot.render.digest import render_digest, render_skipped
from bot.render.outgoing import Outgoing
from bot.render.replies.voice import Voice


def digest_page(voice: Voice, digest: Digest, page: int) -> Outgoing:
    """A page of a digest, closed."""
    return render_digest(digest, t=voice.t, zone=voice.zone, names=voice.names, page=page)


def skipped(voice: Voice, digest: Digest) -> Outgoing:
    """He did not want what came meanwhile."""
    return render_skipped(digest, t=voice.t)
