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
EXT_CFLAGS   = $(CFLAGS_COMMON) -fvisibility=hidden
EXT_INCLUDES = $(patsubst -I%,-isystem %,$(shell $(PHP_CONFIG) --includes))

.PHONY: ext config-m4 config-m4-check

ext: $(CORE_GEN_SRC) $(CORE_GEN_HEADERS)
	@mkdir -p $(EXT_DIR)/gen $(EXT_DIR)/ext
	@cp -rsf $(ROOT)/ext/core $(ROOT)/ext/php $(EXT_DIR)/ext/
	@if [ -d $(CORE_GEN) ]; then cp -rsf $(abspath $(CORE_GEN))/. $(EXT_DIR)/gen/; fi
	@find $(EXT_DIR)/ext $(EXT_DIR)/gen -xtype l -delete
	@cmp -s config.m4 $(EXT_DIR)/config.m4 && [ "$$(cat $(EXT_DIR)/VERSION 2>/dev/null)" = "$(VERSION)" ] \
	    && [ -f $(EXT_DIR)/Makefile ] || $(MAKE) --no-print-directory ext-configure
	@$(MAKE) --no-print-directory -C $(EXT_DIR) INCLUDES="$(EXT_INCLUDES)" CFLAGS="$(EXT_CFLAGS)" \
	    >$(EXT_DIR)/build.log 2>&1 || { tail -n 60 $(EXT_DIR)/build.log; exit 1; }
	@$(PHP) -n -d extension=$(abspath $(EXT_SO)) -r 'exit(extension_loaded("elaska") ? 0 : 1);' \
	    || { echo "ext: $(EXT_SO) does not load"; exit 1; }

.PHONY: ext-configure
ext-configure:
	@echo "ext: phpize and configure"
	@rm -f $(EXT_DIR)/Makefile
	@cp config.m4 $(EXT_DIR)/config.m4
	@echo $(VERSION) >$(EXT_DIR)/VERSION
	@cd $(EXT_DIR) && { $(PHPIZE) && ./configure --with-php-config=$(PHP_CONFIG) --enable-elaska; } \
	    >configure.log 2>&1 || { tail -n 40 configure.log; rm -f Makefile; exit 1; }

# config.m4 lists every source by name: the list is checked in, and checked against the tree.
CONFIG_M4_LIST = { printf '    %s\n' $(EXT_SOURCES); }
CONFIG_M4_NEW  = awk -v list="$$($(CONFIG_M4_LIST))" \
    '/^dnl sources-begin/ { print; print list; skip = 1; next } /^dnl sources-end/ { skip = 0 } !skip' config.m4

config-m4:
	@$(CONFIG_M4_NEW) >config.m4.new && mv config.m4.new config.m4

config-m4-check:
	@$(CONFIG_M4_NEW) | cmp -s - config.m4 || { echo "config.m4 does not list the sources there are: make config-m4"; exit 1; }

LINT_TARGETS += config-m4-check
