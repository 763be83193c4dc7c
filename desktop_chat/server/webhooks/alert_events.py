"""Alerts of Alertmanager and Grafana: a line each, firing alerts first. Pure.

Spec: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
Spec: https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/
"""

from __future__ import annotations

from desktop_chat.server.webhooks.fields import find_list, find_text, find_value, first_text
from desktop_chat.server.webhooks.markup import bold, from_markdown, one_line, with_link

MOST_ALERTS = 10
"""Alerts of one POST that get a line."""
_MOST_LABELS = 5
_NOT_TOLD = ("alertname", "severity", "grafana_folder", "__alert_rule_uid__")


def is_alerts(data: object) -> bool:
    """Return whether the body is the JSON of Alertmanager, or of Grafana of any version."""
    return bool(find_list(data, "alerts")) or bool(find_text(data, "ruleName") and find_text(data, "state"))


def alert_lines(data: object) -> list[str]:
    """Return a line for each alert."""
    alerts = find_list(data, "alerts")
    if not alerts:
        return _old_grafana_lines(data)
    firing = [alert for alert in alerts if find_text(alert, "status") != "resolved"]
    resolved = [alert for alert in alerts if find_text(alert, "status") == "resolved"]
    lines = [_alert_line(alert) for alert in [*firing, *resolved][:MOST_ALERTS]]
    cut = find_text(data, "truncatedAlerts")  # by Alertmanager, if the person has set a limit there
    left = max(0, len(alerts) - MOST_ALERTS) + (int(cut) if cut.isascii() and cut.isdecimal() and len(cut) < 9 else 0)
    return [*lines, f"{left} more alerts"] if left > 0 else lines


def _alert_line(alert: object) -> str:
    labels, notes = find_value(alert, "labels"), find_value(alert, "annotations")
    state = "RESOLVED" if find_text(alert, "status") == "resolved" else "FIRING"
    severity = one_line(find_text(labels, "severity"), 30)
    name = one_line(find_text(labels, "alertname")) or "Alert"
    told = from_markdown(one_line(first_text(notes, "summary", "description", "message")))
    head = f"{bold(state)} {name}" + (f" ({severity})" if severity else "")
    line = f"{head}: {told}" if told else head
    if where := _label_text(labels):
        line = f"{line} [{where}]"
    return with_link(line, first_text(alert, "panelURL", "dashboardURL", "generatorURL"))


def _label_text(labels: object) -> str:
    if not isinstance(labels, dict):
        return ""
    shown = [f"{key}={find_text(labels, key)}" for key in labels if isinstance(key, str) and key not in _NOT_TOLD]
    return one_line(", ".join(shown[:_MOST_LABELS]))


def _old_grafana_lines(data: object) -> list[str]:
    """Return the line of an alert of Grafana before version 8."""
    state = one_line(find_text(data, "state"), 30).upper()
    told = from_markdown(one_line(find_text(data, "message")))
    line = f"{bold(state)} {one_line(find_text(data, 'ruleName'))}"
    return [with_link(f"{line}: {told}" if told else line, find_text(data, "ruleUrl"))]
