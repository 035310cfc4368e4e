#!/usr/bin/env bash
# Stops the MariaDB of DIR (db-up.sh) and waits for it:
#   db-down.sh DIR [--wipe]        --wipe also removes its data
set -euo pipefail
. "$(dirname "$0")/lib.sh"
[ $# -ge 1 ] || die "usage: db-down.sh DIR [--wipe]"
[ -d "$1" ] || exit 0
dir=$(cd "$1" && pwd)
stop_pid "$dir/db.pid" TERM 60
socket=$(env_get "$dir/db.env" DB_SOCKET)
case $socket in
"${TMPDIR:-/tmp}"/elaska-*) rm -rf "${socket%/*}" ;;
*) rm -f "$socket" ;;
esac
if [ "${2:-}" = --wipe ]; then rm -rf "$dir/db" "$dir/db-tmp" "$dir/db.env" "$dir/db.log" "$dir/.db.lock"; fi
