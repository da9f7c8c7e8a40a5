"""The API's own documentation page: Swagger UI from a package, no CDN, no inline script, under the strict CSP."""

from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse, Response
from starlette.exceptions import HTTPException

PAGE = Path(__file__).parent / "docs_page"
VENDOR = Path(str(files("fastapi_offline"))) / "static"
FILES = {
    "swagger-ui-bundle.js": (VENDOR, "text/javascript"),
    "swagger-ui.css": (VENDOR, "text/css"),
    "favicon.png": (VENDOR, "image/png"),
    "init.js": (PAGE, "text/javascript"),
    "page.css": (PAGE, "text/css"),
    "problem.css": (PAGE, "text/css"),
}


def install(app: FastAPI) -> None:
    @app.get("/api/docs", include_in_schema=False)
    async def page() -> Response:
        return FileResponse(PAGE / "index.html", media_type="text/html")

    @app.get("/api/docs/{name}", include_in_schema=False)
    async def file(name: str) -> Response:
        if name not in FILES:
            raise HTTPException(404)
        folder, media_type = FILES[name]
        return FileResponse(folder / name, media_type=media_type, headers={"cache-control": "public, max-age=86400"})
