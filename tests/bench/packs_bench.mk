# Load of the shipped definitions: a step of the benchmark (bench.mk).
BENCH_STEPS += tests/bench/packs.sh
BENCH_NEEDS += $(OUT)/bench/bench_packs ext

$(OUT)/bench/bench_packs: $(OUT)/bench/bench_packs.o $(OUT)/bench/bench_support.o $(CORE_SUPPORT) $(CORE_LIB)
	$(CC) $^ $(CORE_LIBS) $(CMOCKA_LIBS) -lpthread -o $@
