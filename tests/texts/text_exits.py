"""The places in the source where texts leave the core and the server. Each text there must be a declared one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

LAST_ARGUMENT = {
    "Refusal",
    "add_note",
    "answer",
    "bid_farewell",
    "close_seat",
    "refuse_seat",
    "reply_text",
    "show_notice",
    "AddressError",
    "ArchiveError",
    "ControlError",
    "HomeError",
    "IdentityError",
    "Overrun",
    "StartError",
    "StoreError",
    "TlsError",
    "TooNewError",
    "UnknownCommandError",
    "UsageError",
}
"""Functions and errors whose text is an argument: the last one that is not a kind, a code or a port."""
BY_KEYWORD = {"fail": "text", "BatchError": "text", "ControlAnswer": "error"}
NOTICES = {"add_line"}
"""Functions whose last argument is a text if one of the arguments is "NOTICE" or "FAIL"."""
_KEYS = {"trouble", "rescued"}
"""Attributes that hold a text for a person."""


def find_plain_texts(path: Path) -> list[str]:
    """Return where in a module a text leaves that was not declared: a literal with a space or an f-string."""
    tree = ast.parse(path.read_text("utf-8"))
    return [f"{path}:{node.lineno}: {ast.unparse(node)}" for text in _exits(tree) for node in _literals(text)]


def _exits(tree: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            words = {arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)}
            if name in LAST_ARGUMENT or (name in NOTICES and words & {"NOTICE", "FAIL"}):
                yield from node.args[1:] if name in NOTICES else node.args
            if name in BY_KEYWORD:
                yield from (keyword.value for keyword in node.keywords if keyword.arg == BY_KEYWORD[name])
        elif isinstance(node, ast.Assign):
            names = {getattr(target, "attr", "").lstrip("_") for target in node.targets}
            if names & _KEYS:
                yield node.value


def _literals(text: ast.expr) -> Iterator[ast.expr]:
    """The parts of an expression that are English sentences. The arguments of a call are not looked at."""
    if isinstance(text, ast.JoinedStr):
        if any(" " in str(part.value) for part in text.values if isinstance(part, ast.Constant)):
            yield text
    elif isinstance(text, ast.Constant):
        if isinstance(text.value, str) and " " in text.value.strip():
            yield text
    elif isinstance(text, ast.IfExp):
        yield from (*_literals(text.body), *_literals(text.orelse))
    elif isinstance(text, ast.BoolOp):
        for value in text.values:
            yield from _literals(value)
    elif isinstance(text, ast.BinOp):
        yield from (*_literals(text.left), *_literals(text.right))
    elif isinstance(text, ast.Call) and isinstance(text.func, ast.Attribute) and text.func.attr in ("format", "join"):
        yield from _literals(text.func.value)
