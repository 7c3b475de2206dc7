"""`python -m tests.battery.mutate`: reverses each guard in a copy of the tree and runs what of the battery
must see it. Ends with 1 when one stays green, or when a text is not where it was.
"""

import asyncio
import os
import shutil
import sys
import tempfile
from asyncio.subprocess import PIPE, STDOUT
from collections.abc import Sequence
from pathlib import Path

from tests.battery.mutation import Change, Mutation, listed

ROOT = Path(__file__).parents[2]
TOPS = ("bot", "handlers", "storage", "locales", "tests", "pyproject.toml")
AT_A_TIME = 2
_PATIENCE = "15"
"""Seconds that a scenario waits for what a reversed guard keeps from happening."""
_FAILED = 1
"""The exit code for what ran and failed, of pytest and of the long form."""


def missing(mutation: Mutation, root: Path = ROOT) -> list[str]:
    """The changes whose text is not in its file exactly once."""
    return [
        f"{mutation.guard}: {change.old!r} is {count} times in {change.file}"
        for change in mutation.changes
        if (count := (root / change.file).read_text("utf-8").count(change.old)) != 1
    ]


def apply(change: Change, root: Path) -> None:
    file = root / change.file
    file.write_text(file.read_text("utf-8").replace(change.old, change.new), "utf-8")


def copy(tree: Path, to: Path) -> None:
    """The tree as far as a test needs it."""
    ignored = shutil.ignore_patterns("__pycache__", "*.sqlite3*")
    for name in TOPS:
        if (tree / name).is_dir():
            shutil.copytree(tree / name, to / name, ignore=ignored)
        else:
            shutil.copy(tree / name, to / name)


async def red(mutation: Mutation, tree: Path) -> tuple[bool, str]:
    """Whether its test fails with the guard reversed, and what pytest said."""
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        root = Path(folder)
        copy(tree, root)
        for change in mutation.changes:
            apply(change, root)
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", *mutation.command),
            cwd=root,
            env={**os.environ, "PATIENCE": _PATIENCE},
            stdout=PIPE,
            stderr=STDOUT,
        )
        said, _ = await process.communicate()
    return process.returncode == _FAILED, said.decode(errors="replace")


async def run(mutations: Sequence[Mutation], tree: Path) -> list[str]:
    """The guards whose reversal nobody saw, in the tree as it was at the start."""
    places = asyncio.Semaphore(AT_A_TIME)

    async def one(mutation: Mutation) -> str | None:
        async with places:
            is_red, said = await red(mutation, tree)
        print(f"{'red' if is_red else 'GREEN':<7}{mutation.guard}", flush=True)
        return None if is_red else f"{mutation.guard}: nobody saw it\n{said[-2000:]}"

    return [trouble for trouble in await asyncio.gather(*map(one, mutations)) if trouble]


def main(arguments: Sequence[str]) -> int:
    words = " ".join(arguments)
    chosen = [mutation for mutation in listed() if words in mutation.guard]
    troubles = [trouble for mutation in chosen for trouble in missing(mutation)]
    if not troubles:
        with tempfile.TemporaryDirectory(prefix="unchanged-") as tree:
            copy(ROOT, Path(tree))
            troubles = asyncio.run(run(chosen, Path(tree)))
    print(
        *troubles, f"{len(chosen) - len(troubles)} of {len(chosen)} guards are seen to be missed", sep="\n\n"
    )
    return 1 if troubles or not chosen else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
