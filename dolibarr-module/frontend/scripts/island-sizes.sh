#!/bin/sh
# Islands that are on every page of the back office stay under 15 kB gzip, those of a page of their own under 30.
set -eu
for file in "$1"/*.js; do
    case $(basename "$file") in timer.js | duration.js) most=15000 ;; *) most=30000 ;; esac
    size=$(gzip -9c "$file" | wc -c)
    echo "island $(basename "$file"): $size bytes gzip of $most"
    [ "$size" -le "$most" ] || { echo "over budget" >&2; exit 1; }
done
