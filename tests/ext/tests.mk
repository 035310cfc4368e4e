# The extension's tests (phpt): with the plain build, then again with the sanitizers. A private database with
# Dolibarr's tables and ours is made for them and stopped at the end.

EXT_TEST := $(OUT)/ext-test

.PHONY: test-ext

test-ext: ext ext-asan
	@tests/ext/run.sh $(EXT_TEST) $(EXT_SO) $(EXT_ASAN_SO)
