"""What a server of ours says in English, for `sentences.translated`: why it does not start, what is wrong with it, why
it refuses a setting or a command. A server of another person's says what it likes, and that stays as it is.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

PEOPLE = (
    QT_TRANSLATE_NOOP("Server", "That is you."),
    QT_TRANSLATE_NOOP("Server", "{0} is not muted."),
    QT_TRANSLATE_NOOP("Server", "{0} belongs to an account."),
    QT_TRANSLATE_NOOP("Server", "Nobody has reserved {0}."),
    QT_TRANSLATE_NOOP("Server", "{0} is here."),
    QT_TRANSLATE_NOOP("Server", "This chat has no lobby."),
    QT_TRANSLATE_NOOP("Server", "{0} is not in {1}."),
    QT_TRANSLATE_NOOP("Server", "{0} is no address and no network."),
    QT_TRANSLATE_NOOP("Server", "A network is written as 10.0.0.0/24 or 2001:db8::/32, without * and ?"),
    QT_TRANSLATE_NOOP("Server", "This computer itself cannot be kept out."),
    QT_TRANSLATE_NOOP("Server", "That would be everybody."),
    QT_TRANSLATE_NOOP("Server", "There is no such ban: {0}."),
    QT_TRANSLATE_NOOP("Server", "There are too many bans: lift some of them first."),
)
ENDING = (
    QT_TRANSLATE_NOOP("Server", "This chat has a password, and yours is not it."),
    QT_TRANSLATE_NOOP("Server", "You have connected anew, so this connection ends."),
    QT_TRANSLATE_NOOP("Server", "You took too long to say who you are."),
)
REFUSING = (
    QT_TRANSLATE_NOOP("Server", "You're not channel operator"),
    QT_TRANSLATE_NOOP("Server", "They rank above you"),
    QT_TRANSLATE_NOOP("Server", "Cannot send to channel"),
    QT_TRANSLATE_NOOP("Server", "Channel list is full"),
    QT_TRANSLATE_NOOP("Server", "No text to send"),
    QT_TRANSLATE_NOOP("Server", "Password incorrect"),
    QT_TRANSLATE_NOOP("Server", "There is no such message here"),
    QT_TRANSLATE_NOOP("Server", "Only your own messages can be corrected"),
    QT_TRANSLATE_NOOP("Server", "Nothing can be corrected here"),
    QT_TRANSLATE_NOOP("Server", "This message is too old to be corrected"),
    QT_TRANSLATE_NOOP("Server", "This message has been corrected too often"),
    QT_TRANSLATE_NOOP("Server", "This message is not yours to take back"),
    QT_TRANSLATE_NOOP("Server", "This message is too old for that"),
    QT_TRANSLATE_NOOP("Server", "Nothing of this target can be taken back"),
    QT_TRANSLATE_NOOP("Server", "What was said cannot be read now"),
    QT_TRANSLATE_NOOP("Server", "These are too many lines"),
    QT_TRANSLATE_NOOP("Server", "These are too many bytes"),
    QT_TRANSLATE_NOOP("Server", "Permission Denied- You're not an IRC operator"),
    QT_TRANSLATE_NOOP("Server", "Cannot change mode for other users"),
    QT_TRANSLATE_NOOP("Server", "That name is empty or too long"),
    QT_TRANSLATE_NOOP("Server", "What was said before cannot be read now"),
    QT_TRANSLATE_NOOP("Server", "{0}: No such nick"),
    QT_TRANSLATE_NOOP("Server", "{0}: There was no such nickname"),
    QT_TRANSLATE_NOOP("Server", "{0}: No such channel"),
    QT_TRANSLATE_NOOP("Server", "{0}: They aren't on that channel"),
    QT_TRANSLATE_NOOP("Server", "{0}: You're not on that channel"),
    QT_TRANSLATE_NOOP("Server", "{0}: is already on channel"),
    QT_TRANSLATE_NOOP("Server", "{0}: is unknown mode char to me"),
    QT_TRANSLATE_NOOP("Server", "{0}: Not enough parameters"),
    QT_TRANSLATE_NOOP("Server", "{0}: Unknown command"),
    QT_TRANSLATE_NOOP("Server", "{0}: Too many targets"),
    QT_TRANSLATE_NOOP("Server", "{0}: No help is available on this"),
)
ACCOUNTS = (
    QT_TRANSLATE_NOOP("Server", "New accounts are not made here"),
    QT_TRANSLATE_NOOP("Server", "Enter the chat first"),
    QT_TRANSLATE_NOOP("Server", "An email address is needed"),
    QT_TRANSLATE_NOOP("Server", "There is an account of this name already"),
    QT_TRANSLATE_NOOP("Server", "Somebody else goes by this name"),
    QT_TRANSLATE_NOOP("Server", "A password has at least {0} characters"),
    QT_TRANSLATE_NOOP("Server", "You are logged in to an account already"),
    QT_TRANSLATE_NOOP("Server", "Too many accounts were made at your address: try later"),
    QT_TRANSLATE_NOOP("Server", "Too many wrong passwords have come from your address: try again in {0} minutes"),
    QT_TRANSLATE_NOOP("Server", "You have given too many wrong passwords."),
    QT_TRANSLATE_NOOP("Server", "SASL authentication failed"),
    QT_TRANSLATE_NOOP("Server", "There is no such account"),
)
SAID = (*PEOPLE, *ENDING, *REFUSING, *ACCOUNTS)
