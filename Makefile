# Every task of the project; `make help` lists them. What a goal needs and is missing, .ci/setup installs.

.DEFAULT_GOAL := help
.NOTPARALLEL:
SHELL := /bin/bash
PORT ?= 8080
CARGO_HOME ?= $(HOME)/.cargo
export PATH := $(CURDIR)/.tools/bin:$(CURDIR)/.tools/npm/node_modules/.bin:$(CARGO_HOME)/bin:$(PATH)

# What the built site is made of: when none of it is newer, nothing is built.
SOURCES := $(shell find src style public -type f ! -name '.*' ! -name screenshot.png) index.html Trunk.toml .ci/split.mjs .ci/seal.mjs .ci/licences.mjs Cargo.toml Cargo.lock .cargo/config.toml
STEP := .ci/step
# In CI the lock file decides; at a desk Cargo.toml may be ahead of it.
LOCKED := $(if $(CI),--locked)

.PHONY: help
help: ## list the goals
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# ---- use it --------------------------------------------------------------------------------------

.PHONY: serve
serve: setup-web dist/index.html ## build and serve the app, PORT=8080
	@node tests/e2e/support/server.mjs --root dist --port $(PORT)

.PHONY: watch
watch: setup-web ## serve an unoptimised build that reloads at every change, PORT=8080
	@. .tools/web.env && CARGO_TARGET_DIR=target/web trunk serve --dist target/web/watch --port $(PORT)

.PHONY: build
build: setup-web dist/index.html ## build dist/ for any static host, under any path, and print its sizes
	@node .ci/sizes.mjs dist

dist/index.html: $(SOURCES)
	@$(STEP) "build" .ci/build dist --release

# ---- check it ------------------------------------------------------------------------------------

.PHONY: test
test: check test-engine test-app test-e2e ## run every check below, in this order
	@echo
	@echo "== test: every check passed"

.PHONY: check
check: setup-audit ## format, lints and documentation, warnings are errors; licences, versions, what is unsafe
	@$(STEP) "format" cargo fmt --all --check
	@$(STEP) "format of the fuzz targets" cargo fmt --manifest-path tests/fuzz/Cargo.toml --check
	@$(STEP) "lints" cargo clippy $(LOCKED) --workspace --all-targets -- -D warnings
	@RUSTDOCFLAGS="-D warnings" $(STEP) "documentation" cargo doc $(LOCKED) --workspace --no-deps --quiet
	@$(STEP) "audit" .ci/audit

.PHONY: test-engine
test-engine: setup-native ## the model, natively
	@$(STEP) "test-engine" cargo test $(LOCKED) --package tierlab-engine

.PHONY: test-app
test-app: setup-native ## state, charts, styles and layering, natively
	@$(STEP) "test-app" cargo test $(LOCKED) --package tierlab

.PHONY: test-e2e
test-e2e: setup-browser dist/index.html ## the built site in a browser; ARGS="-g share" picks journeys
	@cd tests/e2e && ../../$(STEP) "test-e2e" node_modules/.bin/playwright test $(ARGS)

.PHONY: fuzz
fuzz: setup-native ## feed mangled documents to every reader; RUNS=1000000, or RUNS=full for ten million
	@$(STEP) "fuzz" .ci/fuzz $(or $(RUNS),1000000)

# Made for the processor at hand, as numpy chooses at run time; numbers are the same to the bit. What a test or
# the site builds is left as it is.
AT_HAND := CARGO_TARGET_DIR=target/native RUSTFLAGS="-C target-cpu=native"

.PHONY: bench
bench: setup-browser dist/index.html .tools/peers/done ## time the engine, the site in a browser, and their peers
	@$(AT_HAND) $(STEP) "bench engine" cargo bench --package tierlab-engine
	@mkdir -p tests/bench/results
	@$(AT_HAND) $(STEP) "build for bench peers" cargo build --quiet --profile bench --package tierlab-engine --example peer
	@$(STEP) "bench peers" .tools/peers/bin/python tests/bench/peers/compare.py target/native/release/examples/peer tests/bench/results/peers.json
	@$(STEP) "build for bench browser" cargo build --quiet --profile bench --package tierlab-engine --example twin
	@$(STEP) "bench browser" node tests/bench/browser.mjs

LIGHTHOUSE := 13.5.0
.PHONY: lighthouse
lighthouse: setup-browser dist/index.html .tools/lighthouse/$(LIGHTHOUSE) ## Lighthouse's scores of the built site
	@node tests/bench/lighthouse.mjs .tools/lighthouse

.tools/lighthouse/$(LIGHTHOUSE):
	@npm install --prefix .tools/lighthouse --no-audit --no-fund --silent lighthouse@$(LIGHTHOUSE)
	@touch $@

# The peers are Python: numpy and Mesa, in a place of their own.
.tools/peers/done: tests/bench/peers/requirements.txt
	@python3 -m venv .tools/peers
	@.tools/peers/bin/pip install --quiet --disable-pip-version-check -r $<
	@touch $@

.PHONY: doc
doc: setup-native ## build the documentation of both packages into target/doc
	@cargo doc --workspace --no-deps
	@echo "target/doc/tierlab_engine/index.html"

# ---- keep house ----------------------------------------------------------------------------------

.PHONY: clean
clean: ## remove everything built; the tools in .tools stay
	rm -rf dist target tests/e2e/results tests/bench/results

.PHONY: setup-native setup-audit setup-web setup-browser
setup-native setup-audit setup-web setup-browser: setup-%:
	@.ci/setup $*
