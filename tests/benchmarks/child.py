"""A measurement alone in its process: `python -m tests.benchmarks.child module:function '{"count": 5}'`.

Printed is what it returns, as JSON in the last line.
"""

import asyncio
import importlib
import inspect
import json
import sys

from tests.benchmarks.machine import cores, pin


def main(where: str, arguments: str) -> None:
    pin(cores()[0])
    module, _, name = where.partition(":")
    measure = getattr(importlib.import_module(f"tests.benchmarks.{module}"), name)
    found = measure(**json.loads(arguments))
    print(json.dumps(asyncio.run(found) if inspect.iscoroutine(found) else found))


if __name__ == "__main__":
    main(*sys.argv[1:])
