# tests/e2e: journeys in a browser (Playwright, the machine's Chromium), the same on the stand-in and on a real Dolibarr.
#   make test-e2e      all of them               make e2e-test F=portal/   some files
#   make e2e-lint      types and format

E2E_NPM := tests/e2e/node_modules/.package-lock.json

.PHONY: test-e2e e2e-test e2e-lint e2e-deps

$(E2E_NPM): tests/e2e/package-lock.json
	@echo "npm   tests/e2e"
	@cd tests/e2e && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

e2e-deps: $(E2E_NPM)

test-e2e: $(E2E_NPM)
	@tests/e2e/run.sh

e2e-test: $(E2E_NPM)
	@tests/e2e/run.sh $(F)

e2e-lint: $(E2E_NPM)
	@! grep -n '"resolved"' tests/e2e/package-lock.json || { echo "package-lock.json names a registry"; exit 1; }
	@cd tests/e2e && npx --no-install tsc --noEmit

LINT_TARGETS += e2e-lint
