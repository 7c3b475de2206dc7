"""Each delivery's message is made by the one who knows its kind."""

from dataclasses import dataclass, replace

from bot.delivery.composers import Composers
from bot.delivery.ledger import Call, Skip
from bot.model import (
    AnnouncementId,
    BriefId,
    BundleId,
    ChatKind,
    Delivery,
    Job,
    JobId,
    JobKind,
    Lane,
    Language,
    ReaderId,
)

IT = Language("it")


@dataclass(frozen=True, slots=True)
class Known:
    """A composer whose messages tell who made them."""

    name: str

    async def compose(self, delivery: Delivery) -> Call | Skip:
        return Call(self.name, {})


ALL = Composers(
    Known("briefs"),
    digests=Known("digests"),
    announcements=Known("announcements"),
    amendments=Known("amendments"),
)


def row(kind: JobKind, **more: object) -> Delivery:
    job = Job(JobId(1), kind, "key", Lane.BRIEF)
    plain = Delivery(job, ReaderId(1), 11, None, ChatKind.PRIVATE, IT, (IT,), "Europe/Rome")
    return replace(plain, **more)  # type: ignore[arg-type]


async def test_a_brief_and_what_becomes_of_it_is_for_briefs() -> None:
    for kind in (JobKind.BRIEF, JobKind.CORRECTION, JobKind.RECALL):
        delivery = row(kind, job=Job(JobId(1), kind, "key", Lane.BRIEF, BriefId(3)))
        assert await ALL.compose(delivery) == Call("briefs", {})


async def test_whatever_carries_a_bundle_is_for_digests() -> None:
    for kind in (JobKind.DIGEST, JobKind.OFFER, JobKind.CORRECTION, JobKind.RECALL):
        assert await ALL.compose(row(kind, bundle_id=BundleId(5))) == Call("digests", {})


async def test_copies_of_an_announcement_and_what_is_done_about_them_have_their_own() -> None:
    makers = {
        JobKind.ANNOUNCEMENT: "announcements",
        JobKind.CORRECTION: "amendments",
        JobKind.RECALL: "amendments",
    }
    for kind, maker in makers.items():
        job = Job(JobId(1), kind, "key", Lane.BROADCAST, announcement_id=AnnouncementId(7))
        assert await ALL.compose(row(kind, job=job)) == Call(maker, {})


async def test_what_nobody_knows_how_to_make_is_not_posted() -> None:
    assert await Composers(Known("briefs")).compose(row(JobKind.DIGEST, bundle_id=BundleId(5))) == Skip(
        "unknown"
    )
