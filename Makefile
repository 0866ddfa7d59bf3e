# The verbs of this repository; CI runs the same. PYTHON chooses the interpreter, PORT the port.
PYTHON ?= python3
PORT ?= 0
SETUP ?= yes
BIN := .venv/bin
TOOLS := build/tools/bin
INSTALL = install --quiet --disable-pip-version-check --no-build-isolation
# Every file has a hash in locks/. What comes as source is built with what stands there too, not with
# what a build would fetch for itself.
LOCKED = $(INSTALL) --require-hashes -r

export SETUP
.PHONY: run test quick test-bare programs build check lint words types locks sbom clean

run: .venv/installed ## install, build everything, serve it and print the address
	@echo "building ..."
	@$(BIN)/kg build
	@$(BIN)/kg serve --port $(PORT)

test: .venv/installed-test ## install what the tests use (SETUP=no: nothing but Python's), then lint, type-check and test
	$(BIN)/python -m tests.programs
	$(MAKE) --no-print-directory lint types
	$(BIN)/python -m pytest -n auto --dist loadgroup

quick: .venv/installed-test ## what one runs while editing: two or three minutes, no browser, no Java, no servers
	$(BIN)/python -m pytest -q -n auto --dist loadgroup -m "not slow and not needs"

test-bare: .venv/installed-test ## the tests that use other programs, as where there are none
	$(BIN)/python -m tests.bare -n auto --dist loadgroup

programs: .venv/installed-test ## which programs that the tests use are missing, and how to get them
	$(BIN)/python -m tests.programs --check

build: .venv/installed ## graph, site, tables
	$(BIN)/kg build --strict

check: .venv/installed ## every problem in the sources; warnings are errors
	$(BIN)/kg check --strict

lint: .venv/installed-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check

words: .venv/installed ## bring site/languages/ up to date with the templates; LANGUAGES=ar begins another
	@$(BIN)/python -m kg.outputs.site.messages $(LANGUAGES)

types: .venv/installed-test
	$(BIN)/mypy

locks: build/tools/installed ## the hash of every file of the releases that constraints.txt names, into locks/
	$(LOCK) -c constraints.txt --group build -o locks/build.txt
	$(LOCK) -c constraints.txt pyproject.toml -o locks/run.txt
	$(LOCK) -c constraints.txt pyproject.toml --extra test -o locks/test.txt
	$(LOCK) --group tools -o locks/tools.txt

LOCK = $(TOOLS)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-header

# An environment with the project, what it needs and nothing else, not even pip.
sbom: .venv/installed build/tools/installed ## all that a user gets, as CycloneDX, into build/sbom.json
	@rm -rf build/sbom && $(PYTHON) -m venv --without-pip build/sbom
	@$(BIN)/python -m pip --python build/sbom/bin/python $(LOCKED) locks/run.txt
	@$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir build/sbom .
	@$(BIN)/python -m pip --python build/sbom/bin/python $(INSTALL) --no-deps build/sbom/*.whl
	@$(TOOLS)/cyclonedx-py environment --pyproject pyproject.toml --output-file build/sbom/sbom.json build/sbom/bin/python
	@$(BIN)/python -m deploy.sbom build/sbom/sbom.json build/sbom.json
	@rm -rf build/sbom

.venv/bin/python:
	@$(PYTHON) -m venv .venv

.venv/installed: pyproject.toml locks/build.txt locks/run.txt | .venv/bin/python
	@echo "installing into .venv (about half a minute) ..."
	@$(BIN)/python -m pip $(LOCKED) locks/build.txt
	@$(BIN)/python -m pip $(LOCKED) locks/run.txt
	@$(BIN)/python -m pip $(INSTALL) --no-deps -e .
	@touch $@

.venv/installed-test: .venv/installed locks/test.txt
	@echo "installing what the tests need ..."
	@$(BIN)/python -m pip $(LOCKED) locks/test.txt
	@touch $@

# Tools of the house have a place of their own: nothing that runs or is tested sees them.
build/tools/installed: locks/tools.txt
	@$(PYTHON) -m venv build/tools
	@build/tools/bin/python -m pip $(LOCKED) locks/tools.txt
	@touch $@

clean:
	rm -rf build .venv
