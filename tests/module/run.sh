#!/usr/bin/env bash
# Runs PHPUnit inside a host with the staged module (the stand-in, or what find.sh finds):
#   run.sh [PHPUNIT-ARGUMENTS...]      e.g. run.sh --filter Conformance
# Everything lives in out/test-module, or in the folder TEST_INSTANCE, so that two runs can go side by side; a run without
# arguments writes "PASSED FAILED" to out/test/module.result.
set -uo pipefail
cd "$(dirname "$0")/../.."
OUT=${OUT:-out}
mkdir -p "$OUT/test"
if [ $# -eq 0 ]; then rm -f "$OUT/test/module.result"; fi
instance=${TEST_INSTANCE:-$OUT/test-module}
case $instance in /*) ;; *) instance=$PWD/$instance ;; esac

trap 'tests/stack/down.sh "$instance" >/dev/null' EXIT
DB_KEPT=0 UP_MAIL=0 tests/stack/up.sh "$instance" || exit 1
set -a
# shellcheck disable=SC1091
. "$instance/stack.env"
ELASKA_TEST_HOST=$HOST_ROOT
HOST_PHP=$instance/php
set +a
echo "module: $HOST_KIND $HOST_VERSION"
log=$instance/junit.xml
rm -f "$log"
"$instance/php" "$(command -v phpunit)" -c "$PWD/tests/module/phpunit.xml" --log-junit "$log" "$@"
rc=$?
if [ $# -eq 0 ]; then
    "${PHP:-php8.2}" -r '
        $x = @simplexml_load_file($argv[1]);
        $s = $x ? $x->testsuite : null;
        $bad = $s ? (int) $s["errors"] + (int) $s["failures"] : 1;
        $all = $s ? (int) $s["tests"] - (int) $s["skipped"] : 1;
        echo $all - $bad, " ", $bad, "\n";' "$log" >"$OUT/test/module.result"
fi
exit $rc
