from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.irc.multiline import Line, compose, is_several, lines_of, plain

_TEXT = st.text(st.characters(exclude_characters="\r\n\0"))
_LINES = st.builds(
    lambda first, rest: [Line(first), *(Line(text, goes_on) for text, goes_on in rest)],
    _TEXT,
    st.lists(st.tuples(_TEXT, st.booleans()), max_size=5),
)


@given(_LINES)
def test_lines_come_back_as_they_were_cut(lines: list[Line]) -> None:
    text = compose(lines)
    assert lines_of(text) == lines
    assert is_several(text) == (len(lines) > 1)


def test_what_a_person_reads() -> None:
    text = compose([Line("how is "), Line("everyone?", goes_on=True), Line(""), Line("bye")])
    assert plain(text) == "how is everyone?\n\nbye"
