#!/usr/bin/env bash
# Static analysis of the module's PHP against the stand-in host and the extension's stubs. PHPStan comes from
# Packagist into out/tools; without it every file is at least parsed.
set -uo pipefail
cd "$(dirname "$0")/../.."
OUT=${OUT:-out}
PHP=${PHP:-php8.2}
[ -n "$(git ls-files -co --exclude-standard 'dolibarr-module/elaska/*.php')" ] || exit 0

rc=0
while read -r file; do
    output=$("$PHP" -n -d short_open_tag=0 -l "$file" 2>&1) || { echo "$output" >&2 && rc=1; }
done < <(git ls-files -co --exclude-standard 'dolibarr-module/elaska/*.php' 'tests/*.php')
[ $rc -eq 0 ] || exit 1

tools=$OUT/tools/phpstan
bin=$tools/vendor/bin/phpstan
if [ ! -f "$bin" ]; then
    mkdir -p "$tools"
    (cd "$tools" && COMPOSER_ALLOW_SUPERUSER=1 composer --no-interaction --no-progress -q require 'phpstan/phpstan:2.3.5') \
        >"$tools/composer.log" 2>&1
fi
if [ ! -f "$bin" ]; then
    echo "lint: PHPStan could not be fetched, the files were only parsed"
    exit 0
fi
"$PHP" -d memory_limit=2G "$bin" analyse --no-progress --no-interaction --error-format=raw \
    --configuration=tests/lint/phpstan.neon
