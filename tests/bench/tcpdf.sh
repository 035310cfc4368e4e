#!/usr/bin/env bash
# Unpacks (never installs) Debian's php-tcpdf into out/tools/tcpdf: Dolibarr's own PDF writer, to compare with.
set -euo pipefail
cd "$(dirname "$0")/../.."
OUT=${OUT:-out}
root=$PWD/$OUT/tools/tcpdf
if [ -f "$root/usr/share/php/tcpdf/tcpdf.php" ]; then exit 0; fi
mkdir -p "$root"
download=$(mktemp -d "$root/download.XXXXXX")
trap 'rm -rf "$download"' EXIT
if ! (cd "$download" && apt-get -q download php-tcpdf >fetch.log 2>&1); then
    # The lists may never have been read on this machine.
    if [ "$(id -u)" -eq 0 ]; then apt-get -q update; else sudo apt-get -q update; fi
    (cd "$download" && apt-get -q download php-tcpdf)
fi
dpkg -x "$download"/php-tcpdf_*.deb "$root"
