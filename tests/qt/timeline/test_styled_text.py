"""Text of entries: styles and links."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.client.entry import EntryKind
from desktop_chat.irc.text_blocks import BlockKind
from desktop_chat.qt.timeline.row_plan import RowPlan
from desktop_chat.qt.timeline.styled_text import (
    ROOM_LINKS_MAX,
    StyledText,
    audible_text,
    is_link_allowed,
    link_address,
    style_entry,
)
from tests.qt.timeline.scenes import entry
from tests.steps import steps


def styled(text: str, kind: EntryKind = EntryKind.MESSAGE) -> StyledText:
    return style_entry(RowPlan(entry(1, text, kind=kind)))


def test_formatting_codes_become_stretches() -> None:
    made = styled("a \x02bold\x02 c")
    assert made.text == "a bold c"
    [stretch] = made.stretches
    assert (stretch.start, stretch.end, stretch.style.bold) == (2, 6, True)


def test_link_keeps_the_style_of_the_text_below() -> None:
    made = styled("go \x02https://exa\x02mple.org/x now")
    assert made.links == ((3, 24, "https://example.org/x"),)
    assert [(s.start, s.end, s.style.bold, s.style.link) for s in made.stretches] == [
        (3, 14, True, True),
        (14, 24, False, True),
    ]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "http://[", "x"])
def test_other_schemes_are_no_links(url: str) -> None:
    assert not is_link_allowed(url)
    assert styled(url).links == ()


def test_action_begins_with_the_name() -> None:
    made = styled("waves", EntryKind.ACTION)
    assert made.text == "ann waves"
    assert made.stretches[0].style.author == "ann"


def test_control_characters_are_removed_or_shown() -> None:
    assert styled("a\x07b\rc\td\ne").text == "abc\td\ne"
    assert style_entry(RowPlan(entry(1, nick="a\nb", kind=EntryKind.KICK, target="c"))).text.startswith(
        "a‹000A›b kicked"
    )


@given(st.text(), st.sampled_from(list(EntryKind)))
def test_stretches_are_inside_the_text_and_in_order(text: str, kind: EntryKind) -> None:
    made = styled(text, kind)
    at = 0
    for stretch in made.stretches:
        assert at <= stretch.start < stretch.end <= len(made.text)
        at = stretch.end
    for start, end, _ in made.links:
        assert 0 <= start < end <= len(made.text)


def test_deleted_message_shows_no_text_of_its_own() -> None:
    gone = style_entry(RowPlan(entry(1, "", "ann", kind=EntryKind.DELETED)))
    assert gone.text == "This message was deleted"
    assert gone.links == ()


def test_link_shows_the_address_to_which_it_leads() -> None:
    made = styled("see \x02https://r\u0430ypal.com/x\x02 and www.r\u0430ypal.com now \x02ok\x02")
    assert made.text == "see https://xn--rypal-4ve.com/x and www.xn--rypal-4ve.com now ok"
    assert [made.text[start:end] for start, end, _ in made.links] == [
        "https://xn--rypal-4ve.com/x",
        "www.xn--rypal-4ve.com",
    ]
    assert [url for *_, url in made.links] == ["https://xn--rypal-4ve.com/x", "https://www.xn--rypal-4ve.com"]
    bold = [made.text[s.start : s.end] for s in made.stretches if s.style.bold]
    assert bold == ["https://xn--rypal-4ve.com/x", "ok"]


@pytest.mark.parametrize("sign", ["\u202e", "\u202d", "\u2067", "\u202b"])
def test_direction_marks_do_not_turn_an_address_around(sign: str) -> None:
    made = styled(f"{sign}https://example.com/x{sign}gpj.exe")
    assert sign not in made.text
    assert made.links == ((1, 22, "https://example.com/x"),)


def test_text_of_other_directions_keeps_its_isolates() -> None:
    assert styled("\u2067\u05d0\u2069 a").text == "\u2067\u05d0\u2069 a"
    assert styled("\u202ea").text == "\ufffda"


def test_work_grows_linearly_with_links_and_styles() -> None:
    few, many = ("\x02a\x02 www.r\u0430y.org " * count for count in (100, 1_000))
    assert len(styled(many).links) == 1_000
    assert steps(lambda: styled(many)) < 12 * steps(lambda: styled(few))


SPOILER = "he \x0301,01d\x02ies\x02\x03 at last"


def test_spoiler_is_hidden_until_a_person_asks_for_it() -> None:
    plan = RowPlan(entry(1, SPOILER))
    assert style_entry(plan).text == "he dies at last"
    assert style_entry(plan).hidden == ((3, 7),)
    assert audible_text(plan, 1_000) == "he (hidden: a spoiler) at last"
    asked = replace(plan, revealed=True)
    assert style_entry(asked).hidden == ()
    assert audible_text(asked, 1_000) == "he dies at last"


def test_audible_text_is_cut_at_its_limit() -> None:
    assert audible_text(RowPlan(entry(1, "abcdef")), 4) == "abcd"
    assert len(audible_text(RowPlan(entry(1, SPOILER * 100)), 50)) == 50


def test_reverse_text_has_a_style() -> None:
    [stretch] = styled("a \x16b\x16 c").stretches
    assert (stretch.start, stretch.end, stretch.style.reverse) == (2, 3, True)


def test_blocks_are_lines_of_one_text() -> None:
    made = styled("see https://a.org\n> \x02b\x02\n```py\n\x11x \u202e= 1\x11\n```")
    assert made.text.startswith("see https://a.org\nb\nx ")
    assert [made.text[block.start : block.end] for block in made.blocks] == made.text.split("\n")
    assert [(block.kind, block.language, block.depth) for block in made.blocks] == [
        (BlockKind.TEXT, "", 0),
        (BlockKind.QUOTE, "", 1),
        (BlockKind.CODE, "py", 0),
    ]
    assert "\u202e" not in made.text
    assert made.links == ((4, 17, "https://a.org"),)
    [bold] = [made.text[s.start : s.end] for s in made.stretches if s.style.bold]
    assert bold == "b"


def test_copied_quote_keeps_its_marks() -> None:
    made = styled("> a b\n> c\n> > d\ne")
    assert made.copied(0, len(made.text)) == "> a b\n> c\n> > d\ne"
    assert made.copied(2, len(made.text)) == "b\n> c\n> > d\ne"
    assert made.copied(4, 5) == "c"
    plain = styled("x\n> a\n```\ny\n```\nz")
    assert plain.copied(0, len(plain.text)) == "x\n> a\ny\nz"


@given(st.lists(st.sampled_from(["> a", "> > b", "c", "", "```", "\x11d\x11", "\x0301,01s\x03"]), max_size=12))
def test_blocks_cover_the_text(lines: list[str]) -> None:
    made = styled("\n".join(lines))
    at = 0
    for block in made.blocks:
        assert block.start == at
        at = block.end + 1
    assert not made.blocks or at == len(made.text) + 1
    assert len(made.copied(0, len(made.text))) >= len(made.text)


def test_audible_text_tells_of_quotes_and_code() -> None:
    plan = RowPlan(entry(1, "see\n> \x0301,01a\x03\n```\nx\n```\nend"))
    assert audible_text(plan, 1_000) == "see\nQuote: (hidden: a spoiler)\nCode: x\nend"


def test_names_of_channels_are_links_that_no_address_can_forge() -> None:
    made = styled("\x02#tea\x02 or https://x.example/#milk, not room:forged but #milk")
    assert [(made.text[start:end], url) for start, end, url in made.links] == [
        ("#tea", "room:#tea"),
        ("https://x.example/#milk", "https://x.example/#milk"),
        ("#milk", "room:#milk"),
    ]
    assert (made.stretches[0].style.bold, made.stretches[0].style.link) == (True, True)
    assert not is_link_allowed("room:#tea")
    assert link_address("room:#tea") == "#tea"
    assert link_address("https://x.example/") == "https://x.example/"


def test_code_and_too_many_names_are_no_links() -> None:
    assert styled("```\n#tea\n```").links == ()
    assert len(styled(" ".join(f"#room{n}" for n in range(300))).links) == ROOM_LINKS_MAX


NAMES = {"Ann_Lee": "Ann Lee", "bob": "bob"}


def test_people_are_shown_by_their_names_and_copied_by_their_nicks() -> None:
    def made_of(text: str, kind: EntryKind = EntryKind.MESSAGE) -> StyledText:
        names = NAMES.get
        return style_entry(
            RowPlan(entry(1, text, "cid", kind=kind), names=lambda nick: names(nick, nick), knows=NAMES.__contains__)
        )

    made = made_of("\x02ask @Ann_Lee\x02 or @bob, https://a.example/@bob in #tea, not @dan")
    assert made.text == "ask @Ann Lee or @bob, https://a.example/@bob in #tea, not @dan"
    assert [(made.text[start:end], url) for start, end, url in made.links] == [
        ("@Ann Lee", "person:Ann_Lee"),
        ("@bob", "person:bob"),
        ("https://a.example/@bob", "https://a.example/@bob"),
        ("#tea", "room:#tea"),
    ]
    assert [made.text[one.start : one.end] for one in made.stretches if one.style.bold] == ["ask ", "@Ann Lee"]
    assert made.copied(0, 15) == "ask @Ann_Lee or"
    assert made.copied(0, 8) == "ask @Ann"
    assert link_address("person:Ann_Lee") == "@Ann_Lee"
    called = made_of("Ann_Lee: hello")
    assert (called.text, called.links) == ("Ann Lee: hello", ((0, 7, "person:Ann_Lee"),))
    assert called.copied(0, 14) == "Ann_Lee: hello"
    assert made_of("> so says @Ann_Lee\n`x`").copied(0, 99) == "> so says @Ann_Lee\n`x`"
    assert made_of("\x11@Ann_Lee\x11").links == made_of("```\n@bob\n```").links == ()
    assert made_of("greets @Ann_Lee", EntryKind.ACTION).text == "cid greets @Ann Lee"
