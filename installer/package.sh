#!/usr/bin/env bash
# Builds the package of Huddle for the system it runs on, and starts what it built once.
#
#   dist/huddle/                  the program with all that it needs; `huddle` in it starts it
#   dist/huddle_….deb             the same for Debian and Ubuntu, where it is built on one of them
#   dist/huddle-VERSION.cdx.json  what is in it (CycloneDX)
#   dist/SHA256SUMS               of what is given away
set -euo pipefail
cd "$(dirname "$0")/.."

venv=.cache/package/venv
pins=requirements-package.txt
built=dist/huddle
case $(uname) in
    # There the program with the window says nothing, and another one does the commands.
    MINGW* | MSYS*) python=$venv/Scripts/python program=$built/huddle-command ;;
    *) python=$venv/bin/python program=$built/huddle ;;
esac
base=.venv/bin/python
[ -x $base ] || base=python

say() { echo "package: $*" >&2; }

# An environment of its own, so that nothing of the tests gets in.
make_venv() {
    local wanted
    wanted=$(cksum <"$pins")
    if [ -x $python ] && [ "$(cat $venv/.pins 2>/dev/null)" = "$wanted" ]; then return 0; fi
    say "making $venv (some 500 MB the first time)"
    $base -m venv --clear $venv
    $python -m pip install --quiet --quiet --disable-pip-version-check --no-input --no-compile \
        --require-hashes -r "$pins"
    echo "$wanted" >$venv/.pins
}

write_facts() {
    mkdir -p build/facts
    printf 'commit = "%s"\nbuilt_on = "%s"\n' \
        "$(git rev-parse --short=12 HEAD 2>/dev/null || true)" "$(date -u +%F)" >build/facts/build.toml
}

# What Windows and macOS show of a program before it starts.
dress() {
    [ "$(uname)" = Linux ] || $python -m installer.dressing build/dressing
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

# Licences and the bill of materials; ends all where something may not be given away.
describe() { $python -m installer.describe build/work/huddle $built; }

try_it() {
    local folder
    folder=$(mktemp -d)
    export HUDDLE_PASSWORD="three plain words" QT_QPA_PLATFORM=offscreen
    {
        $program --help
        $program --data-dir "$folder/ward" --user first new --ward Willow
        $program --data-dir "$folder/ward" --user first check
        $program --self-test
    } >"$folder/told" 2>"$folder/complained" || { cat "$folder"/told "$folder"/complained >&2; return 1; }
    [ ! -s "$folder/complained" ] || { cat "$folder/complained" >&2; return 1; }
    rm -r "$folder"
    say "it makes a store, finds it whole, and its self-test finds every part whole"
}

# Of each file that is given away; on Windows and macOS others make those of this.
write_sums() {
    [ "$(uname)" = Linux ] || return 0
    (cd dist && find . -maxdepth 1 -type f ! -name SHA256SUMS -printf '%P\n' | sort |
        xargs -r sha256sum >SHA256SUMS)
}

make_venv
write_facts
dress
say "building $built"
freeze
strip_names
describe
try_it
make_deb
write_sums
