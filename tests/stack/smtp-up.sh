#!/usr/bin/env bash
# A mail sink on 127.0.0.1 that keeps each message as a file of DIR/mail:
#   smtp-up.sh DIR
# Writes DIR/smtp.env: SMTP_URL, SMTP_PORT, MAIL_DIR. Environment: SMTP_DUMP=0 only counts (benchmarks),
# SMTP_OPTIONS further options of smtp-sink (a delay, commands that fail).
set -euo pipefail
. "$(dirname "$0")/lib.sh"
[ $# -eq 1 ] || die "usage: smtp-up.sh DIR"
mkdir -p "$1/mail"
dir=$(cd "$1" && pwd)
pidfile=$dir/smtp.pid
log=$dir/smtp.log
if alive "$pidfile" && [ -s "$dir/smtp.env" ]; then exit 0; fi
stop_pid "$pidfile"
[ -x "$OUT/tools/bin/smtp-sink" ] || "$stack/postfix.sh"

port=$(env_get "$dir/smtp.env" SMTP_PORT)
if [ -z "$port" ] || port_open "$port"; then port=$(free_ports 1); fi
# smtp-sink refuses to run as root unless told as whom; the mail must stay readable by whoever started us.
options=(-u "$(id -un)" -h sink.example -m 256)
if [ "$(id -u)" -ne 0 ]; then options=(-h sink.example -m 256); fi
if [ "${SMTP_DUMP:-1}" = 1 ]; then options+=(-d '%Y%m%d-%H%M%S.'); fi
read -r -a more <<<"${SMTP_OPTIONS:-}"
cd "$dir/mail"
spawn "$pidfile" "$log" "$OUT/tools/bin/smtp-sink" "${options[@]}" "${more[@]}" "127.0.0.1:$port" 512
wait_ready 10 "$pidfile" "$log" port_open "$port" || die "smtp-sink did not start, see $log"
cat >"$dir/smtp.env.new" <<ENV
SMTP_URL=smtp://127.0.0.1:$port
SMTP_PORT=$port
MAIL_DIR=$dir/mail
ENV
mv "$dir/smtp.env.new" "$dir/smtp.env"
