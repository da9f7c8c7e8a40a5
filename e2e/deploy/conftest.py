import pytest
from deployment import COMPOSE


@pytest.fixture(params=list(COMPOSE))
def which(request: pytest.FixtureRequest) -> str:
    """Each of the two compose files."""
    return str(request.param)
