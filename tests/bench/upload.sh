#!/usr/bin/env bash
# One file of a gigabyte in parts, through nginx and PHP-FPM to the store (session, digest, each part flushed and recorded,
# the whole judged), against the same parts to a bare PHP page that puts them in a file. Then how much memory a PHP process
# took for it. Rows on standard output.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/stack/lib.sh
MEGABYTES=${MEGABYTES:-1024} ROUNDS=${ROUNDS:-1}
dir=$OUT/bench/upload
mkdir -p "$dir"
trap 'tests/stack/down.sh "$dir" --wipe >&2; rm -f "$dir/source" "$dir/bare"' EXIT
trap 'exit 130' INT TERM
export HOST_MODULES="modSociete modFacture modService modProjet modTicket modElaska"
UP_MAIL=0 FPM_CHILDREN=2 tests/stack/up.sh "$dir" >&2
value() { env_get "$dir/stack.env" "$1"; }
echo "portal_rate = 0" >>"$dir/elaska.conf"
firm=$("$dir/php" tests/bench/portal_firm.php "$(value DB_SOCKET)" "$(value DB_NAME)" "$(value DB_USER)" "$(value DB_PASSWORD)")
client=$(sed -n 's/^CLIENT=//p' <<<"$firm")
token=$(sed -n 's/^TOKEN=//p' <<<"$firm")
sql() { mariadb --no-defaults --socket="$(value DB_SOCKET)" -u root "$(value DB_NAME)" -N -e "$1"; }
sql "INSERT INTO llx_const (name, value, type, visible, entity) VALUES ('ELASKA_UPLOAD_MB', '2048', 'chaine', 0, 1)"
cp tests/bench/upload_bare.php "$dir/host/"
{
    printf '%%PDF-1.7\n'
    head -c "$((MEGABYTES * 1048576 - 9))" /dev/urandom
} >"$dir/source"

send() { "${PHP:-php8.2}" -n -d extension=curl -d memory_limit=256M tests/bench/upload_send.php "$dir/source" "$@"; }
# Most memory of its own that a process of the pool holds now, kB; pages of the file itself, mapped while it is judged, are the
# system's to take back.
held() {
    local pid pool _
    read -r pool _ <"$dir/fpm.pid"
    for pid in $(pgrep -P "$pool"); do
        sed -n 's/^RssAnon:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$pid/status" 2>/dev/null || true
    done | sort -n | tail -n 1
}
watch() { # keeps the most that it sees in a file
    local most=0 now
    while sleep 0.05; do
        now=$(held)
        if [ "${now:-0}" -gt "$most" ]; then
            most=$now
            echo "$most" >"$dir/peak"
        fi
    done
}
row() { "${PHP:-php8.2}" -n -r '
    list(, $name, $value, $unit, $against, $ratio, $goal, $ok) = $argv;
    echo json_encode(array("name" => $name, "value" => round((float) $value, 2), "unit" => $unit, "against" => $against,
        "ratio" => $ratio === "" ? null : round((float) $ratio, 3), "goal" => $goal, "ok" => $ok === "1"), JSON_UNESCAPED_SLASHES), "\n";' "$@"; }

ours="$(value PORTAL_URL)"
curl -s -o /dev/null -H "Cookie: elaska_at=$token" "$ours/v1/me"
curl -s -o /dev/null -H "Cookie: elaska_at=$token" "$ours/v1/clients/$client/cases?limit=25"
idle=$(held)
: >"$dir/ratios"
for ((i = 0; i < ROUNDS; i++)); do
    watch &
    watcher=$!
    took=$(send ours "$ours" "$client" "$client" "$token")
    kill "$watcher"
    peak=$(cat "$dir/peak")
    bare=$(send bare "$(value BO_URL)/upload_bare.php")
    echo "ours $took s, bare $bare s, memory $idle -> $peak kB" >&2
    awk -v a="$bare" -v b="$took" 'BEGIN { print a / b }' >>"$dir/ratios"
    sql "UPDATE llx_elaska_file SET sha256 = UNHEX(REPEAT('00', 32)) WHERE type = 'application/pdf'"
done
ratio=$(sort -n "$dir/ratios" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }')
row "upload of $MEGABYTES MB in parts, nginx and PHP-FPM, to the store" "$(awk -v m="$MEGABYTES" -v t="$took" 'BEGIN { print m / t }')" "MB/s" \
    "bare PHP page that puts the parts in a file" "$ratio" ">= 0.5" "$(awk -v r="$ratio" 'BEGIN { print (r >= 0.5) }')"
more=$(awk -v a="$idle" -v b="$peak" 'BEGIN { print (b - a) / 1024 }')
row "memory of a PHP process for that upload" "$more" "MB" "the same process after a list" "" "< 32" "$(awk -v m="$more" 'BEGIN { print (m < 32) }')"
