"""The process: start, windows, single instance, notifications, and what keeps the start quick.

Read `app` (`run_windows`), `windows` (which window is open when), `start_flow` (from the start window into a chat).
`lazy_imports` puts off modules until their first use, `gc_on_gui_thread` collects garbage where QObjects may be freed.
"""
