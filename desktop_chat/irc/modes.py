"""Mode changes: parse `+o-k ann secret`, and write it. Pure; any thread.

Spec: https://modern.ircdocs.horse/#mode-message
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop_chat.irc.line_packing import pack_items
from desktop_chat.value_class import value


@value
class ModeChange:
    """One letter, set or unset. `argument`: "" if the letter has none; a list mode without an argument asks for the
    list."""

    sign: str  # "+" or "-"
    letter: str
    argument: str = ""

    @property
    def is_set(self) -> bool:
        return self.sign == "+"


def parse_modes(
    text: str,
    arguments: Sequence[str],
    *,
    list_modes: str = "b",
    always: str = "k",
    when_set: str = "l",
    prefix: str = "ov",
) -> list[ModeChange]:
    """Return the changes in a MODE line.

    `list_modes`, `always`, `when_set`: the first three fields of CHANMODES (types A, B, C). `prefix`: the letters of
    PREFIX. A letter whose argument is missing is kept without: a list mode is then a question, for other letters the
    caller decides. Extra arguments are ignored.
    """
    changes: list[ModeChange] = []
    rest = iter(arguments)
    sign = "+"
    for letter in text:
        if letter in "+-":
            sign = letter
            continue
        takes = letter in list_modes or letter in always or letter in prefix or (letter in when_set and sign == "+")
        changes.append(ModeChange(sign, letter, next(rest, "") if takes else ""))
    return changes


def format_mode_changes(changes: Iterable[ModeChange]) -> tuple[str, ...]:
    """Return the changes as the parameters of one MODE line, `("+o-l", "ann")`; () for no change."""
    letters: list[str] = []
    arguments: list[str] = []
    sign = ""
    for change in changes:
        if change.sign != sign:
            sign = change.sign
            letters.append(sign)
        letters.append(change.letter)
        if change.argument:
            arguments.append(change.argument)
    return ("".join(letters), *arguments) if letters else ()


def pack_mode_changes(changes: Iterable[ModeChange], most_changes: int, most_bytes: int = 400) -> list[tuple[str, ...]]:
    """Return the changes as the parameters of several MODE lines. `most_bytes`: bytes of the parameters in one line."""

    def size(change: ModeChange) -> int:
        return 2 + len(change.letter.encode()) + len(change.argument.encode())

    return [format_mode_changes(line) for line in pack_items(changes, size, most_bytes, most_changes)]
