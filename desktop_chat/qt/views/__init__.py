"""The windows of a chat, and their parts. A part shows values and emits a person's wishes; windows connect the parts.

Read `chat_window` (sidebar, room, people, search), `room_pane` (header, banner, timeline, composer), `writing` and
`composer` (a message before it is sent), `chat_actions` (menus and questions), `start_window` (the first window).
`window_parts` makes what the first frame does not show. `pane_layout` arranges panes by the width: a *narrow* window
lays people and search over the room, a *slim* window shows either the rooms or the room.
"""
