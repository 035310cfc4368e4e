#!/usr/bin/env bash
# Records the fact files on a copy of the real tree of DOLIBARR_ROOT, with a database of its own:
#   DOLIBARR_ROOT=<htdocs> record.sh           make facts DOLIBARR_ROOT=<htdocs>
set -euo pipefail
cd "$(dirname "$0")/../../.."
OUT=${OUT:-out}
if [ -z "${DOLIBARR_ROOT:-}" ]; then
    echo "record.sh: DOLIBARR_ROOT must name the htdocs of a real Dolibarr" >&2
    exit 2
fi
dir=$OUT/facts
rm -rf "$dir/host" "$dir/documents"
mkdir -p "$dir/documents"
trap 'tests/stack/db-down.sh "$dir" --wipe' EXIT
tests/stack/db-up.sh "$dir"
set -a
# shellcheck disable=SC1091
. "$dir/db.env"
set +a
IFS=$'\t' read -r source shown < <(tests/host/find.sh)
echo "facts of $shown"
cp -r "$source" "$dir/host"
HOST_MODULES="modSociete modFacture modPropale modService modProjet modTicket" tests/host/setup.sh "$dir/host" "$DB_SOCKET" \
    "$DB_NAME" "$DB_USER" "$DB_PASSWORD" "$dir/documents" http://127.0.0.1 >/dev/null
ELASKA_TEST_HOST=$PWD/$dir/host "${PHP:-php8.2}" tests/host/facts/record.php
