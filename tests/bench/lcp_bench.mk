# First screens of the portal: a step of the benchmark (bench.mk).
BENCH_STEPS += tests/bench/lcp.sh
BENCH_NEEDS += stage
