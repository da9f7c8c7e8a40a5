"""What was signed about one company's log, fetched as the walk along it needs it."""

from collections import defaultdict
from uuid import UUID

from app.modules.audit import checkpoints
from app.modules.audit.checkpoints import Checkpoint, stretch


class Signed:
    """The best checkpoint of each stretch. The latest holds whatever earlier ones hold; they stand in if it is damaged.

    `reached` says how far each stretch looked at is signed with the key of today.
    """

    def __init__(self, tenant_id: UUID, places: list[int]) -> None:
        self._tenant_id = tenant_id
        self._places: dict[int, list[int]] = defaultdict(list)
        for sequence in sorted(places):
            self._places[stretch(sequence)].append(sequence)
        self._sound: dict[int, Checkpoint] = {}
        self.damaged: list[int] = []
        self.reached: dict[int, int] = {}

    @classmethod
    async def of(cls, tenant_id: UUID) -> "Signed":
        return cls(tenant_id, await checkpoints.places(tenant_id))

    async def furthest(self) -> Checkpoint | None:
        """The sound checkpoint that reaches furthest."""
        for number in sorted(self._places, reverse=True):
            await self._fetch({number})
            if number in self._sound:
                return self._sound[number]
        return None

    async def fetch(self, first: int, last: int) -> None:
        """Whatever was signed about these rows. It talks to the object store, so never inside a transaction."""
        await self._fetch({each for each in self._places if stretch(first) <= each <= stretch(last)})

    async def _fetch(self, wanted: set[int]) -> None:
        while ask := {self._places[each][-1] for each in wanted if each not in self._sound and self._places[each]}:
            for sequence, checkpoint in (await checkpoints.read(self._tenant_id, ask)).items():
                if checkpoint is None:
                    self.damaged.append(sequence)
                    self._places[stretch(sequence)].pop()
                    continue
                self._sound[stretch(sequence)] = checkpoint
                self.reached[stretch(sequence)] = 0 if checkpoint.is_stale else sequence

    def hash_of(self, sequence: int) -> bytes | None:
        """The hash that was signed for this row, if any was."""
        found = self._sound.get(stretch(sequence))
        return found.hash_of(sequence) if found else None

    def forget_before(self, sequence: int) -> None:
        """What lies behind the walk is not asked for again."""
        for number in [each for each in self._sound if each < stretch(sequence)]:
            del self._sound[number]
            self._places[number].clear()
