"""Object storage (S3, MinIO, SeaweedFS): put, get, remove. boto3 is blocking, so it runs in threads."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import suppress
from functools import cache
from typing import Any, BinaryIO

from accounting.errors import NotFound, Unavailable
from app.core.config import settings

CHUNK = 256 * 1024


class StorageUnavailable(Unavailable):
    """The document store is not answering; try again in a moment."""


class ObjectMissing(NotFound):
    """This file is no longer in storage."""


@cache
def client() -> Any:
    import boto3  # large: a process that stores nothing does without
    from botocore.config import Config

    return boto3.client(
        "s3",
        endpoint_url=settings().s3_endpoint_url,
        aws_access_key_id=settings().s3_access_key,
        aws_secret_access_key=settings().s3_secret_key,
        region_name=settings().s3_region,
        config=Config(
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            connect_timeout=3,
            read_timeout=30,
            retries={"max_attempts": 3, "mode": "standard"},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            max_pool_connections=20,
        ),
    )


async def _call(operation: str, **arguments: Any) -> Any:
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        return await asyncio.to_thread(getattr(client(), operation), Bucket=settings().s3_bucket, **arguments)
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in ("NoSuchKey", "404", "NotFound"):
            raise ObjectMissing from error
        raise StorageUnavailable from error
    except BotoCoreError as error:
        raise StorageUnavailable from error


async def put(key: str, body: BinaryIO | bytes, media_type: str) -> None:
    """Store the bytes under `key`. Raises StorageUnavailable."""
    await _call("put_object", Key=key, Body=body, ContentType=media_type)


async def stream(key: str) -> tuple[int, AsyncIterator[bytes]]:
    """Size and bytes, in chunks. Raises ObjectMissing, StorageUnavailable before the first byte."""
    found = await _call("get_object", Key=key)
    body = found["Body"]

    async def chunks() -> AsyncIterator[bytes]:
        try:
            while chunk := await asyncio.to_thread(body.read, CHUNK):
                yield chunk
        finally:
            body.close()

    return int(found["ContentLength"]), chunks()


async def remove(keys: Iterable[str]) -> None:
    for key in keys:
        await _call("delete_object", Key=key)


async def remove_folder(folder: str) -> None:
    """Remove everything whose key begins with `folder`; nothing there is fine. Raises StorageUnavailable."""
    while found := (await _call("list_objects_v2", Prefix=folder)).get("Contents"):
        await remove(each["Key"] for each in found)


async def ensure_bucket() -> None:
    try:
        await _call("head_bucket")
    except (ObjectMissing, StorageUnavailable):
        with suppress(client().exceptions.BucketAlreadyOwnedByYou, client().exceptions.BucketAlreadyExists):
            await asyncio.to_thread(client().create_bucket, Bucket=settings().s3_bucket)


async def ping() -> None:
    """Raises StorageUnavailable or ObjectMissing when the bucket is not there."""
    await _call("head_bucket")


async def keys(prefix: str) -> list[str]:
    """Every key that begins so, in order."""
    found: list[str] = []
    more: dict[str, str] = {}
    while True:
        page = await _call("list_objects_v2", Prefix=prefix, **more)
        found += [each["Key"] for each in page.get("Contents", ())]
        if not page.get("IsTruncated"):
            return sorted(found)
        more = {"ContinuationToken": page["NextContinuationToken"]}


async def read(key: str) -> bytes:
    """A small object, whole. Raises ObjectMissing, StorageUnavailable."""
    _, chunks = await stream(key)
    return b"".join([chunk async for chunk in chunks])
