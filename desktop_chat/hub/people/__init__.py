"""Coming, going and being a person: login and accounts, nicks, shared Users, missed messages, metadata of people.

Read `nick_claim` and `login` (who may have which name), `seat_sharing` (several connections of one User), `addressee`
(whom a name means), `leaving`.
"""
