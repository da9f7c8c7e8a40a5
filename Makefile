# Every command of the project. `make` alone prints them.

SHELL := /bin/bash
.DEFAULT_GOAL := help

# Any Python from 3.11 on starts the set-up; 3.11 first, because the locks are made for it.
PYTHON ?= $(shell for p in python3.11 python3 python3.12 python3.13; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v $$p; break; }; done)
VENV := $(or $(VENV_DIR),.venv)
PY := $(VENV)/bin/python
EMBEDDED := $(PY) -m embedded
S ?= api

.PHONY: help install run start stop status logs test check fmt lock client migration seed demo eval samples bench bench-matching bench-anomalies ledger fuzz up down clean

help: ## print this list
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  \033[36mmake %-10s\033[0m %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "  Settings by environment or in .env (see .env.example): PORT=8000, PORT_OFFSET=100, DATA_DIR=.data, LIGHT=1"

# -- the stack ---------------------------------------------------------------------------------------------------------

install: python ## set up everything `make run` needs, and start nothing
	@$(PYTHON) -m embedded.install

run: install ## set up, start the whole stack here, print where it is; Ctrl-C stops it
	@STOP_WITH_PARENT=1 exec $(EMBEDDED) run

start: install ## the same in the background
	@exec $(EMBEDDED) start

stop: venv ## stop the stack in the background
	@exec $(EMBEDDED) stop

status: venv ## one line for each part of the stack
	@exec $(EMBEDDED) status

logs: venv ## show one part's log: make logs S=api
	@exec $(EMBEDDED) logs $(S)

seed: install ## make the demo company in the running stack (or in one started for it)
	@STOP_WITH_PARENT=1 exec $(EMBEDDED) exec -- sh -c \
	  '$(PY) database/seed/demo.py --url http://127.0.0.1:$$PORT --password-file "$$DEMO_PASSWORD_FILE" --mailbox $$MAIL_PAGE_URL'

demo: install ## the main job without a browser: documents in, journal entries out, with a table
	@STOP_WITH_PARENT=1 exec $(EMBEDDED) exec -- $(PY) database/seed/demo_run.py

fuzz: install ## every operation of the API with made-up and broken input: make fuzz SECONDS=1800
	@STOP_WITH_PARENT=1 REQUESTS_PER_MINUTE=100000 exec $(EMBEDDED) exec -- \
	  env FUZZ_SECONDS=$(or $(SECONDS),1800) $(PY) e2e/fuzz/fuzz.py

# -- the work ----------------------------------------------------------------------------------------------------------

test: python ## set up and run every test; make test T=path for some of them
	@$(PYTHON) -m embedded.install --dev
	@exec $(PY) -m embedded.testing $(T)

check: python ## format, lint, types, import contracts
	@$(PYTHON) -m embedded.install --dev
	@exec $(PY) -m embedded.testing check

fmt: python ## put all code in its format
	@$(PYTHON) -m embedded.install --dev
	@$(VENV)/bin/ruff check --fix-only --quiet .
	@$(VENV)/bin/ruff format .
	@cd frontend && PATH="$$($(CURDIR)/$(PY) -c 'from embedded import node; print(node.path_with_node())')" npm run --silent format

client: python ## write the API's document and the web application's client anew
	@$(PYTHON) -m embedded.install --dev
	@STOP_WITH_PARENT=1 $(EMBEDDED) exec --only postgres -- sh -c 'cd backend && python -m app.export_openapi'
	@cd frontend && PATH="$$($(CURDIR)/$(PY) -c 'from embedded import node; print(node.path_with_node())')" npm run --silent api

migration: python ## a migration from the models: make migration m="what it does"
	@test -n "$(m)" || { echo 'say what it does: make migration m="invoices get a due date"'; exit 2; }
	@$(PYTHON) -m embedded.install --python
	@STOP_WITH_PARENT=1 m='$(m)' $(EMBEDDED) exec --only postgres,valkey,s3 -- \
	  sh -c 'cd backend && alembic revision --autogenerate -m "$$m"'

samples: python ## draw the sample documents: make samples D=folder
	@$(PYTHON) -m embedded.install --python
	@$(PY) database/seed/samples.py $(or $(D),.data/samples)

ledger: python ## a made-up ledger with anomalies in it, the truth and our scores: make ledger D=folder KIND=retail
	@$(PYTHON) -m embedded.install --python
	@$(PY) accounting/tests/anomalies/injected.py $(or $(D),.data/ledger) $(or $(KIND),ordinary) $(or $(ROWS),5000)
	@$(PY) -m accounting.anomalies $(or $(D),.data/ledger)/ledger.csv $(or $(D),.data/ledger)/scores.csv

eval: python ## how well documents are read: make eval D=folder (documents with their truth)
	@$(PYTHON) -m embedded.install --python
	@test -n "$(D)" || { echo 'name the folder: make eval D=folder (a <stem>.json with the truth beside each document)'; exit 2; }
	@TESSDATA_PREFIX="$$($(PY) -c 'from embedded import preflight; print(preflight.tessdata_folder() or "")')" \
	  OMP_THREAD_LIMIT=1 $(PY) spark-worker/evaluate.py $(D)

bench: python ## what lists, postings, invoices, statements, the audit chain, matching and anomalies cost, each beside its floor or peers, how it grows, and memory: make bench BENCH_ROWS=1000000
	@$(PYTHON) -m embedded.install --python
	@missed=0; \
	DATA_DIR="$${BENCH_DATA_DIR:-.data/bench}" PORT_OFFSET="$${PORT_OFFSET:-760}" LOG_LEVEL=WARNING STOP_WITH_PARENT=1 \
	  $(EMBEDDED) exec --only postgres,valkey,s3 -- \
	  sh -c 'missed=0; for each in audit_chain listing postings invoicing statements growth memory; do $(PY) benchmarks/$$each.py || missed=1; done; exit $$missed' || missed=1; \
	for each in reconciliation anomalies; do $(PY) benchmarks/$$each.py || missed=1; done; exit $$missed

bench-matching: python ## what matching bank lines costs, beside a bare join and a record linker: BENCH_MATCH_ROWS=1000000
	@$(PYTHON) -m embedded.install --python
	@$(PY) benchmarks/reconciliation.py

bench-anomalies: python ## what finding anomalies costs and finds, beside PyOD's detectors: BENCH_LEDGER_ROWS=500000
	@$(PYTHON) -m embedded.install --python
	@$(PY) benchmarks/anomalies.py

lock: python ## pin every dependency with its hashes again
	@$(PYTHON) -m embedded.install --python
	@$(PY) -m embedded.lock

# -- Docker ------------------------------------------------------------------------------------------------------------

up: ## the same stack in Docker
	docker compose up --build --detach --wait

down: ## stop it; the data stays
	docker compose down

# -- housekeeping ------------------------------------------------------------------------------------------------------

clean: ## remove what was built or installed; .data (your books) stays
	rm -rf $(VENV) frontend/node_modules frontend/dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -not -path './.data/*' -prune -exec rm -rf {} +

.PHONY: python venv
python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: sudo apt-get install python3 python3-venv"; exit 1; }

venv:
	@test -x $(PY) || { echo "Nothing is installed yet: make run"; exit 1; }
