"""What people install: the tree, the descriptions of menus and shops, the manual page, icons, Windows and macOS parts.

The bundle itself is tested in tests/e2e/test_bundle.
"""

from __future__ import annotations

import ast
import plistlib
import re
import runpy
import shutil
import stat
import struct
import subprocess
import sys
import tarfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from desktop_chat.version import VERSION
from tests.patience import SECONDS

ROOT = Path(__file__).parent.parent
LINUX = ROOT / "packaging" / "linux"


def module(path: str) -> dict[str, Any]:
    """The names of a module in packaging, which is no package: PyPI has one of its name."""
    return runpy.run_path(str(ROOT / "packaging" / path))


@pytest.fixture(scope="module")
def packages() -> dict[str, Any]:
    return module("linux_packages.py")


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A folder with an executable, in place of a bundle."""
    folder = tmp_path / "bundle"
    folder.mkdir()
    (folder / "desktop-chat").write_bytes(Path("/bin/true").read_bytes())
    (folder / "desktop-chat").chmod(0o755)
    return folder


@pytest.mark.skipif(sys.platform != "linux", reason="these packages are for Linux")
def test_packages_hold_program_menu_entry_icons_manual_and_unit(
    packages: dict[str, Any], bundle: Path, tmp_path: Path
) -> None:
    made = packages["make_packages"](bundle, tmp_path / "made")
    with tarfile.open(made[0]) as archive:
        names = {name.partition("/")[2]: member for name, member in zip(archive.getnames(), archive, strict=True)}
    assert names["lib/desktop-chat/desktop-chat"].mode & stat.S_IXUSR
    assert names["bin/desktop-chat"].linkname == "../lib/desktop-chat/desktop-chat"
    wanted = {
        "lib/systemd/system/desktop-chat.service",
        "share/applications/desktop-chat.desktop",
        "share/doc/desktop-chat/copyright",
        "share/icons/hicolor/16x16/apps/desktop-chat.png",
        "share/icons/hicolor/512x512/apps/desktop-chat.png",
        "share/icons/hicolor/scalable/apps/desktop-chat.svg",
        "share/man/man1/desktop-chat.1.gz",
        "share/metainfo/chat.desktop.DesktopChat.metainfo.xml",
    }
    assert wanted <= set(names)
    assert {member.uname for member in names.values()} == {"root"}
    if shutil.which("dpkg-deb"):
        listed = subprocess.run(
            ["dpkg-deb", "--contents", str(made[1])], capture_output=True, text=True, timeout=SECONDS, check=True
        )
        assert all(f"./usr/{name}" in listed.stdout for name in wanted)


@pytest.mark.skipif(sys.platform != "linux", reason="these packages are for Linux")
def test_missing_bundle_is_told_in_a_sentence(packages: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(packages["PackagingError"], match="make bundle"):
        packages["make_packages"](tmp_path, tmp_path / "made")


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libc.so.6", "libc6"),
        ("ld-linux-x86-64.so.2", "libc6"),
        ("libX11.so.6", "libx11-6"),
        ("libX11-xcb.so.1", "libx11-xcb1"),
        ("libGLX.so.0", "libgl1"),
        ("libz.so.1", "zlib1g"),
        ("libzz.so.1", None),
    ],
)
def test_library_of_the_system_has_a_package(packages: dict[str, Any], library: str, package: str | None) -> None:
    assert packages["package_of"](library) == package


@pytest.mark.parametrize(
    ("command", "file"),
    [
        (["appstreamcli", "validate", "--no-net"], "chat.desktop.DesktopChat.metainfo.xml"),
        (["desktop-file-validate"], "desktop-chat.desktop"),
        (["mandoc", "-T", "lint", "-W", "warning"], "desktop-chat.1"),
    ],
)
def test_descriptions_are_valid(command: list[str], file: str) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run([*command, str(LINUX / file)], capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_description_for_shops_names_the_newest_version_and_the_menu_entry() -> None:
    root = ElementTree.parse(LINUX / "chat.desktop.DesktopChat.metainfo.xml").getroot()
    releases = [release.get("version") for release in root.iter("release")]
    assert releases[0] == VERSION
    launchable = root.find("launchable")
    assert launchable is not None
    assert (LINUX / (launchable.text or "")).is_file()


def run(*words: str) -> str:
    command = [sys.executable, "-m", "desktop_chat", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=True, cwd=ROOT).stdout


def test_manual_names_each_option() -> None:
    page = (LINUX / "desktop-chat.1").read_text("utf-8").replace("\\-", "-")
    shown = "\n".join(
        run("--help") if not command else run(command, "--help") for command in ("", "serve", "backup", "restore")
    )
    options = set(re.findall(r"--([a-z]+)", shown))
    assert options, shown
    assert [option for option in sorted(options) if f"Fl -{option}" not in page] == []


def test_icons_are_pictures_of_their_size() -> None:
    icons = module("icons.py")
    for size in (16, 48, 256):
        image = QImage.fromData(icons["render_png"](size))
        assert (image.width(), image.height()) == (size, size)
        assert image.hasAlphaChannel()
    data = icons["make_ico"]({16: b"small", 256: b"greater"})
    kind, count = struct.unpack_from("<HH", data, 2)
    assert (kind, count) == (1, 2)
    width, height, _, _, _, bits, length, offset = struct.unpack_from("<BBBBHHII", data, 6 + 16)
    assert (width, height, bits, data[offset : offset + length]) == (0, 0, 32, b"greater")
    data = icons["make_icns"]({b"ic07": b"picture"})
    assert data[:4] == b"icns"
    assert struct.unpack(">I", data[4:8])[0] == len(data)
    assert data[8:12] == b"ic07"
    assert struct.unpack(">I", data[12:16])[0] == 8 + len(b"picture")


def test_version_resource_of_windows_is_what_pyinstaller_reads() -> None:
    resource = module("windows/version_resource.py")
    text = resource["version_resource"]("1.2.3", "desktop-chat")
    call = ast.parse(text, mode="eval").body
    assert isinstance(call, ast.Call)
    assert ast.unparse(call.func) == "VSVersionInfo"
    assert "filevers=(1, 2, 3, 0)" in text
    assert "'OriginalFilename', 'desktop-chat.exe'" in text
    with pytest.raises(ValueError, match="invalid literal"):
        resource["version_numbers"]("1.2.dev3")


def test_macos_opens_links_and_explains_itself() -> None:
    keys = module("macos/info_plist.py")["info_plist"]("0.1.0")
    assert plistlib.loads(plistlib.dumps(keys)) == keys
    assert keys["CFBundleURLTypes"][0]["CFBundleURLSchemes"] == ["irc", "ircs"]
    assert keys["NSBonjourServices"] == ["_ircs._tcp"]
    entitlements = plistlib.loads((ROOT / "packaging" / "macos" / "entitlements.plist").read_bytes())
    assert all(value is True for value in entitlements.values())


def test_installer_of_windows_takes_the_files_that_the_bundle_has() -> None:
    script = (ROOT / "packaging" / "windows" / "desktop-chat.iss").read_text("utf-8")
    spec = (ROOT / "packaging" / "desktop-chat.spec").read_text("utf-8")
    executables = set(re.findall(r"\{app\}\\([a-z-]+\.exe)", script))
    assert executables == {"desktop-chat.exe", "desktop-chat-console.exe"}
    assert '(f"{NAME}-console", True)' in spec
    for section in ("Setup", "Languages", "Tasks", "Files", "Icons", "Registry", "Run", "UninstallRun"):
        assert f"[{section}]" in script


@pytest.mark.parametrize("path", sorted((ROOT / ".github" / "workflows").glob("*.yml")), ids=lambda path: path.stem)
def test_workflows_name_files_that_exist(path: Path) -> None:
    named = set(re.findall(r"\b(?:packaging|docs|resources)/[\w./-]*\w", path.read_text("utf-8")))
    assert named
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


@pytest.mark.skipif(shutil.which("sh") is None, reason="there is no shell")
@pytest.mark.parametrize("path", sorted(ROOT.glob("packaging/**/*.sh")), ids=lambda path: path.stem)
def test_scripts_can_be_read_by_a_shell(path: Path) -> None:
    subprocess.run(["sh", "-n", str(path)], check=True, timeout=SECONDS)


def test_list_of_what_has_not_run_names_each_part_of_other_systems() -> None:
    page = (ROOT / "docs" / "release.md").read_text("utf-8")
    parts = [*ROOT.glob("packaging/windows/*.*"), *ROOT.glob("packaging/macos/*.*"), *ROOT.glob(".github/workflows/*")]
    assert [part.name for part in parts if f"`{part.relative_to(ROOT)}`" not in page] == []
