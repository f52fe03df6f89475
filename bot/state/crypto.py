"""Encryption at rest with the keys in PRINCIPBOT_KEY, and keyed hashes.

The variable holds one or more Fernet keys, separated by commas. The first seals; every one opens.
Rotation: put a new key first, restart, reseal, remove the old key.
"""

import hmac
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.errors import SealError, SettingsError

_DIGEST_SIGNS = 32
"""128 bits in hexadecimal: enough that two ids never meet."""


def new_key() -> str:
    """A fresh key for PRINCIPBOT_KEY."""
    return Fernet.generate_key().decode("ascii")


@dataclass(frozen=True, slots=True)
class Keyring:
    """Seals what must be read again; nothing shows a key."""

    _fernets: MultiFernet = field(repr=False)
    is_temporary: bool = False
    """True when the key lives in this process alone: what it seals is lost with it."""

    @classmethod
    def from_text(cls, keys: str) -> "Keyring":
        """The keys of the environment variable, the current one first.

        Raises:
            SettingsError: a key is missing or malformed; the message never shows it.
        """
        parts = [part.strip() for part in keys.split(",") if part.strip()]
        if not parts:
            raise SettingsError(
                "PRINCIPBOT_KEY er tom. Lav en nøgle med `principbot data new-key`."
            )
        try:
            fernets = [Fernet(part) for part in parts]
        except ValueError:
            # `from None`: the library's message and context would hold the key.
            raise SettingsError(
                "PRINCIPBOT_KEY er ikke en gyldig nøgle: hver nøgle er 32 byte i base64,"
                " adskilt med komma. Lav en med `principbot data new-key`."
            ) from None
        return cls(MultiFernet(fernets))

    @classmethod
    def temporary(cls) -> "Keyring":
        """A key for this process alone, for the terminal and the web page without chat."""
        return cls(MultiFernet([Fernet(new_key())]), is_temporary=True)

    def seal(self, purpose: str, body: bytes) -> bytes:
        """The body, encrypted with the current key and bound to its purpose."""
        return self._fernets.encrypt(purpose.encode() + b"\x00" + body)

    def unseal(self, purpose: str, sealed: bytes) -> bytes:
        """The body that was sealed for this purpose.

        Raises:
            SealError: no key opens it, it was changed, or it was sealed for something else.
        """
        try:
            found, _, body = self._fernets.decrypt(sealed).partition(b"\x00")
        except InvalidToken as error:
            raise SealError(
                "En krypteret række kan ikke åbnes med nøglerne i PRINCIPBOT_KEY."
                " Sæt den gamle nøgle efter den nye, adskilt med komma."
            ) from error
        if found != purpose.encode():
            raise SealError("En krypteret række er flyttet til et andet sted og åbnes ikke.")
        return body


@dataclass(frozen=True, slots=True)
class Hasher:
    """Hashes what must only be recognised: people, channels, events.

    The secret is made once a database and kept there, sealed, so that hashes outlive a rotation.
    """

    _secret: bytes = field(repr=False)

    def digest(self, *parts: str) -> str:
        """A hash that nobody can guess back without the secret."""
        message = "\x00".join(parts).encode()
        return hmac.new(self._secret, message, sha256).hexdigest()[:_DIGEST_SIGNS]
