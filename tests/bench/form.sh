#!/usr/bin/env bash
# Forms natively and as WebAssembly in Chromium (bench_form.c, core-chromium.mjs). Rows on standard output.
set -euo pipefail
cd "$(dirname "$0")/../.."
"$OUT/bench/bench_form"
native=$("$OUT/bench/bench_form" --times)
browser=$(OUT_FRONT=$(realpath "$OUT")/front node dolibarr-module/frontend/scripts/core-chromium.mjs bench)
size=$(gzip -9c "$OUT/wasm/elaska.wasm" | wc -c)
node -e '
const [native, browser, size] = [JSON.parse(process.argv[1]), JSON.parse(process.argv[2]), Number(process.argv[3])];
const row = (o) => console.log(JSON.stringify(o));
for (const [key, name, goal] of [["evaluate_us", "evaluate", true], ["keystroke_us", "one keystroke, then evaluate", true],
    ["fill_us", "55 texts read, then evaluate", false]]) {
    const ratio = browser[key] / native[key];
    row({ name: `form in Chromium: ${name}`, value: browser[key], unit: "us", against: "the same natively", ratio,
        goal: goal ? "<= 4" : "-", ok: !goal || ratio <= 4 });
}
row({ name: "WebAssembly of the pure core, gzip", value: size / 1000, unit: "kB", against: "its budget", ratio: null, goal: "<= 80", ok: size <= 80000 });
' "$native" "$browser" "$size"
