"""Every route of the application's own description, fuzzed."""

from typing import Any

import hypothesis
import pytest
import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    status_code_conformance,
    unsupported_method,
)
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.access import AccessRules
from bot.web.app import create_app
from bot.web.site import Site

_FOLDERS = frozenset({"/", "/kilder", "/principper", "/healthz", "/readyz"})

_CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    unsupported_method,
]


class _AtTheMachine:
    """Requests as they come from a browser on the machine itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            headers = [pair for pair in scope["headers"] if pair[0] != b"host"]
            scope["headers"] = [*headers, (b"host", b"127.0.0.1")]
            scope["client"] = ("127.0.0.1", 1)
        await self._app(scope, receive, send)


@pytest.fixture(scope="session")
def described(embedded: Site) -> Any:
    app = create_app(embedded, AccessRules())
    schema = schemathesis.openapi.from_dict(app.openapi())
    schema.app = _AtTheMachine(app)
    return schema


def test_no_input_breaks_a_route(described: Any) -> None:
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) > len(_FOLDERS)
    for operation in operations:
        _fuzz(operation)
        if "document_id" in operation.path:
            _fuzz(operation, document_id="uv-retssikkerhed")


def _fuzz(operation: Any, **known: str) -> None:
    @hypothesis.given(case=operation.as_strategy())
    @hypothesis.settings(max_examples=25, deadline=None, derandomize=True, database=None)
    def sends(case: Any) -> None:
        case.path_parameters.update(known)
        case.validate_response(case.call(), checks=_CHECKS)

    sends()


def test_every_page_is_described(described: Any) -> None:
    paths = set(described.raw_schema["paths"])
    assert paths >= _FOLDERS
    assert "/kilder/{document_id}/{passage_id}" in paths
    assert "/paragraf/{law}/{number}" in paths
