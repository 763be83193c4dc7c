"""Alerts of Alertmanager and Grafana, with the keys that their documentation has."""

from __future__ import annotations

from typing import Any

from desktop_chat.server.webhooks.alert_events import MOST_ALERTS, alert_lines, is_alerts


def alert(status: str = "firing", **more: Any) -> dict[str, Any]:
    return {
        "status": status,
        "labels": {"alertname": "DiskFull", "severity": "critical", "instance": "kitchen:9100"},
        "annotations": {"summary": "Disk is 95 % full"},
        "generatorURL": "https://p.example/graph",
        **more,
    }


def test_alerts_of_alertmanager_are_lines_and_those_that_fire_come_first() -> None:
    data = {"version": "4", "status": "firing", "receiver": "chat", "alerts": [alert("resolved"), alert()]}
    assert is_alerts(data)
    rest = " DiskFull (critical): Disk is 95 % full [instance=kitchen:9100] https://p.example/graph"
    assert alert_lines(data) == [f"\x02FIRING\x02{rest}", f"\x02RESOLVED\x02{rest}"]


def test_alerts_of_grafana_lead_to_their_panel() -> None:
    data = {"title": "[FIRING:1]", "orgId": 1, "alerts": [alert(panelURL="https://g.example/panel")]}
    assert alert_lines(data)[0].endswith("[instance=kitchen:9100] https://g.example/panel")


def test_alerts_of_an_old_grafana() -> None:
    data = {"ruleName": "Disk", "state": "alerting", "message": "It is *full*", "ruleUrl": "https://g.example/r"}
    assert is_alerts(data)
    assert alert_lines(data) == ["\x02ALERTING\x02 Disk: It is \x02full\x02 https://g.example/r"]


def test_many_alerts_are_counted() -> None:
    lines = alert_lines({"alerts": [alert()] * (MOST_ALERTS + 3)})
    assert (len(lines), lines[-1]) == (MOST_ALERTS + 1, "3 more alerts")
    assert alert_lines({"alerts": [alert()], "truncatedAlerts": 7})[-1] == "7 more alerts"
    assert len(alert_lines({"alerts": [alert()], "truncatedAlerts": 0})) == 1


def test_damaged_alerts_raise_nothing() -> None:
    assert alert_lines({"alerts": [None, 5, {"labels": [], "annotations": "x"}]}) == ["\x02FIRING\x02 Alert"] * 3
    assert not is_alerts({"alerts": "x"})
    assert not is_alerts({"text": "state", "state": "x"})
