"""The wheel is whole: `pip install .` gives a program with its icons and its translations."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.patience import SECONDS

ROOT = Path(__file__).parent.parent
BUILT = ("pyproject.toml", "README.md", "LICENSE", "desktop_chat", "packaging", "resources", "docs")

_SHOW = """
from PySide6.QtWidgets import QApplication
import desktop_chat
from desktop_chat.qt.i18n.installed_language import install_translation
from desktop_chat.qt.views.start_window import StartWindow
app = QApplication([])
translators = install_translation(app, "ru")
print(desktop_chat.__file__)
window = StartWindow("ann")
print(window.host_section.host_button.text())
"""


def run(*command: str | Path, folder: Path = ROOT, **environment: str) -> str:
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=SECONDS * 3, check=False,
        env=os.environ | environment,
    )  # fmt: skip
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    """The wheel, built from a copy of the sources in which nothing was compiled yet."""
    (tmp_path / "source").mkdir()
    for name in BUILT:
        source, target = ROOT / name, tmp_path / "source" / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("*.qm", "__pycache__"))
        else:
            shutil.copy(source, target)
    offline = ("--no-deps", "--no-index", "--no-build-isolation", "--quiet", "--disable-pip-version-check")
    run(sys.executable, "-m", "pip", "wheel", *offline, "-w", tmp_path / "dist", tmp_path / "source")
    (built,) = (tmp_path / "dist").glob("*.whl")
    return built


def test_an_installed_program_speaks_russian(wheel: Path, tmp_path: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for source in (ROOT / "resources").rglob("*.*"):
        place = Path("desktop_chat/_resources") / source.relative_to(ROOT / "resources")
        assert place.with_suffix(".qm" if source.suffix == ".ts" else source.suffix).as_posix() in names

    for source in (ROOT / "docs" / "guide").rglob("*.md"):
        assert f"desktop_chat/_docs/{source.relative_to(ROOT / 'docs').as_posix()}" in names

    environment = tmp_path / "environment"
    run(sys.executable, "-m", "venv", "--without-pip", environment)
    python = environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    quiet = ("--no-deps", "--no-index", "--quiet", "--disable-pip-version-check")
    run(sys.executable, "-m", "pip", "--python", python, "install", *quiet, wheel)
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    # The libraries are those that this test runs with; the program is the installed one.
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    module, label = run(python, "-c", _SHOW, folder=tmp_path, DESKTOP_CHAT_LANGUAGE="ru").splitlines()
    assert Path(module).is_relative_to(environment)
    assert label == "Запустить чат здесь"
