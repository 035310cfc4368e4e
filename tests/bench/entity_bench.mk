# An entity of 40 fields against bare INSERTs: a step of the benchmark (bench.mk).
BENCH_STEPS += tests/bench/entity.sh
BENCH_NEEDS += $(OUT)/bench/bench_entity

$(OUT)/bench/bench_entity: $(OUT)/bench/bench_entity.o $(OUT)/bench/bench_support.o $(CORE_SUPPORT) $(CORE_LIB)
	$(CC) $^ $(CORE_LIBS) $(CMOCKA_LIBS) -lpthread -o $@
