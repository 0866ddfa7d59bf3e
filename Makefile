# The verbs of this repository; CI runs the same. PYTHON chooses the interpreter, PORT the port.
PYTHON ?= python3
PORT ?= 0
SETUP ?= yes
BIN := .venv/bin

export SETUP
.PHONY: run test test-bare programs build check lint types clean

run: .venv/installed ## install, build everything, serve it and print the address
	@echo "building ..."
	@$(BIN)/kg build
	@$(BIN)/kg serve --port $(PORT)

test: .venv/installed-test ## install what the tests use (SETUP=no: nothing but Python's), then lint, type-check and test
	$(BIN)/python -m tests.programs
	$(MAKE) --no-print-directory lint types
	$(BIN)/python -m pytest -n auto --dist loadgroup

test-bare: .venv/installed-test ## the tests that use other programs, as where there are none
	$(BIN)/python -m tests.bare -n auto --dist loadgroup

programs: .venv/installed-test ## which programs that the tests use are missing, and how to get them
	$(BIN)/python -m tests.programs --check

build: .venv/installed ## graph, site, tables
	$(BIN)/kg build

check: .venv/installed ## every problem in the sources
	$(BIN)/kg check

lint: .venv/installed-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: .venv/installed-test
	$(BIN)/mypy

.venv/bin/python:
	@$(PYTHON) -m venv .venv

.venv/installed: pyproject.toml constraints.txt | .venv/bin/python
	@echo "installing into .venv (about half a minute) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

.venv/installed-test: .venv/installed
	@echo "installing what the tests need ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	@touch $@

clean:
	rm -rf build .venv
