#!/usr/bin/env bash
# Documents at 10,000 and at 1,000,000, on a database of their own.
set -euo pipefail
cd "$(dirname "$0")/../.."
OUT=${OUT:-out}
dir=$OUT/bench/documents-$$
mkdir -p "$dir"
dir=$(cd "$dir" && pwd)
trap 'tests/stack/db-down.sh "$dir" --wipe >&2; rm -rf "$dir"' EXIT
trap 'exit 130' INT TERM
DB_BUFFER=1500M tests/stack/db-up.sh "$dir" >&2
TEST_DB_SOCKET=$(sed -n 's/^DB_SOCKET=//p' "$dir/db.env") "$OUT/bench/bench_document"
