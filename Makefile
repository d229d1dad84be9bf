# Every way of working with Chibo; `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

HOST ?= 127.0.0.1
PORT ?= 8000
CHIBO_VAR ?= $(CURDIR)/var
export CHIBO_VAR
BIN := .venv/bin
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/django.po))
DJANGOFMT := $(BIN)/djangofmt --indent-width 2
TEMPLATES = $(shell git ls-files --cached --others --exclude-standard 'src/chibo/*.html')
SCRIPTS = $(shell git ls-files --cached --others --exclude-standard 'src/chibo/*.js' 'tests/js/*.js')
# For checks that only load the settings: no page is ever served with it.
UNSIGNED := SECRET_KEY=never-served

.PHONY: help
help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

# --- running it

.PHONY: setup
setup: .venv/.runtime node_modules/.runtime $(CATALOGUES) ## Install what running needs
	@tools/install-janus || echo "Without it there is no sound and no picture; the room works."

.PHONY: run
run: export CHIBO_DEMONSTRATION = 1
run: export SECRET_KEY_FILE = $(CHIBO_VAR)/secret_key
# Letters lead to where the pages are.
run: export CHIBO_ADDRESS ?= http://localhost:$(PORT)
run: setup $(CHIBO_VAR)/secret_key ## Run a demonstration on http://localhost:8000
	@$(BIN)/chibo collectstatic --noinput -v 0
	@$(BIN)/chibo migrate -v 0
	@$(BIN)/chibo load_demonstration
	@exec $(BIN)/chibo serve --host $(HOST) --port $(PORT)

$(CHIBO_VAR)/secret_key:
	@mkdir -p $(@D)
	@umask 077 && python3 -c 'import secrets; print(secrets.token_urlsafe(50))' > $@

.venv/.debian: tools/install-debian
	@tools/install-debian run
	@mkdir -p .venv && touch $@

.venv/.made: | .venv/.debian
	@python3 -m venv .venv
	@touch $@

.venv/.runtime: requirements.lock pyproject.toml | .venv/.made
	@if [ ! -e .venv/.dev ]; then $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock; fi
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: requirements-dev.lock pyproject.toml | .venv/.made
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch .venv/.runtime $@

node_modules/.runtime: package-lock.json package.json | .venv/.debian
	@npm ci --omit=dev --silent
	@touch $@

node_modules/.dev: package-lock.json package.json | .venv/.debian
	@npm ci --silent
	@touch node_modules/.runtime $@

%.mo: %.po | .venv/.debian
	@msgfmt --check-format -o $@ $<

# --- checking it

.PHONY: dev
dev: .venv/.dev node_modules/.dev $(CATALOGUES) ## Install what the checks need
	@tools/install-debian test

.PHONY: test
test: dev ## Run every check there is; installs what it needs
	@tools/install-janus || echo "The tests that need Janus will be left out."
# Two at a time, each of which keeps one processor busy; browsers want both.
	@$(MAKE) -j2 --output-sync=target types lint imports check-po js test-core
	@$(MAKE) -j2 --output-sync=target test-shell test-postgres
	@$(MAKE) test-browser

.PHONY: test-shell test-postgres
test-shell: dev
	@$(BIN)/pytest --ignore=tests/core -m "not browser"
# What asks the database for nothing of its own is asked once, on the embedded one.
WITHOUT_DATABASE := $(addprefix --ignore=tests/shell/,accounts mailbox media rehearsal web \
  archives/test_forging.py documents/test_meeting_papers.py documents/test_papers.py)
# The whole server is thrown away afterwards; dropping the database first would only wait.
test-postgres: dev ## Run the tests with a database on PostgreSQL
	@env -u CHIBO_VAR tools/with-postgres $(BIN)/pytest tests/shell tests/pages -m "not browser" --reuse-db $(WITHOUT_DATABASE)

.PHONY: test-fast
test-fast: dev ## Run the tests without browsers
	@$(BIN)/pytest -m "not browser"

.PHONY: test-core
test-core: dev ## Run the tests of the core
	@$(BIN)/pytest tests/core

.PHONY: test-browser
test-browser: dev ## Run the stories in real browsers
	@$(BIN)/pytest -m browser

.PHONY: js
js: node_modules/.dev ## Run the tests of the scripts
	@node --test $(wildcard tests/js/*.test.js)

.PHONY: lint
lint: dev ## Look for what should not be there
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(DJANGOFMT) --check $(TEMPLATES)
	@node_modules/.bin/eslint .
	@node_modules/.bin/tsc

.PHONY: types
types: dev ## Check the types
	@$(UNSIGNED) $(BIN)/mypy

.PHONY: imports
imports: dev ## Check that imports go down only
	@$(BIN)/lint-imports

.PHONY: fmt
fmt: dev ## Format Python and templates
	@$(BIN)/ruff check --fix-only -q
	@$(BIN)/ruff format -q
	@$(DJANGOFMT) $(TEMPLATES)

# --- the words of the pages

.PHONY: collect-words check-po po
collect-words:
	@$(UNSIGNED) $(BIN)/python -m django makemessages --settings chibo.config.settings -v 0 \
		-l vi -l en -l fr -e html,txt,py --add-location file --no-obsolete \
		-i .venv -i node_modules -i var -i tests -i bench -i build
check-po: dev
	@+tools/check-po
po: dev collect-words ## Collect the words of the pages into the catalogues
	@$(MAKE) $(CATALOGUES)
