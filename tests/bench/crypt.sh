#!/usr/bin/env bash
# Values sealed and opened, keys renewed, on a durable database of its own. Rows on standard output.
set -euo pipefail
cd "$(dirname "$0")/../.."
OUT=${OUT:-out}
dir=$OUT/bench/crypt-$$
mkdir -p "$dir"
dir=$(cd "$dir" && pwd)
trap 'tests/stack/db-down.sh "$dir" --wipe >&2; rm -rf "$dir"' EXIT
trap 'exit 130' INT TERM
DB_BUFFER=256M tests/stack/db-up.sh "$dir" >&2
TEST_DB_SOCKET=$(sed -n 's/^DB_SOCKET=//p' "$dir/db.env") "$OUT/bench/bench_crypt"
