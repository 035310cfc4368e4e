#!/usr/bin/env bash
# Calls through the extension, on a private and durable database. Rows on standard output.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=${OUT:-out}
dir=$out/bench/ext-db
trap 'tests/stack/db-down.sh "$dir" --wipe' EXIT
env=$(tests/ext/db.sh "$dir")
set -a
eval "$env"
set +a
"${PHP:-php8.2}" -n -d extension=mysqlnd -d extension=mysqli -d extension="$(realpath "$out/php/modules/elaska.so")" tests/bench/ext_timer.php
