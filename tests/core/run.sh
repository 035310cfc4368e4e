#!/usr/bin/env bash
# Runs test programs of the core and writes out/test/core.result:
#   run.sh [--no-result] PROGRAM...
# LANES of them run at a time (as many as there are processors, at most 4), each lane on a database of its own.
# A program that crashes, that was not built, or that takes longer than TEST_TIMEOUT seconds (300), counts as one failure.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
OUT=${OUT:-out}
write=1
if [ "${1:-}" = --no-result ]; then write=0 && shift; fi
programs=("$@")
lanes=${LANES:-$(nproc)}
lanes=$((lanes > 4 ? 4 : lanes > $# ? $# : lanes))

dir=$OUT/core-tests/db-$$
mkdir -p "$dir" "$OUT/test"
dir=$(cd "$dir" && pwd)
sweep() {
    local lane
    for lane in "$dir"/lane*; do
        if [ -d "$lane" ]; then tests/stack/db-down.sh "$lane" --wipe; fi
    done
    rm -rf "$dir"
}
trap sweep EXIT
trap 'kill $(jobs -p) 2>/dev/null; exit 130' INT TERM
export CMOCKA_MESSAGE_OUTPUT=TAP
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=1:abort_on_error=0} LSAN_OPTIONS=${LSAN_OPTIONS:-suppressions=$here/lsan.supp:print_suppressions=0}

# The number of the next program that no lane has taken.
take() {
    (
        flock 9
        n=$(cat "$dir/next")
        echo $((n + 1)) >"$dir/next"
        echo "$n"
    ) 9>"$dir/turn"
}

run_one() { # PROGRAM: its lines, then "PASSED FAILED" on the last
    local output code ok bad
    echo "# $1"
    if [ ! -x "$1" ]; then
        echo "not ok - $1 was not built"
        echo "0 1"
        return
    fi
    output=$(timeout "${TEST_TIMEOUT:-300}" "$1" 2>&1)
    code=$?
    ok=$(grep -cE '^[[:space:]]*ok ' <<<"$output")
    bad=$(grep -cE '^[[:space:]]*not ok ' <<<"$output")
    if [ "$code" -ne 0 ]; then
        echo "$output"
        if [ "$bad" -eq 0 ]; then
            echo "not ok - $1 ended with $code"
            bad=1
        fi
    else
        grep -E '^[[:space:]]*ok ' <<<"$output"
    fi
    echo "$ok $bad"
}

lane() { # DIR
    local n told
    # Waiting for the disk took longer than the tests: 20 s against 1 s for the schema of each program on a busy machine.
    DB_KEPT=0 DB_BUFFER=64M DB_OPTIONS=--innodb-flush-log-at-trx-commit=0 tests/stack/db-up.sh "$1" || return 1
    TEST_DB_SOCKET=$(sed -n 's/^DB_SOCKET=//p' "$1/db.env")
    export TEST_DB_SOCKET
    while n=$(take) && [ "$n" -lt "${#programs[@]}" ]; do
        told=$(run_one "${programs[$n]}")
        tail -n 1 <<<"$told" >"$dir/count.$n"
        flock "$dir/turn" printf '%s\n' "$(sed '$d' <<<"$told")"
    done
}

echo 0 >"$dir/next"
for ((i = 0; i < lanes; i++)); do
    mkdir -p "$dir/lane$i"
    lane "$dir/lane$i" &
done
wait

passed=0 failed=0
for n in "${!programs[@]}"; do
    if read -r ok bad 2>/dev/null <"$dir/count.$n"; then
        passed=$((passed + ok))
        failed=$((failed + bad))
    else
        echo "not ok - ${programs[$n]} did not run"
        failed=$((failed + 1))
    fi
done
echo "# core: $passed passed, $failed failed"
if [ "$write" -eq 1 ]; then echo "$passed $failed" >"$OUT/test/core.result"; fi
[ "$failed" -eq 0 ]
