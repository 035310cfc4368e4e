#!/usr/bin/env bash
# Load of the shipped packs: by the core alone, then in PHP processes that are fresh each time. Rows on standard output.
set -euo pipefail
cd "$(dirname "$0")/../.."
OUT=${OUT:-out}
dir=$OUT/bench/packs-$$
mkdir -p "$dir"
dir=$(cd "$dir" && pwd)
trap 'tests/stack/db-down.sh "$dir/core" --wipe >&2; tests/stack/db-down.sh "$dir/php" --wipe >&2; rm -rf "$dir"' EXIT
trap 'exit 130' INT TERM
tests/stack/db-up.sh "$dir/core" >&2
TEST_DB_SOCKET=$(sed -n 's/^DB_SOCKET=//p' "$dir/core/db.env") "$OUT/bench/bench_packs"
env=$(tests/ext/db.sh "$dir/php")
set -a
eval "$env"
set +a
php=("${PHP:-php8.2}" -n -d extension=mysqlnd -d extension=mysqli -d extension="$(realpath "$OUT/php/modules/elaska.so")" tests/bench/packs.php)
"${php[@]}" install
for _ in $(seq 15); do "${php[@]}" load; done | "${php[@]}" rows
