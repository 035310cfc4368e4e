# ext/core: the domain library, plain and with the sanitizers. One object per source; feature folders join by
# being there.

# Another list builds a part, e.g. CORE_FOLDERS="base json" OUT=out/part while the rest is being changed.
CORE_FOLDERS ?= *
CORE_SRC  := $(sort $(wildcard $(CORE_FOLDERS:%=ext/core/%/*.c)))
CORE_GEN  := $(OUT)/core/gen
CORE_OBJ  := $(CORE_SRC:ext/core/%.c=$(OUT)/core/obj/%.o)
CORE_AOBJ := $(CORE_SRC:ext/core/%.c=$(OUT)/core-asan/obj/%.o)
CORE_LIB  := $(OUT)/core/libelaska_core.a
CORE_ALIB := $(OUT)/core-asan/libelaska_core.a
CORE_CPP  := -Iext/core -I$(CORE_GEN) -DELA_VERSION='"$(VERSION)"'

SAN ?= -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer

# Sources that the build writes: the schema manifest of sql/, and whatever a folder adds to CORE_GEN_SRC and
# CORE_GEN_HEADERS in its own <folder>/<folder>.mk.
CORE_GEN_SRC     := $(CORE_GEN)/schema_manifest.c
CORE_GEN_HEADERS :=
-include $(wildcard $(CORE_FOLDERS:%=ext/core/%/*.mk))
CORE_GOBJ  = $(CORE_GEN_SRC:$(CORE_GEN)/%.c=$(OUT)/core/obj/gen/%.o)
CORE_GAOBJ = $(CORE_GEN_SRC:$(CORE_GEN)/%.c=$(OUT)/core-asan/obj/gen/%.o)

SCHEMA_SQL := $(sort $(wildcard sql/tables/*.sql) $(wildcard sql/migrations/*.sql))

$(CORE_GEN)/schema_manifest.c: ext/core/db/manifest.pl $(SCHEMA_SQL) sql/tables sql/migrations
	@mkdir -p $(@D)
	perl ext/core/db/manifest.pl sql/tables sql/migrations >$@.new
	mv $@.new $@

$(OUT)/core/obj/gen/%.o: $(CORE_GEN)/%.c ext/core/core.mk
	@mkdir -p $(@D)
	@echo "cc $@"
	@$(CC) $(CFLAGS_COMMON) $(CORE_CPP) $(CORE_CFLAGS) -MMD -MP -c $< -o $@

$(OUT)/core-asan/obj/gen/%.o: $(CORE_GEN)/%.c ext/core/core.mk
	@mkdir -p $(@D)
	@echo "cc $@"
	@$(CC) $(CFLAGS_COMMON) $(SAN) $(CORE_CPP) $(CORE_CFLAGS) -MMD -MP -c $< -o $@

$(OUT)/core/obj/%.o: ext/core/%.c ext/core/core.mk
	@mkdir -p $(@D)
	@echo "cc $@"
	@$(CC) $(CFLAGS_COMMON) $(CORE_CPP) $(CORE_CFLAGS) -MMD -MP -c $< -o $@

$(OUT)/core-asan/obj/%.o: ext/core/%.c ext/core/core.mk
	@mkdir -p $(@D)
	@echo "cc $@"
	@$(CC) $(CFLAGS_COMMON) $(SAN) $(CORE_CPP) $(CORE_CFLAGS) -MMD -MP -c $< -o $@

$(CORE_OBJ) $(CORE_AOBJ): | $(CORE_GEN_HEADERS)

# The archive is made anew: a source that went away leaves nothing behind.
$(CORE_LIB): $(CORE_OBJ) $(CORE_GOBJ)
	@echo "ar $@"
	@rm -f $@ && ar rcs $@ $^

$(CORE_ALIB): $(CORE_AOBJ) $(CORE_GAOBJ)
	@echo "ar $@"
	@rm -f $@ && ar rcs $@ $^

core: $(CORE_LIB)
core-asan: $(CORE_ALIB)

-include $(CORE_OBJ:.o=.d) $(CORE_AOBJ:.o=.d) $(CORE_GOBJ:.o=.d) $(CORE_GAOBJ:.o=.d)
