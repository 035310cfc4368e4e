#!/usr/bin/env bash
# A private database with our tables, for workers:
#   db.sh DIR          DIR/db.env holds its socket, user and password
# Of Dolibarr's tables, those that the core's tests use.
set -euo pipefail
cd "$(dirname "$0")/../.."
dir=$1
tests/stack/db-up.sh "$dir"
. "$dir/db.env"
{
    echo "DROP DATABASE IF EXISTS $DB_NAME; CREATE DATABASE $DB_NAME CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci; USE $DB_NAME;"
    cat tests/core/native.sql
    for f in sql/tables/*.sql; do case $f in *.key.sql) ;; *) cat "$f" ;; esac done
    cat sql/tables/*.key.sql
    for f in sql/migrations/*.sql; do
        name=$(basename "$f" .sql)
        echo "INSERT INTO llx_elaska_schema (name, state, checksum, started_at, done_at) VALUES ('$name', 'done', REPEAT('x', 32), 1, 1);"
    done
} | mariadb --no-defaults --socket="$DB_SOCKET" -u root --default-character-set=utf8mb4
