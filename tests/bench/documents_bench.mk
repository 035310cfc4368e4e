# The list of documents and its searches, by the age of the database: a step of the benchmark (bench.mk).
BENCH_STEPS += tests/bench/documents.sh
BENCH_NEEDS += $(OUT)/bench/bench_document

$(OUT)/bench/bench_document: $(OUT)/bench/bench_document.o $(OUT)/bench/bench_support.o $(CORE_SUPPORT) $(CORE_LIB)
	$(CC) $^ $(CORE_LIBS) $(CMOCKA_LIBS) -lpthread -o $@
