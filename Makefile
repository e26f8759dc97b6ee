# One door for people and CI alike: `make help`.
PYTHON ?= python3
ARGS ?=
VENV := .venv/bin/python
INSTALL := $(PYTHON) -m local.install
export PYTHONUNBUFFERED = 1

.DEFAULT_GOAL := help
.PHONY: help install install-production run manage test check fix bench lock release map where bare operations reset

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 20
	@echo
	@echo 'One test:   make test ARGS="tests/foundation/test_days.py -k today -n0"   (-n0: one process; -x: stop at the first failure)'
	@echo 'A command:  make manage ARGS="shell"'
	@echo 'Other port: make run PORT=8101'

install: ## Set up this folder: Python packages, front-end files
	@$(INSTALL)

install-production: ## For a server: what running the portal takes, no test tools, readable by its account
	@$(INSTALL) --production

run: ## Start the portal; PORT=8101 chooses the port, DEMO=300000 the size of the demonstration city
	@$(INSTALL) --run-only && exec $(VENV) -m local.supervisor

manage: ## A manage.py command against the portal of this folder, started or not: ARGS="shell"
	@$(INSTALL) --run-only && $(VENV) -m local.manage $(ARGS)

test: ## All tests on real services; ARGS chooses, e.g. ARGS="tests/local -n0"
	@$(INSTALL) --quiet && $(VENV) -m pytest -n 2 $(ARGS)

check: ## ARGS="types lint" chooses; else all: format, lint, types, imports, migrations, deployment settings, templates, locks
	@$(INSTALL) --quiet && $(VENV) -m local.check $(ARGS)

fix: ## Mend format and lint where a program can
	@$(INSTALL) --quiet && .venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format . ; .venv/bin/djangofmt --quiet templates

bench: ## The figures of benchmarks/ as ratios with their limits; ARGS="writes --participants 20000"
	@$(INSTALL) --quiet && $(VENV) -m benchmarks $(ARGS)

lock: ## Lock the packages anew; ARGS="--upgrade" takes newer versions
	@$(INSTALL) --quiet && $(VENV) -m local.check lock $(ARGS)

release: ## Keep the database of the version at hand for the tests of later ones
	@$(INSTALL) --quiet && $(VENV) -m tests.releases.keep

map: ## docs/peta.md anew: every address with its page, forms, templates, verbs and tests
	@$(INSTALL) --run-only && $(VENV) -m local.manage house_map

where: ## The same of one address: ADDRESS=/peserta/daftar/
	@$(INSTALL) --run-only && $(VENV) -m local.manage house_map $(ADDRESS)

bare: ## Try set-up, checks, a browser test and run on empty Debians (needs root and debootstrap); ARGS="--suite trixie 'make check'"
	@$(PYTHON) -m local.bare $(ARGS)

operations: ## Run docs/operasi.md word for word on an empty Debian (needs root and debootstrap); ARGS="--suite trixie"
	@$(PYTHON) -m local.operations $(ARGS)

reset: ## Delete this folder's data; asks first, YES=1 for scripts
	@$(PYTHON) -m local.reset
