# sonolog: everything starts from here.  `make help` lists what there is.

VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.made
WORKERS ?= $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
PIP := $(PY) -m pip --disable-pip-version-check --quiet
FULL := --full --figures build/figures
TIMED := tests/faults/test_many_writers.py
MEMORY := $(shell test -w /dev/shm && df -Pm /dev/shm 2>/dev/null | awk 'NR == 2 && $$4 > 4000 { print "/dev/shm" }')
IN_MEMORY = place=$$(mktemp -d $(if $(MEMORY),-p $(MEMORY))) && chmod 755 "$$place" && trap 'rm -rf "$$place"' EXIT && trap 'exit 130' INT TERM && TMPDIR=$$place
PIP_TOOLS := pip-tools==7.6.2

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help test demo check format generate pictures lock bench faults opinions audit clean

help: ## list what make can do
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile | while IFS='	' read -r name words; do printf '  make %-8s %s\n' "$$name" "$$words"; done

test: $(READY) ## run every test
	@$(IN_MEMORY) $(PY) -m pytest -n $(WORKERS)

demo: $(READY) ## make an invented trainee's year in demo/, show it, and open it
	@if [ -e demo ] && [ ! -e demo/.made ]; then echo 'demo/ holds something that make did not put there; move it away first.' >&2; exit 1; fi
	@rm -rf demo && mkdir demo && touch demo/.made
	@$(VENV)/bin/sonolog --logbook demo/logbook.db demo

check: $(READY) ## style, types, layers, generated files
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	$(VENV)/bin/lint-imports --no-logo
	$(PY) -m pytest --quiet tests/rules/test_generated.py

format: $(READY) ## put the files into shape
	$(PY) -m ruff check --fix
	$(PY) -m ruff format

bench: $(READY) ## measure against floors taken in the same run; writes docs/performance.md; fails beyond a limit
	$(PY) benches/whole.py $(SIZES)

faults: $(READY) ## the whole fault programme, each line at its target; writes docs/faults.md
	@rm -rf build/figures
	@$(IN_MEMORY) $(PY) -m pytest -n $(WORKERS) --maxschedchunk 1 $(FULL) tests/faults tests/hostile/test_fields.py --ignore $(TIMED)
	$(PY) -m pytest $(FULL) $(TIMED)
	$(PY) -m tests.faults.speed build/figures
	$(PY) -m tests.faults.summary build/figures

opinions: $(READY) ## ask the second opinion about rules of requirements in some 58,000 random cases
	SONOLOG_CASES=14 $(PY) -m pytest -n $(WORKERS) tests/progress/test_against_definition.py tests/progress/test_against_definition_more.py

audit: $(READY) ## compare the pinned libraries with published vulnerabilities (needs pip-audit and a network)
	@$(PY) -m tests.faults.audit requirements.lock

generate: $(READY) ## write the generated files anew
	$(PY) tests/rules/generated.py

pictures: $(READY) ## draw the text pictures of the app's screens anew
	SONOLOG_PICTURES=renew $(PY) -m pytest --quiet -n $(WORKERS) tests/tui
	$(PY) -m tests.tui.screenshots

lock: $(READY) ## pin every library anew, with hashes and without addresses
	$(PIP) install '$(PIP_TOOLS)'
	$(PY) -m piptools compile --quiet --upgrade --generate-hashes --all-extras --all-build-deps --allow-unsafe --strip-extras \
	    --no-header --no-annotate --no-emit-options --newline lf --output-file requirements.lock pyproject.toml

clean: ## remove what make made
	@if [ -e demo/.made ]; then rm -rf demo; fi
	rm -rf $(VENV) build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests benches -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): requirements.lock pyproject.toml
	@set -e; \
	if ! $(PY) -m pip --version >/dev/null 2>&1; then \
	    found=; \
	    for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python; do \
	        if "$$python" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$python; break; fi; \
	    done; \
	    if [ -z "$$found" ]; then \
	        echo 'sonolog needs Python 3.11 or newer with its venv module, and found none.' >&2; \
	        echo 'On Debian or Ubuntu: apt install python3-venv.  Elsewhere, name one: make PYTHON=/path/to/python3.11' >&2; \
	        exit 1; \
	    fi; \
	    echo "Making $(VENV) with $$found; this takes a minute, once."; \
	    "$$found" -m venv --clear $(VENV); \
	fi
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(PY) -m compileall -q src
	@touch $@
