"""Listening: a web server at an address, and what is said when the address cannot be had."""

from aiohttp import web

from bot.errors import StrilloneError


class CannotListen(StrilloneError):
    """Raised when the address in LISTEN cannot be had."""


class Listening:
    """A server that listens from `open` to `close`. With `carry_on` a request outlives its client."""

    def __init__(self, server: web.Application, *, carry_on: bool = False) -> None:
        self._runner = web.AppRunner(
            server, access_log=None, shutdown_timeout=1.0, handler_cancellation=not carry_on
        )

    async def open(self, host: str, port: int) -> str:
        """Listen, and return the address; CannotListen names the remedy. Port 0 takes any free one."""
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        try:
            await site.start()
        except OSError as error:
            await self._runner.cleanup()
            raise CannotListen(
                f"{_spelt(host, port)} cannot be listened on ({error.strerror or error}): "
                "stop what uses it, or set LISTEN to another address, such as 127.0.0.1:8090."
            ) from error
        bound = self._runner.addresses[0]
        return f"http://{_spelt(bound[0], bound[1])}"

    async def close(self) -> None:
        await self._runner.cleanup()


def _spelt(host: str, port: int) -> str:
    """host:port, an IPv6 host in brackets."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
