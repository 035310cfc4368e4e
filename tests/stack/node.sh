#!/usr/bin/env bash
# The front end's tools want Node 20. Where the machine has an older one (Debian 12: 18) this puts a newer Node and npm,
# both from the npm registry, in out/tools/node/bin, which the Makefile has first in PATH. Nothing is installed.
set -euo pipefail
cd "$(dirname "$0")/../.."
OUT=${OUT:-out}
tools=$PWD/$OUT/tools/node

major() { "$1" -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0; }
if [ "$(major node)" -ge 20 ]; then exit 0; fi
if [ -x "$tools/bin/node" ] && [ "$(major "$tools/bin/node")" -ge 20 ]; then exit 0; fi

case $(uname -m) in
x86_64) arch=x64 ;;
aarch64) arch=arm64 ;;
*) echo "node.sh: no Node package for $(uname -m), keeping $(node --version)" >&2 && exit 0 ;;
esac
mkdir -p "$tools"
if ! npm install --prefix "$tools" --no-save --no-audit --no-fund --loglevel=error --fetch-retries=1 \
    "node-linux-$arch@22" npm@10 >"$tools/install.log" 2>&1; then
    cat "$tools/install.log" >&2
    echo "node.sh: no newer Node could be fetched, keeping $(node --version)" >&2
    exit 0
fi
mkdir -p "$tools/bin"
ln -sf "../node_modules/node-linux-$arch/bin/node" "$tools/bin/node"
ln -sf ../node_modules/npm/bin/npm-cli.js "$tools/bin/npm"
ln -sf ../node_modules/npm/bin/npx-cli.js "$tools/bin/npx"
[ "$(major "$tools/bin/node")" -ge 20 ]
