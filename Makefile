# make run    sets up and runs voice_star
# make test   sets up and passes all tests
# make check  ruff, mypy, import-linter, then the tests
# make pictures  draws the screens anew for docs/
# make bench  measures everything that docs/benchmarks.md says, and writes it
.POSIX:
.PHONY: run test lint check bench bench-quick pictures format clean

BIN = .venv/bin
NEEDS = pyproject.toml constraints.txt scripts/setup.sh

run: .venv/ready-run
	@$(BIN)/voice-star

test: .venv/ready-dev
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

lint: .venv/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test

bench: .venv/ready-dev
	$(BIN)/python -m bench

bench-quick: .venv/ready-dev
	$(BIN)/python -m bench --quick

pictures: .venv/ready-dev
	$(BIN)/python scripts/pictures.py

format: .venv/ready-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.venv/ready-run: $(NEEDS)
	@./scripts/setup.sh run
	@touch $@

.venv/ready-dev: $(NEEDS)
	@./scripts/setup.sh dev
	@touch $@ .venv/ready-run

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
