#!/usr/bin/env bash
# Unpacks (never installs) Debian's postfix into out/tools/postfix and writes two wrappers beside it,
# out/tools/bin/smtp-sink and out/tools/bin/smtp-source, that find postfix's private libraries there.
set -euo pipefail
cd "$(dirname "$0")/../.."
OUT=${OUT:-out}
root=$PWD/$OUT/tools/postfix
bin=$PWD/$OUT/tools/bin
if [ -x "$bin/smtp-sink" ] && [ -x "$bin/smtp-source" ]; then exit 0; fi

mkdir -p "$root" "$bin"
download=$(mktemp -d "$root/download.XXXXXX")
trap 'rm -rf "$download"' EXIT

fetch() {
    if ! (cd "$download" && apt-get -q download "$1" >fetch.log 2>&1); then
        # The lists may never have been read on this machine.
        if [ "$(id -u)" -eq 0 ]; then apt-get -q update; else sudo apt-get -q update; fi
        (cd "$download" && apt-get -q download "$1")
    fi
}

fetch postfix
# Libraries that the two tools want and the machine lacks come along the same way.
for library in libdb5.3 libicu72 libnsl2 libsasl2-2 libssl3 libtirpc3; do
    status=$(dpkg-query -W -f='${db:Status-Status}' "$library" 2>/dev/null || true)
    case $status in installed*) ;; *) fetch "$library" ;; esac
done
for package in "$download"/*.deb; do dpkg -x "$package" "$root"; done

for tool in smtp-sink smtp-source; do
    cat >"$bin/$tool.new" <<WRAPPER
#!/bin/sh
here=\$(cd "\$(dirname "\$0")/../postfix" && pwd)
LD_LIBRARY_PATH="\$here/usr/lib/postfix:\$here/usr/lib/$(gcc -dumpmachine)\${LD_LIBRARY_PATH:+:\$LD_LIBRARY_PATH}" exec "\$here/usr/sbin/$tool" "\$@"
WRAPPER
    chmod 755 "$bin/$tool.new"
    if LD_LIBRARY_PATH="$root/usr/lib/postfix:$root/usr/lib/$(gcc -dumpmachine)" ldd "$root/usr/sbin/$tool" |
        grep 'not found'; then
        echo "postfix.sh: $tool lacks libraries" >&2
        exit 1
    fi
    mv "$bin/$tool.new" "$bin/$tool"
done
