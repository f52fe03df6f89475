"""Pages for what went wrong: fixed words, the right status, a way on."""

import logging

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from bot import messages
from bot.errors import NotFoundError
from bot.web.site import page

_LOG = logging.getLogger("principbot.web")

_TEXTS = {
    404: ("Siden findes ikke", "Adressen er ukendt. Måske er den skrevet forkert."),
    405: ("Det kan siden ikke", "Siden tager ikke imod det, der blev sendt."),
    422: ("Det kunne jeg ikke læse", "Noget i det, der blev sendt, mangler eller er for langt."),
}


def add(app: FastAPI) -> None:
    """Give an application its fault pages."""
    app.add_exception_handler(NotFoundError, _not_found)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(Exception, _broken)


def _not_found(_request: Request, error: Exception) -> Response:
    return page("fault.html", "", {"heading": "Det findes ikke her", "text": str(error)}, code=404)


def _refused(_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 400
    heading, text = _TEXTS.get(status, ("Det kan jeg ikke", "Prøv igen på en anden måde."))
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    return page("fault.html", "", {"heading": heading, "text": text}, code=status, headers=headers)


def _unreadable(_request: Request, _error: Exception) -> Response:
    heading, text = _TEXTS[422]
    return page("fault.html", "", {"heading": heading, "text": text}, code=422)


def _broken(_request: Request, error: Exception) -> Response:
    """The one edge for what nobody foresaw; the trace names no question."""
    _LOG.error("%s", type(error).__name__, exc_info=error)
    return page("fault.html", "", {"heading": "Noget gik galt", "text": messages.APOLOGY}, code=500)
