"""docs/control-protocol.md, made from net/control and net/control_values: `python -m tests.net.control_page`."""

from __future__ import annotations

import ast
import dataclasses
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desktop_chat.net import control, control_values

PAGE = Path(__file__).parents[2] / "docs" / "control-protocol.md"
_VALUES = (
    control_values.ServerState,
    control_values.UserRow,
    control_values.RoomRow,
    control_values.RoleRow,
    control_values.BanRow,
    control_values.FileRow,
    control_values.FileSpace,
    control_values.WebhookRow,
    control_values.Counters,
    control_values.LogLine,
    control_values.SettingRow,
)
_INTRODUCTION = f"""\
# The control channel of a server

<!-- Made from net/control and net/control_values by `make docs`. -->

A running server has a local control channel. The launcher uses it, and so can any program of the same user. The file
`control.json` in the data folder says where it is: `path` names a Unix socket, which only the owner can open. On
Windows, `host` and `port` name a TCP address on this computer, and the first request must be `token` with the `token`
of the file. `version` and `pid` stand beside it. The file exists while the server runs.

Each line is a JSON object in UTF-8, {control.MAX_LINE_BYTES:,} bytes at most.

| direction | line |
|---|---|
| request | `{{"id": 7, "do": "kick", "with": {{"nick": "Ann", "reason": ""}}}}` |
| answer | `{{"id": 7, "ok": true, "value": null}}` |
| refusal | `{{"id": 7, "ok": false, "error": "one sentence"}}` |
| report | `{{"report": "users", "value": [...]}}` |

`id` is a number that the program chooses; the answer repeats it. An error is an English sentence for a person. Beside
an English text, `coded` may hold its code and its arguments, for translation: `"coded": {{"error": ["NOBODY_HERE",
"Ann"]}}`. Keys that a program does not know must be ignored.
"""


def control_page() -> str:
    """Return docs/control-protocol.md."""
    lines = [_INTRODUCTION, "## Requests", "", "| `do` | what it does | arguments | value of the answer |"]
    lines += ["|---|---|---|---|"]
    for name, row in control.REQUESTS.items():
        arguments = ", ".join(f"`{argument}`" for argument in row.arguments)
        lines.append(f"| `{name}` | {row.summary} | {arguments} | {row.answer} |")
    lines += ["", "An argument that is left out is empty.", "", "| argument | type |", "|---|---|"]
    lines += [f"| `{name}` | {kind} |" for name, kind in control.ARGUMENTS.items()]
    lines += ["", "## Reports", "", "A connection gets reports after `watch`.", "", "| report | value | when |"]
    lines += ["|---|---|---|"]
    lines += [f"| `{name}` | {kind} | {when} |" for name, (kind, when) in control.REPORTS.items()]
    lines += ["", "## Values", "", "A value is an object with these keys. A list is an array.", ""]
    for kind in _VALUES:
        lines += _value_lines(kind)
    phases = ", ".join(f"`{phase}`" for phase in control_values.ServerPhase)
    return "\n".join([*lines, f"A phase is one of {phases}.", ""])


def _value_lines(kind: type[Any]) -> Iterator[str]:
    yield from (f"### {kind.__name__}", "", str(inspect.getdoc(kind)), "", "| key | type | meaning |", "|---|---|---|")
    meanings = dict(_attribute_docs(kind))
    for field in dataclasses.fields(kind):
        yield f"| `{field.name}` | {_type_name(str(field.type))} | {meanings.get(field.name, '')} |"
    yield ""


def _attribute_docs(kind: type[Any]) -> Iterator[tuple[str, str]]:
    """Yield each attribute that has a docstring behind it."""
    body = ast.parse(inspect.getsource(kind)).body[0]
    assert isinstance(body, ast.ClassDef)
    for before, after in zip(body.body, body.body[1:], strict=False):
        match before, after:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                yield name, text


def _type_name(annotation: str) -> str:
    names = {
        "str": "text", "int": "number", "bool": "true or false", "None": "null", "tuple[str, ...]": "list of text",
        "ServerPhase": "phase", "KeyPin": "text",
    }  # fmt: skip
    return " or ".join(names[part] for part in annotation.split(" | "))


if __name__ == "__main__":
    print(control_page(), end="")
