# tests/workers: the real binary, with the sanitizers, against a private database and a scripted SMTP server.
#   make test-workers              all cases
#   make workers-test T=drain      those whose name contains "drain"

.PHONY: test-workers workers-test
test-workers: workers workers-asan
	@tests/workers/run.sh

workers-test: workers workers-asan
	@tests/workers/run.sh --no-result $(T)
