# eLaska: the commands a person types. Each one sets up what it needs and builds in out/ only.
#
#   make demo     builds everything, starts a demonstration firm and prints where to log in (make stop ends it)
#   make test     builds and runs every suite; ends with "N passed, N failed"
#   make lint     format, boundaries, SQL, requirement table, static analysis
#   make bench    speed and memory against bare twins      make fuzz   short run of every libFuzzer target
#   make dist     the zip that an administrator drops into Dolibarr      make deb   Debian packages
#
# How the folders join in. Every folder brings its own fragment (FRAGMENTS below), which may use the variables
# of the section "Common" and gives these targets; a missing fragment is simply left out:
#   ext/core/core.mk            core     -> $(OUT)/core/libelaska_core.a, core-asan -> $(OUT)/core-asan/libelaska_core.a
#   ext/php/ext.mk              ext      -> $(OUT)/php/modules/elaska.so
#   workers/workers.mk          workers  -> $(OUT)/bin/elaska-*
#   dolibarr-module/module.mk   stage    -> $(OUT)/module/elaska (pages, built front end, sql/)
#   dolibarr-module/frontend/frontend.mk  front -> $(OUT)/front/{public,js}, test-front, front-lint
#   tests/<suite>/tests.mk      test-<suite>, which ends by writing "PASSED FAILED" to $(OUT)/test/<suite>.result
#   tests/bench/bench.mk        bench-run, after build;      tests/fuzz/fuzz.mk   fuzz-run
# and may append to: BUILD_TARGETS (built by every command), LINT_TARGETS (run by make lint), TEST_SUITES.

VERSION := 0.1.0

# ---- Common: variables that fragments use ---------------------------------------------------------------------

OUT  ?= out
ROOT := $(CURDIR)
JOBS ?= $(shell nproc 2>/dev/null || echo 2)

CC    := gcc
CLANG ?= clang
PHP   ?= php8.2
export OUT ROOT VERSION PHP
# A newer Node than the machine's, where tests/stack/node.sh had to bring one.
export PATH := $(abspath $(OUT))/tools/node/bin:$(PATH)

WARNINGS := -Wall -Wextra -Wconversion -Wsign-conversion -Wshadow -Wstrict-prototypes \
            -Wmissing-prototypes -Wvla -Wformat=2 -Werror
CFLAGS_COMMON := -std=c11 -D_GNU_SOURCE $(WARNINGS) -fPIC -g -O2 -fstack-protector-strong
SAN      := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
FUZZ_SAN := -fsanitize=fuzzer,address,undefined -fno-omit-frame-pointer

# Asked of pkg-config at the first use only, after `make deps` had the chance to install the libraries.
# Headers of others are system headers: our warnings are not about them.
pkg_cflags = $(patsubst -I%,-isystem %,$(shell pkg-config --cflags $(1)))
pkg_libs   = $(shell pkg-config --libs $(1))
DB_PKG     = $(eval DB_PKG := $(shell pkg-config --exists libmariadb && echo libmariadb || echo mysqlclient))$(DB_PKG)
DB_CFLAGS  = $(eval DB_CFLAGS := $(call pkg_cflags,$(DB_PKG)))$(DB_CFLAGS)
DB_LIBS    = $(eval DB_LIBS := $(call pkg_libs,$(DB_PKG)))$(DB_LIBS)
CORE_PKGS     := jansson libsodium nettle
CORE_CFLAGS    = $(eval CORE_CFLAGS := $(call pkg_cflags,$(CORE_PKGS)) $(DB_CFLAGS))$(CORE_CFLAGS)
CORE_LIBS      = $(eval CORE_LIBS := $(call pkg_libs,$(CORE_PKGS)) -lhpdf -lxlsxwriter -lqrencode -lz -lm $(DB_LIBS))$(CORE_LIBS)
WORKERS_PKGS  := libuv libcurl libsystemd
WORKERS_CFLAGS = $(eval WORKERS_CFLAGS := $(call pkg_cflags,$(WORKERS_PKGS)))$(WORKERS_CFLAGS)
WORKERS_LIBS   = $(eval WORKERS_LIBS := $(call pkg_libs,$(WORKERS_PKGS)))$(WORKERS_LIBS)
CMOCKA_LIBS    = $(eval CMOCKA_LIBS := $(call pkg_libs,cmocka))$(CMOCKA_LIBS)

# Folders of ext/core that also build for wasm32: they include only each other and the C library.
PURE := base expr form

BUILD_TARGETS :=
LINT_TARGETS  :=
TEST_SUITES   := core ext module workers e2e

FRAGMENTS := ext/core/core.mk ext/php/ext.mk workers/workers.mk dolibarr-module/module.mk \
             dolibarr-module/frontend/frontend.mk tests/host/host.mk tests/stack/stack.mk tests/lint/lint.mk workers/etc/packaging.mk \
             $(foreach s,$(TEST_SUITES),tests/$(s)/tests.mk) tests/bench/bench.mk tests/fuzz/fuzz.mk

# ---- Commands -------------------------------------------------------------------------------------------------

.DEFAULT_GOAL := help
.PHONY: help deps build demo stop test bench fuzz lint dist deb clean core core-asan ext workers stage

help:
	@sed -n '3,7s/^# //p' Makefile

-include $(FRAGMENTS)

# A suite without a folder does not exist; one that has a folder and does not report counts as failed.
SUITES ?= $(foreach s,$(TEST_SUITES),$(if $(wildcard tests/$(s)/*),$(s)))

BUILD_TARGETS += $(if $(wildcard ext/core/core.mk),core) $(if $(wildcard ext/php/*.c),ext) \
                 $(if $(wildcard workers/workers.mk),workers) $(if $(wildcard dolibarr-module/module.mk),stage)

# Deps come first, in a make of their own: what fragments ask of pkg-config or php-config must find them installed.
AFTER_DEPS = @$(MAKE) --no-print-directory deps && $(MAKE) --no-print-directory

deps:
	@tests/stack/deps.sh

build: $(sort $(BUILD_TARGETS))
	@:

demo:
	$(AFTER_DEPS) -j$(JOBS) build
	@tests/stack/demo.sh

stop:
	@tests/stack/down.sh --all

test:
	@$(MAKE) --no-print-directory deps
	@JOBS=$(JOBS) tests/stack/run-suites.sh $(SUITES)

bench:
	$(AFTER_DEPS) -j$(JOBS) build
	@$(MAKE) --no-print-directory bench-run

fuzz:
	$(AFTER_DEPS) fuzz-run

lint:
	$(AFTER_DEPS) -k lint-run

dist:
	$(AFTER_DEPS) -j$(JOBS) build
	@$(MAKE) --no-print-directory dist-zip

deb:
	$(AFTER_DEPS) -j$(JOBS) build
	@$(MAKE) --no-print-directory deb-packages

clean: stop
	rm -rf $(OUT)
