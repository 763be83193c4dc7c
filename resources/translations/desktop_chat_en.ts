<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>AttachDialog</name>
    <message numerus="yes">
        <source>Send %Ln files to {0}</source>
        <translation>
            <numerusform>Send %Ln file to {0}</numerusform>
            <numerusform>Send %Ln files to {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %Ln files are sent at once.</source>
        <translation>
            <numerusform>At most %Ln file is sent at once.</numerusform>
            <numerusform>At most %Ln files are sent at once.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AwayQuestion</name>
    <message numerus="yes">
        <source>For %n minutes</source>
        <translation>
            <numerusform>For %n minute</numerusform>
            <numerusform>For %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For %n hours</source>
        <translation>
            <numerusform>For %n hour</numerusform>
            <numerusform>For %n hours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BackupsPage</name>
    <message numerus="yes">
        <source>%n rooms</source>
        <translation>
            <numerusform>%n room</numerusform>
            <numerusform>%n rooms</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln messages</source>
        <translation>
            <numerusform>%Ln message</numerusform>
            <numerusform>%Ln messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChatStop</name>
    <message numerus="yes">
        <source>%n people are connected.</source>
        <translation>
            <numerusform>%n person is connected.</numerusform>
            <numerusform>%n people are connected.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClearQuestion</name>
    <message numerus="yes">
        <source>Delete %Ln messages?</source>
        <translation>
            <numerusform>Delete %Ln message?</numerusform>
            <numerusform>Delete %Ln messages?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message numerus="yes">
        <source>{names} joined</source>
        <translation>
            <numerusform>{names} joined</numerusform>
            <numerusform>{names} joined</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{names} left</source>
        <translation>
            <numerusform>{names} left</numerusform>
            <numerusform>{names} left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{names} joined and left</source>
        <translation>
            <numerusform>{names} joined and left</numerusform>
            <numerusform>{names} joined and left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{names} left and came back</source>
        <translation>
            <numerusform>{names} left and came back</numerusform>
            <numerusform>{names} left and came back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new messages</source>
        <translation>
            <numerusform>%n new message</numerusform>
            <numerusform>%n new messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilesPage</name>
    <message numerus="yes">
        <source>%Ln files</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FloodQuestion</name>
    <message numerus="yes">
        <source>Send %n messages?</source>
        <translation>
            <numerusform>Send %n message?</numerusform>
            <numerusform>Send %n messages?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FoundRow</name>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HostedRoomsModel</name>
    <message numerus="yes">
        <source>%Ln messages</source>
        <translation>
            <numerusform>%Ln message</numerusform>
            <numerusform>%Ln messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>kept for %n days</source>
        <translation>
            <numerusform>kept for %n day</numerusform>
            <numerusform>kept for %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people</source>
        <translation>
            <numerusform>%Ln person</numerusform>
            <numerusform>%Ln people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HubText</name>
    <message numerus="yes">
        <source>What is said in this room is deleted after %n days</source>
        <translation>
            <numerusform>What is said in this room is deleted after %n day</numerusform>
            <numerusform>What is said in this room is deleted after %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This chat keeps messages for %n days</source>
        <translation>
            <numerusform>This chat keeps messages for %n day</numerusform>
            <numerusform>This chat keeps messages for %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n weeks</source>
        <translation>
            <numerusform>%n week</numerusform>
            <numerusform>%n weeks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Too many wrong passwords from your address: try again in %n minutes</source>
        <translation>
            <numerusform>Too many wrong passwords from your address: try again in %n minute</numerusform>
            <numerusform>Too many wrong passwords from your address: try again in %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A password has at least %n characters</source>
        <translation>
            <numerusform>A password has at least %n character</numerusform>
            <numerusform>A password has at least %n characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of your messages were deleted</source>
        <translation>
            <numerusform>%n of your messages was deleted</numerusform>
            <numerusform>%n of your messages were deleted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KnockBar</name>
    <message numerus="yes">
        <source>%n more wait</source>
        <translation>
            <numerusform>%n more waits</numerusform>
            <numerusform>%n more wait</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KnockNotice</name>
    <message numerus="yes">
        <source>%n people wait</source>
        <translation>
            <numerusform>%n person waits</numerusform>
            <numerusform>%n people wait</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LinksPage</name>
    <message numerus="yes">
        <source>%n people joined by it</source>
        <translation>
            <numerusform>%n person joined by it</numerusform>
            <numerusform>%n people joined by it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListedRoomsModel</name>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LogPage</name>
    <message numerus="yes">
        <source>%n lines copied</source>
        <translation>
            <numerusform>%n line copied</numerusform>
            <numerusform>%n lines copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Paused, %n new</source>
        <translation>
            <numerusform>Paused, %n new</numerusform>
            <numerusform>Paused, %n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LogText</name>
    <message numerus="yes">
        <source>A backup of %n messages was written: {1}.</source>
        <translation>
            <numerusform>A backup of %n message was written: {1}.</numerusform>
            <numerusform>A backup of %n messages was written: {1}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines were left out here because too much happened at once.</source>
        <translation>
            <numerusform>%n line was left out here because too much happened at once.</numerusform>
            <numerusform>%n lines were left out here because too much happened at once.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MemberActions</name>
    <message numerus="yes">
        <source>Everybody at {0} (%n more people here)</source>
        <translation>
            <numerusform>Everybody at {0} (%n more person here)</numerusform>
            <numerusform>Everybody at {0} (%n more people here)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Notifier</name>
    <message numerus="yes">
        <source>%n messages for you</source>
        <translation>
            <numerusform>%n message for you</numerusform>
            <numerusform>%n messages for you</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PasteQuestion</name>
    <message numerus="yes">
        <source>Insert %Ln lines?</source>
        <translation>
            <numerusform>Insert %Ln line?</numerusform>
            <numerusform>Insert %Ln lines?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln characters. You can change the text here.</source>
        <translation>
            <numerusform>%Ln character. You can change the text here.</numerusform>
            <numerusform>%Ln characters. You can change the text here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PersonCard</name>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>%n min ago</numerusform>
            <numerusform>%n min ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h ago</source>
        <translation>
            <numerusform>%n h ago</numerusform>
            <numerusform>%n h ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n d ago</source>
        <translation>
            <numerusform>%n d ago</numerusform>
            <numerusform>%n d ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReactionTexts</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RetentionBox</name>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RevokeQuestion</name>
    <message numerus="yes">
        <source>%n people need a new link too</source>
        <translation>
            <numerusform>%n person needs a new link too</numerusform>
            <numerusform>%n people need a new link too</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RoomBanQuestion</name>
    <message numerus="yes">
        <source>For %n minutes</source>
        <translation>
            <numerusform>For %n minute</numerusform>
            <numerusform>For %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For %n hours</source>
        <translation>
            <numerusform>For %n hour</numerusform>
            <numerusform>For %n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For %n days</source>
        <translation>
            <numerusform>For %n day</numerusform>
            <numerusform>For %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RoomBrowser</name>
    <message numerus="yes">
        <source>Loading… %Ln rooms</source>
        <translation>
            <numerusform>Loading… %Ln room</numerusform>
            <numerusform>Loading… %Ln rooms</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rooms found</source>
        <translation>
            <numerusform>%Ln room found</numerusform>
            <numerusform>%Ln rooms found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rooms</source>
        <translation>
            <numerusform>%Ln room</numerusform>
            <numerusform>%Ln rooms</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more rooms are not shown.</source>
        <translation>
            <numerusform>%Ln more room is not shown.</numerusform>
            <numerusform>%Ln more rooms are not shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RoomHeader</name>
    <message numerus="yes">
        <source>%n people here</source>
        <translation>
            <numerusform>%n person here</numerusform>
            <numerusform>%n people here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Recorded: messages are kept for %n days</source>
        <translation>
            <numerusform>Recorded: messages are kept for %n day</numerusform>
            <numerusform>Recorded: messages are kept for %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RoomSettingsActions</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RoomSettingsDialog</name>
    <message numerus="yes">
        <source>The server deletes messages after %n days.</source>
        <translation>
            <numerusform>The server deletes messages after %n day.</numerusform>
            <numerusform>The server deletes messages after %n days.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RoomsModel</name>
    <message numerus="yes">
        <source>Message requests, %n waiting</source>
        <translation>
            <numerusform>Message requests, %n waiting</numerusform>
            <numerusform>Message requests, %n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n unread</numerusform>
            <numerusform>%n unread</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n for you</source>
        <translation>
            <numerusform>%n for you</numerusform>
            <numerusform>%n for you</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchPanel</name>
    <message numerus="yes">
        <source>%n results</source>
        <translation>
            <numerusform>%n result</numerusform>
            <numerusform>%n results</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ServerText</name>
    <message numerus="yes">
        <source>The certificate ends in %n days. Renew it: programs of people will refuse to connect.</source>
        <translation>
            <numerusform>The certificate ends in %n day. Renew it: programs of people will refuse to connect.</numerusform>
            <numerusform>The certificate ends in %n days. Renew it: programs of people will refuse to connect.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ServiceText</name>
    <message numerus="yes">
        <source>%n certificates log in to {1}.</source>
        <translation>
            <numerusform>%n certificate logs in to {1}.</numerusform>
            <numerusform>%n certificates log in to {1}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsWindow</name>
    <message numerus="yes">
        <source>%n options found</source>
        <translation>
            <numerusform>%n option found</numerusform>
            <numerusform>%n options found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SizeWords</name>
    <message numerus="yes">
        <source>%n bytes</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StoragePage</name>
    <message numerus="yes">
        <source>{0}, %Ln messages</source>
        <translation>
            <numerusform>{0}, %Ln message</numerusform>
            <numerusform>{0}, %Ln messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln messages</source>
        <translation>
            <numerusform>%Ln message</numerusform>
            <numerusform>%Ln messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message numerus="yes">
        <source>%n for you</source>
        <translation>
            <numerusform>%n for you</numerusform>
            <numerusform>%n for you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n unread</numerusform>
            <numerusform>%n unread</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WaitingBar</name>
    <message numerus="yes">
        <source>%n message(s) waiting for this server.</source>
        <translation>
            <numerusform>%n message is waiting for this server.</numerusform>
            <numerusform>%n messages are waiting for this server.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WebhooksModel</name>
    <message numerus="yes">
        <source>%n calls since the start</source>
        <translation>
            <numerusform>%n call since the start</numerusform>
            <numerusform>%n calls since the start</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n posts since the start</source>
        <translation>
            <numerusform>%n post since the start</numerusform>
            <numerusform>%n posts since the start</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n a minute at most</source>
        <translation>
            <numerusform>%n a minute at most</numerusform>
            <numerusform>%n a minute at most</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WelcomeCard</name>
    <message numerus="yes">
        <source>Here now: {0} and %n more</source>
        <translation>
            <numerusform>Here now: {0} and %n more</numerusform>
            <numerusform>Here now: {0} and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WhyDialog</name>
    <message numerus="yes">
        <source>No chat answers on the %n computers nearby.</source>
        <translation>
            <numerusform>No chat answers on the %n computer nearby.</numerusform>
            <numerusform>No chat answers on the %n computers nearby.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Terms</name>
    <message numerus="yes">
        <source>for %n minutes</source>
        <translation>
            <numerusform>for %n minute</numerusform>
            <numerusform>for %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>for %n hours</source>
        <translation>
            <numerusform>for %n hour</numerusform>
            <numerusform>for %n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>for %n days</source>
        <translation>
            <numerusform>for %n day</numerusform>
            <numerusform>for %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>what is said here is deleted after %n days</source>
        <translation>
            <numerusform>what is said here is deleted after %n day</numerusform>
            <numerusform>what is said here is deleted after %n days</numerusform>
        </translation>
    </message>
</context>
</TS>
