"""What is joined whole for a moment leaves the connection as it was, however the moment ends."""

import pytest

from app.core.entering import Shown
from app.core.joins import joined_whole
from app.core.looking import look
from app.core.origin import Origin
from app.core.tokens import read_access
from tests.conftest import Company

LOOPS = "select current_setting('enable_nestloop')"


class Left(Exception):
    """Whoever asked has gone."""


async def test_a_stream_that_is_left_in_the_middle_leaves_nothing_behind(company: Company):
    """A connection that only looks serves somebody else next."""
    shown = Shown(company.tenant_id, company.user_id, read_access(company.data["access_token"]).session_id)
    async with look(shown, Origin()) as work:
        with pytest.raises(Left):
            async with joined_whole(work):
                async for rows in work.stream("select n from generate_series(1, 5000) n"):
                    assert len(rows) < 5000
                    raise Left
        assert (await work.ask(LOOPS))[0][0] == "on"
        await work.end_streams()
        assert (await work.ask(LOOPS))[0][0] == "on"
