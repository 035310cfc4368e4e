# workers: one daemon for each folder that has a main.c, on the runtime; plain and with the sanitizers (for the tests).
#   make workers         -> out/bin/elaska-<name>
#   make workers-asan    -> out/bin-asan/elaska-<name>

WORKERS_NAMES   := $(patsubst workers/%/main.c,%,$(wildcard workers/*/main.c))
WORKERS_RUNTIME := $(sort $(wildcard workers/runtime/*.c))
WORKERS_BIN     := $(WORKERS_NAMES:%=$(OUT)/bin/elaska-%)
WORKERS_ABIN    := $(WORKERS_NAMES:%=$(OUT)/bin-asan/elaska-%)
WORKERS_FLAGS    = $(CFLAGS_COMMON) -Iworkers -Iext/core -DELA_VERSION='"$(VERSION)"' $(WORKERS_CFLAGS) -MMD -MP
worker_objects   = $(patsubst workers/%.c,$(OUT)/$(1)/%.o,$(WORKERS_RUNTIME) $(sort $(wildcard workers/$(2)/*.c)))

$(OUT)/workers/%.o: workers/%.c workers/workers.mk
	@mkdir -p $(@D)
	@echo "cc $@"
	@$(CC) $(WORKERS_FLAGS) -c $< -o $@

$(OUT)/workers-asan/%.o: workers/%.c workers/workers.mk
	@mkdir -p $(@D)
	@echo "cc $@"
	@$(CC) $(WORKERS_FLAGS) $(SAN) -c $< -o $@

# One worker: its own folder and the runtime.
define WORKER_RULES
$(OUT)/bin/elaska-$(1): $(call worker_objects,workers,$(1)) $(CORE_LIB)
	@mkdir -p $$(@D)
	@echo "link $$@"
	@$$(CC) -Wl,--as-needed $$^ $$(CORE_LIBS) $$(WORKERS_LIBS) -lpthread -o $$@

$(OUT)/bin-asan/elaska-$(1): $(call worker_objects,workers-asan,$(1)) $(CORE_ALIB)
	@mkdir -p $$(@D)
	@echo "link $$@"
	@$$(CC) $$(SAN) -Wl,--as-needed $$^ $$(CORE_LIBS) $$(WORKERS_LIBS) -lpthread -o $$@
endef
$(foreach name,$(WORKERS_NAMES),$(eval $(call WORKER_RULES,$(name))))

# What the media worker runs for each file: without the core and its keys, with the libraries that read pictures, PDF
# and office files. What hangs on it needs none of them.
CHILD_PKGS   := vips libheif poppler-glib libzip libxml-2.0 libseccomp
CHILD_CFLAGS  = $(eval CHILD_CFLAGS := $(call pkg_cflags,$(CHILD_PKGS)))$(CHILD_CFLAGS)
CHILD_LIBS    = $(eval CHILD_LIBS := $(call pkg_libs,$(CHILD_PKGS)))$(CHILD_LIBS)
child_objects = $(patsubst workers/%.c,$(OUT)/$(1)/%.o,$(sort $(wildcard workers/media/child/*.c)))
$(call child_objects,workers) $(call child_objects,workers-asan): WORKERS_CFLAGS = $(CHILD_CFLAGS)

$(OUT)/bin/elaska-media-child: $(call child_objects,workers)
	@mkdir -p $(@D)
	@echo "link $@"
	@$(CC) -Wl,--as-needed $^ $(CHILD_LIBS) -o $@

$(OUT)/bin-asan/elaska-media-child: $(call child_objects,workers-asan)
	@mkdir -p $(@D)
	@echo "link $@"
	@$(CC) $(SAN) -Wl,--as-needed $^ $(CHILD_LIBS) -o $@

.PHONY: workers workers-asan
workers: $(WORKERS_BIN) $(OUT)/bin/elaska-media-child
workers-asan: $(WORKERS_ABIN) $(OUT)/bin-asan/elaska-media-child

-include $(wildcard $(OUT)/workers/*/*.d $(OUT)/workers-asan/*/*.d $(OUT)/workers/*/*/*.d $(OUT)/workers-asan/*/*/*.d)
