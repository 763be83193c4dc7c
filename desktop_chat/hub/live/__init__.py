"""People and channels at present: Users with Seats, channels, masks, and lines on the way.

Read `user` and `channel`, then `fanout`: a Statement is a line for several Seats, encoded once for each view
(`view_bits`), and a CoalescingBroadcast collects the lines of a channel. `wake_list` tells the I/O threads which Seats
have output; `census` counts who is present. Nothing here survives a restart; `records` does.
"""
