"""The list of webhooks: order, search, and words."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop_chat.qt.launcher.two_line_delegate import DETAILS_ROLE, ICON_ROLE
from desktop_chat.qt.launcher.webhooks_model import WEBHOOK_ROLE, WebhooksModel
from tests.qt.launcher import example_rows


def _model() -> WebhooksModel:
    model = WebhooksModel()
    model.set_webhooks(example_rows.webhooks(), example_rows.now())
    return model


def test_a_webhook_is_told_in_words() -> None:
    model = _model()
    titles = [model.index(row).data() for row in range(4)]
    assert titles[0] == "Build server posts to #dev"
    assert titles[2].startswith("“deploy” in all rooms calls https://bot.example/")
    assert titles[3] == "#games calls http://10.0.0.5/score"
    assert model.index(1).data(DETAILS_ROLE) == "not used since the start · 5 a minute at most"
    assert model.index(0).data(DETAILS_ROLE).startswith("12 posts since the start · the last one ")
    assert model.index(2).data(DETAILS_ROLE).startswith("1 call")
    assert model.index(1).data(Qt.ItemDataRole.AccessibleTextRole).startswith("Звонок posts to #lobby, not used")
    assert [model.index(row).data(ICON_ROLE) for row in range(4)] == ["code", "code", "send", "send"]
    assert [model.index(row).data(WEBHOOK_ROLE).id for row in range(4)] == [1, 2, 3, 4]


def test_search_looks_for_names_rooms_and_addresses() -> None:
    model = _model()
    for text, numbers in (("BUILD", [1]), ("#lobby", [2]), ("bot.example", [3]), ("nothing", [])):
        model.set_search_text(text)
        assert [hook.id for hook in model.items] == numbers
    assert (model.webhook_count, model.row_of(1)) == (4, -1)
