# Tasks of the project. They need Python 3.11 or later, and make; the rest goes into .venv.

PYTHON ?= python3
ARGS ?=
# A file stays in one process, so that what its tests share is made once.
WORKERS := --numprocesses auto --dist loadfile
CASES ?= 100000
VENV := .venv
BIN := $(VENV)/bin
BUILD := pyproject.toml hatch_build.py scripts/messages.py
CATALOGUES := $(wildcard src/poles_cli/locale/*/LC_MESSAGES/*.po)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help run test fuzz lint bench messages dist clean

help: ## Show these tasks
	@sed -n 's/^\([a-z]*\):.*## /\1: /p' Makefile | awk -F': ' '{ name = $$1; sub(/^[^:]*: /, ""); printf "make %-10s %s\n", name, $$0 }'

run: $(VENV)/run ## Install the program and list the pôle of Montréal
	$(BIN)/poles list --region montreal

test: $(VENV)/dev ## Set up and run every test (ARGS="-k word" to choose some)
	$(BIN)/python -m pytest $(WORKERS) $(ARGS)

fuzz: $(VENV)/dev ## Try each fuzz test on CASES random cases (100000): hours
	POLES_FUZZ_CASES=$(CASES) $(BIN)/python -m pytest tests/fuzz $(ARGS)

lint: $(VENV)/dev ## Check style, layout and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/dev ## Measure start-up against its budgets, and how time grows with the data
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/scale.py

messages: $(VENV)/dev ## Bring the French catalogue up to date with the source
	$(BIN)/python scripts/messages.py

dist: $(VENV)/dev ## Build the sdist, the wheel and the page into dist/
	rm -rf dist
	$(BIN)/python -m hatchling build
	$(BIN)/poles --no-overlay export --format html --output dist/poles.html

clean: ## Remove everything that these tasks create
	rm -rf $(VENV) .nox build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find src tests scripts benchmarks \( -name __pycache__ -o -name '*.mo' \) -exec rm -rf {} +

$(BIN)/python:
	@echo "Making a Python environment in $(VENV)…"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
	    "poles needs Python 3.11 or later. Type: make PYTHON=python3.13")'
	@$(PYTHON) -m venv $(VENV)

# Only the program, editable, so that changes to the source need no new installation.
$(VENV)/run: $(BUILD) $(CATALOGUES) | $(BIN)/python
	@echo "Installing poles and its dependencies into $(VENV): up to a minute…"
	@$(BIN)/python -m pip install --quiet --editable .
	@touch $@

# The program and the tools that build and test it.
$(VENV)/dev: $(BUILD) | $(BIN)/python
	@echo "Installing poles and its test tools into $(VENV): a minute or two…"
	@$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@ $(VENV)/run
