#!/bin/sh
# Sign `dist/Desktop Chat.app`, and write it as a disk image into dist/packages. macOS only.
#
#   SIGN_AS="Developer ID Application: NAME (TEAM)" packaging/macos/make_dmg.sh
#
# Without SIGN_AS the signature is an ad-hoc one: the program runs on this computer, and on others after a right click
# and Open. With SIGN_AS, Apple's notary must still see the image: `xcrun notarytool submit --wait`, then
# `xcrun stapler staple`.
set -eu
cd "$(dirname "$0")/../.."
app="dist/Desktop Chat.app"
[ -d "$app" ] || { echo "There is no $app: type python -m PyInstaller packaging/desktop-chat.spec first." >&2; exit 1; }

if [ -n "${SIGN_AS:-}" ]; then stamp=--timestamp; else stamp=--timestamp=none; fi
codesign --force --deep --options runtime "$stamp" --entitlements packaging/macos/entitlements.plist \
    --sign "${SIGN_AS:--}" "$app"
codesign --verify --deep --strict "$app"

version=$(python3 -c 'from desktop_chat.version import VERSION; print(VERSION)')
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
cp -R "$app" "$stage/"
ln -s /Applications "$stage/Applications" # the picture says: drag the program here
mkdir -p dist/packages
image="dist/packages/desktop-chat-$version-$(uname -m).dmg"
hdiutil create -volname "Desktop Chat" -srcfolder "$stage" -format UDZO -ov "$image"
codesign --force "$stamp" --sign "${SIGN_AS:--}" "$image"
echo "$image"
