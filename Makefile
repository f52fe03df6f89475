# Principbot. Start: `make run`. Before a commit: `make check`.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TWO := -n 2 --dist loadfile
Q ?= må vi give afslag fordi borgeren kan få hjælp efter en anden lov?

.PHONY: run ask test long e2e pictures playground setup check format lint bench lock sbom clean

run: $(VENV)/run.stamp  ## environment, corpus, index, a real answer, then the web chat on 127.0.0.1:8080
	@$(BIN)/principbot serve --example

ask: $(VENV)/run.stamp  ## make ask Q="..."
	@$(BIN)/principbot ask -- "$(Q)"

test: $(VENV)/dev.stamp  ## the tests, two files at a time
	@$(BIN)/python -m pytest -q $(TWO)

long: $(VENV)/dev.stamp  ## kill -9, full disks, two tenants and any question at full length; 20 minutes
	@TESTS=long $(BIN)/python -m pytest -q -p no:randomly tests/bot/test_killed.py \
	  tests/bot/state/test_kill.py tests/bot/test_faults.py tests/bot/test_two_tenants.py \
	  tests/bot/test_any_question.py

e2e: $(VENV)/dev.stamp  ## the web pages in headless Chromium; Slack and Teams against their counterparts
	@tests/e2e/install
	@tests/e2e/install.d/slack
	@tests/e2e/run $(BIN)/principbot
	@tests/e2e/slack/run $(BIN)/python
	@tests/e2e/install.d/teams
	@tests/e2e/teams/run $(BIN)/python

pictures: $(VENV)/run.stamp  ## docs/billeder anew
	@tests/e2e/install
	@tests/e2e/run $(BIN)/principbot tests/e2e/web/pictures.mjs
	@tests/e2e/install.d/slack
	@$(BIN)/python -m tests.e2e.slack.alone $(BIN)/python -m tests.e2e.slack.pictures
	@tests/e2e/install.d/teams
	@node tests/e2e/teams/render.mjs pictures docs/billeder
	@! command -v pngquant >/dev/null || pngquant --force --skip-if-larger --strip --ext .png 32 docs/billeder/*.png

playground: $(VENV)/dev.stamp  ## by hand: Microsoft's Agents Playground; read its licence first
	@tests/e2e/install
	@tests/e2e/teams/playground $(BIN)/python

setup: $(VENV)/run.stamp  ## the environment alone

check: $(VENV)/dev.stamp  ## format, lint, types, imports, dead code, tests with coverage
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/vulture
	$(BIN)/python -m pytest -q $(TWO) --cov --cov-report=term:skip-covered

lint: $(VENV)/dev.stamp  ## check without the tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/vulture

format: $(VENV)/dev.stamp
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/bench.stamp  ## quality, speed and memory; see benchmarks/RESULTS.md
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.acts
	$(BIN)/python -m benchmarks.answers
	$(BIN)/python -m benchmarks.web
	$(BIN)/python -m benchmarks.slack
	$(BIN)/python -m benchmarks.teams

lock:  ## write requirements/*.txt anew: hashes, no addresses
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/pip -q install pip-tools
	./requirements/lock .venv-lock/bin/pip-compile

sbom:  ## sbom.json: every package of a running installation, with licence (CycloneDX)
	@$(PYTHON) -m venv .venv-sbom/tool
	@.venv-sbom/tool/bin/python -m pip --disable-pip-version-check -q install --require-hashes -r requirements/sbom.txt
	@$(PYTHON) -m venv --clear --without-pip .venv-sbom/run
	@.venv-sbom/tool/bin/python -m pip --disable-pip-version-check -q --python .venv-sbom/run/bin/python install --require-hashes -r requirements/run.txt
	@.venv-sbom/tool/bin/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible --of JSON -o sbom.json .venv-sbom/run/bin/python
	@echo "Skrev sbom.json"

clean:
	rm -rf $(VENV) .venv-lock .venv-sbom sbom.json .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage .import_linter_cache

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "Mangler Python 3.11 eller nyere. Debian/Ubuntu: apt install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python er for gammel: kræver 3.11 eller nyere. Angiv en anden med: make run PYTHON=python3.13"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Mangler pakken python3-venv. Debian/Ubuntu: apt install python3-venv"; exit 1; }
	@echo "Laver miljøet i $(VENV) …"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: $(BIN)/python requirements/run.txt pyproject.toml
	@echo "Henter låste afhængigheder …"
	@$(BIN)/python -m pip --disable-pip-version-check -q install --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip --disable-pip-version-check -q install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements/dev.txt
	@$(BIN)/python -m pip --disable-pip-version-check -q install --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/bench.stamp: $(VENV)/dev.stamp requirements/bench.txt
	@$(BIN)/python -m pip --disable-pip-version-check -q install --require-hashes -r requirements/bench.txt
	@touch $@
