"""Serve the built SPA from the API's own origin: compressed assets, immutable caching, history fallback."""

import mimetypes
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, Response
from starlette.exceptions import HTTPException

ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
API_PREFIXES = ("api", "health", "metrics", "problems")


def install(app: FastAPI, root: Path) -> None:
    """Mount the folder of a built SPA. Raises FileNotFoundError when nothing was built there."""
    root = root.resolve()
    index = root / "index.html"
    if not index.is_file():
        raise FileNotFoundError(f"no built SPA in {root}")

    @app.api_route("/{path:path}", methods=["GET", "HEAD"], include_in_schema=False)
    async def spa(path: str, request: Request) -> Response:
        if path.split("/", 1)[0] in API_PREFIXES:
            raise HTTPException(404)
        file = (root / path).resolve()
        if not file.is_relative_to(root) or not file.is_file():
            if path.startswith("assets/") or "." in path.rsplit("/", 1)[-1]:
                return Response(status_code=404, headers={"cache-control": "no-store"})
            file = index
        return _file(file, request.headers.get("accept-encoding", ""))


def _file(file: Path, accepted: str) -> FileResponse:
    headers = {
        "vary": "accept-encoding",
        "cache-control": "public, max-age=31536000, immutable" if file.parent.name == "assets" else "no-cache",
    }
    media = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    for encoding, suffix in ENCODINGS:
        packed = file.with_name(file.name + suffix)
        if encoding in accepted and packed.is_file():
            return FileResponse(packed, media_type=media, headers={**headers, "content-encoding": encoding})
    return FileResponse(file, media_type=media, headers=headers)
