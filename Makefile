# Thin on purpose: every target is a task of xtask/, where it can be read, tested and linted.
# ARGS is handed on, for example: make run ARGS="--listen 0.0.0.0:8080"   make test ARGS="--only clippy"

XTASK = cargo run --quiet --locked --package xtask --

.DEFAULT_GOAL := run
.PHONY: run demo test fmt schema screenshots bench cargo

run: cargo          ## build, then serve ./omamori-data at http://127.0.0.1:8080/
	@$(XTASK) run $(ARGS)

demo: cargo         ## the same with the sample company, in ./omamori-demo
	@$(XTASK) demo $(ARGS)

test: cargo         ## everything CI asks: format, lints, types, generated files, pages, tests
	@$(XTASK) test $(ARGS)

fmt: cargo          ## lay the code out
	@cargo fmt --all

schema: cargo       ## write the generated files under schema/ anew
	@$(XTASK) schema $(ARGS)

screenshots: cargo  ## take the pictures of the README from the sample company
	@$(XTASK) screenshots $(ARGS)

bench: cargo        ## measure what bench/ measures, on a release build
	@$(XTASK) bench $(ARGS)

cargo:
	@command -v cargo >/dev/null || { \
	  echo 'Rust is missing. Install it from https://rustup.rs/ and call make again.' >&2; \
	  echo 'Rust が見つかりません。https://rustup.rs/ から入れて、もう一度 make を実行してください。' >&2; exit 1; }
	@command -v cc >/dev/null || { \
	  echo 'A C compiler is missing. On Debian and Ubuntu: sudo apt-get install build-essential' >&2; \
	  echo 'C コンパイラーが見つかりません。Debian・Ubuntu では sudo apt-get install build-essential で入ります。' >&2; exit 1; }
