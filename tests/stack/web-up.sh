#!/usr/bin/env bash
# nginx and PHP-FPM for one instance, as the user who calls it, on two free ports of 127.0.0.1: the back office
# (the host's htdocs) and the portal (custom/elaska/public of that host):
#   web-up.sh DIR
# DIR holds host/ (the htdocs), elaska.conf and documents/. Writes DIR/web.env: BO_URL, PORTAL_URL, BO_PORT,
# PORTAL_PORT, FPM_SOCKET, PHP_INI_SCAN_DIR (the extension and its ini, for php on the command line).
# Environment: FPM_CHILDREN (8), WEB_PORTS_ONLY=1 only chooses the ports (the host's setup wants its URL first).
set -euo pipefail
. "$(dirname "$0")/lib.sh"
[ $# -eq 1 ] || die "usage: web-up.sh DIR"
mkdir -p "$1"
dir=$(cd "$1" && pwd)
web=$dir/web
mkdir -p "$web/php.d" "$web/sessions" "$web/tmp" "$dir/log"
chmod 700 "$web/sessions" "$web/tmp"
PATH=$PATH:/usr/sbin

nginx_pid=$dir/nginx.pid
fpm_pid=$dir/fpm.pid
running() { alive "$nginx_pid" && alive "$fpm_pid" && [ -s "$dir/web.env" ]; }
# The one place that knows what changes when the extension is rebuilt.
so=$OUT/php/modules/elaska.so
stamp=$(stat -c '%Y %s' "$so" 2>/dev/null || echo none)
if running && [ "$stamp" = "$(cat "$web/extension.stamp" 2>/dev/null)" ]; then exit 0; fi
stop_pid "$nginx_pid" QUIT 10
stop_pid "$fpm_pid" QUIT 10

bo_port=$(env_get "$dir/web.env" BO_PORT)
portal_port=$(env_get "$dir/web.env" PORTAL_PORT)
if [ -z "$bo_port" ] || port_open "$bo_port" || port_open "$portal_port"; then
    { read -r bo_port && read -r portal_port; } < <(free_ports 2)
fi
fpm_socket=$(socket_path "$dir" fpm.sock)
cat >"$dir/web.env.new" <<ENV
BO_URL=http://127.0.0.1:$bo_port
PORTAL_URL=http://127.0.0.1:$portal_port
BO_PORT=$bo_port
PORTAL_PORT=$portal_port
FPM_SOCKET=$fpm_socket
PHP_INI_SCAN_DIR=:$web/php.d
ENV
mv "$dir/web.env.new" "$dir/web.env"

# A copy of its own: a rebuild writes into the built file, and what runs must not change under its feet.
if [ -f "$so" ]; then
    cp "$so" "$web/elaska.so.new"
    mv "$web/elaska.so.new" "$web/elaska.so"
fi

# The same two lines serve FPM and the command line.
{
    if [ -f "$web/elaska.so" ]; then echo "extension=$web/elaska.so"; fi
    echo "elaska.config=$dir/elaska.conf"
} >"$web/php.d/99-elaska.ini"
echo "$stamp" >"$web/extension.stamp"
if [ "${WEB_PORTS_ONLY:-0}" = 1 ]; then exit 0; fi

fill() { # template
    sed -e "s|@DIR@|$dir|g" -e "s|@WEB@|$web|g" -e "s|@BO_PORT@|$bo_port|g" -e "s|@PORTAL_PORT@|$portal_port|g" \
        -e "s|@FPM_SOCKET@|$fpm_socket|g" -e "s|@USER@|$(id -un)|g" -e "s|@GROUP@|$(id -gn)|g" \
        -e "s|@CHILDREN@|${FPM_CHILDREN:-8}|g" -e "s|@ROOT_ONLY@|$root_only|g" "$stack/$1"
}
root_only='#'
as_root=()
if [ "$(id -u)" -eq 0 ]; then
    root_only=
    as_root=(-R)
fi
fill nginx.conf.in >"$web/nginx.conf"
cp "$top/workers/etc/nginx-portal-headers.conf" "$web/portal-headers.conf"
cp "$top/workers/etc/nginx-portal-file-headers.conf" "$web/portal-file-headers.conf"
root_only=${root_only:+;}
fill fpm.conf.in >"$web/fpm.conf"

rm -f "$fpm_socket"
PHP_INI_SCAN_DIR=/etc/php/8.2/fpm/conf.d:$web/php.d spawn "$fpm_pid" "$dir/log/fpm.log" \
    php-fpm8.2 --nodaemonize "${as_root[@]}" --fpm-config "$web/fpm.conf"
spawn "$nginx_pid" "$dir/log/nginx.log" nginx -p "$web" -c "$web/nginx.conf" -e "$dir/log/nginx.log"
wait_ready 15 "$fpm_pid" "$dir/log/fpm.log" test -S "$fpm_socket" || die "PHP-FPM did not start"
wait_ready 15 "$nginx_pid" "$dir/log/nginx.log" port_open "$portal_port" || die "nginx did not start"
