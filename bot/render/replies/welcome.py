"""Welcome: what a reader is told when he comes, and what he receives now."""

from bot.i18n import format_list, language_name
from bot.model import Reader, Scope
from bot.render.callbacks import ListKind, ShowList
from bot.render.keyboards import Button, keyboard
from bot.render.markup import Html, join_html
from bot.render.outgoing import Outgoing
from bot.render.panels import Panel, ShowPanel
from bot.render.replies.absence import return_row, stopped
from bot.render.replies.voice import Voice
from bot.render.replies.when import digests_in_words
from bot.render.saying import plain, say, say_n

_SILENT = Html("")


def welcome(voice: Voice, reader: Reader, *, following: int) -> Outgoing:
    """To somebody who comes for the first time."""
    hello = say(
        voice.t,
        "<b>Welcome.</b> I bring you the briefs of the publication as they appear: "
        "there is nothing else to do.",
    )
    return home(voice, reader, following=following, greeting=hello)


def welcome_back(voice: Voice, reader: Reader, *, following: int) -> Outgoing:
    """To somebody to whom nothing was sent for a while; his choices stand."""
    hello = say(voice.t, "<b>Welcome back.</b> You receive briefs again, as you had chosen.")
    return home(voice, reader, following=following, greeting=hello)


def group_greeting(voice: Voice, reader: Reader) -> Outgoing:
    """To a group that the bot was added to."""
    hello = say(
        voice.t,
        "<b>Good day to all.</b> I bring this group the briefs of the publication. "
        "Its administrators choose topics, languages and hours.",
    )
    return home(voice, reader, following=0, greeting=hello)


def home(voice: Voice, reader: Reader, *, following: int, greeting: Html = _SILENT) -> Outgoing:
    """What the reader receives, and the buttons that change it."""
    lines = choices(voice, reader, following=following)
    end = say(voice.t, "/help shows everything else.") if greeting else Html("")
    text = join_html([greeting or _heading(voice), join_html(lines, "\n"), stopped(voice, reader), end])
    return Outgoing(text, keyboard(return_row(voice, reader), *_panels(voice)))


def choices(voice: Voice, reader: Reader, *, following: int) -> list[Html]:
    """Which briefs he receives, in which languages, and when: a line for each."""
    return [_what(voice, reader, following), _languages(voice, reader), _when(voice, reader)]


def way_out(voice: Voice, *, from_settings: bool) -> Button:
    """Back to where a panel was opened."""
    # Translators: on a button that leads back to the reader's settings.
    return Button(plain(voice.t, "◂ Back"), ShowPanel(Panel.SETTINGS if from_settings else Panel.HOME))


def latest_button(voice: Voice) -> Button:
    # Translators: on a button.
    return Button(plain(voice.t, "Latest briefs"), ShowList(ListKind.LATEST))


def _heading(voice: Voice) -> Html:
    return say(voice.t, "<b>What you receive</b>")


def _what(voice: Voice, reader: Reader, following: int) -> Html:
    if reader.scope is Scope.EVERYTHING:
        return say(voice.t, "Briefs: all of them")
    if not following:
        return say(voice.t, "Briefs: none, since you follow no topic yet")
    return say_n(voice.t, "Briefs: on {n} topic you follow", "Briefs: on {n} topics you follow", following)


def _languages(voice: Voice, reader: Reader) -> Html:
    names = [language_name(each, in_=voice.t.language) for each in reader.languages]
    if reader.only_these:
        # Translators: {languages} is a list such as "Italian and English".
        return say(voice.t, "Languages: only {languages}", languages=format_list(voice.t, names))
    # Translators: {language} is the language preferred, such as "Italian".
    return say(voice.t, "Languages: {language} first, otherwise the one there is", language=names[0])


def _when(voice: Voice, reader: Reader) -> Html:
    if not reader.schedule.hours:
        return say(voice.t, "When: as soon as they are published")
    # Translators: {when} is "every day at 08:00 and 18:30", or "from Monday to Friday at 08:00".
    return say(voice.t, "When: {when}", when=digests_in_words(voice.t, reader.schedule))


def _panels(voice: Voice) -> list[list[Button]]:
    return [
        [
            # Translators: on a button.
            Button(plain(voice.t, "Topics"), ShowPanel(Panel.TOPICS)),
            # Translators: on a button.
            Button(plain(voice.t, "Languages"), ShowPanel(Panel.LANGUAGES)),
            # Translators: on a button: at which times of the day briefs come.
            Button(plain(voice.t, "Hours"), ShowPanel(Panel.HOURS)),
        ],
        [latest_button(voice)],
    ]
