# `make run`: the demo, served. `make test`: the whole suite. `make check`: the quick one. `make bench ROWS="point page"`: some rows.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: run test check bench bench-neo4j soak clean

run: $(STAMP)
	$(BIN)/linli demo --serve

test: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest --numprocesses 2 --dist loadgroup

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest tests/unit

bench: $(STAMP)
	$(BIN)/python -m bench $(ROWS)

bench-neo4j: $(STAMP)
	$(BIN)/python -m bench.neo4j $(ROWS)

soak: $(STAMP)
	LINLI_SOAK=100000 $(BIN)/python -m pytest tests/differential/test_same_answers.py
	LINLI_TEST_NEO4J_ALL=1 LINLI_SOAK=10000 $(BIN)/python -m pytest tests/neo4j_store/test_same_answers.py
	LINLI_SOAK=200 $(BIN)/python -m pytest tests/robustness/test_killed_load.py tests/robustness/test_killed_command.py
	LINLI_TEST_NEO4J_ALL=1 LINLI_SOAK=1 $(BIN)/python -m pytest tests/neo4j_store/test_questions_by_hand.py
	LINLI_TEST_NEO4J_ALL=1 LINLI_KILLS=50 $(BIN)/python -m pytest tests/neo4j_store/test_faults_loads.py
	LINLI_TEST_NEO4J_ALL=1 LINLI_SEEDS=20 $(BIN)/python -m pytest tests/neo4j_store/test_writes.py

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $(STAMP)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache
