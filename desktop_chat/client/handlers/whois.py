"""Answers to WHOIS and WHOWAS, collected as PersonFacts if a person asked through `ask_about_person`.

A person who is not online is looked up by WHOWAS. Other WHOIS answers are shown as lines (`answers`).

Spec: https://modern.ircdocs.horse/#whois-message, https://modern.ircdocs.horse/#whowas-message
"""

from __future__ import annotations

from dataclasses import replace

from desktop_chat.client.collection_limits import ASKED_ABOUT, PERSON_FACTS, TEXT
from desktop_chat.client.context import Context
from desktop_chat.client.events import PersonTold
from desktop_chat.client.person_facts import PersonFacts, PersonQuestion
from desktop_chat.irc import numerics as n
from desktop_chat.irc.message import Message
from desktop_chat.irc.server_time import parse_spoken_time

_DIGITS = 11
_TYPED = "typed-"


def ask_about_person(c: Context, room: str, nick: str) -> None:
    """Ask the server about a person. PersonTold follows."""
    while len(c.asked_about) >= ASKED_ABOUT:
        del c.asked_about[next(iter(c.asked_about))]
    c.asked_about[c.state.fold_name(nick)] = PersonQuestion(room, PersonFacts(nick))
    c.state.send("WHOIS", nick, nick)


def take_person_fact(c: Context, message: Message) -> bool:
    """Collect a numeric. Return False if it belongs to no question of `ask_about_person`."""
    if not c.asked_about:
        return False
    if message.command == n.ERR_UNKNOWNCOMMAND and message.param_at(1) == "WHOWAS":
        return _give_up_former(c)
    key = c.state.fold_name(message.param_at(1))
    question = c.asked_about.get(key)
    if question is None:
        return False
    match message.command:
        case n.ERR_NOSUCHNICK:
            return _means_absent(message, question)
        case n.RPL_ENDOFWHOIS:
            _end_whois(c, key, question)
        case n.ERR_WASNOSUCHNICK:
            pass
        case n.RPL_ENDOFWHOWAS:
            del c.asked_about[key]
            c.state.emit(PersonTold(question.room, question.facts))
        case _:
            return _add_fact(c, key, question, message)
    return True


def _means_absent(message: Message, question: PersonQuestion) -> bool:
    """Return True if a 401 answers the question. Otherwise the 401 refuses a message, and has its label."""
    label = message.tags.get("label", "")
    return not question.facts.online and not question.former and (not label or label.startswith(_TYPED))


def _end_whois(c: Context, key: str, question: PersonQuestion) -> None:
    """318: tell the facts. A person who is not online is looked up by WHOWAS, and told about once more."""
    c.state.emit(PersonTold(question.room, question.facts))
    if question.facts.online:
        del c.asked_about[key]
    elif not question.former:
        c.asked_about[key] = replace(question, facts=replace(question.facts, asked_again=True), former=True)
        c.state.send("WHOWAS", question.facts.nick, "1")


def _give_up_former(c: Context) -> bool:
    """The server has no WHOWAS."""
    absent = [key for key, question in c.asked_about.items() if question.former]
    for key in absent:
        del c.asked_about[key]
    return bool(absent)


def _add_fact(c: Context, key: str, question: PersonQuestion, message: Message) -> bool:
    facts = _with_fact(question.facts, message, former=question.former)
    if facts is None:
        return False
    c.asked_about[key] = replace(question, facts=facts)
    return True


def _with_fact(facts: PersonFacts, message: Message, *, former: bool) -> PersonFacts | None:
    """Return the facts with the fact of this numeric, or None if the numeric is not about a person."""
    second, third = message.param_at(2)[:TEXT], message.param_at(3)[:TEXT]
    match message.command:
        case n.RPL_WHOISUSER | n.RPL_WHOWASUSER:
            online = message.command == n.RPL_WHOISUSER
            return replace(
                facts,
                nick=message.param_at(1)[:TEXT],
                known=True,
                online=online,
                username=second,
                host=third,
                realname=message.param_at(5)[:TEXT],
            )
        case n.RPL_WHOISSERVER:
            if not former:
                return replace(facts, server=second)
            return replace(facts, last_seen=third, left_at=(parse_spoken_time(third) or 0) // 1000)
        case n.RPL_AWAY if facts.online:
            return replace(facts, away=message.param_at(2)[:TEXT] or "…")
        case n.RPL_WHOISACCOUNT:
            return replace(facts, account=second)
        case n.RPL_WHOISREGNICK:
            return replace(facts, account=facts.account or facts.nick)
        case n.RPL_WHOISIDLE:
            return replace(facts, idle_seconds=_number(second, -1), online_since=_number(third, 0))
        case n.RPL_WHOISCHANNELS:
            return replace(facts, rooms=(*facts.rooms, *message.params[-1].split())[:PERSON_FACTS])
        case n.RPL_WHOISKEYVALUE:
            pair = second, message.params[-1][:TEXT]
            return replace(facts, published=(*facts.published, pair)[:PERSON_FACTS])
        case n.RPL_WHOISHOST | n.RPL_WHOISACTUALLY:
            told = (*facts.addresses, *_addresses_of(message))
            return replace(facts, addresses=tuple(dict.fromkeys(told))[:PERSON_FACTS])
        case n.RPL_WHOISCERTFP:
            return replace(facts, certificate=message.params[-1][-TEXT:].rpartition(" ")[2])
    return _with_sign(facts, message.command)


def _addresses_of(message: Message) -> tuple[str, ...]:
    """Return the host names and addresses in an answer: `is connecting from *@host 192.0.2.7` and the like."""
    words = [word.rpartition("@")[2] for text in message.params[2:] for word in text[:TEXT].split()]
    found = [word.strip("[]()") for word in words if "." in word.rstrip(".") or ":" in word.rstrip(":")]
    return tuple(found) or (" ".join(message.params[2:])[:TEXT],)


def _with_sign(facts: PersonFacts, numeric: str) -> PersonFacts | None:
    match numeric:
        case n.RPL_WHOISOPERATOR:
            return replace(facts, operator=True)
        case n.RPL_WHOISBOT:
            return replace(facts, bot=True)
        case n.RPL_WHOISSECURE:
            return replace(facts, secure=True)
        case "310" | n.RPL_WHOISSPECIAL | n.RPL_WHOISMODES:
            return facts  # of no use on the card
    return None


def _number(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < _DIGITS else default
