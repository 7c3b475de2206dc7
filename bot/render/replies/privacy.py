"""Privacy: what is stored of a reader, and its end."""

from bot.render.keyboards import Button, ButtonStyle, keyboard
from bot.render.markup import join_html
from bot.render.outgoing import Outgoing
from bot.render.panels import Erase, Export, Keep
from bot.render.replies.absence import return_button
from bot.render.replies.voice import Voice
from bot.render.saying import plain, say


def privacy(voice: Voice) -> Outgoing:
    """What is stored, and what can be done about it."""
    stored = say(
        voice.t,
        "<b>What I keep</b>\n"
        "The number of this chat, your languages, hours and time zone, the topics you follow, "
        "the briefs you saved, which briefs and announcements were sent here and when, and, for 90 days, "
        "under which of them a button was pressed. "
        "No name, no telephone number, and nothing of what you write.",
    )
    use = say(voice.t, "It serves to send you briefs, and nothing else.")
    # Translators: on a button: everything that is stored, as a file.
    export = Button(plain(voice.t, "Send me all of it"), Export())
    # Translators: on a button: everything that is stored, for good.
    erase = Button(plain(voice.t, "Erase all of it"), Erase(sure=False), style=ButtonStyle.DANGER)
    return Outgoing(join_html([stored, use]), keyboard([export], [erase]))


def erase_first_asked(voice: Voice) -> Outgoing:
    """Before everything is erased."""
    text = say(
        voice.t,
        "<b>Erase everything for good?</b> Topics, saved briefs and choices will be gone, "
        "and no more briefs will come.",
    )
    # Translators: on a button, after the question whether everything shall be erased for good.
    yes = Button(plain(voice.t, "Yes, erase it"), Erase(sure=True), style=ButtonStyle.DANGER)
    # Translators: on a button, after the question whether everything shall be erased for good.
    return Outgoing(text, keyboard([yes], [Button(plain(voice.t, "No, keep it"), Keep())]))


def erased(voice: Voice) -> Outgoing:
    """After everything was erased."""
    return Outgoing(say(voice.t, "Everything about you is erased. Should you come back, /start begins anew."))


def exported(voice: Voice) -> str:
    """Under the file with everything that is stored."""
    return plain(voice.t, "This is everything I keep about you.")


def left(voice: Voice, *, already: bool) -> Outgoing:
    """After asking for no more briefs."""
    if already:
        text = say(
            voice.t, "You had stopped briefs already. Your choices are kept: /start brings everything back."
        )
    else:
        text = say(voice.t, "No more briefs will come. Your choices are kept: /start brings everything back.")
    return Outgoing(text, keyboard([return_button(voice)]))
