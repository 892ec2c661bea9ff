# `make help` lists what can be asked for.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON := .venv/bin/python
ARGS ?=

# Minutes of real meetings, for the tests that replay them, where they lie beside this folder.
ifneq ($(wildcard ../shared/inputs),)
export HUDDLE_REAL_INPUTS ?= $(abspath ../shared/inputs)
endif

# Real windows open on a screen of their own; where there is no Xvfb, on the one in use.
on_a_screen = if command -v xvfb-run >/dev/null; then \
	QT_QPA_PLATFORM=xcb xvfb-run -a -s "-screen 0 1366x768x24" $(1); else $(1); fi

.PHONY: help
help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

.PHONY: run
run: ## Open Huddle, or take the tour into out/ where there is no screen. ARGS="demo --help" are handed on
	@installer/setup.sh run
	@case "$(ARGS)" in ""|-*) window=yes;; *) window=no;; esac; \
	if [ $$window = yes ] && [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		echo "There is no screen here, so Huddle takes the tour: pictures and sheets go to out/."; \
		QT_QPA_PLATFORM=offscreen exec $(PYTHON) main.py tour --out out; \
	else \
		exec $(PYTHON) main.py $(ARGS); \
	fi

.PHONY: test
test: ready ## Run every test
	@status=0; \
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest -q -n 2 --dist loadfile --ignore=tests/e2e || status=1; \
	$(call on_a_screen,$(PYTHON) -m pytest -q -n 2 --dist loadfile tests/e2e) || status=1; \
	exit $$status

.PHONY: torture
torture: ready ## Run the long tests: kill, power cut, replays
	@$(call on_a_screen,$(PYTHON) -m pytest -m torture -o faulthandler_timeout=7200 $(ARGS))

.PHONY: bench
bench: ready ## Measure speed and memory against their floors
	@$(PYTHON) tests/benchmarks/run.py $(ARGS)

.PHONY: check
check: ready ## Check style, types and who imports whom
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy
	@.venv/bin/lint-imports --cache-dir .cache/import_linter

.PHONY: format
format: ready ## Put the source in the house style
	@$(PYTHON) -m ruff check --fix .
	@$(PYTHON) -m ruff format .

.PHONY: pins
pins: ready ## Pin the newest versions of what pyproject.toml asks for
	@installer/pins.sh

.PHONY: package
package: ## Build the installed program into dist/
	@installer/setup.sh run
	@installer/package.sh

.PHONY: package-test
package-test: ready ## Install, use, upgrade and remove the package on a minimal Debian; as root
	@ls dist/huddle_*.deb >/dev/null 2>&1 || installer/package.sh
	@installer/package_test.sh

.PHONY: clean
clean: ## Remove what was made here, except .venv
	@rm -rf .cache .hypothesis build dist out
	@find . -path ./.venv -prune -o -name __pycache__ -type d -print0 | xargs -0 rm -rf

.PHONY: ready
ready:
	@installer/setup.sh test
