#!/usr/bin/env bash
# Installs the Debian 12 packages that building and testing need, only those that are missing, and starts no
# service. With everything there it only asks dpkg (well under a second, no network). Postfix is never installed:
# its smtp-sink and smtp-source are unpacked into out/tools/postfix by postfix.sh.
set -euo pipefail
cd "$(dirname "$0")/../.."

PACKAGES=(
    # build
    gcc libc6-dev make git pkg-config php8.2-dev clang libclang-rt-14-dev clang-format zip dpkg-dev
    lld wasi-libc libclang-rt-14-dev-wasm32
    libmariadb-dev libjansson-dev libsodium-dev nettle-dev libhpdf-dev zlib1g-dev libxlsxwriter-dev libqrencode-dev libuv1-dev libcurl4-gnutls-dev libsystemd-dev
    libvips-dev libheif-dev libpoppler-glib-dev libzip-dev libxml2-dev libseccomp-dev
    # host: PHP, web server, database
    php8.2-cli php8.2-fpm php8.2-mysql php8.2-gd php8.2-curl php8.2-intl php8.2-xml php8.2-zip php8.2-mbstring
    nginx-light mariadb-server-core mariadb-client-core
    # tests
    libcmocka-dev phpunit composer chromium poppler-utils qpdf zbar-tools wrk curl ca-certificates fonts-dejavu-core fonts-liberation
)

# A node that is already there is kept; node.sh brings a newer one where it is too old for the front end's tools.
if ! command -v node >/dev/null 2>&1; then PACKAGES+=(nodejs); fi
if ! command -v npm >/dev/null 2>&1; then PACKAGES+=(npm); fi

missing=()
installed=$(dpkg-query -W -f='${binary:Package} ${db:Status-Status}\n' 2>/dev/null |
    sed -n 's/^\([^: ]*\)\(:[a-z0-9]*\)\{0,1\} installed$/\1/p')
for package in "${PACKAGES[@]}"; do
    grep -qxF "$package" <<<"$installed" || missing+=("$package")
done

if [ ${#missing[@]} -gt 0 ]; then
    as_root=()
    if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
    echo "deps: installing ${missing[*]}"

    # A policy that says no keeps package scripts from starting nginx or PHP-FPM; it goes away with us.
    policy=/usr/sbin/policy-rc.d
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
        "${as_root[@]}" chmod 755 "$policy"
        trap '"${as_root[@]}" rm -f "$policy"' EXIT
    fi
    export DEBIAN_FRONTEND=noninteractive
    "${as_root[@]}" apt-get -q -o Acquire::Retries=3 update
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends \
        -o Dpkg::Options::=--force-confold install "${missing[@]}"

    # What we brought in is for tests: it must not start at the next boot either.
    for pair in nginx-light:nginx php8.2-fpm:php8.2-fpm; do
        case " ${missing[*]} " in
        *" ${pair%%:*} "*)
            if command -v systemctl >/dev/null 2>&1; then
                "${as_root[@]}" systemctl --quiet disable "${pair##*:}" 2>/dev/null || true
            fi
            ;;
        esac
    done
fi

tests/stack/postfix.sh
tests/stack/node.sh
