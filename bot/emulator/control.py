"""The control API: the acts of `Acting` as JSON over HTTP, for a chat page and for other processes.

Every answer is JSON. A mistake in a request answers 400 and says what is wrong: {"error": "…"}.
"""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from . import control_acts, control_sending, control_views
from .acting import Acting
from .control_fields import Fields
from .control_files import file_response
from .events_stream import stream_events
from .guard import check_local
from .reading import TooLarge, read_body
from .refusals import Refused
from .tapping import NoAnswer

Act = Callable[[Acting, Fields], Awaitable[Any]]
View = Callable[[Acting, Fields], Any]


class Control:
    """The routes under /control."""

    def __init__(self, acting: Acting) -> None:
        self._acting = acting

    def add_routes(self, app: web.Application) -> None:
        """Mount them."""
        for name, act in (control_acts.ACTS | control_sending.ACTS).items():
            app.router.add_post(f"/control/{name}", self._posted(act))
        for name, view in control_views.VIEWS.items():
            app.router.add_get(f"/control/{name}", self._got(view), allow_head=False)
        app.router.add_delete("/control/faults", self._got(control_views.clear_faults))
        app.router.add_get("/control/events", self._events, allow_head=False)
        app.router.add_get("/control/file", self._file, allow_head=False)

    def _posted(self, act: Act) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handler(request: web.Request) -> web.Response:
            check_local(request)
            return await told(lambda: self._act(act, request))

        return handler

    async def _act(self, act: Act, request: web.Request) -> Any:
        self._acting.stage.version += 1
        return await act(self._acting, Fields(await read_object(request)))

    def _got(self, view: View) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handler(request: web.Request) -> web.Response:
            check_local(request)
            return await told(lambda: self._view(view, request))

        return handler

    async def _view(self, view: View, request: web.Request) -> Any:
        return view(self._acting, Fields(dict(request.query)))

    async def _file(self, request: web.Request) -> web.Response:
        check_local(request)
        return file_response(self._acting.stage.files, request.query.get("file_id", ""))

    async def _events(self, request: web.Request) -> web.StreamResponse:
        check_local(request)
        return await stream_events(request, self._acting.stage)


async def told(work: Callable[[], Awaitable[Any]]) -> web.Response:
    """The result as JSON, or the mistake."""
    try:
        return _json(await work())
    except NoAnswer as late:
        return _json({"error": str(late)}, 504)
    except TooLarge:
        return _json({"error": "the request is too large"}, 413)
    except Refused as refused:
        return _json({"error": refused.description}, 400)
    except (ValueError, LookupError) as wrong:
        return _json({"error": str(wrong.args[0]) if wrong.args else repr(wrong)}, 400)


async def read_object(request: web.Request) -> dict[str, Any]:
    """The body as a JSON object, nothing as an empty one; ValueError for anything else."""
    body = await read_body(request)
    try:
        value = json.loads(body) if body.strip() else {}
    except RecursionError as deep:
        raise ValueError("the body is nested too deeply") from deep
    if not isinstance(value, dict):
        raise ValueError("the body must be a JSON object")
    return value


def _json(value: Any, status: int = 200) -> web.Response:
    text = json.dumps(value, ensure_ascii=False)
    return web.Response(body=text.encode("utf-8", "replace"), status=status, content_type="application/json")
