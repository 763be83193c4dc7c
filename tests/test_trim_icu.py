"""Qt sorts, names time zones and changes case with the trimmed Unicode data exactly as with the whole."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import PySide6
import pytest

from tests.patience import SECONDS

# The folder is no package: PyPI has one of its name.
_MODULE = runpy.run_path(str(Path(__file__).parent.parent / "packaging" / "trim_icu.py"))
UnknownLibraryError: type[Exception] = _MODULE["UnknownLibraryError"]
trim_file: Callable[[Path, Path], bool] = _MODULE["trim_file"]
trim_library: Callable[[bytes], bytes] = _MODULE["trim_library"]
LIBRARIES = sorted((Path(PySide6.__file__).parent / "Qt" / "lib").glob("libicudata.so.*"))
SHARE = 0.3
"""Of the size of the whole library, at most."""
QUESTIONS = """
from PySide6.QtCore import QCollator, QDateTime, QLocale, QTimeZone

words = "z ö a Ä ß ss б Ё е ж 10 9 字 漢 가 あ β α Å ñ n ł l".split()
for name in "en ru sv de zh ja ko el cs es da pl tr ar he".split():
    collator = QCollator(QLocale(name))
    collator.setNumericMode(True)
    print(name, *sorted(words, key=collator.sortKey), QLocale(name).toUpper("istanbul straße"))
for name in ("en", "ru"):
    locale = QLocale(name)
    for zone in (b"Europe/Moscow", b"Asia/Tokyo", b"America/New_York"):
        time = QDateTime.fromSecsSinceEpoch(0, QTimeZone(zone))
        print(locale.toString(time, QLocale.FormatType.LongFormat))
        print(QTimeZone(zone).displayName(QTimeZone.TimeType.StandardTime, QTimeZone.NameType.LongName, locale))
print(*(line.split()[-1] for line in open("/proc/self/maps") if "libicudata" in line and "00000000 " in line))
"""


@pytest.fixture
def library() -> Path:
    if not LIBRARIES:
        pytest.skip("this Qt brings no data library")
    return LIBRARIES[0]


def ask_qt(folder: Path | None) -> list[str]:
    environment = {name: value for name, value in os.environ.items() if name != "LD_LIBRARY_PATH"}
    if folder is not None:
        environment["LD_LIBRARY_PATH"] = str(folder)
    command = [sys.executable, "-c", QUESTIONS]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=SECONDS, check=True)
    return done.stdout.splitlines()


def test_qt_answers_the_same(library: Path, tmp_path: Path) -> None:
    trimmed = tmp_path / library.name
    assert trim_file(library, trimmed)
    assert trimmed.stat().st_size < SHARE * library.stat().st_size
    *answers, mapped = ask_qt(tmp_path)
    *expected, _ = ask_qt(None)
    assert answers == expected
    assert mapped == str(trimmed)


def test_a_library_of_another_kind_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "libother.so"
    other.write_bytes(b"\x7fELF\x02\x01" + bytes(200))
    assert not trim_file(other, tmp_path / "trimmed.so")
    assert not (tmp_path / "trimmed.so").exists()
    for content in (b"", b"MZ", b"\x7fELF\x02\x01", b"\x7fELF\x02\x01" + b"\xda\x27" * 5000):
        with pytest.raises(UnknownLibraryError):
            trim_library(content)
