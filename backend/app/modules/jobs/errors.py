from accounting.errors import Conflict, NotFound


class JobNotFound(NotFound):
    """There is no such job in this company."""


class JobAlreadyFinished(Conflict):
    """This job has ended already; there is nothing to cancel."""
