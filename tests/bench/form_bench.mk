# Forms: the engine against a form by hand, WebAssembly in Chromium against the engine, the size of the module.
BENCH_STEPS += tests/bench/form.sh
BENCH_NEEDS += $(OUT)/bench/bench_form wasm front-deps

$(OUT)/bench/bench_form: $(OUT)/bench/bench_form.o $(OUT)/bench/bench_support.o $(CORE_SUPPORT) $(CORE_LIB)
	$(CC) $^ $(CORE_LIBS) $(CMOCKA_LIBS) -lpthread -o $@
