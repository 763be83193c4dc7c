"""Pictures of messages: read within limits, away from the GUI thread.

`picture_reader` opens and scales a file, `picture_thread` works for all, `picture_shelf` keeps what was decoded last,
`animation` shows the frames of a picture. `file_copier` saves files.
"""
