#!/usr/bin/env bash
# Lists of 100,000 cases, on a database of their own.
set -euo pipefail
cd "$(dirname "$0")/../.."
OUT=${OUT:-out}
dir=$OUT/bench/list-$$
mkdir -p "$dir"
dir=$(cd "$dir" && pwd)
trap 'tests/stack/db-down.sh "$dir" --wipe >&2; rm -rf "$dir"' EXIT
trap 'exit 130' INT TERM
DB_BUFFER=400M tests/stack/db-up.sh "$dir" >&2
TEST_DB_SOCKET=$(sed -n 's/^DB_SOCKET=//p' "$dir/db.env") "$OUT/bench/bench_list"
