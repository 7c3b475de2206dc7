"""The Bot API for bulk sends: the connections of python-telegram-bot's request, none of its objects.

A message costs a form and a POST. `shared` is the part of the form that many messages have in common,
encoded once: percent-encoding a text of a thousand letters costs more than the rest of the call.
"""

from collections.abc import Mapping

from bot.transport import answers, form
from bot.transport.answers import Answer
from bot.transport.pool import Patience
from bot.transport.request import Address, DirectRequest, addressed

DEFAULT_ROOT = "https://api.telegram.org"


class BotApi:
    """Methods of the Bot API by name. It never shows its token."""

    def __init__(self, request: DirectRequest, token: str, *, root: str = DEFAULT_ROOT) -> None:
        self._request = request
        self._base = f"{root.rstrip('/')}/bot{token}"
        self._addresses: dict[str, Address] = {}

    def __repr__(self) -> str:
        return "BotApi()"

    async def call(
        self, method: str, payload: Mapping[str, object], *, shared: bytes = b"", read_timeout: float = 20.0
    ) -> Answer:
        """The method's result.

        Raises python-telegram-bot's errors and those of `bot.transport.errors`.
        `read_timeout` is in seconds; below nine it makes doubts of the server's own flood waits.
        """
        body = form.join(form.encode(payload), shared)
        patience = Patience(read=read_timeout)
        return answers.result(*await self._request.exchange(self._address(method), body, patience))

    def _address(self, method: str) -> Address:
        if method not in self._addresses:
            self._addresses[method] = addressed(f"{self._base}/{method}", "POST", form.TYPE)
        return self._addresses[method]
