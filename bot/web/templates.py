"""The pages' templates: escaped always, strict about names, compiled once."""

import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

STATIC_ROOT = "/statisk"
_TYPES = {"web.css": "text/css", "web.js": "text/javascript", "ikon.svg": "image/svg+xml"}


@cache
def environment() -> Environment:
    """The environment of all pages."""
    made = Environment(
        loader=PackageLoader("bot.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals["static"] = static_path
    return made


@cache
def static_file(name: str) -> tuple[bytes, str] | None:
    """A file that the pages load, and its media type; None when there is none of that name."""
    if name not in _TYPES:
        return None
    return files("bot.web").joinpath("static", name).read_bytes(), _TYPES[name]


@cache
def static_path(name: str) -> str:
    """Address of a file, with a mark that changes with its content."""
    content = files("bot.web").joinpath("static", name).read_bytes()
    return f"{STATIC_ROOT}/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"
