#!/usr/bin/env bash
# The mail worker: 20,000 queued mails to Postfix's smtp-sink, against smtp-source on the same sink; memory while idle;
# on a real Dolibarr (DOLIBARR_ROOT) also against its own CMailFile. Rows on standard output.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/stack/lib.sh
MAILS=${MAILS:-20000} ROUNDS=${ROUNDS:-3}
dir=$OUT/bench/mail
mkdir -p "$dir"
dir=$(cd "$dir" && pwd)
native=$dir/native
finish() {
    stop_pid "$dir/worker.pid" TERM 30
    stop_pid "$dir/smtp.pid"
    tests/stack/db-down.sh "$dir" --wipe
    if [ -d "$native" ]; then tests/stack/down.sh "$native" --wipe; fi
}
trap 'finish >&2' EXIT
trap 'exit 130' INT TERM

tests/workers/db.sh "$dir" >&2
SMTP_DUMP=0 tests/stack/smtp-up.sh "$dir" >&2
. "$dir/db.env"
. "$dir/smtp.env"
sql() { mariadb --no-defaults --socket="$DB_SOCKET" -u root -N "$DB_NAME" -e "$1"; }
# Four connections at once, as smtp-source gets; no limit by destination: one sink takes all.
cat >"$dir/elaska.conf" <<CONF
db_socket = $DB_SOCKET
db_name = $DB_NAME
db_user = $DB_APP_USER
db_password = $DB_APP_PASSWORD
smtp_url = $SMTP_URL
smtp_tls = none
mail_connections = 4
mail_rate = 0
mail_per_destination = 0
log_level = warn
CONF
row() { # name value unit against base(or empty: the value itself is measured) sign goal
    "${PHP:-php8.2}" -n -r '
        [, $name, $value, $unit, $against, $base, $sign, $goal] = $argv;
        $ratio = $base === "" ? null : $value / $base;
        $measured = $ratio ?? (float) $value;
        echo json_encode(array("name" => $name, "value" => round((float) $value, 1), "unit" => $unit, "against" => $against,
            "ratio" => $ratio === null ? null : round($ratio, 3), "goal" => "$sign $goal".($ratio === null ? " $unit" : ""),
            "ok" => $sign === ">=" ? $measured >= (float) $goal : $measured < (float) $goal), JSON_UNESCAPED_SLASHES), "\n";' "$@"
}
now() { date +%s.%N; }
per_second() { awk -v n="$1" -v a="$2" -v b="$3" 'BEGIN { printf "%.1f", n / (b - a) }'; }
median() { sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
resident_kb() { # pidfile
    local pid rest
    read -r pid rest <"$1"
    sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$pid/status"
}
start_worker() { spawn "$dir/worker.pid" "$dir/worker.log" "$OUT/bin/elaska-mail" --config "$dir/elaska.conf"; }

# ---- idle: started, connected to the database, nothing to do ------------------------------------------------------
start_worker
sleep 4
idle=$(resident_kb "$dir/worker.pid")
stop_pid "$dir/worker.pid" TERM 30

# ---- rates, in turns ------------------------------------------------------------------------------------------------
# A mail as the shipped templates make them: some 400 bytes of text, 900 of HTML, a recipient of its own.
fill() {
    sql "TRUNCATE llx_elaska_outbox;
        INSERT INTO llx_elaska_outbox (entity, kind, due_at, recipient, recipient_name, sender, sender_name, subject, body_text,
            body_html, message_id, expires_at, created_at)
        SELECT 1, 'invoice.issued', UNIX_TIMESTAMP(), CONCAT('client', seq, '@client', seq % 400, '.example'), 'Camille Lefèvre',
            'cabinet@firm.example', 'Cabinet Delmas', CONCAT('Votre facture n° FA2611-', seq),
            REPEAT('Bonjour, votre facture est à votre disposition.\n', 8), REPEAT('<p>Bonjour, votre facture est à votre disposition.</p>\n', 16),
            CONCAT('<', seq, '.bench@firm.example>'), UNIX_TIMESTAMP() + 86400, UNIX_TIMESTAMP() FROM seq_1_to_$MAILS"
}
left() { sql "SELECT COUNT(*) FROM llx_elaska_outbox WHERE state IN ('ready', 'leased')"; }
ours() {
    local began
    fill
    began=$(now)
    start_worker
    until [ "$(left)" = 0 ]; do
        alive "$dir/worker.pid" || die "the worker ended, see $dir/worker.log"
        sleep 0.1
    done
    per_second "$MAILS" "$began" "$(now)"
    echo
    [ "$(sql "SELECT COUNT(*) FROM llx_elaska_outbox WHERE state = 'done' AND attempts = 1")" = "$MAILS" ] || die "not all were delivered at once"
    if [ "$i" = 0 ]; then
        sleep 7
        resident_kb "$dir/worker.pid" >"$dir/after"
    fi
    stop_pid "$dir/worker.pid" TERM 30
}
# smtp-source keeps its connections too (-d) and sends messages of the same size.
source_rate() {
    local began
    began=$(now)
    "$OUT/tools/bin/smtp-source" -d -s 4 -m "$MAILS" -l 1900 -f cabinet@firm.example -t client@client.example "127.0.0.1:$SMTP_PORT"
    per_second "$MAILS" "$began" "$(now)"
    echo
}
: >"$dir/ours" && : >"$dir/source"
for ((i = 0; i < ROUNDS; i++)); do
    source_rate >>"$dir/source"
    ours >>"$dir/ours"
done
echo "worker: $(tr '\n' ' ' <"$dir/ours")mails/s, smtp-source: $(tr '\n' ' ' <"$dir/source")mails/s" >&2
mine=$(median <"$dir/ours")
row "mail worker, $MAILS queued mails to smtp-sink" "$mine" "mails/s" "smtp-source on the same sink" "$(median <"$dir/source")" ">=" 0.15
in_mb() { awk -v k="$1" 'BEGIN { print k / 1024 }'; }
row "mail worker, resident while idle" "$(in_mb "$idle")" MB "a limit" "" "<" 15
row "mail worker, resident idle again after $MAILS mails" "$(in_mb "$(cat "$dir/after")")" MB "a limit" "" "<" 15

# ---- a real Dolibarr's own mails: one a request, as its pages send them; and from one long process ------------------
[ -n "${DOLIBARR_ROOT:-}" ] || exit 0
HOST_MODULES=modSociete UP_MAIL=0 tests/stack/up.sh "$native" >&2
cp tests/bench/mail_native.php "$native/host/"
url="$(env_get "$native/stack.env" BO_URL)/mail_native.php?port=$SMTP_PORT"
pages=${NATIVE_MAILS:-100}
[ "$(curl -s "$url")" = sent ] || die "the native page sends no mail"
began=$(now)
sent=$(curl -s "$url&n=[1-$pages]" | grep -c '^sent$')
[ "$sent" = "$pages" ] || die "the native page sent $sent of $pages mails"
row "mail worker, against Dolibarr's CMailFile, one mail a request" "$mine" "mails/s" "CMailFile in a page, by SMTP to the same sink" \
    "$(per_second "$pages" "$began" "$(now)")" ">=" 100
loop=$("$native/php" tests/bench/mail_native.php "$native/host" "$SMTP_PORT" $((pages * 5)))
row "mail worker, against Dolibarr's CMailFile in one long process" "$mine" "mails/s" "CMailFile in a loop, by SMTP to the same sink" \
    "$loop" ">=" 1
