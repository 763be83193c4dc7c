"""The published values of a person."""

from __future__ import annotations

from desktop_chat.client.person_facts import PersonFacts


def test_a_published_value_is_found_by_its_key() -> None:
    facts = PersonFacts("bob", published=(("display-name", "Bob B"), ("status", "at lunch")))
    assert facts.published_value("status") == "at lunch"
    assert facts.published_value("pronouns") == ""
