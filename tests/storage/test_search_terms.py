from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.storage.search_terms import author_term, terms_of_entry


@given(st.text(), st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30))
def test_terms_are_parted_by_spaces_and_begin_with_their_room(text: str, nick: str) -> None:
    terms = terms_of_entry(12, nick, text).split(" ")
    assert all(term.startswith("12:") and '"' not in term for term in terms)
    assert terms[1] == author_term(12, nick)
