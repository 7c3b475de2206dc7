# make run    the product, in a browser without BOT_TOKEN, on Telegram with it; FRESH=1 begins anew there
# make test   the whole suite
PYTHON ?= python3
BIN := .venv/bin
TESTING ?=

.PHONY: run test install lint types coverage battery mutations soak bench locales lock clean

run: install
	@exec $(BIN)/python -m bot run $(if $(FRESH),--fresh)

test: install
	$(BIN)/python -m pytest $(TESTING)

install: .venv/installed

.venv/installed: .ci/dev.lock
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement .ci/dev.lock
	@touch $@

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install
	$(BIN)/mypy

coverage: TESTING = --cov --cov-report=term
coverage: test

# All numbers, on two cores that have nothing else to do; ONLY=pipeline,fanout for some.
bench: install
	$(BIN)/python -m tests.benchmarks $(if $(ONLY),--only $(ONLY),--json docs/benchmarks.json)

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
