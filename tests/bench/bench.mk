# tests/bench: speed and memory against bare twins, measured in one run.
#   make bench                  all of it, rows gathered in out/bench.json
#   make bench-run STEPS=core   one step only
#
# A step is an executable that prints nothing but rows on its standard output, one JSON object a line:
#   {"name": "...", "value": 1.23, "unit": "ms", "against": "what it is compared with", "ratio": 1.1, "goal": "<= 2", "ok": true}
# and whatever it wants on its standard error. Each fragment tests/bench/*_bench.mk adds its own:
#   BENCH_STEPS += tests/bench/<step>.sh      BENCH_NEEDS += <targets to build before>

BENCH_STEPS := tests/bench/core.sh
BENCH_NEEDS := $(OUT)/bench/bench_core
-include $(wildcard tests/bench/*_bench.mk)
STEPS ?= all

$(OUT)/bench/%.o: tests/bench/%.c tests/bench/bench.mk
	@mkdir -p $(@D)
	$(CC) $(CORE_TFLAGS) -Itests/bench -c $< -o $@

$(OUT)/bench/bench_core: $(OUT)/bench/bench_core.o $(OUT)/bench/bench_support.o $(CORE_SUPPORT) $(CORE_LIB)
	$(CC) $^ $(CORE_LIBS) $(CMOCKA_LIBS) -lpthread -o $@

.PHONY: bench-run
bench-run: $(BENCH_NEEDS)
	@tests/bench/run.sh $(OUT) $(STEPS) $(BENCH_STEPS)

-include $(wildcard $(OUT)/bench/*.d)
