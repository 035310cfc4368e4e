# The portal's step of the benchmark (bench.mk).
BENCH_STEPS += tests/bench/portal.sh
BENCH_NEEDS += ext stage
