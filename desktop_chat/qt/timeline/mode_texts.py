"""Mode changes of a room in ordinary words, for the notices of the timeline."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject

from desktop_chat.client.room_bans import is_mute, split_term
from desktop_chat.client.safe_display import shown_name
from desktop_chat.irc.modes import ModeChange, parse_modes
from desktop_chat.late_pattern import late_pattern
from desktop_chat.qt.i18n.mask_texts import mask_text, term_text

_TERM = late_pattern(r"[0-9]{1,5}d")
_MOST_WORDS = 20
"""Changes that are put into words; further ones are shown as the server wrote them."""


def mode_text(modes: str, names: Callable[[str], str] = shown_name) -> str:
    """Return the changes of a MODE (`+o-b ann bob!*@*`) in words; unknown modes as they are. `names` returns the text
    to show for a nick. Who becomes an owner is not told to become a moderator too."""
    letters, *arguments = modes.split(" ")
    # Our server's +H has a term as its parameter (`7d`); elsewhere the letter has other parameters, or none.
    when_set = "lfjH" if any(map(_TERM.fullmatch, arguments)) else "lfj"
    changes = parse_modes(letters, arguments, list_modes="beIq", always="k", when_set=when_set, prefix="aohv")
    owners = {(change.is_set, change.argument) for change in changes if change.letter == "q"}
    changes = [change for change in changes if change.letter != "o" or (change.is_set, change.argument) not in owners]
    words = [_change_text(change, names) for change in changes[:_MOST_WORDS]]
    words += [_raw_text(change) for change in changes[_MOST_WORDS:]]
    return "; ".join(words) or modes


def _raw_text(change: ModeChange) -> str:
    return f"{change.sign}{change.letter} {change.argument}".strip()


def _change_text(change: ModeChange, names: Callable[[str], str]) -> str:
    letter, set_ = change.letter, change.is_set
    masked = bool(set("!@~$*:") & set(change.argument))
    if letter == "q" and masked:
        return _list_text("m", change)
    if letter in "beI" and change.argument:
        return _list_text("m" if letter == "b" and is_mute(change.argument) else letter, change)
    if letter == "H" and (not set_ or _TERM.fullmatch(change.argument)):
        return _Terms().term_text(int(change.argument[:-1]) if set_ else 0)
    is_role = bool(change.argument) and letter in "qaohv"
    pair = (_role_texts() if is_role else _flag_texts()).get(letter)
    if pair is None:
        return _raw_text(change)
    return pair[0 if set_ else 1].format(names(change.argument) if is_role else shown_name(change.argument))


class _Terms(QObject):
    """The context of translations for terms of rooms: plural forms need a `tr`."""

    def term_text(self, days: int) -> str:
        """Return for how long a room keeps messages from now on; 0: as the chat does."""
        if not days:
            return self.tr("the room has no time limit of its own for messages any more")
        return self.tr("what is said here is deleted after %n days", "", days)


def _list_text(kind: str, change: ModeChange) -> str:
    translate = QCoreApplication.translate
    texts = {
        "b": (translate("Modes", "{0} is banned"), translate("Modes", "{0} is no longer banned")),
        "m": (translate("Modes", "{0} is muted"), translate("Modes", "{0} is no longer muted")),
        "e": (translate("Modes", "no ban concerns {0}"), translate("Modes", "bans concern {0} again")),
        "I": (translate("Modes", "{0} is always invited"), translate("Modes", "{0} is no longer always invited")),
    }
    text = texts[kind][0 if change.is_set else 1].format(mask_text(change.argument))
    minutes = split_term(change.argument)[0]
    return f"{text} {term_text(minutes)}" if minutes and change.is_set else text


def _role_texts() -> dict[str, tuple[str, str]]:
    translate = QCoreApplication.translate
    return {
        "q": (translate("Modes", "{0} is an owner"), translate("Modes", "{0} is no longer an owner")),
        "a": (translate("Modes", "{0} is an administrator"), translate("Modes", "{0} is no longer an administrator")),
        "o": (translate("Modes", "{0} is a moderator"), translate("Modes", "{0} is no longer a moderator")),
        "h": (translate("Modes", "{0} is a helper"), translate("Modes", "{0} is no longer a helper")),
        "v": (translate("Modes", "{0} has a voice"), translate("Modes", "{0} has no voice any more")),
    }


def _flag_texts() -> dict[str, tuple[str, str]]:
    translate = QCoreApplication.translate
    return {
        "i": (
            translate("Modes", "only invited people may enter"),
            translate("Modes", "people may enter without an invitation"),
        ),
        "m": (translate("Modes", "only people with a voice may speak"), translate("Modes", "everybody here may speak")),
        "n": (
            translate("Modes", "only people in the room may speak"),
            translate("Modes", "people outside may speak too"),
        ),
        "s": (translate("Modes", "the room is hidden"), translate("Modes", "the room is not hidden any more")),
        "t": (
            translate("Modes", "only moderators change the topic"),
            translate("Modes", "everybody here may change the topic"),
        ),
        "R": (
            translate("Modes", "only people with an account may enter"),
            translate("Modes", "people without an account may enter"),
        ),
        "W": (
            translate("Modes", "new members see only what is said after they came"),
            translate("Modes", "new members see earlier messages too"),
        ),
        "k": (translate("Modes", "the room has a password"), translate("Modes", "the room has no password any more")),
        "l": (
            translate("Modes", "at most {0} people may be here"),
            translate("Modes", "any number of people may be here"),
        ),
    }
