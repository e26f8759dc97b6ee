# One door for people and CI alike: `make help`.
PYTHON ?= python3
ARGS ?=
VENV := .venv/bin/python
export PYTHONUNBUFFERED = 1

.DEFAULT_GOAL := help
.PHONY: help install test manage

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12
	@echo
	@echo 'One test:   make test ARGS="tests/foundation/test_days.py -k today -n0"   (-n0: one process; -x: stop at the first failure)'
	@echo 'A command:  make manage ARGS="shell"'
	@echo 'Other port: make run PORT=8101'

install: ## Set up this folder: Python packages, front-end files
	@$(PYTHON) -m foundation.local.install

test: install ## All tests on real services; ARGS chooses, e.g. ARGS="tests/local -n0"
	@$(VENV) -m pytest -n 2 $(ARGS)
