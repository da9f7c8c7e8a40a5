"""Where documents lie: objects in the S3 store, or files when a job runs on a folder. Read inside the executor."""

import os
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from libs import problems
from libs.problems import Unreadable

FILE = "file://"


def fetch(key: str) -> bytes:
    """The bytes stored under `key`, an object key or `file://…`.

    A document that is not there is `Unreadable` (missing_file); a store that does not answer raises its own error, so
    that Spark tries the task again instead of blaming the document.
    """
    if key.startswith(FILE):
        try:
            return Path(unquote(urlsplit(key).path)).read_bytes()
        except OSError:
            raise Unreadable(problems.MISSING_FILE) from None
    from botocore.exceptions import ClientError

    try:
        content: bytes = _store().get_object(Bucket=os.environ["S3_BUCKET"], Key=key)["Body"].read()
        return content
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in ("NoSuchKey", "404"):
            raise Unreadable(problems.MISSING_FILE) from None
        raise


def store_pictures(tenant_id: str, document_id: str, pictures: list[bytes]) -> None:
    """Keep the page pictures beside the original; writing them twice leaves the same objects."""
    for number, picture in enumerate(pictures, start=1):
        _store().put_object(
            Bucket=os.environ["S3_BUCKET"],
            Key=picture_key(tenant_id, document_id, number),
            Body=picture,
            ContentType="image/jpeg",
        )


def picture_key(tenant_id: str, document_id: str, number: int) -> str:
    """Object key of the picture of one page, pages counted from 1."""
    return f"{tenant_id}/documents/{document_id}/pages/{number}.jpg"


@cache
def _store() -> Any:
    """One client per process. The settings suit every S3 server: v4 signatures, path addresses, no extra checksums."""
    import boto3
    from botocore.config import Config

    return boto3.client(
        "s3",
        endpoint_url=os.environ["S3_ENDPOINT_URL"],
        aws_access_key_id=os.environ["S3_ACCESS_KEY"],
        aws_secret_access_key=os.environ["S3_SECRET_KEY"],
        region_name=os.environ.get("S3_REGION", "us-east-1"),
        config=Config(
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            connect_timeout=5,
            read_timeout=60,
            retries={"max_attempts": 4, "mode": "standard"},
        ),
    )
