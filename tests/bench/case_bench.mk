# The page of a case and daily work, by the age of the database: a step of the benchmark (bench.mk).
BENCH_STEPS += tests/bench/case.sh
BENCH_NEEDS += $(OUT)/bench/bench_case

$(OUT)/bench/bench_case: $(OUT)/bench/bench_case.o $(OUT)/bench/bench_support.o $(CORE_SUPPORT) $(CORE_LIB)
	$(CC) $^ $(CORE_LIBS) $(CMOCKA_LIBS) -lpthread -o $@
