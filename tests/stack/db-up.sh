#!/usr/bin/env bash
# A private MariaDB under DIR, up in about a second, cloned from a data directory that is initialised once:
#   db-up.sh DIR
# Writes DIR/db.env (KEY=VALUE): DB_SOCKET, DB_PORT (empty unless asked for), DB_NAME, DB_USER, DB_PASSWORD (all
# rights on DB_NAME, as the host's installer wants), DB_APP_USER, DB_APP_PASSWORD (what portal and workers use).
# root has no password on the socket. Running it again is harmless. Environment:
#   DB_TCP=1            also listens on a free port of 127.0.0.1
#   DB_BUFFER=256M      buffer pool        DB_OPTIONS="--x=y ..."   further options of mariadbd
#   DB_KEPT=0           never waits for the disk, for what nobody keeps: it survives a kill of the server, not of the machine
set -euo pipefail
. "$(dirname "$0")/lib.sh"
[ $# -eq 1 ] || die "usage: db-up.sh DIR"
mkdir -p "$1"
dir=$(cd "$1" && pwd)
# root has no password here: the directory keeps other people of this machine from the socket.
chmod 700 "$dir"
exec 9>"$dir/.db.lock"
flock 9
PATH=$PATH:/usr/sbin

pidfile=$dir/db.pid
log=$dir/db.log
if alive "$pidfile" && [ -s "$dir/db.env" ]; then exit 0; fi
stop_pid "$pidfile"

as_root=()
if [ "$(id -u)" -eq 0 ]; then as_root=(--user=root); fi

make_template() {
    local template=$OUT/cache/db-$(mariadbd --version | sed 's/.*Ver \([0-9.]*\).*/\1/') work
    if [ ! -d "$template" ]; then
        mkdir -p "$OUT/cache"
        work=$(mktemp -d "$OUT/cache/db-new.XXXXXX")
        mariadb-install-db --no-defaults --datadir="$work" --auth-root-authentication-method=normal \
            --skip-test-db --force --innodb-log-file-size=32M "${as_root[@]}" >"$work.log" 2>&1 ||
            { cat "$work.log" >&2 && exit 1; }
        # Two suites may get here together: the first one wins.
        mv -T "$work" "$template" 2>/dev/null || rm -rf "$work"
        rm -f "$work.log"
    fi
    echo "$template"
}

data=$dir/db
if [ ! -d "$data/mysql" ]; then
    template=$(make_template)
    rm -rf "$data"
    cp -r --sparse=always --reflink=auto "$template" "$data"
    rm -f "$dir/db.env"
fi

socket=$(socket_path "$dir" db.sock)
rm -f "$socket"
network=(--skip-networking)
port=
if [ "${DB_TCP:-0}" = 1 ]; then
    port=$(free_ports 1)
    network=(--bind-address=127.0.0.1 --port="$port")
fi
read -r -a options <<<"${DB_OPTIONS:-}"
if [ "${DB_KEPT:-1}" = 0 ]; then options+=(--debug-no-sync --innodb-doublewrite=0); fi
# Durable as a production server is: killed at any moment, it keeps what it has acknowledged.
# A temporary directory of its own: a starting server deletes what others have in a shared one.
mkdir -p "$dir/db-tmp"
spawn "$pidfile" "$log" mariadbd --no-defaults --datadir="$data" --tmpdir="$dir/db-tmp" --socket="$socket" "${network[@]}" \
    "${as_root[@]}" --character-set-server=utf8mb4 --collation-server=utf8mb4_unicode_ci \
    --innodb-flush-log-at-trx-commit=1 --innodb-buffer-pool-size="${DB_BUFFER:-256M}" --innodb-log-file-size=128M \
    --max-allowed-packet=64M --max-connections=200 --skip-name-resolve --skip-log-bin "${options[@]}"
wait_ready 60 "$pidfile" "$log" mariadb --no-defaults --socket="$socket" -u root -e "DO 0" ||
    die "the database did not start, see $log"

name=dolibarr
user=dolibarr
app=elaska
password=$(env_get "$dir/db.env" DB_PASSWORD)
app_password=$(env_get "$dir/db.env" DB_APP_PASSWORD)
password=${password:-$(random_word 12)}
app_password=${app_password:-$(random_word 12)}
mariadb --no-defaults --socket="$socket" -u root <<SQL
CREATE DATABASE IF NOT EXISTS $name CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
CREATE USER IF NOT EXISTS '$user'@'localhost', '$user'@'127.0.0.1', '$app'@'localhost', '$app'@'127.0.0.1';
ALTER USER '$user'@'localhost' IDENTIFIED BY '$password', '$user'@'127.0.0.1' IDENTIFIED BY '$password',
    '$app'@'localhost' IDENTIFIED BY '$app_password', '$app'@'127.0.0.1' IDENTIFIED BY '$app_password';
GRANT ALL ON $name.* TO '$user'@'localhost';
GRANT ALL ON $name.* TO '$user'@'127.0.0.1';
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE TEMPORARY TABLES ON $name.* TO '$app'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE TEMPORARY TABLES ON $name.* TO '$app'@'127.0.0.1';
SQL
umask 077
cat >"$dir/db.env.new" <<ENV
DB_SOCKET=$socket
DB_PORT=$port
DB_NAME=$name
DB_USER=$user
DB_PASSWORD=$password
DB_APP_USER=$app
DB_APP_PASSWORD=$app_password
ENV
mv "$dir/db.env.new" "$dir/db.env"
