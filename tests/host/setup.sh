#!/usr/bin/env bash
# Sets up a host (a real Dolibarr or the stand-in) without a browser: configuration file, tables,
# administrator, the native modules that eLaska needs, then eLaska itself when it is staged in
# custom/elaska. Harmless when run again on a host that is already set up.
#
#   setup.sh HOSTDIR DBSOCKET DBNAME DBUSER DBPASS DOCDIR URL
#
# HOSTDIR is a copy made by find.sh, never an installed tree. Environment:
#   HOST_ADMIN, HOST_PASSWORD   administrator (admin / admin by default)
#   HOST_MODULES                descriptors to activate, in order
#   HOST_PHP                    the PHP command with its options (php by default), e.g.
#                               "php -d extension=/path/elaska.so"
set -euo pipefail

if [ $# -ne 7 ]; then
    echo "usage: setup.sh HOSTDIR DBSOCKET DBNAME DBUSER DBPASS DOCDIR URL" >&2
    exit 2
fi
host=$(cd "$1" && pwd)
socket=$2 name=$3 user=$4 pass=$5 url=${7%/}
mkdir -p "$6"
docs=$(cd "$6" && pwd)
admin=${HOST_ADMIN:-admin}
password=${HOST_PASSWORD:-admin}
modules=${HOST_MODULES:-modSociete modFacture modPropale modService modProjet modTicket modElaska}
read -r -a php <<<"${HOST_PHP:-php}"
here=$(cd "$(dirname "$0")" && pwd)
log=$docs/setup.log

# Dolibarr has no setting for a socket: "localhost" means the default one of mysqli, so the
# configuration file, which is PHP, sets it first.
write_conf() {
    mkdir -p "$host/conf" "$host/custom"
    local unique
    unique=$(printf '%s' "$host$name" | md5sum | cut -c1-32)
    cat >"$host/conf/conf.php" <<PHP
<?php
ini_set('mysqli.default_socket', '$socket');
\$dolibarr_main_url_root = '$url';
\$dolibarr_main_document_root = '$host';
\$dolibarr_main_url_root_alt = '/custom';
\$dolibarr_main_document_root_alt = '$host/custom';
\$dolibarr_main_data_root = '$docs';
\$dolibarr_main_db_host = 'localhost';
\$dolibarr_main_db_port = '';
\$dolibarr_main_db_name = '$name';
\$dolibarr_main_db_prefix = 'llx_';
\$dolibarr_main_db_user = '$user';
\$dolibarr_main_db_pass = '$pass';
\$dolibarr_main_db_type = 'mysqli';
\$dolibarr_main_db_character_set = 'utf8';
\$dolibarr_main_db_collation = 'utf8_unicode_ci';
\$dolibarr_main_authentication = 'dolibarr';
\$dolibarr_main_prod = '1';
\$dolibarr_main_force_https = '0';
\$dolibarr_main_restrict_os_commands = 'mariadb-dump, mariadb, mysqldump, mysql';
\$dolibarr_nocsrfcheck = '0';
\$dolibarr_main_instance_unique_id = '$unique';
\$dolibarr_mailing_limit_sendbyweb = '0';
PHP
    chmod 640 "$host/conf/conf.php"
}

installed() {
    "${php[@]}" -r '
        mysqli_report(MYSQLI_REPORT_OFF);
        $m = @new mysqli("localhost", $argv[1], $argv[2], $argv[3], 0, $argv[4]);
        if ($m->connect_errno) { fwrite(STDERR, $m->connect_error."\n"); exit(3); }
        $r = $m->query("SELECT rowid FROM llx_user WHERE admin = 1 LIMIT 1");
        exit($r && $r->num_rows ? 0 : 1);' "$user" "$pass" "$name" "$socket"
}

install_tables() {
    local version
    if [ -f "$host/install/unattended.php" ]; then
        (cd "$host/install" && "${php[@]}" unattended.php "$admin" "$password") >>"$log" 2>&1
        return
    fi
    version=$(sed -n "s/.*define('DOL_VERSION', *'\([^']*\)').*/\1/p" "$host/filefunc.inc.php" | head -1)
    rm -f "$docs/install.lock"
    (cd "$host/install" && "${php[@]}" step2.php set fr_FR) >>"$log" 2>&1
    (cd "$host/install" &&
        "${php[@]}" step5.php 0 "$version" fr_FR set "$admin" "$password" "$password") >>"$log" 2>&1
    touch "$docs/install.lock"
}

write_conf
if installed; then
    echo "host: already installed in $name"
else
    rc=0
    installed || rc=$?
    if [ "$rc" = 3 ]; then
        echo "setup.sh: no connection to database $name" >&2
        exit 1
    fi
    echo "host: installing tables in $name"
    if ! install_tables || ! installed; then
        echo "setup.sh: the installer failed, see $log" >&2
        tail -n 20 "$log" >&2
        exit 1
    fi
fi
# shellcheck disable=SC2086
"${php[@]}" "$here/activate.php" "$host" $modules
