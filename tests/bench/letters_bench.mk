# Letters, by the core and by Dolibarr's own writer: a step of the benchmark (bench.mk).
BENCH_STEPS += tests/bench/letters.sh
BENCH_NEEDS += $(OUT)/bench/bench_letters

$(OUT)/bench/bench_letters: $(OUT)/bench/bench_letters.o $(CORE_LIB)
	$(CC) $^ $(CORE_LIBS) -o $@
