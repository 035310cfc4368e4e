# The mail worker's step of the benchmark (bench.mk).
BENCH_STEPS += tests/bench/mail.sh
BENCH_NEEDS += workers
