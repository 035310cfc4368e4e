# Client portal and back-office islands (Node 18 or newer, npm).
#   (out/wasm/elaska.wasm, the core for the browser, is built first: ext/core/form/form.mk)
#   front        builds to $(OUT)/front/public (portal) and $(OUT)/front/js (islands, editors of templates and letters, icons), with .gz
#                beside for servers that send them; fails over the size budgets
#   front-types  generates src/lib/api/schema.d.ts from elaska/public/openapi.json (committed)
#   front-errors takes the sentences of refusals from elaska/langs into src/locales (committed)
#   front-test   unit tests;  test-front the same, with $(OUT)/test/front.result
#   front-lint   types up to date, tsc, eslint, prettier;  front-screens  pictures of every screen

FRONT     := dolibarr-module/frontend
FRONT_SRC := $(shell find $(FRONT)/src $(FRONT)/vite $(FRONT)/public dolibarr-module/elaska/packs -type f 2>/dev/null) \
             $(wildcard $(FRONT)/*.ts $(FRONT)/*.json $(FRONT)/index.html)
FRONT_NPM := $(FRONT)/node_modules/.package-lock.json
FRONT_RUN := cd $(FRONT) && OUT_FRONT=$(abspath $(OUT))/front npx --no-install

.PHONY: front front-deps front-types front-errors front-test front-lint front-screens test-front

$(FRONT_NPM): $(FRONT)/package-lock.json
	@echo "npm   $(FRONT)"
	@cd $(FRONT) && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

front-deps: $(FRONT_NPM)

$(OUT)/front/.built: $(FRONT_NPM) $(FRONT_SRC) $(OUT)/wasm/elaska.wasm
	@mkdir -p $(OUT)/front
	@echo "front $(OUT)/front"
	@$(FRONT_RUN) vite build --logLevel warn
	@rm -rf $(OUT)/front/js
	@for island in timer duration list board folders; do \
	  (ISLAND=$$island; export ISLAND; $(FRONT_RUN) vite build --config vite.islands.config.ts --logLevel warn) || exit 1; \
	done
	@$(FRONT)/scripts/island-sizes.sh $(OUT)/front/js
	@for island in builder form viewer letter; do \
	  (ISLAND=$$island; export ISLAND; $(FRONT_RUN) vite build --config vite.builder.config.ts --logLevel warn) || exit 1; \
	done
	@cd $(FRONT) && node scripts/icons.mjs ../elaska/packs $(abspath $(OUT))/front/js
	@cp $(OUT)/wasm/elaska.wasm $(OUT)/front/js/
	@find $(OUT)/front -type f \( -name '*.js' -o -name '*.css' -o -name '*.html' -o -name '*.svg' -o -name '*.wasm' \) -exec gzip -9kfn {} +
	@touch $@

front: $(OUT)/front/.built

front-types: $(FRONT_NPM)
	@$(FRONT_RUN) openapi-typescript ../elaska/public/openapi.json -o src/lib/api/schema.d.ts

front-errors:
	@node $(FRONT)/scripts/errors.mjs

front-test: $(FRONT_NPM) $(OUT)/wasm/elaska.wasm
	@$(FRONT_RUN) vitest run

# One line "passed failed"; a run that says nothing counts as one failure.
test-front: $(FRONT_NPM) $(OUT)/wasm/elaska.wasm
	@mkdir -p $(OUT)/test $(OUT)/front
	@rm -f $(OUT)/front/vitest.json
	-@$(FRONT_RUN) vitest run --reporter=default --reporter=json --outputFile.json=$(abspath $(OUT))/front/vitest.json
	@node $(FRONT)/scripts/result.mjs $(OUT)/front/vitest.json > $(OUT)/test/front.result
	@cat $(OUT)/test/front.result

front-lint: $(FRONT_NPM)
	@$(FRONT_RUN) openapi-typescript ../elaska/public/openapi.json -o $(abspath $(OUT))/front-schema.d.ts >/dev/null
	@cmp -s $(OUT)/front-schema.d.ts $(FRONT)/src/lib/api/schema.d.ts || \
	  { echo "$(FRONT)/src/lib/api/schema.d.ts is not what openapi.json gives: make front-types"; exit 1; }
	@! grep -n '"resolved"' $(FRONT)/package-lock.json || { echo "package-lock.json names a registry"; exit 1; }
	@$(FRONT_RUN) tsc --noEmit
	@$(FRONT_RUN) eslint . --max-warnings 0
	@$(FRONT_RUN) prettier --check . --log-level warn

front-screens: front
	@cd $(FRONT) && OUT_FRONT=$(abspath $(OUT))/front node scripts/screens.mjs

LINT_TARGETS += front-lint
# The suite has no folder under tests/: its tests stand beside what they test.
SUITES ?= $(foreach s,$(TEST_SUITES),$(if $(wildcard tests/$(s)/tests.mk),$(s))) front
