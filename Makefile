# Everything a person or a machine does with this repository; `make help` lists it.
# The first target on a new Debian machine installs the packages it needs (.ci/packages).

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=
# A corpus for `make bench`; without one it makes its own. For `make quality` CORPUS.jsonl=TRUTH.jsonl, or several of them.
CORPUS ?=
# The folder of labelled sets for `make quality`.
DATA ?=
# How long `make fuzz` tries each target, and `make soak` the program; how often `make faults` kills it.
SECONDS ?= 60
MINUTES ?= 10
KILLS ?= 200

packages := git g++ pkg-config libarchive-dev libbrotli-dev libsimdjson-dev libsqlite3-dev libxml2-dev libxxhash-dev \
  libzstd-dev zlib1g-dev
browser_packages := chromium fonts-dejavu-core python3-venv
graph_packages := python3-networkx
release_flags := -c release -Xswiftc -cross-module-optimization
binary := .build/release/menbe
sources := Sources Tests Package.swift

.PHONY: help run build release test lint format bench quality install reports coverage sanitize fuzz soak faults nights clean

help: ## Lists these targets.
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 18

run: release ## Installs what is missing, builds, and makes a report of the night in Samples.
	@$(binary) run Samples/night/input --output Reports/latest
	@echo "Open the report in a browser: file://$(CURDIR)/Reports/latest/index.html"

build: .build/packages ## Builds for debugging.
	$(SWIFT) build

release: .build/packages ## Builds the program that `make install` installs.
	$(SWIFT) build $(release_flags) --static-swift-stdlib --product menbe

test: .build/packages .build/browser .build/graphs lint ## Runs the linter and all tests, on debug code and on optimised code.
	$(SWIFT) test --disable-xctest
	$(SWIFT) test --disable-xctest $(release_flags) --skip '^BrowserTests\.'

lint: ## Checks layout and style.
	$(SWIFT) format lint --strict --parallel --recursive $(sources)

format: ## Lays the code out as `make lint` wants it.
	$(SWIFT) format format --in-place --parallel --recursive $(sources)

bench: .build/packages ## Times each stage on one core; CORPUS=FILE.jsonl takes other articles than invented ones.
	$(SWIFT) build $(release_flags) --static-swift-stdlib --product menbe-bench
	.build/release/menbe-bench $(CORPUS)

quality: release ## Measures what is found on the labelled sets in DATA=DIR and on invented CORPUS="FILE.jsonl=TRUTH.jsonl …".
	@.ci/packages python3
	python3 Tests/Quality/quality.py $(binary) "$(or $(DATA),DATA)" $(CORPUS) $(if $(CORPUS),--planted)

install: release ## Installs the program below PREFIX (/usr/local).
	install -D -m 755 $(binary) "$(DESTDIR)$(PREFIX)/bin/menbe"

reports: release ## Writes Reports/sample again, which a test compares byte for byte.
	$(binary) run Samples/night/input --output Reports/sample --reproducible

coverage: .build/packages .build/browser ## Says which share of each module's lines the tests run.
	$(SWIFT) test --disable-xctest --enable-code-coverage
	@llvm-cov report --ignore-filename-regex='/(\.build|Tests)/' \
	  --instr-profile "$$(dirname "$$($(SWIFT) test --show-codecov-path)")/default.profdata" \
	  .build/debug/menbePackageTests.xctest

sanitize: .build/packages .build/browser ## Runs all tests under the thread and the address sanitizer.
	$(SWIFT) test --disable-xctest --sanitize=thread --scratch-path .build-thread
	$(SWIFT) test --disable-xctest --sanitize=address --scratch-path .build-address

fuzz: .build/packages ## Feeds invented bytes to all that reads bytes; SECONDS=60 for each of three targets.
	@.ci/packages python3
	for target in FuzzReading FuzzText FuzzSettings; do \
	  MENBE_FUZZ=1 $(SWIFT) build -c release --sanitize=fuzzer --scratch-path .build-fuzz --product $$target; done
	python3 Tests/Fuzzing/fuzz.py .build-fuzz $(SECONDS)

soak: release ## Runs the program on damaged corpora, killed and on full disks, for MINUTES=10.
	@.ci/packages python3
	python3 Tests/Soak/soak.py $(binary) $(MINUTES)

faults: release ## Kills nights on an index at KILLS=200 instants and at single writes, fills their disk, starts two at once.
	@.ci/packages python3 strace
	python3 Tests/Soak/index_faults.py $(binary) $(KILLS)

nights: release ## Times nights of SIZE=20000 articles of CORPUS=FILE.jsonl on one index, and compares them with one batch.
	@.ci/packages python3
	python3 Tests/Soak/nights.py $(binary) "$(CORPUS)" $(or $(SIZE),20000) $(NIGHTS)

clean: ## Removes what was built; reports stay.
	rm -rf .build .build-thread .build-address .build-fuzz

.build/packages: Makefile .ci/packages
	@.ci/packages $(packages)
	@mkdir -p .build && touch $@

# Without networkx the tests that read graph files with it are skipped and say so.
.build/graphs: Makefile .ci/packages
	@mkdir -p .build
	@if python3 -c 'import networkx' 2>/dev/null || .ci/packages $(graph_packages); then touch $@; \
	  else echo "make: the tests of graph files will be skipped" >&2; fi

# Without a browser its tests are skipped and say so: no reason to run none of the others.
.build/browser: Makefile .ci/packages
	@mkdir -p .build
	@if .ci/packages $(browser_packages); then touch $@; else echo "make: the browser's tests will be skipped" >&2; fi
	@if python3 -m venv .build/browser-python && .build/browser-python/bin/python3 -m pip install --quiet \
	  playwright axe-playwright-python; then :; else echo "make: the viewer's tests will be skipped" >&2; fi
