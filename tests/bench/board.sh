#!/usr/bin/env bash
# The board of tasks with 2,000 cards in Chromium, through nginx and PHP-FPM (board.mjs). Rows on standard output.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/stack/lib.sh
dir=$OUT/bench/board
mkdir -p "$dir"
trap 'tests/stack/down.sh "$dir" --wipe >&2' EXIT
trap 'exit 130' INT TERM
UP_MAIL=0 tests/stack/up.sh "$dir" >&2
value() { env_get "$dir/stack.env" "$1"; }
"$dir/php" tests/bench/board_firm.php "$(value DB_SOCKET)" "$(value DB_NAME)" "$(value DB_USER)" "$(value DB_PASSWORD)"
node tests/bench/board.mjs "$(value BO_URL)" "$(value BO_LOGIN)" "$(value BO_PASSWORD)" "${RUNS:-7}"
