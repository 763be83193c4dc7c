"""Every text for a person is declared, so that a new one cannot stay without a translation."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest

import desktop_chat
from desktop_chat.texts import CodedText
from desktop_chat.texts.codes import texts_by_code
from tests.texts.text_exits import find_plain_texts

ROOT = Path(desktop_chat.__file__).parent
PACKAGES = ("client", "hub", "net", "server", "storage")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def test_no_text_leaves_that_is_not_declared() -> None:
    """If this fails: declare the text in `desktop_chat/texts`, and use it."""
    assert [found for path in MODULES for found in find_plain_texts(path)] == []


@pytest.mark.parametrize(
    "line",
    [
        "raise Refusal(n.ERR_NOSUCHNICK, nick, 'No such nick')",
        "raise Refusal(n.ERR_NOSUCHNICK, nick, f'No {nick} here')",
        "raise fail('JOIN', 'CODE', text='Not today')",
        "raise StartError('Port is busy' if port else texts.PORT_BUSY)",
        "raise StartError(f'{path} is bad', busy_port=5)",
        "raise StoreError(error or 'The store is closed.')",
        "state.close_seat(seat, 'You are out')",
        "call.reply.add_line(host, 'NOTICE', nick, f'{nick} is here')",
        "asked.reply_text('Not today: ' + reason)",
        "asked.reply_text('{} is here'.format(nick))",
        "c.state.show_notice(room, 'It is late')",
        "launcher.send(ControlAnswer(1, False, error='Not today'))",
        "self._trouble = f'The disk {path} is full'",
    ],
)
def test_the_check_sees(tmp_path: Path, line: str) -> None:
    module = tmp_path / "module.py"
    module.write_text(line)
    assert len(find_plain_texts(module)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "raise Refusal(n.ERR_NOSUCHNICK, nick, texts.NO_SUCH_NICK)",
        "raise Refusal('FAIL', command, *refusal.params[1:])",
        "raise StartError(texts.PORT_BUSY(6697, 'a b'), busy_port=6697)",
        "call.reply.add_line(host, 'PRIVMSG', nick, 'any words')",
        "c.state.show_notice(room, text_of(message), EntryKind.ERROR)",
        "self.trouble = ''",
    ],
)
def test_the_check_lets_pass(tmp_path: Path, line: str) -> None:
    module = tmp_path / "module.py"
    module.write_text(line)
    assert find_plain_texts(module) == []


def test_every_call_of_a_text_fills_its_places() -> None:
    """A text that is called with a wrong number of arguments would fail only when it is needed."""
    wrong = []
    for path in MODULES:
        tree = ast.parse(path.read_text("utf-8"))
        names = _text_modules(tree)
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            base = node.func.value
            text = getattr(names.get(getattr(base, "id", "")), node.func.attr, None)
            if not isinstance(text, CodedText) or any(isinstance(arg, ast.Starred) for arg in node.args):
                continue
            if len(node.args) != text.count_places():
                wrong.append(f"{path}:{node.lineno}")
    assert wrong == []


def _text_modules(tree: ast.AST) -> dict[str, object]:
    return {
        alias.asname or alias.name: importlib.import_module(f"desktop_chat.texts.{alias.name}")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "desktop_chat.texts"
        for alias in node.names
        if alias.name in ("client", "hub", "net", "server", "services", "storage")
    }


def test_every_declared_text_is_used() -> None:
    source = "".join(path.read_text("utf-8") for path in MODULES)
    assert [code for code in texts_by_code() if f".{code}" not in source and not code.startswith("HELP_")] == []
