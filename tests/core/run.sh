#!/usr/bin/env bash
# Runs test programs of the core on a database of their own and writes out/test/core.result:
#   run.sh [--no-result] PROGRAM...
# A program that crashes, that was not built, or that takes longer than TEST_TIMEOUT seconds (300), counts as one failure.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
OUT=${OUT:-out}
write=1
if [ "${1:-}" = --no-result ]; then write=0 && shift; fi

dir=$OUT/core-tests/db-$$
mkdir -p "$dir" "$OUT/test"
dir=$(cd "$dir" && pwd)
trap 'tests/stack/db-down.sh "$dir" --wipe; rm -rf "$dir"' EXIT
trap 'exit 130' INT TERM
# Waiting for the disk took longer than the tests: 20 s against 1 s for the schema of each program on a busy machine.
DB_KEPT=0 DB_BUFFER=64M DB_OPTIONS=--innodb-flush-log-at-trx-commit=0 tests/stack/db-up.sh "$dir" || exit 1
TEST_DB_SOCKET=$(sed -n 's/^DB_SOCKET=//p' "$dir/db.env")
export TEST_DB_SOCKET CMOCKA_MESSAGE_OUTPUT=TAP
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=1:abort_on_error=0} LSAN_OPTIONS=${LSAN_OPTIONS:-suppressions=$here/lsan.supp:print_suppressions=0}

passed=0 failed=0
for program in "$@"; do
    echo "# $program"
    if [ ! -x "$program" ]; then
        echo "not ok - $program was not built"
        failed=$((failed + 1))
        continue
    fi
    output=$(timeout "${TEST_TIMEOUT:-300}" "$program" 2>&1)
    code=$?
    ok=$(grep -cE '^[[:space:]]*ok ' <<<"$output")
    bad=$(grep -cE '^[[:space:]]*not ok ' <<<"$output")
    if [ "$code" -ne 0 ]; then
        echo "$output"
        if [ "$bad" -eq 0 ]; then
            echo "not ok - $program ended with $code"
            bad=1
        fi
    else
        echo "$output" | grep -E '^[[:space:]]*ok '
    fi
    passed=$((passed + ok))
    failed=$((failed + bad))
done
echo "# core: $passed passed, $failed failed"
if [ "$write" -eq 1 ]; then echo "$passed $failed" >"$OUT/test/core.result"; fi
[ "$failed" -eq 0 ]
