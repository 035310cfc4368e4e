#!/usr/bin/env bash
# The mail worker of one instance, when it is built:
#   mail-up.sh DIR        DIR holds elaska.conf
# A running worker whose binary was rebuilt is replaced.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
[ $# -eq 1 ] || die "usage: mail-up.sh DIR"
dir=$(cd "$1" && pwd)
binary=$OUT/bin/elaska-mail
pidfile=$dir/mail-worker.pid
log=$dir/log/elaska-mail.log
[ -x "$binary" ] || { echo "mail worker: not built, left out" && exit 0; }
stamp=$(stat -c '%Y %s' "$binary" "$dir/elaska.conf" | tr '\n' ' ')
if alive "$pidfile" && [ "$stamp" = "$(cat "$dir/mail-worker.stamp" 2>/dev/null)" ]; then exit 0; fi
stop_pid "$pidfile" TERM 30
"$binary" --config "$dir/elaska.conf" --check-config >/dev/null || die "the worker refuses $dir/elaska.conf"
spawn "$pidfile" "$log" "$binary" --config "$dir/elaska.conf"
sleep 0.3
alive "$pidfile" || { tail -n 20 "$log" >&2 && die "the mail worker ended at once, see $log"; }
echo "$stamp" >"$dir/mail-worker.stamp"
