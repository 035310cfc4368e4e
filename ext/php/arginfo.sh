#!/usr/bin/env bash
# Generates the arginfo headers of this folder from their stubs, with PHP's own gen_stub.php and nikic/php-parser:
#   arginfo.sh DIR        DIR receives x_arginfo.h of every x.stub.php here; work files go to $OUT/php-arginfo
set -euo pipefail
[ $# -eq 1 ] || { echo "usage: arginfo.sh DIR" >&2 && exit 1; }
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
target=$(cd "$1" && pwd)
php=${PHP:-php8.2}
work=$(cd "$here/../.." && pwd)/${OUT:-out}/php-arginfo
gen=$("${PHP_CONFIG:-php-config8.2}" --prefix)/lib/php/$(basename "$("${PHP_CONFIG:-php-config8.2}" --extension-dir)")/build/gen_stub.php

mkdir -p "$work"
cp "$gen" "$work/gen_stub.php"
# gen_stub.php looks for the parser beside itself and downloads it otherwise.
version=$(sed -n 's/^ *\$version = "\([0-9.]*\)";$/\1/p' "$work/gen_stub.php")
parser=$work/PHP-Parser-$version
if [ ! -e "$parser/lib/PhpParser/Parser.php" ]; then
    rm -rf "$parser"
    mkdir -p "$parser/lib"
    if [ -d /usr/share/php/PhpParser ]; then
        ln -s /usr/share/php/PhpParser "$parser/lib/PhpParser"
    else
        "$php" "$(command -v composer)" require --quiet --no-interaction --working-dir="$work" \
            "nikic/php-parser:^4.15" >&2
        ln -s "$work/vendor/nikic/php-parser/lib/PhpParser" "$parser/lib/PhpParser"
    fi
fi
rm -rf "$work/stubs"
mkdir -p "$work/stubs"
cp "$here"/*.stub.php "$work/stubs/"
"$php" -n -d extension=tokenizer "$work/gen_stub.php" -f "$work/stubs" >"$work/log" 2>&1 ||
    { cat "$work/log" >&2 && exit 1; }
cp "$work"/stubs/*_arginfo.h "$target/"
