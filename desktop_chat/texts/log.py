"""Texts of the host's log: who came and left, refusals, bans, settings, and what the server does."""

from __future__ import annotations

from desktop_chat.texts import QT_TRANSLATE_NOOP, translate

SOMEBODY = QT_TRANSLATE_NOOP("LogText", "Somebody")
THE_HOST = QT_TRANSLATE_NOOP("LogText", "the host")
SENTENCE = QT_TRANSLATE_NOOP("LogText", "{0}.")
SENTENCE_WITH_REASON = QT_TRANSLATE_NOOP("LogText", "{0}: {1}")
CAME_IN = QT_TRANSLATE_NOOP("LogText", "{0} came in from {1}.")
CAME_IN_AS = QT_TRANSLATE_NOOP("LogText", "{0} came in from {1}, as {2}.")
PERSON_LEFT = QT_TRANSLATE_NOOP("LogText", "{0} left: {1}")
TURNED_AWAY = QT_TRANSLATE_NOOP("LogText", "{0} at {1} was turned away: {2}")
GAVE_WRONG_PASSWORD = QT_TRANSLATE_NOOP("LogText", "{0} at {1} gave a wrong password.")
WAS_BANNED_FOR_GOOD = QT_TRANSLATE_NOOP("LogText", "{0} was banned by {1} for good")
WAS_BANNED_FOR = QT_TRANSLATE_NOOP("LogText", "{0} was banned by {1} for {2}")
WAS_MUTED_FOR_GOOD = QT_TRANSLATE_NOOP("LogText", "{0} was muted by {1} for good")
WAS_MUTED_FOR = QT_TRANSLATE_NOOP("LogText", "{0} was muted by {1} for {2}")
BANNED_NO_MORE = QT_TRANSLATE_NOOP("LogText", "{0} is banned no more.")
MUTED_NO_MORE = QT_TRANSLATE_NOOP("LogText", "{0} is muted no more.")
ASKS_TO_JOIN = QT_TRANSLATE_NOOP("LogText", "{0} at {1} asks to be let in.")
OWNER_CAME = QT_TRANSLATE_NOOP("LogText", "{0} at {1} came by the owner's link and owns this chat now.")
OWNER_LINK_MADE = QT_TRANSLATE_NOOP("LogText", "The owner's link for a further computer was made.")
OWNER_REVOKED = QT_TRANSLATE_NOOP("LogText", "A further computer of the owner owns this chat no more.")
LINK_MADE = QT_TRANSLATE_NOOP("LogText", "The invitation link {0} was made.")
LINK_REVOKED = QT_TRANSLATE_NOOP("LogText", "The invitation link {0} was revoked.")
ROOM_WAS_DELETED = QT_TRANSLATE_NOOP("LogText", "{0} was deleted by the host.")
WEBHOOK_MAY_POST = QT_TRANSLATE_NOOP("LogText", "{0} may post to {1} by a webhook that {2} made.")
WEBHOOK_IS_TOLD = QT_TRANSLATE_NOOP("LogText", "{0} is told what is said in {1} by a webhook that {2} made.")
WEBHOOK_WAS_DELETED = QT_TRANSLATE_NOOP("LogText", "The webhook “{0}” was deleted by {1}.")
WEBHOOK_HAS_POSTED = QT_TRANSLATE_NOOP("LogText", "{0} posted to {1} by its webhook.")
WEBHOOK_IS_TOO_FAST = QT_TRANSLATE_NOOP("LogText", "{0} posts to {1} by its webhook more than {2} times a minute.")
WEBHOOK_CALL_DROPPED = QT_TRANSLATE_NOOP("LogText", "Webhook {0} has too many calls waiting; one was dropped.")
WEBHOOK_TRIED_AGAIN = QT_TRANSLATE_NOOP("LogText", "Webhook {0} could not be called: {1}. It is tried again.")
WEBHOOK_GIVEN_UP = QT_TRANSLATE_NOOP("LogText", "Webhook {0} could not be called: {1}.")
METRICS_AT = QT_TRANSLATE_NOOP("LogText", "Figures for Prometheus are at http://{0}/metrics.")
ALL_ROOMS = QT_TRANSLATE_NOOP("LogText", "all rooms")
LISTENING = QT_TRANSLATE_NOOP("LogText", "Listening on {0}.")
GATEWAY_LISTENING = QT_TRANSLATE_NOOP("LogText", "The {0} gateway listens on {1}.")
STOPPED = QT_TRANSLATE_NOOP("LogText", "Stopped.")
SETTING_CHANGED = QT_TRANSLATE_NOOP("LogText", "The setting “{0}” was changed.")
SETTINGS_UNCHANGED = QT_TRANSLATE_NOOP("LogText", "The settings stay as they were. {0}")
BACKUP_WRITTEN = translate("LogText", "A backup of %n messages was written: {1}.", "", 2).with_singular(
    "A backup of %n message was written: {1}."
)
NO_BACKUP = QT_TRANSLATE_NOOP("LogText", "No backup was made. {0}")
READ_TOO_SLOWLY = QT_TRANSLATE_NOOP("LogText", "{0} read too slowly and was disconnected.")
CHAT_IS_FULL = QT_TRANSLATE_NOOP(
    "LogText", "This chat is full: it holds {0} connections, and this computer allows no more."
)
LINES_LEFT_OUT = translate(
    "LogText", "%n lines were left out here because too much happened at once.", "", 2
).with_singular("%n line was left out here because too much happened at once.")
CERTIFICATE_READ = QT_TRANSLATE_NOOP("LogText", "The certificate was read again; it ends on {0}.")
CERTIFICATE_RENEWED = QT_TRANSLATE_NOOP("LogText", "The certificate was renewed with the same key; it ends on {0}.")
CERTIFICATE_NOT_READ = QT_TRANSLATE_NOOP("LogText", "The old certificate stays in use. {0}")
SAVING_AGAIN = QT_TRANSLATE_NOOP("LogText", "Commits succeed again.")
ROUTER_OPENED = QT_TRANSLATE_NOOP("LogText", "The router lets people from the internet in at {0}.")
ROUTER_CLOSED = QT_TRANSLATE_NOOP("LogText", "The router has closed the port {0} again.")
