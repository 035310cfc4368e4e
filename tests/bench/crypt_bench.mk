# Sealed values against bare libsodium, and keys renewed while somebody reads: a step of the benchmark (bench.mk).
BENCH_STEPS += tests/bench/crypt.sh
BENCH_NEEDS += $(OUT)/bench/bench_crypt

$(OUT)/bench/bench_crypt: $(OUT)/bench/bench_crypt.o $(OUT)/bench/bench_support.o $(CORE_SUPPORT) $(CORE_LIB)
	$(CC) $^ $(CORE_LIBS) $(CMOCKA_LIBS) -lpthread -o $@
