#!/usr/bin/env bash
# Core figures, on a database of their own: preview lines, time list, timer.
set -euo pipefail
cd "$(dirname "$0")/../.."
OUT=${OUT:-out}
dir=$OUT/bench/db-$$
mkdir -p "$dir"
dir=$(cd "$dir" && pwd)
trap 'tests/stack/db-down.sh "$dir" --wipe >&2; rm -rf "$dir"' EXIT
trap 'exit 130' INT TERM
DB_BUFFER=1200M tests/stack/db-up.sh "$dir" >&2
TEST_DB_SOCKET=$(sed -n 's/^DB_SOCKET=//p' "$dir/db.env") "$OUT/bench/bench_core"
