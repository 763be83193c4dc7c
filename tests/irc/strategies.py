"""Messages as hypothesis makes them up: those that a line can carry."""

from __future__ import annotations

from hypothesis import strategies as st

from desktop_chat.irc.message import NO_TAGS, Message

_ANY = st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0")
_WORD = st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0 ")

middles = st.text(_WORD, min_size=1, max_size=12).filter(lambda word: not word.startswith(":"))
trailings = st.text(_ANY, max_size=40)
commands = st.text("ABCXYZ", min_size=1, max_size=8) | st.integers(0, 999).map("{:03d}".format)
sources = st.just("") | st.text(_WORD, min_size=1, max_size=20)
keys = st.text("abcdz+./-0189", min_size=1, max_size=10)
values = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
tag_sets = st.just(NO_TAGS) | st.dictionaries(keys, values, min_size=1, max_size=4)


@st.composite
def messages(draw: st.DrawFn) -> Message:
    params = draw(st.lists(middles, max_size=4))
    if draw(st.booleans()):
        params.append(draw(trailings))
    return Message(draw(commands), tuple(params), draw(sources), draw(tag_sets))
