"""The checks of the source itself: ruff, mypy in strict mode, and the layers."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.foreign_words import faults

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent


def _run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=540)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"


def test_ruff_finds_nothing() -> None:
    _run(str(BIN / "ruff"), "check", "--no-cache", ".")


def test_code_is_laid_out_by_ruff() -> None:
    _run(str(BIN / "ruff"), "format", "--check", "--no-cache", ".")


@pytest.mark.timeout(600)
def test_types_hold() -> None:
    _run(sys.executable, "-m", "mypy")


@pytest.mark.timeout(600)
@pytest.mark.parametrize("platform", sorted({"linux", "win32", "darwin"} - {sys.platform}))
def test_types_hold_on_other_systems(platform: str) -> None:
    """A call that only one system has stands behind a check of `sys.platform`."""
    cache = ROOT / ".mypy_cache" / platform
    _run(sys.executable, "-m", "mypy", "--platform", platform, "--cache-dir", str(cache), "-p", "desktop_chat")


def test_arrows_point_down() -> None:
    _run(str(BIN / "lint-imports"))


def test_no_exemption_hides_anything() -> None:
    """No check is switched off for a line, a file or a contract."""
    words = ("type: " + "ignore", "no" + "qa", "ignore_" + "imports")
    for path in [ROOT / "pyproject.toml", *ROOT.glob("desktop_chat/**/*.py"), *ROOT.glob("tests/**/*.py")]:
        text = path.read_text("utf-8")
        found = [word for word in words if word in text]
        assert not found, f"{path.relative_to(ROOT)} holds {found}"


_MOST_POSITIONAL = 6
_MADE_BY_POSITION = {"desktop_chat/storage/rows.py": "Entry", "desktop_chat/client/archive_schema.py": "Entry"}
"""Modules that make a value of each row of a page, in the order of the columns: keywords would slow down reading."""


def test_constructors_with_many_arguments_name_them() -> None:
    """A swapped pair of strings is found by no type checker. Constructors of Qt take their arguments as Qt has them."""
    found = []
    for path in sorted([*ROOT.glob("desktop_chat/**/*.py"), *ROOT.glob("tests/**/*.py")]):
        where = path.relative_to(ROOT).as_posix()
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name | ast.Attribute):
                name = call.func.id if isinstance(call.func, ast.Name) else call.func.attr
                is_constructor = name[:1].isupper() and not name.startswith("Q") and not name.isupper()
                if is_constructor and len(call.args) > _MOST_POSITIONAL and _MADE_BY_POSITION.get(where) != name:
                    found.append(f"{where}:{call.lineno}: {name} with {len(call.args)} positional arguments")
    assert not found, "\n".join(found)


def test_foreign_words_are_never_taken_for_markup() -> None:
    """Whatever interprets a text is given it by `letters.literal_text`."""
    found = [fault for path in sorted(ROOT.glob("desktop_chat/qt/**/*.py")) for fault in faults(path)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "line",
    [
        "self.setToolTip(nick)",
        "part.setToolTip(self.tr('Forget {0}').format(nick))",
        "QToolTip.showText(at, url, self)",
        "self.setWindowTitle(f'{count}{name}')",
        "menu.addAction(f'Kick {nick}')",
        "menu.addAction(QIcon(), nick)",
        "QPushButton(nick)",
        "self.go = button('')\nself.go.setText(nick)",
        "part.setText(nick)",
        "@cached_property\ndef go(self):\n    made = make_button('')\n    return made\nself.go.setText(nick)",
        "QLabel(f'{nick}')",
        "QMessageBox.critical(None, 'x', sentence)",
        "QMessageBox(icon, 'x', '')",
        "self.icon.showMessage('x', text)",
        "QProcess.startDetached(program, ['--', text])",
        "item.setData(Qt.ItemDataRole.ToolTipRole, nick)",
        "if role == Qt.ItemDataRole.ToolTipRole:\n    pass",
        "match role:\n    case Qt.ItemDataRole.ToolTipRole:\n        return room.name",
        "edit.setHtml('x')",
        "words.setTextFormat(Qt.TextFormat.AutoText)",
    ],
)
def test_the_check_of_foreign_words_sees(tmp_path: Path, line: str) -> None:
    module = tmp_path / "module.py"
    inner = "\n".join(f"    {part}" for part in line.split("\n"))
    module.write_text(f"def do(nick: str, part: QWidget) -> object:\n{inner}\n")
    assert len(faults(module)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "self.setToolTip(literal_text(nick, TextSink.TIP))",
        "self.setToolTip(self.tr('Copy link'))",
        "self.setToolTip(self.tr('%n people', '', count))",
        "menu.addAction(self.kick)",
        "field = QLineEdit()\nfield.setText(nick)",
        "words = make_label()\nwords.setText(nick)",
        "@cached_property\ndef words(self):\n    made = make_label('')\n    return made\nself.words.setText(nick)",
        "match role:\n    case Qt.ItemDataRole.ToolTipRole:\n        return literal_text(nick, TextSink.TIP)",
    ],
)
def test_the_check_of_foreign_words_lets_pass(tmp_path: Path, line: str) -> None:
    module = tmp_path / "module.py"
    inner = "\n".join(f"    {part}" for part in line.split("\n"))
    module.write_text(f"def do(nick: str) -> object:\n{inner}\n")
    assert faults(module) == []
