# Everything a newcomer needs: Python 3.11 or later, and make. `make help` lists the targets.

SHELL := /bin/bash
.DEFAULT_GOAL := help

# The first of these that runs and is new enough; `make PYTHON=/path/to/python demo` chooses another.
PYTHON ?= $(shell for each in python3 python3.13 python3.12 python3.11 python; do \
	"$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo "$$each"; break; }; done)
VENV ?= .venv
BIN := $(VENV)/bin
# Errors are shown; progress and warnings (of caches, of running as root) are not.
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet --no-input
PROCESSES ?= $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
EXAMPLE ?= messy

.PHONY: help setup demo desk desk-check test lint format types imports bench bench-ledger gate speed release-check golden docs docs-check gazetteer lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | while IFS=$$'\t' read -r target text; do printf '  %-12s %s\n' "$$target" "$$text"; done

# The desk's page and the map under it, built from frontend/ where npm is there; without it all but the page works.
PAGE := src/reportedly/desk/page/index.html
MAP := src/reportedly_packs/russia_ukraine_2022/map.json
PAGE_SOURCES := frontend/index.html frontend/vite.config.ts frontend/tsconfig.json $(shell find frontend/src frontend/words -type f 2>/dev/null)

setup: $(VENV)/.dev $(if $(shell command -v npm),$(PAGE)) ## make .venv with everything the tests and tools need, from the hashed lock, and the desk's page where npm is there

# Two stamps: the demo needs only what the program needs at run time.
$(VENV)/.run: requirements/run.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Reportedly needs Python 3.11 or later, and found none on PATH. Install it, or: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	@echo "Installing what Reportedly needs into $(VENV): once, a minute or two …"
	@test -x $(BIN)/python || "$(PYTHON)" -m venv $(VENV)
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	@echo "Installing what the tests and tools need into $(VENV): once, a minute or two …"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

desk: $(PAGE) ## build the desk's page (needs Node 20.19 or later, and npm)

frontend/node_modules/.made: frontend/package.json frontend/package-lock.json frontend/.npmrc
	@command -v npm >/dev/null || { echo "The desk's page is built with npm, which is not on PATH. Install Node 20.19 or later."; exit 1; }
	@node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 22 || (a === 22 && b >= 12) || (a === 20 && b >= 19) ? 0 : 1)' \
		|| { echo "The desk's page is built with Node 20.19, 22.12 or later; this is $$(node --version)."; exit 1; }
	@echo "Installing what the desk's page is built with into frontend/node_modules: once, a minute or two …"
	@cd frontend && npm ci --loglevel=error
	@touch $@

$(MAP): $(VENV)/.run frontend/node_modules/.made tools/build_map.py $(dir $(MAP))map.toml
	@$(BIN)/python tools/build_map.py

$(PAGE): $(MAP) frontend/node_modules/.made $(PAGE_SOURCES)
	@cd frontend && npx vite build --logLevel warn
	@touch $@

desk-check: frontend/node_modules/.made ## types, style and unit tests of the desk's page
	@cd frontend && npx tsc --noEmit && npx eslint . --max-warnings 0 && npx vitest run --reporter=dot

demo: $(VENV)/.run ## read the messiest of the reports that ship
	@echo '$$ reportedly read --example $(EXAMPLE)'
	@$(BIN)/reportedly read --example $(EXAMPLE) --format terminal
	@echo; echo 'Now your own: $(BIN)/reportedly read page.html (or first: source $(BIN)/activate)'

test: setup ## every test that needs no network, as CI runs them
	$(BIN)/python -m pytest -n $(PROCESSES) --dist worksteal

lint: setup ## style, as CI checks it
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: setup ## put the code into the form that lint wants
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: setup ## mypy, strict, on sources, tests and tools
	$(BIN)/mypy

imports: setup ## the river runs one way
	$(BIN)/lint-imports

bench: setup ## score every benchmark beside the checkout, and write docs/evaluation.md; then bench-ledger
	$(BIN)/python -m eval.run --processes $(PROCESSES) --write
	$(BIN)/python -m eval.gate
	$(BIN)/python -m bench.same --reports 200  # without the number all of them: 45 minutes of two cores
	$(MAKE) bench-ledger

bench-ledger: setup ## 100,000 reports in both stores, 200 kills, a crowd for a minute: an hour on two cores; goes on where it stopped (out/ledger)
	$(BIN)/python -m bench.ledger --keep out/ledger
	$(BIN)/python -m bench.ledger_kill

gate: setup ## the same without writing: fails when a figure is under its floor (SHORT=--short leaves out what takes many minutes)
	$(BIN)/python -m eval.run --processes $(PROCESSES) $(SHORT)
	$(BIN)/python -m eval.gate $(SHORT)

speed: setup ## documents and words a second on one core, against the bare parse
	$(BIN)/python -m bench.speed

release-check: setup ## build wheel and sdist, install the wheel in a fresh environment outside the tree, and use it there
	$(BIN)/python tools/try_release.py

golden: setup ## write the golden readings of the shipped examples anew; read the diff before you commit it
	$(BIN)/python tools/write_golden.py

docs: setup ## write docs/reference from the code, and what commands print into the other pages
	$(BIN)/python tools/build_reference.py
	$(BIN)/python tools/refresh_docs.py

docs-check: setup ## fail when the docs are not what the code says
	$(BIN)/python tools/build_reference.py --check
	$(BIN)/python tools/refresh_docs.py --check

gazetteer: setup ## build the place tables from their sources (needs uv)
	$(UV) pip install --quiet --group gazetteer
	$(BIN)/python tools/build_gazetteer.py
	$(BIN)/python tools/build_place_index.py

# Needs uv on PATH or in the environment. The lock names no host: hashes say what a file is, not where it lies.
UV ?= $(shell test -x $(BIN)/uv && echo $(BIN)/uv || echo uv)
COMPILE := $(UV) pip compile pyproject.toml requirements/build.in --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --no-header --quiet

lock: ## pin every dependency with its hashes (add UPGRADE=--upgrade for newer versions)
	$(COMPILE) $(UPGRADE) --output-file requirements/run.txt
	$(COMPILE) $(UPGRADE) --group dev --constraint requirements/run.txt --output-file requirements/dev.txt

clean: ## remove what tools leave behind; .venv stays
	rm -rf build dist out .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests tools eval bench -name __pycache__ -type d -prune -exec rm -rf {} +
