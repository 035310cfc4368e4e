#!/usr/bin/env bash
# Runs the cases on a database of their own and writes out/test/workers.result:
#   run.sh [--no-result [NAME]]
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
OUT=${OUT:-out}
write=1
if [ "${1:-}" = --no-result ]; then write=0 && shift; fi
dir=$OUT/workers-tests/$$
mkdir -p "$dir" "$OUT/test"
dir=$(cd "$dir" && pwd)
trap 'tests/stack/db-down.sh "$dir" --wipe; if [ "${failed:-1}" = 0 ]; then rm -rf "$dir"; fi' EXIT
trap 'exit 130' INT TERM
for b in bin-asan bin; do [ -x "$OUT/$b/elaska-mail" ] || { echo "workers: $OUT/$b/elaska-mail is not built: make test SUITES=workers" >&2 && exit 1; }; done
DB_KEPT=0 DB_BUFFER=64M tests/workers/db.sh "$dir" || exit 1
export ASAN_OPTIONS=detect_leaks=1:exitcode=99 UBSAN_OPTIONS=print_stacktrace=1
export LSAN_OPTIONS=suppressions=$PWD/tests/core/lsan.supp:print_suppressions=0
timeout 400 "${PHP:-php8.2}" -n -d extension=posix -d extension=mysqlnd -d extension=mysqli -d extension=iconv -d extension=gd -d extension=zip -d memory_limit=1G \
    "$here/run.php" "$dir" "$OUT/bin-asan/elaska-mail" "$OUT/bin/elaska-mail" "${1:-}" | tee "$dir/tap"
read -r _ passed failed < <(grep -E '^# [0-9]+ [0-9]+$' "$dir/tap" || echo '# 0 1')
if [ "$write" -eq 1 ]; then echo "$passed $failed" >"$OUT/test/workers.result"; fi
[ "$failed" -eq 0 ]
