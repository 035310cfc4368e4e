#!/usr/bin/env bash
# Builds everything, then runs test suites one after the other, whatever the others did, and adds up their results:
#   run-suites.sh SUITE...
# A suite is `make test-SUITE`; it writes "PASSED FAILED" to out/test/SUITE.result. One that does not report counts as
# one failure, and so does one that ends badly while claiming none, and a build that breaks. Last line: "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")/../.."
OUT=${OUT:-out}
passed=0
failed=0
summary=()

mkdir -p "$OUT/test"
if ! "${MAKE:-make}" --no-print-directory -k -j"${JOBS:-2}" build </dev/null; then
    failed=1
    summary+=("$(printf '%-10s %5d passed %4d failed' build 0 1)")
fi
for suite in "$@"; do
    result=$OUT/test/$suite.result
    log=$OUT/test/$suite.log
    rm -f "$result"
    echo "== $suite"
    began=$SECONDS
    "${MAKE:-make}" --no-print-directory "test-$suite" </dev/null 2>&1 | tee "$log"
    rc=${PIPESTATUS[0]}
    p=0
    f=0
    note=
    if ! { [ -f "$result" ] && read -r p f <"$result" && [[ $p =~ ^[0-9]+$ && $f =~ ^[0-9]+$ ]]; }; then
        p=0
        f=1
        note=", did not report"
    elif [ "$rc" -ne 0 ] && [ "$f" -eq 0 ]; then
        f=1
        note=", ended with status $rc"
    elif [ "$p" -eq 0 ] && [ "$f" -eq 0 ]; then
        f=1
        note=", ran nothing"
    fi
    passed=$((passed + p))
    failed=$((failed + f))
    summary+=("$(printf '%-10s %5d passed %4d failed  %4d s%s' "$suite" "$p" "$f" "$((SECONDS - began))" "$note")")
done
echo
printf '%s\n' "${summary[@]}"
if [ $# -eq 0 ]; then
    echo "no suite was found"
    failed=1
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
