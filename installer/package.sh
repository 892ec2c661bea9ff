#!/usr/bin/env bash
# Builds the package of Huddle for the system it runs on, and starts what it built once.
#
#   dist/huddle/            the program with all that it needs; `huddle` in it starts it
#   dist/huddle_….deb       the same for Debian and Ubuntu, where it is built on one of them
set -euo pipefail
cd "$(dirname "$0")/.."

venv=.cache/package/venv
python=$venv/bin/python
pins=requirements-package.txt
built=dist/huddle

say() { echo "package: $*" >&2; }

# An environment of its own, so that nothing of the tests gets in.
make_venv() {
    local wanted
    wanted=$(cksum <"$pins")
    if [ -x $python ] && [ "$(cat $venv/.pins 2>/dev/null)" = "$wanted" ]; then return 0; fi
    say "making $venv (some 500 MB the first time)"
    .venv/bin/python -m venv --clear $venv
    $python -m pip install --quiet --quiet --disable-pip-version-check --no-input --no-compile \
        --require-hashes -r "$pins"
    echo "$wanted" >$venv/.pins
}

write_facts() {
    mkdir -p build/facts
    printf 'commit = "%s"\nbuilt_on = "%s"\n' \
        "$(git rev-parse --short=12 HEAD 2>/dev/null || true)" "$(date -u +%F)" >build/facts/build.toml
}

freeze() {
    $python -m PyInstaller --noconfirm --log-level WARN --distpath dist --workpath build/work \
        installer/huddle.spec
}

# Names for debuggers are half of some wheels. Qt's come without; those that a wheel was mended with
# (*.libs) do not survive it.
strip_names() {
    [ "$(uname)" = Linux ] || return 0
    find $built/_internal -type f -name '*.so*' ! -path '*.libs/*' ! -path '*/PySide6/*' \
        -exec strip --strip-unneeded {} +
    $python installer/runpaths.py $built
}

make_deb() {
    command -v dpkg-shlibdeps >/dev/null || { say "no Debian package: dpkg-dev is missing"; return; }
    installer/make_deb.sh
}

try_it() {
    local folder said
    folder=$(mktemp -d)
    export HUDDLE_PASSWORD="three plain words" QT_QPA_PLATFORM=offscreen
    said=$($built/huddle --help 2>&1 >/dev/null)
    [ -z "$said" ] || { say "it says on standard error: $said"; return 1; }
    $built/huddle --data-dir "$folder/ward" --user first new --ward Willow >/dev/null
    $built/huddle --data-dir "$folder/ward" --user first check >/dev/null
    rm -r "$folder"
    say "it starts, makes a store and finds it whole"
}

make_venv
write_facts
say "building $built"
freeze
strip_names
try_it
make_deb
du -sh $built >&2
