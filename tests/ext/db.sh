#!/usr/bin/env bash
# The database of this suite: a private server with Dolibarr's tables (from the stand-in host) and ours:
#   db.sh DIR          prints the variables that tests read, one KEY=VALUE a line
set -euo pipefail
cd "$(dirname "$0")/../.."
dir=$1
tests/stack/db-up.sh "$dir"
. "$dir/db.env"
client=(mariadb --no-defaults --socket="$DB_SOCKET" -u root --default-character-set=utf8mb4)
{
    echo "DROP DATABASE IF EXISTS $DB_NAME; CREATE DATABASE $DB_NAME CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci; USE $DB_NAME;"
    echo "SET FOREIGN_KEY_CHECKS = 0;" # the native tables come in no particular order
    cat tests/host/htdocs/install/schema.sql
    echo "SET FOREIGN_KEY_CHECKS = 1;"
    for f in sql/tables/*.sql; do case $f in *.key.sql) ;; *) cat "$f" ;; esac; done
    cat sql/tables/*.key.sql tests/ext/seed.sql
} | "${client[@]}"
cat "$dir/db.env"
