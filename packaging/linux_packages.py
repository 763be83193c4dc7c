"""Make what people install on Linux from the bundle: a tarball, a Debian package and, with its tool, an AppImage.

`make packages` runs this module. It needs `dist/desktop-chat` and writes into `dist/packages`. All three hold one tree:
`bin/desktop-chat`, `lib/desktop-chat/` (the bundle) and `share/` (menu entry, icons, description, manual page).
"""

from __future__ import annotations

import gzip
import os
import platform
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent))

from icons import SIZES, SOURCE, render_png

from desktop_chat.version import VERSION

ROOT = Path(__file__).parent.parent
LINUX = ROOT / "packaging" / "linux"
NAME = "desktop-chat"
APP_ID = "chat.desktop.DesktopChat"
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
"""Debian's names of processors."""

LIBRARIES = {
    "libc6": r"ld-linux.*|lib(c|m|dl|pthread|rt|resolv|util)",
    "libdbus-1-3": r"libdbus-1",
    "libegl1": r"libEGL",
    "libfontconfig1": r"libfontconfig",
    "libfreetype6": r"libfreetype",
    "libgcc-s1": r"libgcc_s",
    "libgl1": r"lib(GL|GLX|GLdispatch)",
    "libglib2.0-0t64 | libglib2.0-0": r"lib(glib|gthread|gobject|gio|gmodule)-2\.0",
    "libgssapi-krb5-2": r"libgssapi_krb5",
    "liblzma5": r"liblzma",
    "libbrotli1": r"libbrotli(dec|common)",
    "libstdc++6": r"libstdc\+\+",
    "libwayland-client0": r"libwayland-client",
    "libwayland-cursor0": r"libwayland-cursor",
    "libx11-6": r"libX11",
    "libx11-xcb1": r"libX11-xcb",
    "libxcb1": r"libxcb",
    "libxcb-glx0": r"libxcb-glx",
    "libzstd1": r"libzstd",
    "zlib1g": r"libz",
}
"""Debian's packages, and the libraries in them that the bundle takes from the system."""


class PackagingError(Exception):
    """A package cannot be made. The text says why."""


def stage_tree(bundle: Path, prefix: Path) -> None:
    """Write the tree of an installed program below `prefix`, which is new."""
    shutil.copytree(bundle, prefix / "lib" / NAME, symlinks=True)
    (prefix / "bin").mkdir()
    (prefix / "bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
    share = prefix / "share"
    for source, folder in {
        LINUX / f"{NAME}.desktop": share / "applications",
        LINUX / f"{APP_ID}.metainfo.xml": share / "metainfo",
        LINUX / f"{NAME}.service": prefix / "lib" / "systemd" / "system",
        ROOT / "LICENSE": share / "doc" / NAME,
    }.items():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, folder)
    (share / "doc" / NAME / "LICENSE").rename(share / "doc" / NAME / "copyright")
    manual = share / "man" / "man1" / f"{NAME}.1.gz"
    manual.parent.mkdir(parents=True)
    manual.write_bytes(gzip.compress((LINUX / f"{NAME}.1").read_bytes(), mtime=0))
    icons = share / "icons" / "hicolor"
    for size in SIZES:
        folder = icons / f"{size}x{size}" / "apps"
        folder.mkdir(parents=True)
        (folder / f"{NAME}.png").write_bytes(render_png(size))
    (icons / "scalable" / "apps").mkdir(parents=True)
    shutil.copy(SOURCE, icons / "scalable" / "apps" / f"{NAME}.svg")


def missing_packages(prefix: Path) -> set[str]:
    """Return the libraries that the program takes from the system and that no package of `LIBRARIES` has."""
    bundled = {path.name for path in prefix.rglob("*.so*")}
    missing = set()
    for path in (prefix / "lib" / NAME).rglob("*"):
        if path.is_symlink() or not path.is_file() or path.read_bytes()[:4] != b"\x7fELF":
            continue
        listed = subprocess.run(["objdump", "-p", str(path)], capture_output=True, text=True, check=True).stdout
        needed = set(re.findall(r"^ +NEEDED +(\S+)", listed, re.MULTILINE)) - bundled
        missing |= {name for name in needed if package_of(name) is None}
    return missing


