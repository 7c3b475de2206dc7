"""The Makefile: what a newcomer types, on machines that are not prepared.

Real make, and a Python that only notes what it was asked to do. It cannot compile: nobody must mind.
"""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.programs import ROOT

PRETEND = """#!/bin/sh
case "$*" in
    *version_info*) exit ${TOO_OLD:-0} ;;
    *ensurepip*) exit ${BARE:-0} ;;
    --version) echo "Python 3.9.2"; exit ;;
    "-m pip --version") exit ;;
esac
case "$*" in
    "-m compileall"*) exit 1 ;;
esac
echo "$*" >> asked
case "$*" in
    "-m venv .venv") mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
    "-m pip install"*) exit ${BROKEN:-0} ;;
esac
"""


@dataclass
class Machine:
    """A clone of the project, and a machine to make it on."""

    clone: Path

    def make(self, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": os.environ["PATH"], **settings}
        return subprocess.run(
            ("make", *words), cwd=self.clone, env=environment, capture_output=True, text=True, check=False
        )

    def asked(self) -> list[str]:
        """What Python was asked to do since the last time, without options of pip."""
        file = self.clone / "asked"
        lines = file.read_text("utf-8").splitlines() if file.exists() else []
        file.unlink(missing_ok=True)
        return [re.sub(r"(pip install) .* (\S+)$", r"\1 \2", line) for line in lines]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    shutil.copy2(ROOT / "Makefile", tmp_path)
    shutil.copytree(ROOT / ".ci", tmp_path / ".ci")
    python = tmp_path / "python3"
    python.write_text(PRETEND, "utf-8")
    python.chmod(0o755)
    return Machine(tmp_path)


def test_the_first_run_installs_what_runs_and_the_second_nothing(machine: Machine) -> None:
    done = machine.make("run", "PYTHON=./python3")
    assert done.returncode == 0, done.stderr
    assert machine.asked() == ["-m venv .venv", "-m pip install .ci/run.lock", "-m bot run"]
    machine.make("run", "PYTHON=./python3")
    assert machine.asked() == ["-m bot run"]


def test_it_can_begin_afresh(machine: Machine) -> None:
    machine.make("run", "PYTHON=./python3", "FRESH=1")
    assert machine.asked()[-1] == "-m bot run --fresh"


def test_after_the_tests_there_is_nothing_left_to_install(machine: Machine) -> None:
    machine.make("test", "PYTHON=./python3")
    assert machine.asked() == ["-m venv .venv", "-m pip install .ci/dev.lock", "-m pytest"]
    machine.make("run", "PYTHON=./python3")
    assert machine.asked() == ["-m bot run"]


def test_what_is_tested_with_is_what_runs() -> None:
    pins = [
        set(re.findall(r"^[\w.-]+==\S+", (ROOT / ".ci" / name).read_text("utf-8"), re.MULTILINE))
        for name in ("run.lock", "dev.lock")
    ]
    assert len(pins[0]) > 20
    assert pins[0] < pins[1]


def test_an_installation_that_broke_is_tried_again(machine: Machine) -> None:
    assert machine.make("run", "PYTHON=./python3", BROKEN="1").returncode != 0
    assert "-m bot run" not in machine.asked()
    machine.make("run", "PYTHON=./python3")
    assert machine.asked() == ["-m pip install .ci/run.lock", "-m bot run"]


@pytest.mark.parametrize(
    ("words", "settings", "said"),
    [
        ("PYTHON=nowhere", {}, "There is no nowhere."),
        ("PYTHON=./python3", {"TOO_OLD": "1"}, "./python3 is too old: Python 3.9.2."),
        ("PYTHON=./python3", {"BARE": "1"}, "./python3 came without venv."),
    ],
)
def test_a_python_that_will_not_do_is_named_with_the_remedy(
    machine: Machine, words: str, settings: dict[str, str], said: str
) -> None:
    done = machine.make("run", words, **settings)
    assert done.returncode == 2
    assert said in done.stderr
    assert "apt install python3-venv" in done.stderr
    assert "make run PYTHON=python3.12" in done.stderr
    assert machine.asked() == []
