"""The process: start, windows, single instance, notifications, and a quick start.

Read `app` (`run_windows`), `windows` (opens and closes the windows), `start_flow` (from the start window into a chat),
`program_exit` (what the closing of a window means), then `single_instance`, and `notices` (reaches the person without a
window in front: `notifier` gathers messages, `notification_bus` and `tray` show them). `chat_finder` seeks chats on the
network, and `chat_follower` seeks moved chats. `lazy_imports` loads modules at their first use, `late_signatures` those
inside PySide6, `first_frame` delays work until the first window is painted, and `gc_on_gui_thread` collects garbage
only where QObjects may be freed.
"""
