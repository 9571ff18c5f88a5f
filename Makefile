# make run    set up .venv and process the sample articles in seeds/ into outputs/seeds/
# make test   set up .venv and run the checks and tests
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARTICLES ?= seeds
OUT ?= outputs/seeds

SHARED ?= ../shared

.PHONY: run test check scores bench lock clean fault fuzz fit

run: $(VENV)/.run
	$(BIN)/python pipelines/ev.py $(ARTICLES) --out $(OUT)

test: $(VENV)/.dev
	$(BIN)/python -m pytest

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/licences.py

# Kill runs, workers and disks, and compare what the next run ends with. KILLS=50 for a longer one.
KILLS ?= 20
fault: $(VENV)/.dev
	$(BIN)/python tests/fault/kill.py --kills $(KILLS)

# A million inputs, then guided by coverage (Linux, needs atheris: group "fuzz"), then crafted texts. About two hours; for a
# couple of minutes: make fuzz INPUTS=8000 RUNS=4000 SIZE=0.02 ATOMS=0.1
INPUTS ?= 800000
RUNS ?= 200000
SIZE ?= 1
ATOMS ?= 1
fuzz: $(VENV)/.dev
	$(BIN)/python tests/fuzz/long_run.py --inputs $(INPUTS)
	! $(BIN)/python -c "import atheris" 2>/dev/null || $(BIN)/python tests/fuzz/coverage_run.py -runs=$(RUNS) -seed=1 -max_len=200
	$(BIN)/python tests/fuzz/adversary.py --size $(SIZE) --atoms $(ATOMS)

# The learned models of the pack "ev" anew, from the articles in training/; needs scikit-learn (group "fit"). Two minutes.
fit: $(VENV)/.dev
	$(BIN)/python training/fit_names.py
	$(BIN)/python training/fit.py

# Needs annotated articles and benchmarks in $(SHARED).
scores: $(VENV)/.dev
	$(BIN)/python tests/scores.py $(SHARED)

# A quarter of an hour on a machine that does nothing else; writes docs/performance.md.
bench: $(VENV)/.dev
	$(BIN)/python benchmarks/bench.py $(SHARED)

# Every package is pinned and checked by hash; evextract itself needs nothing beyond them to be installed.
$(VENV)/.run: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.lock
	touch $@

# Lock files hold names, versions and hashes, and no addresses. Needs uv.
lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate --output-file requirements.lock
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate --output-file requirements-dev.lock

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache
