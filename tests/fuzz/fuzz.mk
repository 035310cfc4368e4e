# tests/fuzz: libFuzzer targets over what strangers send. `make fuzz` replays the kept inputs, then looks for new ones for
# FUZZ_S seconds a target. An input that crashes is left in out/fuzz/; it becomes a test and a file of corpus/.
FUZZ_S       ?= 30
FUZZ_TARGETS := duration door smtp pack expr form filter sniff import rich letter upload
FUZZ_BIN     := $(FUZZ_TARGETS:%=$(OUT)/fuzz/fuzz_%)
FUZZ_OBJ     := $(CORE_SRC:ext/core/%.c=$(OUT)/fuzz/obj/%.o) $(CORE_GEN_SRC:$(CORE_GEN)/%.c=$(OUT)/fuzz/obj/gen/%.o)
FUZZ_CFLAGS   = $(CFLAGS_COMMON) -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined \
                -fno-omit-frame-pointer $(CORE_CPP) $(CORE_CFLAGS) -MMD -MP

$(OUT)/fuzz/obj/gen/%.o: $(CORE_GEN)/%.c tests/fuzz/fuzz.mk
	@mkdir -p $(@D)
	@$(CLANG) $(FUZZ_CFLAGS) -c $< -o $@

$(OUT)/fuzz/obj/%.o: ext/core/%.c tests/fuzz/fuzz.mk | $(CORE_GEN_HEADERS)
	@mkdir -p $(@D)
	@$(CLANG) $(FUZZ_CFLAGS) -c $< -o $@

$(OUT)/fuzz/fuzz_%: tests/fuzz/fuzz_%.c $(FUZZ_OBJ)
	@echo "link $@"
	@$(CLANG) $(CFLAGS_COMMON) -Wno-missing-prototypes $(FUZZ_SAN) -fno-sanitize-recover=undefined $(CORE_CPP) \
	    $(CORE_CFLAGS) $^ $(CORE_LIBS) -o $@

.SECONDARY: $(FUZZ_OBJ)
.PHONY: fuzz-run
fuzz-run: $(FUZZ_BIN)
	@for t in $(FUZZ_TARGETS); do \
	    mkdir -p $(OUT)/fuzz/$$t; log=$(OUT)/fuzz/$$t.log; \
	    { $(OUT)/fuzz/fuzz_$$t -runs=0 -artifact_prefix=$(OUT)/fuzz/$$t- tests/fuzz/corpus/$$t && \
	      $(OUT)/fuzz/fuzz_$$t -max_total_time=$(FUZZ_S) -max_len=4096 -print_final_stats=1 \
	          -artifact_prefix=$(OUT)/fuzz/$$t- $(OUT)/fuzz/$$t tests/fuzz/corpus/$$t; } >$$log 2>&1 || \
	    { tail -n 60 $$log; echo "$$t: found something, see $$log" >&2; exit 1; }; \
	    echo "$$t: $$(sed -n 's/^stat::number_of_executed_units: *//p' $$log | tail -n 1) inputs, nothing found"; \
	done

-include $(FUZZ_OBJ:.o=.d)
