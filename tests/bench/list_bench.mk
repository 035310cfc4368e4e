BENCH_STEPS += tests/bench/list.sh
BENCH_NEEDS += $(OUT)/bench/bench_list

$(OUT)/bench/bench_list: $(OUT)/bench/bench_list.o $(OUT)/bench/bench_support.o $(CORE_SUPPORT) $(CORE_LIB)
	$(CC) $^ $(CORE_LIBS) $(CMOCKA_LIBS) -lpthread -o $@
