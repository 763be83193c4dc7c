"""Actions of the host on invitation links: list, make, revoke. Thread: hub lock.

An action that is not possible raises Refusal; the last parameter is a sentence for the host.
"""

from __future__ import annotations

from desktop_chat.hub.limits import clip_bytes, strip_controls
from desktop_chat.hub.records.invite_links import MOST, MOST_WORDS, make_token
from desktop_chat.hub.reply import fail
from desktop_chat.hub.state import State
from desktop_chat.net.code_words import make_words
from desktop_chat.net.control_values import EntryRule, LinkRow
from desktop_chat.storage.records import InviteLink
from desktop_chat.texts import hub as texts
from desktop_chat.texts import log

_NAME_BYTES = 100


def list_links(state: State) -> tuple[LinkRow, ...]:
    """Return a row for each link, the oldest first."""
    return tuple(map(_link_row, state.links.all_links()))


def make_link(state: State, name: str, *, words: bool = False) -> LinkRow:
    """Make a link. `name`: for the host, "" for none. `words`: with code words in place of a token."""
    if state.store_error:
        raise fail("HOST", "CANNOT", text=state.store_error)
    most = MOST_WORDS if words else MOST
    if len(state.links) >= MOST or (words and len(state.links.all_words()) >= most):
        raise fail("HOST", "CANNOT", text=texts.TOO_MANY_LINKS(most))
    secret = state.nonces.for_name(f"link {state.nonces.next_nonce()}")
    token = make_words(secret) if words else make_token(secret)
    link = InviteLink(token, clip_bytes(strip_controls(name), _NAME_BYTES), state.now)
    state.persist(state.links.put_link(link))
    state.notes.add_note(log.LINK_MADE(link.name or link.token))
    return _link_row(link)


def revoke_link(state: State, token: str, *, people: bool) -> None:
    """Revoke a link. `people`: whoever came by the link needs another one the next time."""
    if state.store_error:
        raise fail("HOST", "CANNOT", text=state.store_error)
    gone = state.links.remove_link(token)
    if gone is None:
        raise fail("HOST", "CANNOT", text=texts.NO_SUCH_LINK)
    state.persist(gone)
    if people:
        for grant in state.grants.drop_way(gone.token):
            state.persist(grant)
    state.notes.add_note(log.LINK_REVOKED(gone.name or gone.token))


def make_first_link(state: State) -> None:
    """Make a link for a chat that people enter by links, if there is none."""
    if state.settings.entry == EntryRule.LINK and not len(state.links) and not state.store_error:
        make_link(state, "")


def _link_row(link: InviteLink) -> LinkRow:
    return LinkRow(link.token, link.name, link.made_at, link.uses, link.used_at)
