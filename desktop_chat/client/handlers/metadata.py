"""Profiles of people, and our own: METADATA, 761, 766 and 774.

draft/metadata-2 reports values by METADATA lines, draft/metadata-3 by numerics.

Spec: https://ircv3.net/specs/extensions/metadata
"""

from __future__ import annotations

from desktop_chat.client.context import Context
from desktop_chat.client.entry import EntryKind
from desktop_chat.client.events import ProfilePublished
from desktop_chat.client.pacing import Rank
from desktop_chat.client.pins import PINNED, parse_pins
from desktop_chat.client.profiles import DISPLAY_NAME, PROFILE_KEYS, SHOWN_KEYS, is_written_form
from desktop_chat.irc.capabilities import METADATA, METADATA_2, SETNAME
from desktop_chat.irc.message import Message
from desktop_chat.texts import client as texts

_OURS = frozenset(PROFILE_KEYS)
_NO_KEYS = "max-keys=0"
_SYNC_MS, _SLOWEST_SYNC_MS = 4_000, 600_000
_SECOND = 1_000
_DIGITS = 6


def knows_profiles(c: Context) -> bool:
    """Return True if the server keeps values of people. A bouncer may keep only values of its own (`max-keys=0`)."""
    enabled = next((name for name in (METADATA_2, METADATA) if c.state.has_capabilities(name)), "")
    return bool(enabled) and _NO_KEYS not in c.state.available.get(enabled, "").split(",")


def subscribe(c: Context) -> None:
    """Ask for the profiles of people, and publish what the person wants to be known here; at the welcome."""
    state, person = c.state, c.state.person
    if not knows_profiles(c):
        _publish_real_name(c)
        return
    state.send("METADATA", "*", "SUB", *SHOWN_KEYS, PINNED, rank=Rank.COMMAND)  # before the rooms
    state.profiles.forget_connections()  # the answer to the subscription, and to each JOIN, tells them anew
    known = state.profiles.values_of(state.nick)
    for key in tuple(known):
        if key not in c.own_told:
            state.profiles.set_value(state.nick, key, "")  # removed by another device
    known = state.profiles.values_of(state.nick)
    if DISPLAY_NAME not in known and is_written_form(person.realname, state.wanted_nick):
        c.unpublished.setdefault(DISPLAY_NAME, person.realname)
    publish(c)


def publish(c: Context) -> None:
    """Send the values unknown to the server. ProfilePublished follows once the server has all."""
    state = c.state
    if not knows_profiles(c):
        _publish_real_name(c)
        return
    known = state.profiles.values_of(state.nick)
    for key, value in list(c.unpublished.items()):
        if known.get(key, "") == value:
            del c.unpublished[key]
        else:
            state.send("METADATA", "*", "SET", key, *([value] if value else []), rank=Rank.COMMAND)
    _publish_real_name(c)
    _report_if_published(c)


def _publish_real_name(c: Context) -> None:
    """Change the real name too, which every client shows."""
    name = c.unpublished.get(DISPLAY_NAME, "")
    if name and c.told_real_name != name and c.state.has_capabilities(SETNAME):
        c.state.send("SETNAME", name)
    c.told_real_name = name or c.told_real_name


def _report_if_published(c: Context) -> None:
    if c.publishing and not c.unpublished:
        c.publishing = False
        c.state.emit(ProfilePublished())


def handle_metadata(c: Context, message: Message) -> None:
    """`METADATA target key visibility [value]`: a value, or none."""
    _note_value(c, message.param_at(0), message.param_at(1), message.param_at(3))


def handle_value(c: Context, message: Message) -> None:
    """761: `target key visibility value`."""
    _note_value(c, message.param_at(1), message.param_at(2), message.param_at(4))


def handle_no_value(c: Context, message: Message) -> None:
    """766: `target key`: there is no value."""
    _note_value(c, message.param_at(1), message.param_at(2), "")


def _note_value(c: Context, target: str, key: str, value: str) -> None:
    state, key = c.state, key.lower()
    nick = state.nick if target == "*" else target
    if not nick or state.is_channel(nick):
        _note_room_value(c, nick, key, value)
        return
    state.profiles.set_value(nick, key, value)
    if state.is_me(nick):
        state.gather_names()
        c.own_told.update(_OURS.intersection((key,)))
    if state.is_me(nick) and c.unpublished.get(key) == value:
        del c.unpublished[key]
        _report_if_published(c)


def _note_room_value(c: Context, name: str, key: str, value: str) -> None:
    room = c.state.find_channel(name) if key == PINNED else None
    if room is not None and parse_pins(value) != room.pins:
        room.pins = parse_pins(value)
        c.state.emit_room_changed(room)


def take_refusal(c: Context, words: tuple[str, ...], sentence: str) -> bool:
    """Take a FAIL for a key of the program, and show the sentence if the person has published a value. Return False for
    any other FAIL."""
    named = _OURS.intersection(words)
    if not named and not c.unpublished:
        return False
    for key in named or tuple(c.unpublished):
        c.unpublished.pop(key, None)
    if c.publishing:
        c.state.show_notice(c.asked, texts.PROFILE_REFUSED(sentence), EntryKind.ERROR)
    c.publishing = c.publishing and bool(c.unpublished)
    return True


def handle_sync_later(c: Context, message: Message) -> None:
    """774: `target [seconds]`: too many values at once, so ask for them later."""
    target, seconds = message.param_at(1), message.param_at(2)
    room = c.state.find_channel(target)
    if room is not None and room.joined:
        asked = int(seconds) * _SECOND if seconds.isascii() and seconds.isdigit() and len(seconds) < _DIGITS else 0
        delay = min(max(asked, _SYNC_MS), _SLOWEST_SYNC_MS)
        c.state.send("METADATA", room.name, "SYNC", rank=Rank.LATER, delay=delay)
