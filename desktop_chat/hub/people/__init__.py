"""People: login, accounts and nicks; several connections of one User; missed messages; metadata of people.

Read `nick_claim` and `login` (the right to a name), `seat_sharing` (several connections of one User), `addressee` (the
person behind a name), then `leaving`.
"""
