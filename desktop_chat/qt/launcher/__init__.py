"""The launcher: the window that hosts a chat on this computer.

Read `window` first, which connects a Hosting with the pages and answers the requests of buttons. The pages:

* `overview`, with the cards: `state_card`, `steps_card`, `invite_card`, `here_card`, `figures_card` (and `sparkline`),
  `reach_card`, `computer_card`
* `people_page`, with `people_columns`, `people_model`, `people_actions`, `people_questions`, and for bans `bans_dialog`
* `list_page`, the base of pages with a list, and `two_line_delegate`
* `roles_page`, with `roles_model`, `role_changes`
* `rooms_page`, with `hosted_rooms_model`, `hosted_room_delegate`, `hosted_room_actions`
* `files_page`, with `files_model` and `file_actions`
* `links_page`, with `link_actions` and `link_questions`
* `log_page` and `log_model`
* `settings_page`, with a `setting_field` for each setting, `setting_texts` and `setting_changes`

Pages emit `*_requested` and never talk to the server; the acts of a page do that. A page is made at its first use.
A *card* is a block of a page, a *notice* a sentence with a button, a *toast* a sentence that fades. Everything here
belongs to the GUI thread.
"""
