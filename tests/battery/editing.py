"""Editing: what the editor presses and writes about his announcement while the program runs.

He presses a button of the newest message that has it: where a kill took his question or the answer to it, he
presses again. The last press of each deed may be one that is cut off by the program's end.
"""

import signal
from collections.abc import Awaitable, Callable
from typing import Any

from tests.battery.ground import EDITOR, Ground

PAUSE, RESUME = "Mettere in pausa", "Riprendere"
CANCEL = ("Interrompere…", "Sì, interromperla")
RECALL = ("Ritirare…", "Sì, ritirarla")
CORRECT = ("Correggere…", "Correggerla")
SEND = ("Inviare…", "Inviarla")
AGAIN, AGAIN_ONE = "Riprovare 2 invii falliti", "Riprovare 1 invio fallito"
TRY_AGAIN = "Ritentare"
GIVE_UP = ("Rinunciare", "Sì, rinunciare")
WITHDRAW = ("Ritirare", "Sì, ritirarlo")
OPEN, REFRESH = "Aprire", "⟳"

_RUNS = "SELECT count(*) FROM run"

Deed = Callable[[], Awaitable[None]]


async def presses(here: Ground, *buttons: str) -> None:
    """One after the other, each as soon as there is one; the last answer is waited for too."""
    for button in buttons:
        await here.telegram.taps(EDITOR, await _offering(here, button), button)


async def presses_together(here: Ground, *buttons: str) -> None:
    """Buttons that stand there already, one right after the other: when the bot takes back the later ones,
    they are pressed. Only the last answer is waited for.
    """
    messages = [await _offering(here, button) for button in buttons]
    *first, last = zip(messages, buttons, strict=True)
    for message_id, button in first:
        await here.telegram.taps_and_goes(EDITOR, message_id, button)
    await here.telegram.taps(EDITOR, *last)


async def presses_last(here: Ground, *buttons: str) -> None:
    """The same by somebody who does not wait for the last answer."""
    *first, last = buttons
    await presses(here, *first)
    await here.telegram.taps_and_goes(EDITOR, await _offering(here, last), last)


async def writes(here: Ground, text: str) -> None:
    """An announcement of one text, which goes out half a minute later."""
    await here.answers(EDITOR, f"/broadcast {text}")
    await presses(here, *SEND)


async def writes_correction(here: Ground, language: str, text: str) -> None:
    """All of a correction but the last word."""
    await presses(here, CORRECT[0], language)
    await here.answers(EDITOR, text)


async def cut_off(here: Ground, fuse: str, deed: Deed, *, rate: int = 1000, clock_set: bool = False) -> None:
    """The program ends at this instant, which the deed brings about; what it has not taken is dropped."""
    before = here.ledger.count(_RUNS)
    async with here.running(fuse=fuse, clock_set=clock_set, RATE=str(rate)) as bot:
        await here.until(lambda: here.ledger.count(_RUNS) > before)
        await deed()
        assert await bot.ended() == -signal.SIGKILL, fuse
    await here.telegram.forget_updates()


async def _offering(here: Ground, button: str) -> int:
    """The newest message with this button."""
    found: list[int] = []

    async def is_there() -> bool:
        told = await here.telegram.transcript(EDITOR)
        found[:] = [message["message_id"] for message in told if button in _buttons(message)]
        return bool(found)

    await here.until_told(is_there)
    return found[-1]


def _buttons(message: dict[str, Any]) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]
