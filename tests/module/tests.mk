# tests/module: PHPUnit inside the host, the same on the stand-in and on a real Dolibarr (DOLIBARR_ROOT=...).
#   make test-module               all of it                make module-test F=Conformance   one class or method

.PHONY: test-module module-test

test-module:
	@tests/module/run.sh

module-test:
	@tests/module/run.sh --filter "$(F)"
