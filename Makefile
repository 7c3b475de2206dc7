# make run    the product, in a browser without BOT_TOKEN, on Telegram with it; FRESH=1 begins anew there
# make test   the whole suite
PYTHON ?= python3
BIN := .venv/bin
TESTING ?=

.PHONY: run test install lint types coverage battery mutations soak bench pictures locales lock clean

run: .venv/running
	@exec $(BIN)/python -m bot run $(if $(FRESH),--fresh)

test: install
	$(BIN)/python -m pytest $(TESTING)

install: .venv/installed

# A lock names everything there is to install, so nothing is to be resolved. What is only run is there sooner, and
# compiled on all cores, also where Python is told to leave no bytecode behind (then each start would pay for it).
define installed_from
	@PYTHON="$(PYTHON)" .ci/python
	@echo "Installing $(1) into .venv, this once." >&2
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --no-deps --require-hashes --requirement $(1)
	@$(BIN)/python -m compileall -qq -j 0 .venv/lib bot handlers storage || true
	@touch .venv/running $@
endef

.venv/running: .ci/run.lock
	$(call installed_from,.ci/run.lock)

.venv/installed: .ci/dev.lock
	$(call installed_from,.ci/dev.lock)

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install
	$(BIN)/mypy

coverage: TESTING = --cov --cov-report=term
coverage: test

# The pictures of README.md and docs/, light and dark, taken of the real page; needs Chromium.
pictures: install
	$(BIN)/python -m tests.browser.pictures

# All numbers, on two cores that have nothing else to do; ONLY=pipeline,fanout for some, KEEP=1 to keep these too.
# ONLY=year, a whole year of deliveries, takes a quarter of an hour and runs only where it is named.
bench: install
	$(BIN)/python -m tests.benchmarks $(if $(ONLY),--only $(ONLY)) $(if $(ONLY),$(if $(KEEP),--json docs/benchmarks.json),--json docs/benchmarks.json)

# Delivery, proven: the program killed, starved and flooded, some six minutes; a table, and 1 on any breach.
battery: install
	$(BIN)/python -m tests.battery

# Each guard of the engine is reversed in a copy, and the battery must see it.
mutations: install
	$(BIN)/python -m tests.battery.mutate

# Mixed work with faults for so long; fails on growth and on anything lost.
MINUTES ?= 10
soak: install
	$(BIN)/python -m tests.battery.soak $(MINUTES)

# After a sentence was added or changed: bot.pot and every catalogue are brought up to the sources.
locales: install
	$(BIN)/python -c "from bot.i18n.extraction import update; print(*update(), sep='\n')"

# After a change of dependencies in pyproject.toml.
lock: install
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header pyproject.toml --output-file .ci/run.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header pyproject.toml --group dev --output-file .ci/dev.lock

clean:
	rm -rf .venv .mypy_cache .ruff_cache .hypothesis .coverage*
