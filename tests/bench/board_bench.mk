# The board of tasks: a step of the benchmark (bench.mk).
BENCH_STEPS += tests/bench/board.sh
BENCH_NEEDS += stage
