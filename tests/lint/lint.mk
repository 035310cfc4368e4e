# make lint: every target of LINT_TARGETS, to which fragments add their own (generated files up to date, front end).

# Headers beside <folder>/<folder>.h that other folders may include.
DOORS := scope/actor.h crypt/seal.h db/schema.h settings/settings_ops.h case/list.h meta/meta_store.h meta/letter.h meta/folders.h pdf/flow.h

LINT_TARGETS += lint-format lint-boundaries lint-sql lint-words lint-requirements lint-keys lint-scripts lint-php lint-aside

C_FILES = $(shell git ls-files -co --exclude-standard 'ext/*.c' 'ext/*.h' 'workers/*.c' 'workers/*.h' 'tests/*.c' \
            'tests/*.h' | grep -v '_arginfo\.h$$')

.PHONY: lint-run format $(LINT_TARGETS)

lint-run: $(LINT_TARGETS)
	@echo "lint: clean"

lint-format:
	@files="$(wildcard $(C_FILES))"; [ -z "$$files" ] || clang-format --dry-run -Werror $$files

format:
	@files="$(wildcard $(C_FILES))"; [ -z "$$files" ] || clang-format -i $$files

# What no test builds must build too: fuzz targets and benches.
lint-aside: | $(CORE_GEN_HEADERS)
	@for f in $(wildcard tests/fuzz/*.c tests/bench/*.c); do \
	    $(CC) -fsyntax-only -Wno-missing-prototypes $(filter-out -MMD -MP,$(CORE_TFLAGS)) -Itests/bench $$f || exit 1; done

lint-boundaries:
	@$(PHP) tests/lint/boundaries.php "$(PURE)" "$(DOORS)"

lint-sql lint-words lint-requirements lint-keys: lint-%:
	@$(PHP) tests/lint/$*.php

lint-scripts:
	@for f in $$(git ls-files -co --exclude-standard '*.sh' .ci/run); do bash -n "$$f" || exit 1; done

# The module is analysed against the stand-in host: what is not in it cannot be called.
lint-php:
	@tests/lint/phpstan.sh
