"""LoginExchange: one login by SASL, from the choice of the mechanism to the server's verdict. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from desktop_chat.irc.sasl import ChunkCollector, SaslError
from desktop_chat.irc.sasl_client import ScramChallenge, ScramClient, plain_message

SCRAM, PLAIN, EXTERNAL = "SCRAM-SHA-256", "PLAIN", "EXTERNAL"


def choose_mechanisms(offered: Collection[str], *, password: bool, private: bool) -> list[str]:
    """Return the mechanisms to try, the best first.

    `offered`: names in capitals; empty if the server has not told. `password`: a password is known; else only the
    certificate can prove the account. `private`: nobody can read along, so the password may be sent.
    """
    if not password:
        wanted = [EXTERNAL] if private else []
    elif not private:
        wanted = [SCRAM]
    else:
        wanted = [SCRAM, PLAIN] if offered else [PLAIN, SCRAM]
    return [name for name in wanted if not offered or name in offered]


class LoginExchange:
    """`mechanisms`: to be tried in this order, at least one. `nonce`: 128 random bits in hex."""

    def __init__(self, account: str, password: str, mechanisms: Sequence[str], nonce: str) -> None:
        self.account = account
        self.password = password
        self.nonce = nonce
        self.scram: ScramClient | None = None
        self.given_up = False
        """This side has ended the exchange; only the server's last answer counts."""
        self.challenge: ScramChallenge | None = None
        """Waits for `prove_password`."""
        self._unknown = False
        """The server does not know the present mechanism."""
        self._mechanisms = list(mechanisms)
        self._chunks = ChunkCollector()
        self._proved = False
        """The proof was sent."""

    @property
    def mechanism(self) -> str:
        return self._mechanisms[0]

    def use_offer(self, offered: Collection[str]) -> None:
        """Note the server's list of mechanisms. A refused mechanism is missing there."""
        self._mechanisms[1:] = [name for name in self._mechanisms[1:] if name in offered]
        self._unknown = self.mechanism not in offered

    def try_next(self) -> bool:
        """Go on to the next mechanism if the server does not know the present mechanism. Return False at the end."""
        if not self._unknown or self.given_up or len(self._mechanisms) < 2:
            return False
        del self._mechanisms[0]
        self._unknown, self.scram, self.challenge, self._proved = False, None, None, False
        self._chunks = ChunkCollector()
        return True

    def answer_chunk(self, text: str) -> bytes | ScramChallenge | None:
        """Take one parameter of AUTHENTICATE. Return the bytes to send, a challenge that `prove_password` must
        answer, or None if more chunks follow.

        Raises: SaslError.
        """
        response = self._chunks.add_chunk(text)
        if response is None:
            return None
        if self.mechanism == PLAIN:
            return plain_message(self.account, self.password)
        if self.mechanism == EXTERNAL:
            return b""
        if self.scram is None:
            self.scram = ScramClient(self.account, self.nonce)
            return self.scram.first_message
        if self.challenge is not None:
            raise SaslError("The server does not wait for the proof")
        if not self._proved:
            self.challenge = self.scram.read_challenge(response)
            return self.challenge
        self.scram.require_server_proof(response)
        return b""

    def prove_password(self, key: bytes) -> bytes:
        """Return the answer to the challenge. `key`: the result of `derive_key`.

        Raises: SaslError if there is no challenge.
        """
        if self.scram is None or self.challenge is None:
            raise SaslError("There is no challenge")
        self.challenge, self._proved = None, True
        return self.scram.proof_message(key)
