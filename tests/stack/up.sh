#!/usr/bin/env bash
# Brings up a whole firm on this machine: private MariaDB, a host (the stand-in or a real Dolibarr) with the staged
# module in custom/elaska, nginx and PHP-FPM with the extension, a mail sink, the mail worker:
#   up.sh INSTANCE | DIR
# Everything lives in out/INSTANCE. Running it again is harmless: it refreshes module, extension and worker and
# starts what has died. Writes out/INSTANCE/env (KEY=VALUE, for shells and tests; demo.sh cuts it down to what
# people need, stack.env keeps all) and out/INSTANCE/elaska.conf.
# Environment: DOLIBARR_ROOT, ELASKA_HOST (tests/host/find.sh), HOST_ADMIN, HOST_PASSWORD, HOST_MODULES
# (tests/host/setup.sh), DB_BUFFER, DB_TCP, FPM_CHILDREN, UP_MAIL=0 leaves the workers out.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
[ $# -eq 1 ] || die "usage: up.sh INSTANCE"
dir=$(instance_dir "$1")
mkdir -p "$dir/log" "$dir/documents"
exec 8>"$dir/.up.lock"
flock 8

# ---- host: its own copy for each instance, so that two never share a configuration or a documents folder --------
# find.sh renews out/host/...: nobody copies from there meanwhile.
mkdir -p "$OUT"
exec 7>"$OUT/.host.lock"
flock 7
IFS=$'\t' read -r source shown < <("$top/tests/host/find.sh") || die "tests/host/find.sh found no host"
read -r kind version <<<"$shown"
same_host() {
    [ "$(env_get "$dir/host.env" HOST_SOURCE)" = "$source" ] &&
        { [ "$kind" != standin ] || cmp -s "$source/install/schema.sql" "$dir/host/install/schema.sql"; }
}
if [ -f "$dir/host.env" ] && ! same_host; then
    # Another host than last time, or other tables of the stand-in: what is there is of no use to this one.
    echo "up.sh: the host changed, $dir starts anew"
    "$stack/down.sh" "$dir"
    "$stack/db-down.sh" "$dir" --wipe
    rm -rf "$dir/host" "$dir/documents" "$dir/mail" "$dir/host.env"
    mkdir -p "$dir/documents"
fi
if [ ! -d "$dir/host" ]; then
    rm -rf "$dir/host.new"
    cp -r --reflink=auto "$source" "$dir/host.new"
    chmod -R u+w "$dir/host.new"
    mv "$dir/host.new" "$dir/host"
elif [ "$kind" = standin ]; then
    # The stand-in is ours and changes with the tree.
    cp -r -u "$source/." "$dir/host/"
fi
exec 7>&-

"$stack/db-up.sh" "$dir"
"$stack/smtp-up.sh" "$dir"
# Ports, and the extension as it was last built: the host's setup runs with it.
WEB_PORTS_ONLY=1 "$stack/web-up.sh" "$dir"
db() { env_get "$dir/db.env" "DB_$1"; }
web() { env_get "$dir/web.env" "$1"; }

# ---- module: swapped whole, so that a running page sees the old one or the new one -------------------------------
staged=$OUT/module/elaska
if [ -d "$staged" ]; then
    mkdir -p "$dir/host/custom"
    rm -rf "$dir/host/custom/.elaska.new" "$dir/host/custom/.elaska.old"
    cp -rL "$staged" "$dir/host/custom/.elaska.new"
    if [ -e "$dir/host/custom/elaska" ]; then mv "$dir/host/custom/elaska" "$dir/host/custom/.elaska.old"; fi
    mv "$dir/host/custom/.elaska.new" "$dir/host/custom/elaska"
    rm -rf "$dir/host/custom/.elaska.old"
fi

# ---- what portal, extension and workers read; written as the setup page writes it ------------------------------
umask 077
cat >"$dir/elaska.conf.new" <<CONF
db_socket = $(db SOCKET)
db_name = $(db NAME)
db_user = $(db APP_USER)
db_password = $(db APP_PASSWORD)
db_prefix = llx_
entity = 1
documents_dir = $dir/documents
master_key = $dir/elaska.key
portal_url = $(web PORTAL_URL)
smtp_url = $(env_get "$dir/smtp.env" SMTP_URL)
smtp_tls = none
mail_rate = 0
CONF
if cmp -s "$dir/elaska.conf.new" "$dir/elaska.conf"; then
    rm "$dir/elaska.conf.new"
else
    mv "$dir/elaska.conf.new" "$dir/elaska.conf"
fi
umask 022

# ---- installed and activated by the host's own means ------------------------------------------------------------
cat >"$dir/php" <<PHP
#!/bin/sh
# PHP on the command line with this instance's extension and configuration.
PHP_INI_SCAN_DIR='$(web PHP_INI_SCAN_DIR)' exec ${PHP:-php8.2} "\$@"
PHP
chmod 755 "$dir/php"
HOST_PHP="$dir/php" "$top/tests/host/setup.sh" "$dir/host" "$(db SOCKET)" "$(db NAME)" "$(db USER)" \
    "$(db PASSWORD)" "$dir/documents" "$(web BO_URL)" >"$dir/log/setup.log" 2>&1 ||
    { tail -n 30 "$dir/log/setup.log" >&2 && die "the host's setup failed, see $dir/log/setup.log"; }
printf 'HOST_KIND=%s\nHOST_SOURCE=%s\nHOST_VERSION=%s\n' "$kind" "$source" "$version" >"$dir/host.env"

"$stack/web-up.sh" "$dir"
if [ "${UP_MAIL:-1}" = 1 ]; then
    for worker in mail schedule media; do "$stack/worker-up.sh" "$worker" "$dir"; done
fi

umask 077
cat >"$dir/stack.env" <<ENV
INSTANCE_DIR=$dir
BO_URL=$(web BO_URL)
BO_LOGIN=${HOST_ADMIN:-admin}
BO_PASSWORD=${HOST_PASSWORD:-admin}
PORTAL_URL=$(web PORTAL_URL)
DB_SOCKET=$(db SOCKET)
DB_PORT=$(db PORT)
DB_NAME=$(db NAME)
DB_USER=$(db USER)
DB_PASSWORD=$(db PASSWORD)
DB_APP_USER=$(db APP_USER)
DB_APP_PASSWORD=$(db APP_PASSWORD)
SMTP_URL=$(env_get "$dir/smtp.env" SMTP_URL)
MAIL_DIR=$dir/mail
HOST_KIND=$kind
HOST_VERSION=$version
HOST_ROOT=$dir/host
DOCUMENTS_DIR=$dir/documents
ELASKA_CONF=$dir/elaska.conf
PHP_INI_SCAN_DIR=$(web PHP_INI_SCAN_DIR)
INSTANCE_PHP=$dir/php
ENV
cp "$dir/stack.env" "$dir/env"
