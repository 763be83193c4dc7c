"""Who and what is here now: Users with their Seats, channels, masks, and the lines that are on their way to them.

Read `user` and `channel`, then `fanout`: a Statement is one line for several Seats, encoded once for each view
(`view_bits`), and a CoalescingBroadcast collects the lines of one channel. `wake_list` tells the I/O threads which
Seats have something to send. Nothing here survives a restart; `records` does.
"""
