#!/usr/bin/env bash
# Letters of three pages (logo, a table over two pages, a code): by the core, and by the writer that Dolibarr uses (TCPDF, as
# Debian has it, unpacked below out/tools). The same words, in the same run, in turns. Rows on standard output.
set -euo pipefail
cd "$(dirname "$0")/../.."
OUT=${OUT:-out}
dir=$OUT/bench/letters-$$
mkdir -p "$dir"
trap 'rm -rf "$dir"' EXIT
tests/bench/tcpdf.sh >&2
php=("${PHP:-php8.2}" -n -d extension=gd -d extension=mbstring tests/bench/letters.php)
"${php[@]}" write "$dir"
for _ in 1 2 3; do
    "$OUT/bench/bench_letters" "$dir" >>"$dir/ours"
    "${php[@]}" tcpdf "$dir" "$OUT/tools/tcpdf" >>"$dir/theirs"
done
"${php[@]}" rows "$dir"
