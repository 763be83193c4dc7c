"""A pattern is compiled at its first use, once."""

from __future__ import annotations

import re
from unittest.mock import patch

from desktop_chat.late_pattern import late_pattern


def test_it_is_compiled_once_at_its_first_use() -> None:
    with patch("desktop_chat.late_pattern.re.compile", wraps=re.compile) as compiled:
        pattern = late_pattern("(a+)b", re.IGNORECASE)
        assert compiled.call_count == 0
        assert [pattern.sub("-", text) for text in ("xAab", "b", "ab")] == ["x-", "b", "-"]
        assert compiled.call_count == 1
    match = pattern.fullmatch("AAB")
    assert match is not None
    assert match[1] == "AA"
