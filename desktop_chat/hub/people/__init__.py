"""People: login, accounts and nicks; several connections of one User; missed messages; metadata of people.

Read `nick_claim` and `login` (the right to a name), `seat_sharing` (several connections of one User), `addressee` (the
person behind a name), then `leaving`.

Terms: an *identity* owns nicks, roles and direct messages; an *addressee* is the person that a name means now; the
*host* is the person at the computer of the server.
"""
