"""Write the API's document, from which the SPA's client is made: `python -m app.export_openapi [FILE]`."""

import json
import os
import sys
from pathlib import Path

PLACES = (
    "DATABASE_URL",
    "BROKER_URL",
    "CACHE_URL",
    "S3_ENDPOINT_URL",
    "S3_ACCESS_KEY",
    "S3_SECRET_KEY",
    "SPARK_CONNECT_URL",
    "JWT_PRIVATE_KEY_FILE",
    "ENCRYPTION_KEYS_FILE",
    "PUBLIC_URL",
    "SMTP_URL",
    "MAIL_FROM",
)


def main() -> None:
    """Nothing is connected to, so any address will do."""
    for name in PLACES:
        os.environ.setdefault(name, "postgresql+asyncpg://nobody@localhost/none" if "DATABASE" in name else "none")
    os.environ.pop("SPA_DIR", None)
    from app.main import build

    text = json.dumps(build().openapi(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"
    target = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent / "openapi.json")
    target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
