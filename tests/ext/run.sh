#!/usr/bin/env bash
# Runs the phpt files of this folder with PHP's own run-tests.php:
#   run.sh DIR PLAIN_SO ASAN_SO [TEST...]        no TEST: all of them
# Work files stay in DIR; the sum of both runs goes to $OUT/test/ext.result as "PASSED FAILED".
set -uo pipefail
cd "$(dirname "$0")/../.."
dir=$1 plain=$(realpath "$2") asan=$(realpath "$3")
shift 3
OUT=${OUT:-out}
php=$(command -v "${PHP:-php8.2}")
runner=$(dirname "$("${PHP_CONFIG:-php-config8.2}" --extension-dir)")/$(basename "$("${PHP_CONFIG:-php-config8.2}" --extension-dir)")/build/run-tests.php
mkdir -p "$dir" "$OUT/test"
rm -f "$OUT/test/ext.result"

trap 'tests/stack/db-down.sh "$dir/db"' EXIT
set -a
TEST_SQL=$(realpath sql)
set +a

# run-tests.php writes its output beside each test: never in the tree.
passed=0
failed=0
run() { # name so VAR=VALUE...
    local name=$1 so=$2 log env
    shift 2
    rm -rf "${dir:?}/$name"
    mkdir -p "$dir/$name"
    env=$(DB_KEPT=0 tests/ext/db.sh "$dir/db") || exit 1
    set -a
    eval "$env"
    set +a
    cp -r tests/ext/*.phpt tests/ext/lib "$dir/$name/"
    log=$dir/$name.log
    local tests=()
    for t in "${only[@]}"; do tests+=("$dir/$name/$(basename "$t")"); done
    if [ ${#tests[@]} -eq 0 ]; then tests=("$dir/$name"); fi
    env "$@" NO_INTERACTION=1 TEST_PHP_EXECUTABLE="$php" "$php" -n "$runner" -n -q --no-color --show-diff \
        -p "$php" -d extension=mysqlnd -d extension=mysqli -d extension="$so" \
        "${tests[@]}" >"$log" 2>&1
    local p f
    p=$(sed -n 's/^Tests passed *: *\([0-9]*\).*/\1/p' "$log")
    f=$(sed -n 's/^Tests \(failed\|borked\|leaked\|warned\) *: *\([0-9]*\).*/\2/p' "$log" | awk '{ n += $1 } END { print n + 0 }')
    if [ -z "$p" ]; then
        tail -n 20 "$log"
        p=0 f=1
    fi
    if [ "$f" -gt 0 ]; then
        sed -n 's/\r//; s/^TEST [0-9]*\/[0-9]* \[[^]]*\]//; /^FAIL\|^[0-9]\{3\}[-+]/p' "$log"
    fi
    echo "ext ($name): $p passed, $f failed, $(grep -c '^SKIP' "$log") skipped"
    passed=$((passed + p)) failed=$((failed + f))
}

only=("$@")
run plain "$plain"
# PHP's allocator is off, so that every access is seen; the core has malloc, and its leaks are found.
gcc -D_GNU_SOURCE -std=c11 -Wall -Wextra -Werror -O1 -fPIC -shared -o "$dir/no_deepbind.so" tests/ext/no_deepbind.c -ldl || exit 1
run asan "$asan" \
    LD_PRELOAD="$(realpath "$dir")/no_deepbind.so:$(gcc -print-file-name=libasan.so):$(gcc -print-file-name=libubsan.so)" \
    ASAN_OPTIONS=detect_leaks=1:abort_on_error=1:verify_asan_link_order=0 UBSAN_OPTIONS=print_stacktrace=1 \
    LSAN_OPTIONS=suppressions="$PWD/tests/ext/lsan.supp":print_suppressions=0 USE_ZEND_ALLOC=0 ZEND_DONT_UNLOAD_MODULES=1
echo "$passed $failed" >"$OUT/test/ext.result"
[ "$failed" -eq 0 ]
