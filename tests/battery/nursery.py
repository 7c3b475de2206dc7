"""The nursery: a process that has loaded the program once, and starts it by forking.

Three of four starts' time goes to loading the same modules; a battery starts dozens. What is started is
`python -m MODULE …` in all else: a process with its own number, folder, environment, output and end.

    a test ──order, pipes──▶ nursery ──fork──▶ guardian ──fork──▶ the program
       ▲                                          └─ its number, and later how it ended ─┐
       └─────────────────────────────────────────────────────────────────────────────────┘
"""

import gc
import importlib
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import NoReturn, TypedDict

from tests.programs import ROOT, environment

LOADED = ("bot.app", "bot.cli", "bot.emulator.alone", "tests.battery.fuse")
"""All that is run here needs these; none of them is run itself."""
_ORDER = 1 << 16
"""Bytes that an order may have: arguments and an environment."""


class _Order(TypedDict):
    arguments: list[str]
    """The module's name first."""
    folder: str
    env: dict[str, str]


class Nursery:
    """The near end: orders go in. One for all tests of a process."""

    def __init__(self) -> None:
        self._line, far = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with far:
            self._process = subprocess.Popen(
                (sys.executable, "-m", "tests.battery.nursery", str(far.fileno())),
                pass_fds=(far.fileno(),),
                env=environment(),
                cwd=ROOT,
            )

    def order(
        self, arguments: Sequence[str], folder: str, env: Mapping[str, str], pipes: tuple[int, int, int]
    ) -> None:
        """Start a module. The pipes are for its output, its errors, and its number and exit code."""
        order = json.dumps(_Order(arguments=list(arguments), folder=folder, env=dict(env)))
        socket.send_fds(self._line, [order.encode()], pipes)

    def close(self) -> None:
        self._line.close()
        self._process.wait()


def serve(line: socket.socket) -> None:
    """Carry out orders until nobody can give any."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        order, pipes, _, _ = socket.recv_fds(line, _ORDER, 3)
        if not order:
            return
        if os.fork() == 0:
            line.close()
            _guard(json.loads(order), *pipes)
        for pipe in pipes:
            os.close(pipe)


def _guard(order: _Order, out: int, err: int, told: int) -> NoReturn:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    pid = os.fork()
    if pid == 0:
        os.close(told)
        _become(order, out, err)
    os.close(out)
    os.close(err)
    os.write(told, f"{pid}\n".encode())
    _, status = os.waitpid(pid, 0)
    os.write(told, f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


def _become(order: _Order, out: int, err: int) -> NoReturn:
    """Be the program, until its end. What it raises ends this process as it would end its own."""
    os.dup2(out, 1)
    os.dup2(err, 2)
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["env"])
    sys.argv = order["arguments"]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
    sys.exit(0)


def main() -> None:
    for name in LOADED:
        importlib.import_module(name)
    gc.freeze()  # what is shared stays shared: collecting would write to all of it
    serve(socket.socket(fileno=int(sys.argv[1])))


if __name__ == "__main__":
    main()
