"""NickServ and ChanServ: accounts and rooms for clients that know no newer commands.

Read `order` first, then `dispatch`, then `nickserv` and `chanserv`.

A *service* is a name that answers for the server; services are no Users, and their names cannot be taken. An *order* is
the text after the name of a service: one row and one function in `nickserv` or `chanserv`. `dispatch` finds the row,
counts the words and runs the function. All orders do what a command does (REGISTER, MODE, ...), and answer by NOTICE.
"""
