"""DEVICE: a code by which one further device logs in to the account.

Spec: docs/specifications/device.md
"""

from __future__ import annotations

from dataclasses import replace

from desktop_chat.hub.call import Call
from desktop_chat.hub.records.accounts import CERTIFICATES
from desktop_chat.hub.records.device_codes import SECONDS
from desktop_chat.hub.reply import fail
from desktop_chat.storage.records import Account
from desktop_chat.texts import hub as texts


def device(call: Call) -> None:
    """Answer with a new code: `DEVICE CODE`."""
    state = call.state
    if call.params[0].upper() != "CODE":
        raise fail("DEVICE", "INVALID_PARAMS", call.params[0], text=texts.UNKNOWN_SUBCOMMAND)
    account = state.accounts.get(call.user.account) if call.user.account else None
    if account is None:
        raise fail("DEVICE", "ACCOUNT_REQUIRED", text=texts.DEVICE_NEEDS_ACCOUNT)
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
