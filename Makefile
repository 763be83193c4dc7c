# All tasks of this project. `make help` lists them.
SHELL := /bin/sh
PY := .venv/bin/python
RUN := packaging/setup.sh run
DEV := packaging/setup.sh dev
# A process more than there are cores, at most four. In one process, with the tests' own output: ARGS="-n 0".
CORES := -n auto --maxprocesses 4

.DEFAULT_GOAL := help
.PHONY: help setup run serve test test-clients test-pythons chaos cluster fuzz lint format translations docs screenshots bench bench-gui conformance bundle packages lock clean

help: ## list the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' Makefile

setup: ## make .venv with everything for running and testing
	@$(DEV)

run: ## open the app (without a display: serve); ARGS="--profile DIR"
	@$(RUN)
	@$(PY) -m desktop_chat $(ARGS)

serve: ## host a chat without a window; ARGS="--listen 127.0.0.1:6697"
	@$(RUN)
	@$(PY) -m desktop_chat serve $(ARGS)

test: ## run every check and every test
	@$(DEV)
	@$(PY) -m pytest $(CORES) $(ARGS)

test-clients: ## test with irssi, WeeChat, HexChat, Limnoria and Chromium, which must be installed, and with real windows
	@packaging/setup.sh clients
	@DESKTOP_CHAT_CLIENTS=required $(PY) -m pytest -m clients $(ARGS)

test-pythons: ## run the whole suite on every installed Python from 3.11 on
	@packaging/setup.sh pythons
	@for python in $(PY) build/pythons/*/bin/python; do \
		if [ -x $$python ]; then $$python --version && $$python -m pytest $(CORES) $(ARGS) || exit 1; fi; \
	done

chaos: ## inject faults into real processes for an hour; ARGS="--soak 5 kills soak" for a part
	@$(DEV)
	@$(PY) -m tests.chaos $(ARGS)

cluster: ## try a cluster: three NATS servers and three nodes on this computer, until Ctrl+C
	@$(DEV)
	@$(PY) -m tests.cluster build/cluster

fuzz: ## fuzz the parsers for a long time; ARGS="600": seconds for each target
	@packaging/setup.sh fuzz
	@$(PY) -m tests.fuzz $(ARGS)

lint: ## run ruff, mypy and import-linter (also part of the tests)
	@$(DEV)
	@$(PY) -m pytest -q tests/test_lint.py

format: ## format the code with ruff
	@$(DEV)
	@$(PY) -m ruff format . && $(PY) -m ruff check --fix .

translations: ## update resources/translations from the code
	@$(DEV)
	@.venv/bin/pyside6-lupdate -silent -no-obsolete -locations none -extensions py desktop_chat -ts resources/translations/desktop_chat_ru.ts
	@.venv/bin/pyside6-lupdate -silent -no-obsolete -locations none -extensions py -pluralonly desktop_chat -ts resources/translations/desktop_chat_en.ts
	@grep -H -B4 'type="unfinished"' resources/translations/*.ts | grep '<source>' || echo "Every text is translated."
	@$(DEV)

docs: ## make docs/settings.md and docs/control-protocol.md from the code
	@$(DEV)
	@$(PY) -m desktop_chat.server.setting_help > docs/settings.md
	@$(PY) -m tests.net.control_page > docs/control-protocol.md

screenshots: ## paint every window in every state into build/screenshots
	@$(DEV)
	@$(PY) -m tests.screenshots

bench: ## benchmark the server beside ngIRCd and InspIRCd; ARGS="--quick", "--loads 1,3"
	@packaging/setup.sh bench
	@$(PY) -m tests.benchmarks $(ARGS)

bench-gui: ## benchmark the windows; results in build/bench
	@packaging/setup.sh bench
	@$(PY) -m tests.benchmarks.gui $(ARGS)

conformance: ## run the conformance suite progval/irctest; IRCTEST=<its checkout>
	@$(DEV)
	@IRCTEST="$(IRCTEST)" $(PY) -m tests.conformance.run $(ARGS)

bundle: ## build the double-click app: dist/desktop-chat/desktop-chat
	@$(DEV)
	@$(PY) -m PyInstaller --noconfirm --clean --log-level WARN --workpath build/bundle --distpath dist packaging/desktop-chat.spec
	@du -sh dist/desktop-chat

packages: bundle ## make the tarball and the Debian package (and the AppImage, with appimagetool) in dist/packages
	@$(PY) packaging/linux_packages.py

lock: ## update the pinned dependencies (needs uv)
	@packaging/lock.sh

clean: ## remove everything that was built, with the environment
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis resources/translations/*.qm
