from accounting.errors import Conflict, NotFound


class MailNotFound(NotFound):
    """There is no such message in this company."""


class MailUnderWay(Conflict):
    """This message is still on its way; wait until it was sent or refused."""


class MailForgotten(Conflict):
    """This message is more than 30 days old and cannot be sent again."""
