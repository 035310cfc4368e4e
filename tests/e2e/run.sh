#!/usr/bin/env bash
# Runs the journeys in a browser on a fresh instance (the stand-in, or what tests/host/find.sh finds):
#   run.sh [PLAYWRIGHT-ARGUMENTS...]      e.g. run.sh portal/  or  run.sh -g PORT-04
# Everything lives in out/test-e2e (or E2E_INSTANCE); pictures go to out/e2e/screens. A run without arguments writes
# "PASSED FAILED" to out/test/e2e.result. E2E_KEEP=1 keeps what the last run left and leaves the instance up.
set -uo pipefail
cd "$(dirname "$0")/../.."
export OUT=${OUT:-out} DB_KEPT=0
case $OUT in /*) ;; *) OUT=$PWD/$OUT ;; esac
mkdir -p "$OUT/test"
if [ $# -eq 0 ]; then rm -f "$OUT/test/e2e.result"; fi
export E2E_INSTANCE=${E2E_INSTANCE:-$OUT/test-e2e}
case $E2E_INSTANCE in /*) ;; *) E2E_INSTANCE=$PWD/$E2E_INSTANCE ;; esac

# journeys/faults.spec.ts breaks an instance of its own.
down() {
    if [ "${E2E_KEEP:-}" = 1 ]; then return 0; fi
    tests/stack/down.sh "$E2E_INSTANCE-faults" "$@" && tests/stack/down.sh "$E2E_INSTANCE" "$@"
}
trap down EXIT
down --wipe || exit 1
rm -f "$E2E_INSTANCE/report.json"
some=()
if [ $# -gt 0 ]; then some=(--no-deps); fi # those that are named, not what they come after
(cd tests/e2e && npx --no-install playwright test "${some[@]}" "$@")
rc=$?
if [ $# -eq 0 ]; then node tests/e2e/result.mjs "$E2E_INSTANCE/report.json" >"$OUT/test/e2e.result"; fi
exit $rc
