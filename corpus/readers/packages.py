"""Zip packages of Office files, opened with limits on number, size and ratio."""

import io
import zipfile
import zlib
from dataclasses import dataclass

from corpus.errors import ReadError


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a zip may unpack to; sizes in bytes."""

    members: int = 20_000
    member_bytes: int = 200_000_000
    total_bytes: int = 1_000_000_000
    ratio: int = 200
    """Unpacked to packed, for members larger than `ratio_from_bytes`."""
    ratio_from_bytes: int = 1_000_000


OFFICE = Limits(members=5_000, member_bytes=100_000_000, total_bytes=300_000_000)
"""What a document of an Office program may be."""


def open_zip(raw: bytes, limits: Limits = OFFICE) -> zipfile.ZipFile:
    """A zip whose declared sizes are within the limits.

    Raises:
        ReadError: no zip, broken, or a bomb by number, size or ratio.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise ReadError(f"filen er ikke en læselig zip-pakke: {error}") from error
    infos = package.infolist()
    if len(infos) > limits.members:
        raise ReadError(f"zip-pakken har {len(infos)} filer; grænsen er {limits.members}")
    if sum(info.file_size for info in infos) > limits.total_bytes:
        raise ReadError(f"zip-pakken fylder over {limits.total_bytes // 1_000_000} MB udpakket")
    for info in infos:
        _check(info, limits)
    return package


def member(package: zipfile.ZipFile, name: str, limits: Limits = OFFICE) -> bytes:
    """One member, read no further than the limit whatever its header says.

    Raises:
        ReadError: not there, broken, encrypted, or larger than allowed.
    """
    try:
        with package.open(name) as stream:
            data = stream.read(limits.member_bytes + 1)
    except KeyError as error:
        raise ReadError(f"pakken mangler delen {name}") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise ReadError(f"delen {name} er ødelagt: {error}") from error
    except RuntimeError as error:  # what zipfile raises for an encrypted member
        raise ReadError(f"delen {name} er beskyttet med adgangskode") from error
    if len(data) > limits.member_bytes:
        raise ReadError(f"delen {name} er større end {limits.member_bytes // 1_000_000} MB")
    return data


def _check(info: zipfile.ZipInfo, limits: Limits) -> None:
    if info.file_size > limits.member_bytes:
        raise ReadError(f"{info.filename} er større end {limits.member_bytes // 1_000_000} MB")
    large = info.file_size > limits.ratio_from_bytes
    if large and info.file_size > limits.ratio * max(info.compress_size, 1):
        raise ReadError(f"{info.filename} er pakket over {limits.ratio} gange: ligner en zip-bombe")
