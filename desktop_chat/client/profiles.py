"""Profiles: what people publish about themselves by METADATA, and the names under which windows show people. Pure.

A display name that does not become the nick on the wire ("Ann Lee" becomes `Ann_Lee`) is followed by the nick, so
nobody can look like another person.

Spec: https://ircv3.net/specs/extensions/metadata, https://ircv3.net/registry#metadata
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType

from desktop_chat.client.collection_limits import PROFILES, TEXT
from desktop_chat.client.safe_display import shown_name
from desktop_chat.irc import metadata_keys
from desktop_chat.irc.metadata_keys import CONNECTION
from desktop_chat.irc.names import fold_name, nick_from_person

DISPLAY_NAME, PRONOUNS, STATUS = metadata_keys.DISPLAY_NAME, "pronouns", "status"
AVATAR = metadata_keys.AVATAR
PROFILE_KEYS = (DISPLAY_NAME, PRONOUNS, STATUS, AVATAR)
"""The keys of a profile, which windows show beside names."""
SHOWN_KEYS = (*PROFILE_KEYS, CONNECTION)
"""The keys that this program subscribes to."""
NAME_LENGTH = 64
"""Characters of a display name that are shown."""
_NONE: Mapping[str, str] = MappingProxyType({})
_REMEMBERED = 4096


class Profiles:
    """The values of people, by nick and key. `fold` returns the key of a nick."""

    def __init__(self, fold: Callable[[str], str]) -> None:
        self._fold = fold
        self._values: dict[str, dict[str, str]] = {}
        self._real_names: dict[str, str] = {}
        """By key of a nick: real names that become the nick on the wire, and are written otherwise."""
        self.changed: set[str] = set()
        """Nicks whose values have changed since the last report."""

    def values_of(self, nick: str) -> Mapping[str, str]:
        return self._values.get(self._fold(nick), _NONE)

    def name_of(self, nick: str) -> str:
        """Return the text that windows show for a person."""
        key = self._fold(nick)
        values = self._values.get(key)
        written = values.get(DISPLAY_NAME, "") if values is not None else ""
        written = written or self._real_names.get(key, "")
        return name_text(written, nick) if written else shown_name(nick)

    def set_value(self, nick: str, key: str, value: str) -> None:
        """Note a value; "" for none. Beyond PROFILES people the oldest is forgotten."""
        who, value = self._fold(nick), " ".join(value[:TEXT].split()) if key != AVATAR or len(value) <= TEXT else ""
        values = self._values.get(who, _NONE)
        if key not in SHOWN_KEYS or values.get(key, "") == value:
            return
        kept = {**values, key: value} if value else {name: held for name, held in values.items() if name != key}
        if kept:
            self._values[who] = kept
        else:
            del self._values[who]
        _forget_oldest(self._values)
        self.changed.add(nick)

    def forget_connections(self) -> None:
        """Forget what the server has said of connections: people may have come again otherwise."""
        for nick in [nick for nick, values in self._values.items() if CONNECTION in values]:
            self.set_value(nick, CONNECTION, "")

    def restore_names(self, names: Mapping[str, str]) -> None:
        """Take in the names of the last run, by folded nick, until the server tells others."""
        self._values.update((key, {DISPLAY_NAME: name}) for key, name in names.items() if key not in self._values)

    def written_names(self) -> dict[str, str]:
        """Return the names as people write them, by folded nick."""
        published = {key: values[DISPLAY_NAME] for key, values in self._values.items() if DISPLAY_NAME in values}
        return {**self._real_names, **published}

    def note_real_name(self, nick: str, real_name: str) -> None:
        """Note the real name of a member, which is how people write a nick with underscores."""
        key = self._fold(nick)
        if "_" not in nick and key not in self._real_names:
            return
        written = real_name if is_written_form(real_name, nick) else ""
        if self._real_names.get(key, "") == written:
            return
        if written:
            self._real_names[key] = written
            _forget_oldest(self._real_names)
        else:
            del self._real_names[key]
        self.changed.add(nick)

    def move_person(self, old: str, new: str) -> None:
        """Give the values of a nick to the new nick of the same person."""
        before, after = self._fold(old), self._fold(new)
        if before == after:
            return
        self.forget_person(new)
        if before in self._values:
            self._values[after] = self._values.pop(before)
            self.changed.add(new)
        self._real_names.pop(before, None)

    def forget_person(self, nick: str) -> None:
        """Forget the values of a nick that may belong to another person now."""
        key = self._fold(nick)
        gone = (self._values.pop(key, None), self._real_names.pop(key, None))
        if any(gone):
            self.changed.add(nick)

    def is_known(self, nick: str) -> bool:
        """Return True if the nick has values."""
        key = self._fold(nick)
        return key in self._values or key in self._real_names


def _forget_oldest(held: dict[str, dict[str, str]] | dict[str, str]) -> None:
    if len(held) > PROFILES:
        del held[next(iter(held))]


def is_written_form(name: str, nick: str) -> bool:
    """Return True if the nick is the name as the wire carries it."""
    return bool(name) and name != nick and fold_name(nick_from_person(name)) == fold_name(nick)


@lru_cache(_REMEMBERED)
def name_text(written: str, nick: str) -> str:
    """Return the text that windows show for a person who writes the name so."""
    name = shown_name(written if len(written) <= NAME_LENGTH else written[: NAME_LENGTH - 1] + "…")
    return name if written == nick or is_written_form(written, nick) else f"{name} ({shown_name(nick)})"
