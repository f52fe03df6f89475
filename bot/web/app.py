"""The one ASGI application: chat, reader, health."""

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.exceptions import HTTPException

from bot.access import AccessMiddleware, AccessRules
from bot.web import asking, faults, principles, provisions, reader, sources
from bot.web.edges import ChatEdge, life
from bot.web.middleware import Bounds
from bot.web.site import Site
from bot.web.templates import STATIC_ROOT, static_file
from corpus.errors import CorpusError
from index.errors import IndexingError

_FAULTS: dict[int | str, dict[str, Any]] = {
    404: {"description": "Findes ikke", "content": {"text/html": {}, "text/plain": {}}},
    413: {"description": "For meget", "content": {"text/plain": {}}},
    414: {"description": "For lang adresse", "content": {"text/plain": {}}},
    422: {"description": "Kan ikke læses", "content": {"text/html": {}}},
    429: {"description": "For mange spørgsmål", "content": {"text/html": {}}},
    503: {"description": "Stoppet", "content": {"text/html": {}}},
}
_FOREVER = "public, max-age=31536000, immutable"


def create_app(site: Site, rules: AccessRules, edges: Sequence[ChatEdge] = ()) -> FastAPI:
    """The application; `rules` decide who meets more than `/healthz` and the chat edges."""
    app = FastAPI(
        title="Principbot",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=life(edges),
        routes=[route for edge in edges for route in edge.routes()],
    )
    faults.add(app)
    app.include_router(_health(site))
    app.include_router(_static(), include_in_schema=False)
    for part in (asking, sources, reader, principles, provisions):
        app.include_router(
            part.routes(site), default_response_class=HTMLResponse, responses=_FAULTS
        )
    app.add_middleware(AccessMiddleware, rules=rules)
    app.add_middleware(Bounds)
    return app


def _health(site: Site) -> APIRouter:
    router = APIRouter()

    def alive() -> dict[str, str]:
        return {"status": "ok"}

    def ready() -> JSONResponse:
        try:
            site.library.refresh()
            documents, passages = site.library.store.count()
        except (CorpusError, IndexingError):
            return JSONResponse({"status": "ikke klar"}, 503)
        return JSONResponse({"status": "ok", "documents": documents, "passages": passages})

    router.add_api_route("/healthz", alive, methods=["GET"])
    router.add_api_route(
        "/readyz", ready, methods=["GET"], responses={503: {"description": "Ikke klar"}}
    )
    return router


def _static() -> APIRouter:
    router = APIRouter()

    def static(request: Request, name: str) -> Response:
        found = static_file(name)
        if found is None:
            raise HTTPException(404)
        headers = {"Cache-Control": _FOREVER if request.query_params.get("v") else "no-cache"}
        return Response(found[0], media_type=found[1], headers=headers)

    router.add_api_route(f"{STATIC_ROOT}/{{name}}", static, methods=["GET"])
    return router
