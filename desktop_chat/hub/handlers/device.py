"""DEVICE: a code by which a further device logs in to the account, and the rooms for the new device.

Spec: docs/specifications/device.md
"""

from __future__ import annotations

from dataclasses import replace

from desktop_chat.hub.call import Call
from desktop_chat.hub.people.leaving import LAST_ROOMS
from desktop_chat.hub.records.accounts import CERTIFICATES
from desktop_chat.hub.records.device_codes import SECONDS
from desktop_chat.hub.reply import fail
from desktop_chat.irc.line_packing import pack_words
from desktop_chat.irc.names import fold_name
from desktop_chat.storage.records import Account
from desktop_chat.texts import hub as texts

_LINE_BYTES = 400


def device(call: Call) -> None:
    """Answer with a new code, or with the rooms in which the account was last: `DEVICE CODE` and `DEVICE ROOMS`."""
    state, subcommand = call.state, call.params[0].upper()
    if subcommand not in ("CODE", "ROOMS"):
        raise fail("DEVICE", "INVALID_PARAMS", call.params[0], text=texts.UNKNOWN_SUBCOMMAND)
    account = state.accounts.get(call.user.account) if call.user.account else None
    if account is None:
        raise fail("DEVICE", "ACCOUNT_REQUIRED", text=texts.DEVICE_NEEDS_ACCOUNT)
    if subcommand == "ROOMS":
        _tell_rooms(call, account)
    else:
        _tell_code(call, account)


def _tell_rooms(call: Call, account: Account) -> None:
    state = call.state
    folded = dict.fromkeys([*call.user.channels, *map(fold_name, account.settings.get(LAST_ROOMS, "").split())])
    names = [state.channels[name].name for name in folded if name in state.channels]
    for line in pack_words(names, _LINE_BYTES):
        call.reply.add_line(state.settings.host, "DEVICE", "ROOMS", line)


def _tell_code(call: Call, account: Account) -> None:
    state = call.state
    if not call.seat.secure:
        raise fail("DEVICE", "TLS_REQUIRED", text=texts.DEVICE_NEEDS_TLS)
    secret = state.nonces.for_name(f"device {state.nonces.next_nonce()}")
    words = state.device_codes.make_code(account.name, secret, state.ticks)
    call.reply.add_line(state.settings.host, "DEVICE", "CODE", account.name, str(SECONDS), words)


def accept_code(call: Call, account: Account, typed: str) -> bool:
    """Return True if this is the code of the account. The certificate of the new device opens the account from then
    on."""
    state, fingerprint = call.state, call.seat.fingerprint
    if not state.device_codes.has_code(account.name, state.ticks):
        return False
    if not state.device_codes.use_code(account.name, typed, state.ticks):
        return False
    free = bool(fingerprint) and state.accounts.with_certificate(fingerprint) is None
    if free and len(account.certificates) < CERTIFICATES and not state.store_error:
        known = replace(account, certificates=(*account.certificates, fingerprint))
        call.reply.needs_commit(state.persist(state.accounts.put_account(known)))
    return True
