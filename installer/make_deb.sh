#!/usr/bin/env bash
# Makes the Debian package from the build in dist/huddle, with dpkg's own tools alone:
# dist/huddle_VERSION_ARCHITECTURE.deb
set -euo pipefail
cd "$(dirname "$0")/.."

built=dist/huddle
from=installer/debian
id=org.huddle.Huddle
python=.cache/package/venv/bin/python
version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' huddle/__init__.py)

say() { echo "make_deb: $*" >&2; }

[ -x $built/huddle ] || { say "there is no $built/huddle: run make package"; exit 1; }

architecture=$(dpkg --print-architecture)
# Two builds of one commit are the same to the byte.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
share=$root/usr/share

# Fills a template in: NAME VALUE …, each for @NAME@.
filled() {
    local text name
    text=$(cat "$1"; echo .)
    text=${text%.}
    shift
    while [ $# -gt 0 ]; do
        name=@$1@
        text=${text//"$name"/"$2"}
        shift 2
    done
    printf '%s' "$text"
}

# ── Files where Debian has them ─────────────────────────────────────────────────────────────────

put_program() {
    mkdir -p "$root/usr/lib" "$root/usr/bin"
    cp -r $built "$root/usr/lib/huddle"
    ln -s ../lib/huddle/huddle "$root/usr/bin/huddle"
    chmod -R u=rwX,go=rX "$root"
    find "$root/usr/lib/huddle" -type f -name '*.so*' -exec chmod 644 {} +
}

put_desktop() {
    local day
    day=$(date -u -d "@$SOURCE_DATE_EPOCH" +%F)
    install -Dm644 $from/$id.desktop "$share/applications/$id.desktop"
    install -Dm644 $from/huddle.mime.xml "$share/mime/packages/huddle.xml"
    install -d "$share/metainfo" "$share/icons"
    filled $from/$id.metainfo.xml.in VERSION "$version" DAY "$day" \
        >"$share/metainfo/$id.metainfo.xml"
    $python -m installer.icons "$share/icons/hicolor"
}

# The list of commands, as the program itself tells them.
commands() {
    COLUMNS=200 $built/huddle --help |
        sed -n '/^Commands:/,/^$/s/^  \([a-z-]*\)  *\(.*\)$/.TP\n.B \1\n\2/p'
}

put_documents() {
    local docs=$share/doc/huddle day
    day=$(date -u -d "@$SOURCE_DATE_EPOCH" +%F)
    install -d "$docs" "$share/man/man1" "$share/lintian/overrides"
    filled $from/copyright LICENCE "$(sed -n '5,$s/^/ /;5,$s/^ $/ ./;5,$p' LICENSE)" >"$docs/copyright"
    filled $from/changelog.in VERSION "$version" DATE "$(date -uR -d "@$SOURCE_DATE_EPOCH")" |
        gzip -9n >"$docs/changelog.gz"
    gzip -9nc CHANGELOG.md >"$docs/CHANGELOG.md.gz"
    filled $from/huddle.1.in VERSION "$version" DAY "$day" COMMANDS "$(commands)" |
        gzip -9n >"$share/man/man1/huddle.1.gz"
    install -m644 $from/lintian-overrides "$share/lintian/overrides/huddle"
}

# ── What the machine must have ──────────────────────────────────────────────────────────────────

# Debian's packages of the libraries that these files ask for and the build does not carry.
needed_by() {
    local folder carried=()
    while read -r folder; do carried+=("-l${folder#"$root"}"); done \
        < <(find "$root/usr/lib" -name '*.so*' -printf '%h\n' | sort -u)
    mkdir -p "$work/debian"
    printf 'Source: huddle\n\nPackage: huddle\nArchitecture: any\n' >"$work/debian/control"
    (cd "$work" && dpkg-shlibdeps -O -S"$root" --ignore-missing-info --warnings=0 \
        "${carried[@]}" "$@") | sed -n 's/^shlibs:Depends=//p'
}

put_control() {
    local needed
    install -d "$root/DEBIAN"
    # The look of GNOME is taken where GTK is there, and asks for nothing.
    mapfile -t needed < <(find "$root/usr/lib" -type f \( -name '*.so*' -o -name huddle \) \
        ! -path '*/platformthemes/*')
    filled $from/control.in VERSION "$version" ARCHITECTURE "$architecture" \
        SIZE "$(du -sk --apparent-size "$root/usr" | cut -f1)" \
        DEPENDS "$(needed_by "${needed[@]}")" >"$root/DEBIAN/control"
    install -m755 $from/postinst $from/prerm $from/postrm "$root/DEBIAN/"
    (cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
}

put_program
put_desktop
put_documents
put_control
chmod -R go-w "$root"
rm -f dist/huddle_*.deb
made=dist/huddle_${version}_$architecture.deb
dpkg-deb --root-owner-group -Zxz --build "$root" "$made" >/dev/null
say "$made, $(du -h "$made" | cut -f1)"
