#!/usr/bin/env bash
# make demo, once everything is built: brings up the instance "demo", loads the demonstration firm when its loader
# is there (tests/fixtures/demo/load.sh, idempotent), and says where to log in.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
dir=$OUT/demo
DB_BUFFER=${DB_BUFFER:-512M} "$stack/up.sh" demo

loader=$top/tests/fixtures/demo/load.sh
if [ -x "$loader" ]; then "$loader" demo; fi

# The loader leaves the logins of its people in demo.env; without it there is the host's administrator only.
value() { # key
    local value
    value=$(env_get "$dir/demo.env" "$1")
    echo "${value:-$(env_get "$dir/stack.env" "$1")}"
}
umask 077
for key in BO_URL BO_LOGIN BO_PASSWORD PORTAL_URL PORTAL_LOGIN PORTAL_PASSWORD \
    DB_SOCKET DB_NAME DB_USER DB_PASSWORD MAIL_DIR HOST_KIND; do
    echo "$key=$(value $key)"
done >"$dir/env.new"
mv "$dir/env.new" "$dir/env"

cat <<SAY

eLaska is up on $(value HOST_KIND) $(value HOST_VERSION)
  back office  $(value BO_URL)   login $(value BO_LOGIN)   password $(value BO_PASSWORD)
  its set-up   same address, login $(env_get "$dir/stack.env" BO_LOGIN)   password $(env_get "$dir/stack.env" BO_PASSWORD)   (eLaska's administration: kinds of case, fields, statuses)
  portal       $(value PORTAL_URL)   login $(value PORTAL_LOGIN)   password $(value PORTAL_PASSWORD)
  mail sink    $(value MAIL_DIR)
  other people ${OUT#"$top"/}/demo/demo.logins
  settings     ${OUT#"$top"/}/demo/env
make stop ends it.
SAY
