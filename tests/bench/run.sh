#!/usr/bin/env bash
# Runs the steps of the benchmark and gathers their rows: run.sh OUT all|NAME STEP...
# Ends with 1 where a step failed or gave no row; a missed goal is shown, and is no failure of the run.
set -uo pipefail
cd "$(dirname "$0")/../.."
out=$1 only=$2
shift 2
export OUT=$out
mkdir -p "$out/bench/rows"
[ "$only" != all ] || rm -f "$out"/bench/rows/*.jsonl
failed=0
for step in "$@"; do
    name=$(basename "$step" .sh)
    if [ "$only" != all ] && [ "$only" != "$name" ]; then continue; fi
    echo "# $name" >&2
    if ! "$step" >"$out/bench/rows/$name.jsonl" || [ ! -s "$out/bench/rows/$name.jsonl" ]; then
        echo "bench: $step failed" >&2
        failed=1
    fi
done
rows=$(cat "$out"/bench/rows/*.jsonl 2>/dev/null | grep '^{')
printf '[\n%s\n]\n' "$(sed '$!s/$/,/' <<<"$rows")" >"$out/bench.json"
"${PHP:-php8.2}" -n -r '
    $rows = json_decode(file_get_contents($argv[1]), true);
    if (!is_array($rows)) { fwrite(STDERR, "bench: rows are not JSON\n"); exit(1); }
    foreach ($rows as $r) {
        printf("%-6s %-58s %12s %-8s %6s  goal %-10s against %s\n", $r["ok"] ? "ok" : "MISSED", $r["name"],
            number_format($r["value"], 2), $r["unit"], $r["ratio"] === null ? "" : sprintf("%.2fx", $r["ratio"]), $r["goal"], $r["against"]);
    }
    printf("%d of %d goals met\n", count(array_filter($rows, fn ($r) => $r["ok"])), count($rows));' "$out/bench.json" || failed=1
exit $failed
