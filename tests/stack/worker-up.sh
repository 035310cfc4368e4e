#!/usr/bin/env bash
# One worker of one instance, when it is built:
#   worker-up.sh NAME DIR        NAME: mail, schedule, media; DIR holds elaska.conf
# A running worker whose binary was rebuilt is replaced.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
[ $# -eq 2 ] || die "usage: worker-up.sh NAME DIR"
name=$1
dir=$(cd "$2" && pwd)
binary=$OUT/bin/elaska-$name
pidfile=$dir/$name-worker.pid
log=$dir/log/elaska-$name.log
[ -x "$binary" ] || { echo "$name worker: not built, left out" && exit 0; }
stamp=$(stat -c '%Y %s' "$binary" "$dir/elaska.conf" | tr '\n' ' ')
if alive "$pidfile" && [ "$stamp" = "$(cat "$dir/$name-worker.stamp" 2>/dev/null)" ]; then exit 0; fi
stop_pid "$pidfile" TERM 30
"$binary" --config "$dir/elaska.conf" --check-config >/dev/null || die "the worker refuses $dir/elaska.conf"
spawn "$pidfile" "$log" "$binary" --config "$dir/elaska.conf"
sleep 0.3
alive "$pidfile" || { tail -n 20 "$log" >&2 && die "the $name worker ended at once, see $log"; }
echo "$stamp" >"$dir/$name-worker.stamp"
