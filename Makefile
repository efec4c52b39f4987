# What can be done here; `make help` prints the targets with their ## words. Set-up happens once, by stamp files in .venv.
SHELL := /bin/sh
VENV ?= .venv
DEMO := output/demo/ronde
RONDE ?= input
# macOS purges DYLD_* from its own programs, so it is set in front of each of ours
ifeq ($(shell uname),Darwin)
RUN := DYLD_FALLBACK_LIBRARY_PATH="$$(brew --prefix)/lib:/usr/local/lib:/usr/lib" $(VENV)/bin
else
RUN := $(VENV)/bin
endif
PROGRAMMA := $(VENV)/opgezet-programma
TOETSEN := $(VENV)/opgezet-toetsen
SCHEIDSRECHTERS := $(VENV)/opgezet-scheidsrechters
DEMOBRON := $(wildcard spiegelrapport/demo/*) $(shell find spiegelrapport/definitions -name '*.toml')
LEVERINGEN := $(filter-out %/.gitkeep,$(wildcard $(RONDE)/leveringen/*))

.DEFAULT_GOAL := help
.PHONY: help rapport demo sjabloon test format lint types script architectuur documenten pytest test-zwaar bench keuring mail-demo dashboard-demo bijeenkomst-demo pins schoon

help: ## Toon deze lijst
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /	/' | expand -t 16

rapport: $(PROGRAMMA) ## Maak alle rapporten van input/ (of van de demoronde zolang daar geen leveringen zijn)
ifeq ($(LEVERINGEN),)
	@echo "In $(RONDE)/leveringen staat niets: dit wordt de demoronde, met fictieve gegevens."
	@$(MAKE) --no-print-directory demo
else
	$(RUN)/spiegelrapport build --ronde $(RONDE)
endif

demo: $(DEMO)/ronde.toml ## Maak de rapporten van de demoronde (30 zorgaanbieders) in output/demo
	@rm -rf output/demo/grootboek # what a mail-demo laid down was never published
	$(RUN)/spiegelrapport build --ronde $(DEMO) --uitvoer output/demo

$(DEMO)/ronde.toml: $(DEMOBRON) | $(PROGRAMMA)
	rm -rf output/demo
	$(RUN)/spiegelrapport demo $(DEMO)

sjabloon: $(PROGRAMMA) ## Schrijf het lege Excel-bestand voor zorgaanbieders: output/sjabloon.xlsx
	$(RUN)/spiegelrapport sjabloon output/sjabloon.xlsx

test: lint types script architectuur documenten pytest keuring ## Zet alles op en doe alle controles

lint: $(TOETSEN) ## Controleer opmaak en stijl van de code
	$(RUN)/ruff format --check
	$(RUN)/ruff check

format: $(TOETSEN) ## Zet de code in de juiste opmaak en werk de gemaakte stukken in de documenten bij
	$(RUN)/ruff format
	$(RUN)/ruff check --fix
	$(RUN)/cog -I . -r $(GEMAAKT)
	$(RUN)/pybabel -q compile -i $(CATALOGUS).po -o $(CATALOGUS).mo

types: $(TOETSEN) ## Controleer de types
	$(RUN)/mypy

script: ## Controleer de types van het script van het dashboard (alleen waar npm is)
	@if [ -x node_modules/.bin/tsc ] || { command -v npm >/dev/null && npm ci --silent --no-fund --no-audit; }; \
	then node_modules/.bin/tsc -p jsconfig.json; \
	else echo "npm ontbreekt of kan niets ophalen: de types van het script zijn niet gecontroleerd (apt-get install npm)"; fi

architectuur: $(TOETSEN) ## Controleer wie wie mag gebruiken
	$(RUN)/lint-imports

CATALOGUS := spiegelrapport/cli/teksten/nl/LC_MESSAGES/messages
GEMAAKT := docs/opdrachten.md docs/handleiding.md docs/kolommen.md input/README.md
documenten: $(TOETSEN) ## Controleer dat de documenten bij het programma horen
	$(RUN)/cog -I . --check $(GEMAAKT)

pytest: $(TOETSEN) ## Draai de tests
	$(RUN)/pytest -n 2 --dist loadfile --max-worker-restart 0

test-zwaar: $(SCHEIDSRECHTERS) ## Draai de tests die minuten duren: elke bladzijde als plaatje, een echte mailserver, andermans oordeel
	$(RUN)/pytest -m zwaar -rs
	$(RUN)/pytest -n 0 -rs tests/disclose/test_orakel.py

bench: $(TOETSEN) ## Meet snelheid en geheugen
	@for meting in benchmarks/[!_]*.py; do echo "== $$meting"; $(RUN)/python "$$meting" || exit 1; done

keuring: demo ## Keur alle PDF's van de demoronde op PDF/UA-1 en PDF/A-3a (veraPDF)
	scripts/keuring output/demo/*/onthulling.pdf output/demo/*/rapporten/*.pdf

dashboard-demo: $(DEMO)/ronde.toml ## Maak de Spiegeldashboards van de demoronde, in output/demo
	$(RUN)/spiegelrapport build --dashboard --ronde $(DEMO) --uitvoer output/demo
	@ls output/demo/*/dashboards/*.html | head -3; echo "Open er een in de browser; output/demo/*/dashboard-kibg.html is die van KIBG."

bijeenkomst-demo: $(PROGRAMMA) ## Maak een spiegelbijeenkomst met fictieve gegevens: stukken, lessen en post, in output/bijeenkomst
	rm -rf output/bijeenkomst
	$(RUN)/spiegelrapport demo output/bijeenkomst/ronde --bijeenkomst
	$(RUN)/spiegelrapport build --ronde output/bijeenkomst/ronde --uitvoer output/bijeenkomst
	$(RUN)/spiegelrapport bijeenkomst maak najaar --ronde output/bijeenkomst/ronde --uitvoer output/bijeenkomst
	$(RUN)/spiegelrapport bijeenkomst lessen najaar --ronde output/bijeenkomst/ronde --uitvoer output/bijeenkomst
	@for soort in uitnodiging bevestiging dank; do \
	$(RUN)/spiegelrapport mail plan --bijeenkomst najaar/$$soort --door "Analist (demo)" --ronde output/bijeenkomst/ronde --uitvoer output/bijeenkomst || exit 1; \
	done

mail-demo: $(TOETSEN) demo ## Mail de demoronde naar een server op deze computer, die laat zien wat er aankomt
	scripts/mail-demo $(VENV)/bin $(DEMO) output/demo

pins: $(TOETSEN) ## Leg de pakketten opnieuw vast uit pyproject.toml
	$(RUN)/pip install --quiet uv
	$(PIN) --group build -o requirements.txt
	$(PIN) --group build --group dev -c requirements.txt -o requirements-dev.txt
	$(PIN) --group build --group dev --group referees -c requirements-dev.txt -o requirements-referees.txt
PIN = $(RUN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links pyproject.toml

schoon: ## Gooi weg wat opnieuw gemaakt kan worden (niet wat in output staat)
	rm -rf $(VENV) node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist

$(PROGRAMMA): requirements.txt pyproject.toml scripts/opzetten
	VENV=$(VENV) scripts/opzetten requirements.txt
	@touch $@

$(TOETSEN): requirements-dev.txt $(PROGRAMMA)
	VENV=$(VENV) scripts/opzetten requirements-dev.txt
	@touch $@

$(SCHEIDSRECHTERS): requirements-referees.txt $(TOETSEN)
	VENV=$(VENV) scripts/opzetten requirements-referees.txt
	@touch $@
