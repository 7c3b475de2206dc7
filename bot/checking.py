"""Checking: are catalogues, database, address, token and feeds in order? Each problem comes with its remedy.

Changes nothing: the database is opened only where it exists, is of this version and is nobody's at the
moment; the address is tried and not listened on; Telegram is asked for the bot's name only.
"""

import os
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.errors import DatabaseInUse, FeedError
from bot.i18n.checking import check as check_catalogues
from bot.looking import look
from bot.settings import Settings
from bot.transport.request import DirectRequest
from bot.transport.secrecy import hide
from storage.database import FAILURES, Database
from storage.migrate import migrations


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `remedy` is None where it is in order."""

    about: str
    says: str
    remedy: str | None = None


async def findings(settings: Settings, *, now: datetime) -> AsyncIterator[Finding]:
    """Look at everything, one thing after the other."""
    yield _catalogues()
    try:
        yield await _database(settings.database)
    except DatabaseInUse as error:
        yield Finding(_named(settings.database), f"is in use by process {error.holder}, which looks after it")
    else:
        yield _address(settings)
    yield await _token(settings)
    if settings.bot_token and not settings.feeds:
        yield Finding("FEEDS", "is not set, so there is nothing to publish", "set it to the feed's address")
    for address in settings.feeds:
        yield await _feed(settings, address, now=now)


def _catalogues() -> Finding:
    problems = check_catalogues()
    if problems:
        return Finding("catalogues", "; ".join(map(str, problems)), "translate what is named in locales/")
    return Finding("catalogues", "complete")


async def _database(path: Path) -> Finding:
    """Raises DatabaseInUse, where a running program has the address too."""
    about = _named(path)
    if not _is_there(path):
        return _new_database(about, path)
    try:
        have = await Database.version_of(path)
        if have < len(migrations()):
            return Finding(about, f"of version {have}, is copied and brought up to date at the next start")
        return Finding(about, *await _inside(path))
    except DatabaseInUse:
        raise
    except FAILURES as error:
        return Finding(about, str(error), "restore the last backup, or set DATABASE to another file")


def _named(path: Path) -> str:
    return f"database {path}"


def _is_there(path: Path) -> bool:
    return path.exists()


def _new_database(about: str, path: Path) -> Finding:
    folder = next(each for each in path.absolute().parents if each.exists())
    if folder.is_dir() and os.access(folder, os.W_OK | os.X_OK):
        return Finding(about, "does not exist yet and will be made")
    remedy = "make that a folder to write in, or set DATABASE to another file"
    return Finding(about, f"cannot be made in {folder}", remedy)


async def _inside(path: Path) -> tuple[str, str | None]:
    """What the database says of itself, and the remedy where that is bad."""
    db = await Database.open(path)
    try:
        async with db.transaction() as tx:
            problems, readers = await tx.check(), await tx.readers.count()
    finally:
        await db.close()
    if problems:
        return "; ".join(problems), "restore the last backup"
    return f"sound, {readers} readers", None


def _address(settings: Settings) -> Finding:
    listen = settings.listen
    with socket.socket(socket.AF_INET6 if ":" in listen.host else socket.AF_INET) as trial:
        # As asyncio does: without it a port is busy for a minute after the program that had it.
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((listen.host, listen.port))
        except OSError as error:
            return Finding(
                f"LISTEN {listen}",
                f"cannot be had: {error.strerror or error}",
                "stop what uses it (a bot that runs already, perhaps), or set LISTEN to another address",
            )
    return Finding(f"LISTEN {listen}", "is free")


async def _token(settings: Settings) -> Finding:
    if settings.bot_token is None:
        return Finding("BOT_TOKEN", "is not set: the embedded emulator stands in for Telegram")
    root = settings.bot_api_url
    bot = Bot(
        settings.bot_token.reveal(), f"{root}/bot", f"{root}/file/bot", request=DirectRequest(connections=1)
    )
    try:
        async with bot:
            return Finding("BOT_TOKEN", f"is the one of @{bot.username}")
    except InvalidToken:
        return Finding("BOT_TOKEN", "is refused by Telegram", "copy it again from @BotFather, whole")
    except TelegramError as error:
        reason = hide(str(error))
        return Finding("BOT_TOKEN", f"could not be tried: {reason}", f"check {root} and the network")


async def _feed(settings: Settings, address: str, *, now: datetime) -> Finding:
    try:
        feed = await look(settings, address, now=now)
    except FeedError as error:
        return Finding(f"feed {address}", str(error), "open it in a browser; correct FEEDS")
    return Finding(f"feed {address}", f"{len(feed.entries)} entries")
