# The extension's step of the benchmark (bench.mk).
BENCH_STEPS += tests/bench/ext.sh
BENCH_NEEDS += ext