def package_of(library: str) -> str | None:
    """Return Debian's package of a library, by its file name."""
    return next(
        (name for name, pattern in LIBRARIES.items() if re.fullmatch(rf"(?:{pattern})\.so[.0-9]*", library)), None
    )


def make_tarball(tree: Path, folder: Path, machine: str) -> Path:
    """Write the tree as a tarball: `tar -C ~/.local --strip-components=1 -xf` installs it for one person."""
    path = folder / f"{NAME}-{VERSION}-linux-{machine}.tar.xz"
    with tarfile.open(path, "w:xz") as archive:
        archive.add(tree, f"{NAME}-{VERSION}", filter=_without_owner)
    return path


def _without_owner(info: tarfile.TarInfo) -> tarfile.TarInfo:
    info.uid = info.gid = 0
    info.uname = info.gname = "root"
    return info


def make_deb(tree: Path, folder: Path, machine: str) -> Path | None:
    """Write the tree as a Debian package, or return None where there is no dpkg-deb."""
    if shutil.which("dpkg-deb") is None:
        return None
    architecture = ARCHITECTURES[machine]
    root = folder / "deb"
    shutil.copytree(tree, root / "usr", symlinks=True)
    size = sum(path.stat().st_size for path in root.rglob("*") if path.is_file() and not path.is_symlink()) // 1024
    control = root / "DEBIAN" / "control"
    control.parent.mkdir()
    control.write_text(
        f"Package: {NAME}\nVersion: {VERSION}\nArchitecture: {architecture}\nSection: net\nPriority: optional\n"
        "Maintainer: The Desktop Chat maintainers <desktop-chat@localhost>\n"
        f"Installed-Size: {size}\nDepends: {', '.join(LIBRARIES)}\n"
        "Recommends: fonts-dejavu-core | fonts-noto-core\n"
        "Description: host a chat with one click, join it with another\n"
        " A chat for a classroom, an office or a family, on your own network, without an\n"
        " administrator. The program is client and server. It speaks IRC: every IRC client\n"
        " can join, and it joins every IRC network.\n",
        encoding="utf-8",
    )
    path = folder / f"{NAME}_{VERSION}_{architecture}.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(path)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(root)
    return path


def make_appimage(tree: Path, folder: Path, machine: str) -> Path | None:
    """Write the tree as an AppImage, or return None where there is no appimagetool."""
    tool = shutil.which("appimagetool")
    if tool is None:
        return None
    root = folder / "AppDir"
    shutil.copytree(tree, root / "usr", symlinks=True)
    (root / "AppRun").symlink_to(f"usr/bin/{NAME}")
    shutil.copy(LINUX / f"{NAME}.desktop", root)
    shutil.copy(SOURCE, root / f"{NAME}.svg")
    path = folder / f"{NAME}-{VERSION}-{machine}.AppImage"
    subprocess.run([tool, "--no-appstream", str(root), str(path)], check=True, env={**os.environ, "ARCH": machine})
    shutil.rmtree(root)
    return path


def make_packages(bundle: Path, folder: Path) -> list[Path]:
    """Make every package that can be made here, in `folder`, which is made anew. Raises PackagingError."""
    machine = platform.machine()
    if not (bundle / NAME).is_file():
        raise PackagingError(f"There is no bundle in {bundle}: type `make bundle` first.")
    if machine not in ARCHITECTURES:
        raise PackagingError(f"No package is made for the processor {machine}.")
    shutil.rmtree(folder, ignore_errors=True)
    tree = folder / "tree"
    tree.mkdir(parents=True)
    stage_tree(bundle, tree)
    missing = missing_packages(tree)
    if missing:
        raise PackagingError(f"No package in LIBRARIES has these libraries: {', '.join(sorted(missing))}")
    made = [make_tarball(tree, folder, machine), make_deb(tree, folder, machine), make_appimage(tree, folder, machine)]
    shutil.rmtree(tree)
    return [path for path in made if path is not None]


def main() -> int:
    try:
        for path in make_packages(ROOT / "dist" / NAME, ROOT / "dist" / "packages"):
            print(f"{path.relative_to(ROOT)}  {path.stat().st_size / 1e6:.0f} MB")
    except PackagingError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
