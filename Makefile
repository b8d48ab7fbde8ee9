# The front door: make setup, demo, test, bench, fast, clean. Each sets up what it needs and ends by itself.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
FAST := .venv-fast
STAMP := $(VENV)/.up-to-date
SHARED ?= ../shared
JOBS ?= 2

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint bench fast clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

setup: $(STAMP) ## .venv with the package and the tools of its tests

$(STAMP): pyproject.toml
	@test -n "$(PYTHON)" || { echo "thucydides needs Python 3.11 or newer; none was found (set PYTHON=/path/to/python)" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "setting up $(VENV) (a minute the first time)"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable '.[dev,html]'
	@touch $@

demo: setup ## reads the bundled reports and prints what they claim
	@$(BIN)/thucydides read src/thucydides/data/demo
	@echo
	@echo "Try next:"
	@echo "  $(BIN)/thucydides read src/thucydides/data/demo --explain        why each value is there, and what was not coded"
	@echo "  $(BIN)/thucydides read FILE --format jsonl                       your own text, one claim a line"
	@echo "  $(BIN)/thucydides init myproject && cd myproject                 a project: add, read, claims, export"

lint: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet . || { echo "not formatted: run $(BIN)/ruff format ." >&2; exit 1; }
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache --no-logo

test: lint ## style, types, contracts, then all tests
	@$(BIN)/python -m pytest -n $(JOBS)

bench: setup ## reads every benchmark of ../shared and prints one table
	@test -d $(SHARED)/bench || { echo "no benchmarks at $(SHARED): nothing to measure" >&2; exit 1; }
	@$(BIN)/python bench/run.py --shared $(SHARED)

fast: setup ## .venv-fast with the reader compiled to machine code (needs a C compiler, ten minutes); reads the same bytes
	@command -v cc >/dev/null || { echo "make fast needs a C compiler and Python's headers (Debian: apt install gcc python3-dev)" >&2; exit 1; }
	@test -x $(FAST)/bin/python || $(PYTHON) -m venv $(FAST)
	@echo "compiling into $(FAST) (ten minutes)"
	@THUCYDIDES_COMPILE=1 $(FAST)/bin/python -m pip install -qq --disable-pip-version-check '.[html,parquet,scale,web]' mypy_extensions
	@one=$$($(BIN)/python bench/digest.py); two=$$($(FAST)/bin/python bench/digest.py); \
	test "$$one" = "$$two" || { echo "the compiled reader reads otherwise: $$two, not $$one" >&2; exit 1; }
	@echo "$(FAST)/bin/thucydides reads the same claims, to the byte"

clean: ## removes what the other targets made
	rm -rf $(VENV) $(FAST) build dist bench/out .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
	find . -name '*.egg-info' -type d -not -path './.git/*' -prune -exec rm -rf {} +

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
