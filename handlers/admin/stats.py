"""/stats: the readers as a picture and in words, then what became of the last briefs and announcements."""

from bot.context import Context
from bot.render.outgoing import Outgoing
from bot.render.replies.stats import sendings as sendings_reply
from bot.render.replies.stats import stats as stats_reply
from bot.render.replies.stats_picture import stats_picture
from bot.render.stats_panels import SPANS, USUAL
from handlers.replying import Photo, Reply


async def stats(context: Context, words: str) -> Reply:
    """The last thirty days; `/stats 7` and `/stats 90` look back as far as that."""
    return await show_stats(context, days=_span(words)), await show_sendings(context)


async def show_stats(context: Context, *, days: int) -> Photo:
    """The readers by the publication's clock. Where the picture fails the words are there all the same."""
    services = context.services
    figures = await services.counting.figures(services.db, zone=services.zone, days=days, now=context.now)
    picture = await services.plotter.draw(stats_picture(context.voice, figures))
    return Photo(picture, stats_reply(context.voice, figures))


async def show_sendings(context: Context) -> Outgoing:
    """The last briefs and announcements, as the editor would read them."""
    services = context.services
    sent = await services.counting.sendings(services.db, context.reader)
    return sendings_reply(context.voice, sent)


def _span(words: str) -> int:
    return next((days for days in SPANS if words.strip() == str(days)), USUAL)
