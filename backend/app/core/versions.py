"""If-Match: the version of a resource that somebody saw before they changed or decided it."""

import re
from typing import Annotated

from fastapi import Depends, Header

from accounting.errors import Conflict


class VersionUnreadable(Conflict):
    """If-Match must carry the ETag of the resource as you saw it."""

    status = 412


def _seen(
    if_match: Annotated[str | None, Header(description="the ETag you saw; a stale one is refused")] = None,
) -> int | None:
    """None when nothing was sent, or `*`. Raises VersionUnreadable."""
    if if_match is None or if_match.strip() == "*":
        return None
    text = if_match.strip().removeprefix("W/").strip('"')
    if not re.fullmatch("[0-9]{1,18}", text):
        raise VersionUnreadable
    return int(text)


SeenVersion = Annotated[int | None, Depends(_seen)]
