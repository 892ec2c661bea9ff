#!/usr/bin/env bash
# Installs the package on a minimal Debian, holds huddles with it, upgrades, removes and restores.
# Needs root: it makes that Debian with debootstrap, in a folder that it removes at the end. Nothing
# is skipped: where something cannot be done, it says what and fails.
#
#   installer/package_test.sh           what dist/ holds; makes it where it holds nothing
#   KEEP=1 installer/package_test.sh    and leave the folder for looking at it
set -euo pipefail
cd "$(dirname "$0")/.."

folder=.cache/package-test
programs="
debootstrap debootstrap
Xvfb xvfb
xdotool xdotool
dbus-daemon dbus-daemon
/usr/libexec/at-spi2-registryd at-spi2-core
pdftotext poppler-utils
cupsd cups-daemon
lp cups-client
/usr/share/ppd/cupsfilters cups-filters
unshare util-linux
"

say() { echo "package-test: $*" >&2; }

missing() {
    local name package
    while read -r name package; do
        [ -z "$name" ] || [ -e "$name" ] || command -v "$name" >/dev/null || echo "$package"
    done <<<"$programs"
}

get_tools() {
    local wanted
    mapfile -t wanted < <(missing)
    [ ${#wanted[@]} = 0 ] && return
    say "installing ${wanted[*]}"
    export DEBIAN_FRONTEND=noninteractive
    { apt-get -qq update && apt-get -qq install -y --no-install-recommends "${wanted[@]}"; } \
        </dev/null >/dev/null || true
    mapfile -t wanted < <(missing)
    [ ${#wanted[@]} = 0 ] || { say "these are not to be had here: ${wanted[*]}"; exit 1; }
}

# There is no older release yet: the same program under a lower version.
make_older() {
    dpkg-deb --raw-extract "$package" $folder/older
    sed -i 's/^Version: .*/Version: 0.0.9/' $folder/older/DEBIAN/control
    dpkg-deb --root-owner-group -Zgzip -z1 --build $folder/older $folder/older.deb >/dev/null
    rm -r $folder/older
}

tidy() {
    [ -n "${KEEP:-}" ] && { say "left in $folder"; return; }
    rm -rf --one-file-system $folder
}

command -v apt-get >/dev/null || { say "this is no Debian or Ubuntu"; exit 1; }
[ "$(id -u)" = 0 ] || { say "it needs root, to make a small Debian: sudo make package-test"; exit 1; }
PATH=$PATH:/usr/sbin:/sbin
get_tools
unshare --mount --pid --fork true || { say "folders may not be mounted here"; exit 1; }

package=$(find dist -maxdepth 1 -name 'huddle_*.deb' 2>/dev/null | sort -V | tail -1)
[ -n "$package" ] || { say "there is no package in dist: run make package"; exit 1; }
rm -rf --one-file-system $folder
mkdir -p $folder
trap tidy EXIT
make_older
QT_QPA_PLATFORM=offscreen unshare --mount --pid --fork --kill-child --mount-proc \
    --propagation private .venv/bin/python -m tests.package.story \
    $folder/older.deb "$package" $folder
