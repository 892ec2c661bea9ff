#!/usr/bin/env bash
# Gets this computer ready. Does only what is missing, asks nothing.
#
#   installer/setup.sh run     what Huddle needs to run
#   installer/setup.sh test    and what its tests need
set -euo pipefail
cd "$(dirname "$0")/.."

profile=${1:-run}
case $profile in
    run) pins=requirements.txt ;;
    test) pins=requirements-dev.txt ;;
    *) echo "usage: installer/setup.sh run|test" >&2; exit 2 ;;
esac
python=.venv/bin/python
is_venv_ready='import pip, sys; sys.exit(sys.version_info < (3, 11))'
apt_install="apt-get install -y --no-install-recommends"

say() { echo "setup: $*" >&2; }

# ── Debian's and Ubuntu's own packages ──────────────────────────────────────────────────────────

has_apt() { command -v apt-get >/dev/null 2>&1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
    [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; }
}

apt_quietly() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq "$@" </dev/null >/dev/null 2>&1
}

# Installs packages; where that is not allowed or fails, prints the line to type and returns 1.
install_packages() {
    if may_install; then
        say "installing $*"
        # A fresh image has no package lists, an old one has stale ones: both fail at first.
        if apt_quietly install -y --no-install-recommends "$@"; then return 0; fi
        apt_quietly update || true
        if apt_quietly install -y --no-install-recommends "$@"; then return 0; fi
    fi
    say "please type:  sudo apt-get update && sudo $apt_install $*"
    return 1
}

# What Qt's window and picture plugins load, which its wheels do not bring: library, package.
qt_libraries="
libEGL.so.1 libegl1
libGL.so.1 libgl1
libX11.so.6 libx11-6
libX11-xcb.so.1 libx11-xcb1
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libfreetype.so.6 libfreetype6
libglib-2.0.so.0 libglib2.0-0
libxcb.so.1 libxcb1
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render.so.0 libxcb-render0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-shm.so.0 libxcb-shm0
libxcb-sync.so.1 libxcb-sync1
libxcb-util.so.1 libxcb-util1
libxcb-xfixes.so.0 libxcb-xfixes0
libxcb-xkb.so.1 libxcb-xkb1
libxkbcommon.so.0 libxkbcommon0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
"
test_programs="
Xvfb xvfb
xvfb-run xvfb
xauth xauth
pdftotext poppler-utils
pgbouncer pgbouncer
/usr/lib/postgresql postgresql
"
# By which a sheet is really printed in a test; without them that test is skipped.
print_programs="
cupsd cups-daemon
lp cups-client
/usr/share/ppd/cupsfilters cups-filters
"
# A database server that is reached with TLS and with Kerberos; without them those tests are skipped.
server_programs="
/usr/lib/postgresql postgresql
/usr/sbin/krb5kdc krb5-kdc
/usr/sbin/kadmin.local krb5-admin-server
kinit krb5-user
"
# A printer of PDFs that prints as root alone, and that its package sets up for everybody.
[ "$(id -u)" != 0 ] || print_programs+="/usr/lib/cups/backend/cups-pdf printer-driver-cups-pdf
"

missing_programs() {
    local name package
    while read -r name package; do
        [ -z "$name" ] || [ -e "$name" ] || PATH=$PATH:/sbin:/usr/sbin command -v "$name" \
            >/dev/null 2>&1 || echo "$package"
    done <<<"$1"
}

missing_packages() {
    local known name package
    known=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p)
    while read -r name package; do
        [ -z "$name" ] || case $known in *"$name "*) ;; *) echo "$package" ;; esac
    done <<<"$qt_libraries"
    [ "$profile" = test ] || return 0
    missing_programs "$test_programs"
}

system_libraries() {
    has_apt || return 0
    local missing
    missing=$(missing_packages | sort -u | tr '\n' ' ')
    # shellcheck disable=SC2086 - one word each
    [ -z "${missing// /}" ] || install_packages $missing || say "going on without them"
}

# Apart from the others: what fails here may keep nothing else away.
for_some_tests() {
    has_apt && [ "$profile" = test ] || return 0
    local missing
    missing=$(missing_programs "$1" | sort -u | tr '\n' ' ')
    # shellcheck disable=SC2086 - one word each
    [ -z "${missing// /}" ] || install_packages $missing || say "$2"
}

# ── Python ──────────────────────────────────────────────────────────────────────────────────────

newest_python() {
    local name
    for name in python3.14 python3.13 python3.12 python3.11 python3; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return 0
        fi
    done
    say "Huddle needs Python 3.11 or newer, and there is none here."
    return 1
}

make_venv() {
    if [ -x $python ] && $python -c "$is_venv_ready" 2>/dev/null; then return 0; fi
    local base version
    base=$(newest_python)
    if ! "$base" -c 'import ensurepip, venv' 2>/dev/null; then
        # Debian keeps these apart, in a package named after the version.
        version=$("$base" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        has_apt && install_packages "python$version-venv"
    fi
    say "making .venv with $("$base" --version)"
    "$base" -m venv --clear .venv
}

install_pins() {
    local stamp=.venv/.pins-$profile wanted
    wanted=$(cksum <"$pins")
    if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then return 0; fi
    say "installing $pins (some 500 MB the first time)"
    $python -m pip install --quiet --quiet --disable-pip-version-check --no-input --no-compile \
        --require-hashes -r "$pins"
    # Some packages ship templates that are no Python 3: those stay uncompiled, without a word.
    $python -m compileall -qq -j 0 .venv/lib >/dev/null 2>&1 || true
    cksum <requirements.txt >.venv/.pins-run
    echo "$wanted" >"$stamp"
}

# Bytecode of our own modules, also where PYTHONDONTWRITEBYTECODE is set: starting is faster by it.
compile_sources() {
    local stamp=.venv/.compiled
    if [ -f $stamp ] && [ -z "$(find huddle resources ui main.py -name '*.py' -newer $stamp)" ]; then
        return 0
    fi
    $python -m compileall -q -j 0 huddle resources ui main.py || true
    touch $stamp
}

make_venv
install_pins
compile_sources
system_libraries
for_some_tests "$print_programs" "nothing is printed in the tests"
for_some_tests "$server_programs" "TLS and Kerberos are not tried in the tests"
