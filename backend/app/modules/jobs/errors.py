from accounting.errors import Conflict, NotFound


class JobNotFound(NotFound):
    """There is no such job in this company."""


class JobAlreadyFinished(Conflict):
    """This job has ended already; there is nothing to cancel."""


class JobNotCancellable(Conflict):
    """This job is not one that a person began; it runs to its end."""
