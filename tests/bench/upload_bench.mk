# The upload's step of the benchmark (bench.mk).
BENCH_STEPS += tests/bench/upload.sh
BENCH_NEEDS += ext stage
