"""Answering: a method's result or refusal, or a fault, turned into what goes back over the wire."""

import inspect
import json
import logging
from dataclasses import dataclass
from typing import Any

from .args import Args
from .faults import NONE, Fault
from .methods import METHODS
from .refusals import Refused
from .stage import Request, Said, Stage

log = logging.getLogger(__name__)
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
TEXTS = ("text", "caption", "media", "rich_message")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: its HTTP status, the object and the seconds to wait that the header names."""

    status: int
    body: dict[str, Any]
    retry_after: int | None = None

    def encoded(self) -> bytes:
        """The body as bytes."""
        return _encode(self.body).encode("utf-8", "replace")


async def answer(stage: Stage, method: str, args: Args) -> Answer:
    """Do the call and word its answer. A wait within the limits' patience is sat out."""
    while True:
        try:
            return worded(await _do(Request(stage, method, args)))
        except Refused as refused:
            if refused.status == 429 and 0 < (refused.retry_after or 0) <= stage.limits.patience:
                await stage.clock.sleep(float(refused.retry_after or 0))
                continue
            return refusal(refused)
        except Exception:
            # A mistake of the emulator's own must not look like one of the bot's.
            log.exception("the emulator failed at %s", method)
            return refusal(Refused("emulator failure", status=500))


async def _do(request: Request) -> Any:
    method = METHODS.get(request.method)
    if method is None:
        raise Refused("Not Found: method not found", status=404)
    result = method(request)
    return await result if inspect.isawaitable(result) else result


def worded(result: Any) -> Answer:
    """A success."""
    if isinstance(result, Said):
        return Answer(200, {"ok": True, "result": result.result, "description": result.description})
    return Answer(200, {"ok": True, "result": result})


def refusal(refused: Refused) -> Answer:
    """An error."""
    return Answer(refused.status, refused.answer(), refused.retry_after)


def fault_for(stage: Stage, method: str, args: Args) -> Fault:
    """The fault that hits this call."""
    if not len(stage.faults):
        return NONE
    text = "\n".join(args.text(name) for name in TEXTS if name in args.values)
    return stage.faults.strike(method, args.text("chat_id").strip(), text)
