from accounting.errors import Conflict, Invalid, NotFound
from app.core.errors import CONSTRAINTS


class FindingNotFound(NotFound):
    """There is no such finding in this company."""


class AnomalyRunNotFound(NotFound):
    """There is no such run in this company."""


class FindingGone(Conflict):
    """This does not stand out any more; there is nothing to decide about it."""


class NothingToUndo(Conflict):
    """Nothing was decided about this finding, or it was undone already."""


class RunNotReplayable(Conflict):
    """Only a run that has ended is replayed, while what it judged is still kept."""


class ControlsChanged(Conflict):
    """This run was judged by another version of the controls than the one here; it can be read, not replayed."""


class BooksTooLarge(Conflict):
    """These books are too large to be judged while you wait; change the settings and start a run."""


class SnoozedIntoThePast(Invalid):
    """A finding is snoozed until a day that is still to come, at most two years from now."""


class WordsNeeded(Invalid):
    """An explanation says why it is so; give it a few words."""


CONSTRAINTS |= {"decision_is_undone_once": NothingToUndo}
