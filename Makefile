# One door for people and CI alike: `make help`.
PYTHON ?= python3
ARGS ?=
VENV := .venv/bin/python
export PYTHONUNBUFFERED = 1

.DEFAULT_GOAL := help
.PHONY: help install run manage test

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12
	@echo
	@echo 'One test:   make test ARGS="tests/foundation/test_days.py -k today -n0"   (-n0: one process; -x: stop at the first failure)'
	@echo 'A command:  make manage ARGS="shell"'
	@echo 'Other port: make run PORT=8101'

install: ## Set up this folder: Python packages, front-end files
	@$(PYTHON) -m foundation.local.install

run: ## Start the portal; PORT=8101 chooses the port, DEMO=300000 the size of the demonstration city
	@$(PYTHON) -m foundation.local.install --run-only && exec $(VENV) -m foundation.local.supervisor

manage: ## A manage.py command against the portal of this folder, started or not: ARGS="shell"
	@$(PYTHON) -m foundation.local.install --run-only
	@$(VENV) -m foundation.local.manage $(ARGS)

test: ## All tests on real services; ARGS chooses, e.g. ARGS="tests/local -n0"
	@$(PYTHON) -m foundation.local.install --quiet
	@$(VENV) -m pytest -n 2 $(ARGS)
