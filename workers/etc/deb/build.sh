#!/usr/bin/env bash
# Debian packages of what is built (make deb), in out/deb: php8.2-elaska (the extension and its ini), elaska-workers
# (the daemons, their systemd units, a sample configuration) and elaska-media (the one that draws previews, with the
# libraries that it reads files with). Each is checked by unpacking it into an empty root.
set -euo pipefail
cd "$(dirname "$0")/../../.."
OUT=${OUT:-out}
VERSION=${VERSION:?run by make deb}
PHP_CONFIG=${PHP_CONFIG:-php-config8.2}
deb=$PWD/$OUT/deb
arch=$(dpkg --print-architecture)
rm -rf "$deb"
mkdir -p "$deb"

die() {
    echo "deb: $*" >&2
    exit 1
}

# What the program is linked with, as Debian's own tool tells it. It wants a debian/ folder to stand in.
dependencies() { # file...
    local scratch
    scratch=$(mktemp -d "$deb/shlibdeps.XXXXXX")
    mkdir "$scratch/debian"
    printf 'Source: elaska\n\nPackage: elaska\nArchitecture: any\n' >"$scratch/debian/control"
    (cd "$scratch" && dpkg-shlibdeps -O --ignore-missing-info "$@" 2>/dev/null | sed -n 's/^shlibs:Depends=//p')
    rm -rf "$scratch"
}

control() { # root package depends summary text
    local root=$1 size
    size=$(du -sk --exclude=DEBIAN "$root" | cut -f1)
    mkdir -p "$root/DEBIAN"
    cat >"$root/DEBIAN/control" <<CONTROL
Package: $2
Version: $VERSION
Architecture: $arch
Maintainer: The eLaska authors <packages@elaska.example>
Installed-Size: $size
Depends: $3
Section: web
Priority: optional
Description: $4
 $5
CONTROL
    (cd "$root" && find . -type f -not -path './DEBIAN/*' -printf '%P\0' | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
}

documentation() { # root package license
    local doc=$1/usr/share/doc/$2
    mkdir -p "$doc"
    {
        printf 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n'
        printf 'Upstream-Name: elaska\n\nFiles: *\nCopyright: 2026 The eLaska authors\nLicense: Expat\n'
        sed -n '5,$p' "$3" | sed -e 's/^$/./' -e 's/^/ /'
    } >"$doc/copyright"
}

pack() { # root
    find "$1" -type d -exec chmod 755 {} +
    dpkg-deb --root-owner-group -Zxz --build "$1" "$deb" >/dev/null
}

extension() {
    local root=$deb/php8.2-elaska so=$PWD/$OUT/php/modules/elaska.so dir
    [ -f "$so" ] || die "$so is not built"
    dir=$("$PHP_CONFIG" --extension-dir)
    install -D -m 644 "$so" "$root$dir/elaska.so"
    strip --strip-unneeded "$root$dir/elaska.so"
    install -d "$root/etc/php/8.2/mods-available"
    cat >"$root/etc/php/8.2/mods-available/elaska.ini" <<INI
; configuration for php elaska module
; priority=30
extension=elaska.so
elaska.config=/etc/elaska/elaska.conf
INI
    documentation "$root" php8.2-elaska ext/LICENSE
    control "$root" php8.2-elaska "phpapi-$("$PHP_CONFIG" --phpapi), php-common, $(dependencies "$so")" \
        "eLaska module for PHP" \
        "The rules of eLaska (time, billing, cases, client portal), for Dolibarr's pages and the portal."
    echo /etc/php/8.2/mods-available/elaska.ini >"$root/DEBIAN/conffiles"
    install -m 755 workers/etc/deb/php8.2-elaska.postinst "$root/DEBIAN/postinst"
    install -m 755 workers/etc/deb/php8.2-elaska.prerm "$root/DEBIAN/prerm"
    pack "$root"
}

workers() {
    local root=$deb/elaska-workers binary binaries=()
    for binary in "$OUT"/bin/elaska-*; do
        case $binary in */elaska-media*) continue ;; esac
        [ -x "$binary" ] || die "no worker is built in $OUT/bin"
        install -D -m 755 -s "$binary" "$root/usr/bin/${binary##*/}"
        binaries+=("$PWD/$binary")
        [ -f "workers/etc/${binary##*/}.service" ] || die "workers/etc/${binary##*/}.service is missing"
        install -D -m 644 "workers/etc/${binary##*/}.service" "$root/lib/systemd/system/${binary##*/}.service"
    done
    install -m 644 workers/etc/elaska.target "$root/lib/systemd/system/elaska.target"
    install -D -m 644 workers/etc/elaska.conf.sample \
        "$root/usr/share/doc/elaska-workers/examples/elaska.conf.sample"
    install -m 644 workers/etc/nginx-portal.conf.sample workers/etc/nginx-portal-headers.conf \
        "$root/usr/share/doc/elaska-workers/examples/"
    install -m 644 workers/etc/deb/README "$root/usr/share/doc/elaska-workers/README"
    install -d "$root/etc/elaska"
    documentation "$root" elaska-workers workers/LICENSE
    control "$root" elaska-workers "$(dependencies "${binaries[@]}")" "eLaska workers" \
        "The daemons of eLaska: outgoing mail queue to SMTP, with systemd units."
    install -m 755 workers/etc/deb/elaska-workers.postinst "$root/DEBIAN/postinst"
    install -m 755 workers/etc/deb/elaska-workers.prerm "$root/DEBIAN/prerm"
    pack "$root"
}

media() {
    local root=$deb/elaska-media binaries=("$PWD/$OUT/bin/elaska-media" "$PWD/$OUT/bin/elaska-media-child")
    install -D -m 755 -s -t "$root/usr/bin" "${binaries[@]}"
    install -D -m 644 workers/etc/elaska-media.service "$root/lib/systemd/system/elaska-media.service"
    documentation "$root" elaska-media workers/LICENSE
    control "$root" elaska-media "elaska-workers, $(dependencies "${binaries[@]}")" "eLaska previews" \
        "Draws previews of stored files and reads their words, each in a process that is shut in."
    install -m 755 workers/etc/deb/elaska-media.postinst "$root/DEBIAN/postinst"
    install -m 755 workers/etc/deb/elaska-media.prerm "$root/DEBIAN/prerm"
    pack "$root"
}

check() { # package path...
    local package=$1 file scratch path
    shift
    file=$(echo "$deb/$package"_*.deb)
    scratch=$(mktemp -d "$deb/check.XXXXXX")
    dpkg-deb -x "$file" "$scratch"
    for path in "$@"; do
        [ -e "$scratch/$path" ] || die "$package lacks $path"
    done
    (cd "$scratch" && dpkg-deb -I "$file" md5sums | md5sum --quiet -c -) || die "$package: sums differ"
    rm -rf "$scratch"
    echo "${file#"$PWD"/}"
}

extension
check php8.2-elaska "$("$PHP_CONFIG" --extension-dir)/elaska.so" etc/php/8.2/mods-available/elaska.ini \
    usr/share/doc/php8.2-elaska/copyright
if [ -d workers/mail ]; then
    workers
    check elaska-workers usr/bin/elaska-mail lib/systemd/system/elaska-mail.service etc/elaska \
        usr/share/doc/elaska-workers/copyright usr/share/doc/elaska-workers/examples/elaska.conf.sample
    media
    check elaska-media usr/bin/elaska-media usr/bin/elaska-media-child lib/systemd/system/elaska-media.service
fi
rm -rf "$deb/php8.2-elaska" "$deb/elaska-workers" "$deb/elaska-media"
