#!/usr/bin/env bash
# First screens of the portal in Chromium, through nginx and PHP-FPM (lcp.mjs). Rows on standard output.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/stack/lib.sh
dir=$OUT/bench/lcp
mkdir -p "$dir"
trap 'tests/stack/down.sh "$dir" --wipe >&2' EXIT
trap 'exit 130' INT TERM
UP_MAIL=0 tests/stack/up.sh "$dir" >&2
value() { env_get "$dir/stack.env" "$1"; }
firm=$("$dir/php" tests/bench/portal_firm.php "$(value DB_SOCKET)" "$(value DB_NAME)" "$(value DB_USER)" "$(value DB_PASSWORD)")
node tests/bench/lcp.mjs "$(value PORTAL_URL)" "$(sed -n 's/^CLIENT=//p' <<<"$firm")" "$(sed -n 's/^TOKEN=//p' <<<"$firm")" "${RUNS:-7}"
