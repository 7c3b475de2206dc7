"""The machine: whose processor, what a process has cost, and what it holds."""

import asyncio
import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
_TICKS = os.sysconf("SC_CLK_TCK")


def cores() -> tuple[int, int]:
    """One core for what is measured, another for the far end; the same where there is only one."""
    mine = sorted(os.sched_getaffinity(0))
    return mine[0], mine[-1]


def pin(core: int) -> None:
    """This process, and what it starts from now on, runs there."""
    os.sched_setaffinity(0, {core})


def spent() -> float:
    """Seconds of processor time of this process, all its threads included."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def spent_by(pid: int) -> float:
    """The same of another process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def resident(pid: int) -> float:
    """Megabytes that a process holds in memory now."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise LookupError(f"process {pid} has no memory any more")


def _path() -> str:
    return os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])


async def in_child(measure: str, **arguments: Any) -> dict[str, float]:
    """What `measure` (`module:function` of this package) found out, alone in a process on its own core."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.benchmarks.child", measure, json.dumps(arguments)),
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": _path()},
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        out, _ = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise RuntimeError(f"{measure} ended with {process.returncode}")
    found: dict[str, float] = json.loads(out.splitlines()[-1])
    return found
