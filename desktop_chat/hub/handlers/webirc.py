"""WEBIRC: a trusted gateway names the address of its client.

Spec: https://ircv3.net/specs/extensions/webirc
"""

from __future__ import annotations

from hmac import compare_digest

from desktop_chat.hub.call import Call
from desktop_chat.hub.moderation.enforce_bans import turn_away_address
from desktop_chat.hub.people.entry_scope import reject_outsider
from desktop_chat.hub.reply import Refusal
from desktop_chat.irc import numerics as n
from desktop_chat.irc.message import unescape_tag
from desktop_chat.net.fingerprints import NO_CERTIFICATE, CertificateFingerprint, is_fingerprint
from desktop_chat.net.neighbourhood import lies_in_any, numeric_address
from desktop_chat.texts import hub as texts

_CERTIFICATE = "certfp-sha-256"


def webirc(call: Call) -> None:
    """Take over the address of the gateway's client. WEBIRC must be the first command of a connection."""
    state, seat, settings = call.state, call.seat, call.state.settings
    if seat.registered or seat.username or seat.requested_nick or seat.negotiating:
        raise Refusal(n.ERR_ALREADYREGISTERED, texts.ALREADY_REGISTERED)
    password, _, _, address = call.params[:4]
    trusted = bool(settings.webirc_password) and lies_in_any(seat.address, settings.webirc_addresses)
    if not (trusted and compare_digest(password.encode(), settings.webirc_password.encode())):
        state.refuse_seat(seat, texts.INVALID_WEBIRC_PASSWORD)
        return
    if numeric_address(address) is None:
        state.refuse_seat(seat, texts.INVALID_WEBIRC_ADDRESS)
        return
    refusal = seat.admission.move_to(address) if seat.admission is not None else ""
    if refusal:
        state.refuse_seat(seat, refusal)
        return
    seat.set_address(address)
    turn_away_address(state, seat)
    if reject_outsider(state, seat):
        return
    options = dict(_option(word) for word in call.param_at(4).split())
    seat.secure = seat.secure and "secure" in options
    shown = options.get(_CERTIFICATE, "").lower()
    seat.fingerprint = CertificateFingerprint(shown) if seat.secure and is_fingerprint(shown) else NO_CERTIFICATE


def _option(word: str) -> tuple[str, str]:
    name, _, value = word.partition("=")
    return name, unescape_tag(value)
