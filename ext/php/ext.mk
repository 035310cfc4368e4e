# ext/php: the extension, built by phpize in out/php on a forest of links (never in the root: its configure would
# write over Makefile, its clean would delete it).

PHPIZE     ?= phpize8.2
PHP_CONFIG ?= php-config8.2
EXT_DIR    := $(OUT)/php
EXT_SO     := $(EXT_DIR)/modules/elaska.so
# What generated sources of ext/core are called in the forest: gen/x.c.
EXT_SOURCES = $(sort $(wildcard ext/core/*/*.c)) $(patsubst $(CORE_GEN)/%,gen/%,$(CORE_GEN_SRC)) \
              $(sort $(wildcard ext/php/*.c))
# PHP's own headers are not written for our warnings, nor are its macros for -Wconversion of their operands.
# A header that went away must not stop make (-MP).
# A method of PHP gets parameters whether it wants them or not.
EXT_CFLAGS   = $(CFLAGS_COMMON) -Wno-unused-parameter -fvisibility=hidden -MP
EXT_INCLUDES = $(patsubst -I%,-isystem %,$(shell $(PHP_CONFIG) --includes))

EXT_ASAN_DIR := $(OUT)/php-asan
EXT_ASAN_SO  := $(EXT_ASAN_DIR)/modules/elaska.so

.PHONY: ext ext-asan ext-forest ext-configure config-m4 config-m4-check arginfo lint-arginfo

ext: $(CORE_GEN_SRC) $(CORE_GEN_HEADERS)
	@$(MAKE) --no-print-directory ext-forest FOREST=$(EXT_DIR) FOREST_CFLAGS="$(EXT_CFLAGS)"
	@LD_BIND_NOW=1 $(PHP) -n -d extension=$(abspath $(EXT_SO)) -r 'exit(extension_loaded("elaska") ? 0 : 1);' \
	    || { echo "ext: $(EXT_SO) does not load"; exit 1; }

# The same with the sanitizers, for tests: PHP itself is not built so, and takes libasan by LD_PRELOAD.
ext-asan: $(CORE_GEN_SRC) $(CORE_GEN_HEADERS)
	@$(MAKE) --no-print-directory ext-forest FOREST=$(EXT_ASAN_DIR) FOREST_CFLAGS="$(EXT_CFLAGS) $(SAN)"

ext-forest:
	@mkdir -p $(FOREST)/gen $(FOREST)/ext
	@cp -rsf $(ROOT)/ext/core $(ROOT)/ext/php $(FOREST)/ext/
	@if [ -d $(CORE_GEN) ]; then cp -rsf $(abspath $(CORE_GEN))/. $(FOREST)/gen/; fi
	@find $(FOREST)/ext $(FOREST)/gen -xtype l -delete
	@cmp -s config.m4 $(FOREST)/config.m4 && [ "$$(cat $(FOREST)/VERSION 2>/dev/null)" = "$(VERSION)" ] \
	    && [ -f $(FOREST)/Makefile ] || $(MAKE) --no-print-directory ext-configure
	@$(MAKE) --no-print-directory -C $(FOREST) INCLUDES="$(EXT_INCLUDES)" CFLAGS="$(FOREST_CFLAGS)" \
	    >$(FOREST)/build.log 2>&1 || { tail -n 60 $(FOREST)/build.log; exit 1; }

ext-configure:
	@echo "ext: phpize and configure in $(FOREST)"
	@rm -f $(FOREST)/Makefile
	@cp config.m4 $(FOREST)/config.m4
	@echo $(VERSION) >$(FOREST)/VERSION
	@cd $(FOREST) && { $(PHPIZE) && ./configure --with-php-config=$(PHP_CONFIG) --enable-elaska; } \
	    >configure.log 2>&1 || { tail -n 40 configure.log; rm -f Makefile; exit 1; }

# config.m4 lists every source by name: the list is checked in, and checked against the tree.
CONFIG_M4_LIST = { printf '    %s\n' $(EXT_SOURCES); }
CONFIG_M4_NEW  = awk -v list="$$($(CONFIG_M4_LIST))" \
    '/^dnl sources-begin/ { print; print list; skip = 1; next } /^dnl sources-end/ { skip = 0 } !skip' config.m4

config-m4:
	@$(CONFIG_M4_NEW) >config.m4.new && mv config.m4.new config.m4

config-m4-check:
	@$(CONFIG_M4_NEW) | cmp -s - config.m4 || { echo "config.m4 does not list the sources there are: make config-m4"; exit 1; }

# Stubs are the source of the arginfo headers; these are checked in, and checked against the stubs.
arginfo:
	@ext/php/arginfo.sh ext/php

lint-arginfo:
	@ext/php/arginfo.sh $(OUT)/php-arginfo/check
	@for f in $(OUT)/php-arginfo/check/*_arginfo.h; do \
	    cmp -s $$f ext/php/$${f##*/} || { echo "ext/php/$${f##*/} is not what its stub gives: make arginfo"; exit 1; }; done

LINT_TARGETS += config-m4-check lint-arginfo
