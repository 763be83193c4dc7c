"""Qt item models of the chat window's lists, over the controller's networks and rooms.

Read `rooms` first (the sidebar: servers, their rooms, and message requests), then `members` (the people of a room),
`message_requests` (the page of strangers) and `jumps` (the quick switcher). A model reads Networks and Rooms, follows
their signals, and changes neither.
"""
