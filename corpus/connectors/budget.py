"""How much one container may hold: depth, number of files, bytes."""

from dataclasses import dataclass

from corpus.errors import ReadError

MAX_DEPTH = 3
"""Containers inside containers."""
MAX_MEMBERS = 100_000
MAX_TOTAL_BYTES = 4_000_000_000
MAX_FILE_BYTES = 200_000_000
MAX_RATIO = 200
RATIO_FROM_BYTES = 10_000_000
"""The ratio counts once this much was unpacked."""


@dataclass(slots=True)
class Budget:
    """What is left while one file of the folder is opened."""

    members: int = MAX_MEMBERS
    total_bytes: int = MAX_TOTAL_BYTES

    def take(self, size: int) -> None:
        """Count one member.

        Raises:
            ReadError: too many members or too many bytes; nothing more is opened.
        """
        self.members -= 1
        self.total_bytes -= size
        if self.members < 0:
            raise ReadError(f"beholderen har over {MAX_MEMBERS} filer")
        if self.total_bytes < 0:
            raise ReadError(f"beholderen fylder over {MAX_TOTAL_BYTES // 1_000_000} MB udpakket")
