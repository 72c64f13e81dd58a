# The two commands: `make run` and `make test`. What they do is in scripts/project.py (Windows: py -m scripts.project run).
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PROJECT = $(if $(PYTHON),$(PYTHON) -m scripts.project,$(error 需要 Python 3.11 或更高版本 / Python 3.11 or later is needed))

.PHONY: run test bench lock clean
run: ## PORT=8600 chooses the port
	@$(PROJECT) run $(if $(PORT),--port $(PORT))
test: ## ARGS="-k money" go to pytest
	@$(PROJECT) test $(ARGS)
bench:
	@$(PROJECT) bench $(ARGS)
lock:
	@$(PROJECT) lock
clean:
	@$(PROJECT) clean
