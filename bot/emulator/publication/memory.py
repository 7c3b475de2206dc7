"""What the publication remembers between two runs: what is out, when, and what happened to it.

Without it a restart would put articles back into the drawer that readers have already had, and a bot that
knows them would rightly not deliver them a second time. Kept as JSON; texts stay in the library.
"""

import json
import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.emulator.publication.article import Article
from bot.emulator.publication.writing import Brief

log = logging.getLogger(__name__)

FindBrief = Callable[[str], Brief | None]


def remember(path: Path, articles: Iterable[Article]) -> None:
    """Write the file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f"{path.suffix}.new")
    draft.write_text(json.dumps([_row(article) for article in articles], indent=1), "utf-8")
    draft.replace(path)


def recall(path: Path, find_brief: FindBrief) -> list[Article]:
    """The articles of the file, oldest first; none where there is no file or no sense in it."""
    try:
        rows = json.loads(path.read_text("utf-8"))
        return [article for row in rows if (article := _article(row, find_brief))]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        log.warning("the publication starts afresh: %s cannot be read (%s)", path, type(error).__name__)
        return []


def _row(article: Article) -> dict[str, Any]:
    return {
        "slug": article.slug,
        "published_at": article.published_at.isoformat(),
        "corrections": [moment.isoformat() for moment in article.corrections],
        "withdrawn_at": article.withdrawn_at and article.withdrawn_at.isoformat(),
    }


def _article(row: dict[str, Any], find_brief: FindBrief) -> Article | None:
    """None for a brief that is no longer in the library."""
    brief = find_brief(row["slug"])
    if brief is None:
        return None
    withdrawn_at = row["withdrawn_at"]
    return Article(
        brief,
        _moment(row["published_at"]),
        tuple(_moment(moment) for moment in row["corrections"]),
        _moment(withdrawn_at) if withdrawn_at else None,
    )


def _moment(written: str) -> datetime:
    moment = datetime.fromisoformat(written)
    if moment.tzinfo is None:
        raise ValueError(f"a moment without a zone: {written}")
    return moment
