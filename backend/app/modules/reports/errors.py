from accounting.errors import Invalid


class TagOrUntagged(Invalid):
    """A ledger shows the share of one tag, or what has no tag of a kind; ask for one of the two."""
