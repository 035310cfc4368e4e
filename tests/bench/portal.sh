#!/usr/bin/env bash
# The portal's case list, 25 rows, through nginx and PHP-FPM, 8 clients, against a bare PHP page that issues the same two
# statements on the same stack; on a real Dolibarr also against its own REST list of 25 third parties. Session check,
# scope, gauges and JSON are in. Rows on standard output.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/stack/lib.sh
ROUNDS=${ROUNDS:-5} SECONDS_EACH=${SECONDS_EACH:-3}
dir=$OUT/bench/portal
mkdir -p "$dir"
trap 'tests/stack/down.sh "$dir" --wipe >&2' EXIT
trap 'exit 130' INT TERM

export HOST_MODULES="modSociete modFacture modService modProjet modTicket modElaska"
if [ -n "${DOLIBARR_ROOT:-}" ]; then HOST_MODULES+=" modApi"; fi
UP_MAIL=0 FPM_CHILDREN=8 tests/stack/up.sh "$dir" >&2
value() { env_get "$dir/stack.env" "$1"; }
# One address asks a thousand times a second here: the brake on floods would be what is measured.
echo "portal_rate = 0" >>"$dir/elaska.conf"
firm=$("$dir/php" tests/bench/portal_firm.php "$(value DB_SOCKET)" "$(value DB_NAME)" "$(value DB_USER)" "$(value DB_PASSWORD)")
client=$(sed -n 's/^CLIENT=//p' <<<"$firm")
cookie="elaska_at=$(sed -n 's/^TOKEN=//p' <<<"$firm")"
key=$(sed -n 's/^APIKEY=//p' <<<"$firm")

cp tests/bench/portal_bare.php "$dir/host/"
(
    umask 077
    printf "<?php\nreturn array('socket' => '%s', 'name' => '%s', 'user' => '%s', 'password' => '%s');\n" "$(value DB_SOCKET)" \
        "$(value DB_NAME)" "$(value DB_APP_USER)" "$(value DB_APP_PASSWORD)" >"$dir/host/bench_db.php"
)
ours="$(value PORTAL_URL)/v1/clients/$client/cases?limit=25"
bare="$(value BO_URL)/portal_bare.php?client=$client&keep=1"
rest="$(value BO_URL)/api/index.php/thirdparties?limit=25"

rows_of() { # url header: 25 rows, or there is nothing to compare
    curl -s -H "$2" "$1" | "${PHP:-php8.2}" -n -r '$a = json_decode(stream_get_contents(STDIN), true); echo count($a["rows"] ?? $a ?? array());'
}
[ "$(rows_of "$ours" "Cookie: $cookie")" = 25 ] || die "the portal does not list 25 cases"
[ "$(rows_of "$bare" "Cookie: $cookie")" -ge 25 ] || die "the bare page does not list the cases"

rate() { # url header -> requests a second
    local said
    said=$(wrk -t1 -c8 -d"${SECONDS_EACH}s" -H "$2" "$1")
    if grep -q 'Non-2xx\|Socket errors' <<<"$said"; then
        echo "$said" >&2
        die "$1 did not always answer"
    fi
    sed -n 's/^Requests\/sec: *//p' <<<"$said"
}
median() { sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
row() { # name value against ratio goal
    "${PHP:-php8.2}" -n -r '
        $ratio = (float) $argv[4];
        echo json_encode(array("name" => $argv[1], "value" => round((float) $argv[2], 1), "unit" => "req/s", "against" => $argv[3],
            "ratio" => round($ratio, 3), "goal" => ">= ".$argv[5], "ok" => $ratio >= (float) $argv[5]), JSON_UNESCAPED_SLASHES), "\n";' "$@"
}

# In turns, and compared turn by turn, so that a busy moment of the machine meets both; the first round only warms up.
: >"$dir/ours" && : >"$dir/bare" && : >"$dir/again" && : >"$dir/rest"
executed() { mariadb --no-defaults --socket="$(value DB_SOCKET)" -u root -N -e "SHOW GLOBAL STATUS LIKE 'Com_stmt_execute'" | cut -f2; }
for ((i = 0; i <= ROUNDS; i++)); do
    for which in ours bare; do
        got=$(rate "${!which}" "Cookie: $cookie")
        if [ "$i" -gt 0 ]; then echo "$got" >>"$dir/$which"; fi
    done
done
before=$(executed)
for _ in 1 2 3 4 5 6 7 8 9 10; do curl -s -o /dev/null -H "Cookie: $cookie" "$ours"; done
echo "portal: $(tr '\n' ' ' <"$dir/ours")req/s, bare: $(tr '\n' ' ' <"$dir/bare")req/s," \
    "$(awk -v n="$(($(executed) - before))" 'BEGIN { print n / 10 }') statements a call (settings every 5 s)" >&2
ratio=$(paste "$dir/ours" "$dir/bare" | awk '{ print $1 / $2 }' | median)
row "portal case list, 25 rows, nginx and PHP-FPM, 8 clients" "$(median <"$dir/ours")" "bare PHP page with the same two statements" \
    "$ratio" 0.7

if [ "$(value HOST_KIND)" = real ]; then
    [ "$(rows_of "$rest" "DOLAPIKEY: $key")" = 25 ] || die "Dolibarr's REST does not list 25 third parties: $(curl -s -H "DOLAPIKEY: $key" "$rest" | head -c 300)"
    for ((i = 0; i < 3; i++)); do
        rate "$ours" "Cookie: $cookie" >>"$dir/again"
        rate "$rest" "DOLAPIKEY: $key" >>"$dir/rest"
    done
    echo "REST: $(tr '\n' ' ' <"$dir/rest")req/s, portal beside it: $(tr '\n' ' ' <"$dir/again")req/s" >&2
    ratio=$(paste "$dir/again" "$dir/rest" | awk '{ print $1 / $2 }' | median)
    row "portal case list against Dolibarr's REST list" "$(median <"$dir/again")" \
        "Dolibarr $(value HOST_VERSION), REST, 25 third parties" "$ratio" 30
fi
