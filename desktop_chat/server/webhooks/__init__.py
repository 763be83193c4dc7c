"""Webhooks: what other programs POST becomes messages of a room.

`payload` finds out what a body is, and calls the module for its kind: `chat_payload` (Slack, Mattermost),
`forge_events` (GitHub, Gitea), `gitlab_events`, `alert_events` (Alertmanager, Grafana). Each makes lines with `markup`
and `fields`. All of these are pure. `webhook_route` is the route of the HTTP thread: it asks the hub for the webhook of
an address, and gives the message to the hub.

The other way round, `outgoing_caller` calls addresses when something is said: `call_payload` is the body with its
signature, `call_request` the request, with the check of the address.
"""
