"""Webhooks: the posts of other programs become messages of a room.

`payload` recognises the kind of a body, and calls the module for the kind: `chat_payload` (Slack, Mattermost),
`forge_events` (GitHub, Gitea), `gitlab_events`, `alert_events` (Alertmanager, Grafana). All make lines with `markup`
and `fields`, and are pure. `webhook_route`, the route of the HTTP thread, asks the hub for the webhook of an address,
and gives the message to the hub.

The other way round, `outgoing_caller` calls addresses when something is said: `call_payload` is the body with the
signature, `call_request` the request, with the check of the address.
"""
