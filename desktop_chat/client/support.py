"""What a server announced about itself in RPL_ISUPPORT, as the client needs it. Pure.

https://modern.ircdocs.horse/#rplisupport-parameters; what is not announced has the value that servers without it mean.
"""

from __future__ import annotations

from collections.abc import Iterable

from desktop_chat.irc.names import folding

_LONGEST_LINE = 16384


class Support:
    """The tokens so far. A server may announce more, or take some back, at any time."""

    def __init__(self) -> None:
        self._tokens: dict[str, str] = {}
        self._derive()

    def update(self, tokens: Iterable[str]) -> None:
        """Take in the middle parameters of one 005."""
        for token in tokens:
            name, _, value = token.partition("=")
            if name.startswith("-"):
                self._tokens.pop(name[1:].upper(), None)
            elif name:
                self._tokens[name.upper()] = _unescape(value)
        self._derive()

    def get(self, name: str, default: str = "") -> str:
        return self._tokens.get(name.upper(), default)

    def number(self, name: str, default: int) -> int:
        """A token's value as a number; `default` when it is absent or none."""
        value = self._tokens.get(name, "")
        return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else default

    def _derive(self) -> None:
        self.fold = folding(self.get("CASEMAPPING", "rfc1459"))
        self.channel_signs = self.get("CHANTYPES", "#&")
        self.status_signs = self.get("STATUSMSG")
        letters, _, signs = self.get("PREFIX", "(ov)@+").removeprefix("(").partition(")")
        if len(letters) != len(signs):
            letters, signs = "ov", "@+"
        self.prefixes = dict(zip(signs, letters, strict=True))
        """Sign to mode letter, highest first."""
        self.prefix_modes = dict(zip(letters, signs, strict=True))
        kinds = [*self.get("CHANMODES", "beI,k,l,imnpst").split(","), "", "", "", ""]
        self.list_modes, self.always_modes, self.set_modes = kinds[0], kinds[1], kinds[2]
        self.line_length = min(max(self.number("LINELEN", 512), 512), _LONGEST_LINE)
        self.nick_length = self.number("NICKLEN", 30)
        self.page = min(self.number("CHATHISTORY", 100) or 100, 200)

    def sorted_prefixes(self, signs: str) -> str:
        """These prefix signs, highest first, each once."""
        return "".join(sign for sign in self.prefixes if sign in signs)


def _unescape(value: str) -> str:
    """`\\x20` and the like."""
    if "\\x" not in value:
        return value
    head, *parts = value.split("\\x")
    text = head
    for part in parts:
        try:
            text += chr(int(part[:2], 16)) + part[2:]
        except ValueError:
            text += "\\x" + part
    return text
