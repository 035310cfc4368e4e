#!/bin/sh
# Each island stays under 15 kB gzip: it is on every page of the back office.
set -eu
for file in "$1"/*.js; do
    size=$(gzip -9c "$file" | wc -c)
    echo "island $(basename "$file"): $size bytes gzip of 15000"
    [ "$size" -le 15000 ] || { echo "over budget" >&2; exit 1; }
done
