#!/usr/bin/env bash
# Finds the Dolibarr to run in, copies it to out/host/<kind>-<version> and prints what it is.
# Nothing is ever written in the tree that was found.
#
#   find.sh            prints "DIR<TAB>KIND VERSION", e.g. "…/out/host/real-22.0.4<TAB>real 22.0.4"
#   find.sh --source   prints the tree that would be copied, without copying
#
# Order: DOLIBARR_ROOT, Dolibarr's Debian package, the Composer package, the stand-in. Settings and
# modules of the found tree (conf/conf.php, custom/*) are left out of the copy. ELASKA_HOST=standin takes the
# stand-in whatever else there is; ELASKA_HOST=real fails where only the stand-in is left.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
out=${OUT:-out}
case $out in /*) ;; *) out=$root/$out ;; esac

is_tree() { [ -f "$1/filefunc.inc.php" ] && [ -f "$1/master.inc.php" ]; }

source_tree() {
    local candidate
    if [ "${ELASKA_HOST:-}" = standin ]; then
        echo "$here/htdocs"
        return
    fi
    if [ -n "${DOLIBARR_ROOT:-}" ]; then
        if ! is_tree "$DOLIBARR_ROOT"; then
            echo "find.sh: DOLIBARR_ROOT=$DOLIBARR_ROOT is not the htdocs folder of a Dolibarr" >&2
            exit 1
        fi
        (cd "$DOLIBARR_ROOT" && pwd)
        return
    fi
    for candidate in /usr/share/dolibarr/htdocs "$root/vendor/dolibarr/dolibarr/htdocs" \
        "$out/composer/vendor/dolibarr/dolibarr/htdocs"; do
        if is_tree "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    if [ "${ELASKA_HOST:-}" = real ]; then
        echo "find.sh: no real Dolibarr was found" >&2
        exit 1
    fi
    echo "$here/htdocs"
}

from=$(source_tree)
if [ "${1:-}" = --source ]; then
    echo "$from"
    exit 0
fi
# A real tree may define a release candidate there; the stand-in says which version it imitates.
version=$(sed -n "s/.*define('DOL_VERSION', *'\([^']*\)').*/\1/p" "$from/filefunc.inc.php" | head -1)
if grep -q "HOST_IS_STANDIN" "$from/filefunc.inc.php"; then
    kind=standin
    shown="standin $version-like"
else
    kind=real
    shown="real $version"
fi
to=$out/host/$kind-$version
stamp=$to/.copied-from
mkdir -p "$to/conf" "$to/custom"

copy() {
    (cd "$from" && tar cf - --exclude=./conf/conf.php --exclude='./conf/conf.php.*' --exclude='./custom/*' \
        --exclude=./documents --exclude=./install.lock .) | (cd "$to" && tar xf -)
    echo "$from" >"$stamp"
}

# The stand-in is small and changes with us: copied each time, what left it is removed. A real tree is copied once.
if [ $kind = standin ]; then
    find "$to" -mindepth 1 -maxdepth 1 ! -name conf ! -name custom -exec rm -rf {} +
    copy
elif [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$from" ]; then
    copy
fi
printf '%s\t%s\n' "$to" "$shown"
