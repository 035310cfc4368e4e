#!/usr/bin/env bash
# Stops whatever up.sh (or the finer scripts) started for an instance and waits until it is gone:
#   down.sh INSTANCE | DIR | --all [--wipe]
# --all: every instance of out/ (make stop) but those in out/tmp-*, which belong to whoever is trying something.
# --wipe also removes the instance's directory.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
[ $# -ge 1 ] || die "usage: down.sh INSTANCE|DIR|--all [--wipe]"

down() { # dir
    stop_pid "$1/media-worker.pid" TERM 30
    stop_pid "$1/schedule-worker.pid" TERM 30
    stop_pid "$1/mail-worker.pid" TERM 30
    stop_pid "$1/nginx.pid" QUIT 10
    stop_pid "$1/fpm.pid" QUIT 10
    stop_pid "$1/smtp.pid" TERM 5
    "$stack/db-down.sh" "$1"
    # A short directory that stood in for a long socket path.
    case $(env_get "$1/web.env" FPM_SOCKET) in
    "${TMPDIR:-/tmp}"/elaska-*) rm -rf "$(dirname "$(env_get "$1/web.env" FPM_SOCKET)")" ;;
    esac
}

if [ "$1" = --all ]; then
    [ -d "$OUT" ] || exit 0
    # web/nginx.pid is nginx's own copy.
    while read -r dir; do down "$dir"; done < <(find "$OUT" -maxdepth 5 -regextype posix-extended \
        -regex '.*/(db|nginx|fpm|smtp|mail-worker|schedule-worker|media-worker)\.pid' -not -path "$OUT/tmp-*" -not -path '*/web/*' \
        -printf '%h\n' 2>/dev/null | sort -u)
    exit 0
fi
case $1 in */*) dir=$1 ;; *) dir=$OUT/$1 ;; esac
[ -d "$dir" ] || exit 0
dir=$(cd "$dir" && pwd)
down "$dir"
if [ "${2:-}" = --wipe ]; then rm -rf "$dir"; fi
