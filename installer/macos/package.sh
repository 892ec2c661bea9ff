#!/usr/bin/env bash
# Makes dist/huddle-VERSION-ARCHITECTURE.dmg of dist/Huddle.app, on a Mac.
#
#   HUDDLE_CODESIGN_IDENTITY   signs it; the build signed what is inside by the same
#   HUDDLE_NOTARY_PROFILE      has Apple look through it: a profile that
#                              `xcrun notarytool store-credentials` keeps in the keychain
set -euo pipefail
cd "$(dirname "$0")/../.."

app=dist/Huddle.app
identity=${HUDDLE_CODESIGN_IDENTITY:-}
profile=${HUDDLE_NOTARY_PROFILE:-}
version=$(/usr/libexec/PlistBuddy -c "Print :CFBundleShortVersionString" $app/Contents/Info.plist)
image=dist/huddle-$version-$(uname -m).dmg
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

say() { echo "package: $*" >&2; }

# What the build wrote of itself when its program was made goes in, and that is signed anew: by
# nobody where no identity is given, because macOS starts nothing that is not signed at all.
ditto dist/huddle/LICENCES $app/Contents/Resources/LICENCES
cp dist/huddle/_internal/LICENCES.txt $app/Contents/Resources/
signing=(--force --sign "${identity:--}" --entitlements installer/macos/entitlements.plist)
[ -z "$identity" ] || signing+=(--options runtime --timestamp)
codesign "${signing[@]}" $app
codesign --verify --deep --strict $app

# A window with the program and the folder it is dragged to.
ditto $app "$folder/Huddle.app"
ln -s /Applications "$folder/Applications"
hdiutil create -quiet -ov -volname Huddle -srcfolder "$folder" -format UDZO "$image"

if [ -z "$identity" ]; then
    say "$image is not signed: HUDDLE_CODESIGN_IDENTITY is not set"
    exit 0
fi
codesign --sign "$identity" --timestamp "$image"
if [ -z "$profile" ]; then
    say "$image is signed, but Apple has not seen it: HUDDLE_NOTARY_PROFILE is not set"
    exit 0
fi
xcrun notarytool submit --keychain-profile "$profile" --wait "$image"
xcrun stapler staple "$image"
say "$image is signed and notarised"
