# The pure core for the browser: $(OUT)/wasm/elaska.wasm (clang, lld, wasi-libc; it imports nothing that it calls). The
# pure folders build whole, so that nothing in them can come to need more than the C library.
WASM_SRC    := ext/core/form/wasm/wasm.c $(sort $(wildcard $(filter-out ext/core/base/%,$(PURE:%=ext/core/%/*.c)))) \
               $(addprefix ext/core/base/,arena.c civil.c duration.c error.c str.c)
WASM_CFLAGS := --target=wasm32-wasi --sysroot=/usr -isystem /usr/include/wasm32-wasi -O2 -std=c11 -D_GNU_SOURCE $(WARNINGS)
WASM_LFLAGS := -mexec-model=reactor -nostartfiles -Wl,--no-entry -Wl,-z,stack-size=262144 -Wl,--strip-all \
               -L/usr/lib/wasm32-wasi -lc-printscan-no-floating-point
WASM_MOST   := 81920

.PHONY: wasm
wasm: $(OUT)/wasm/elaska.wasm

$(OUT)/wasm/elaska.wasm: $(WASM_SRC) $(wildcard $(PURE:%=ext/core/%/*.h)) ext/core/form/form.mk
	@mkdir -p $(@D)
	@echo "wasm $@"
	@$(CLANG) $(WASM_CFLAGS) -Iext/core $(WASM_SRC) $(WASM_LFLAGS) -o $@.new
	@gzip -9kc $@.new >$@.gz
	@[ $$(wc -c <$@.gz) -le $(WASM_MOST) ] || { echo "$@: $$(wc -c <$@.gz) bytes compressed, at most $(WASM_MOST)"; exit 1; }
	@mv $@.new $@
