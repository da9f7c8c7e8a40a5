from accounting.errors import NotFound


class AuditEventNotFound(NotFound):
    """There is no event with this number in this company's audit log."""
