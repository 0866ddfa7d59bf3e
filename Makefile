# The verbs of this repository; CI runs the same. PYTHON chooses the interpreter, PORT the port.
PYTHON ?= python3
PORT ?= 0
BIN := .venv/bin

.PHONY: run test build check lint types clean

run: .venv/installed ## install, build everything, serve it and print the address
	@echo "building ..."
	@$(BIN)/kg build
	@$(BIN)/kg serve --port $(PORT)

test: .venv/installed-test ## install what the tests need, then lint, type-check and test
	$(MAKE) --no-print-directory lint types
	$(BIN)/python -m pytest -n auto --dist loadgroup

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
