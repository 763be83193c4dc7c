"""NickServ and ChanServ, for clients that know no commands of their own.

`dispatch` finds an order and runs it; `nickserv` and `chanserv` have one row and one function for each order; `order`
holds the values.
"""
