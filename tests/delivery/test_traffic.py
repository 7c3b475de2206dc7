from datetime import timedelta

import pytest

from bot.delivery.flooding import Flooding
from bot.delivery.gates import Door, Gates
from bot.delivery.outcome import ContentFault, Failed, Fatal, Flooded, InDoubt, NotSent, Sent
from bot.delivery.pace import Pace
from bot.delivery.traffic import Traffic
from tests.clocks import ManualClock
from tests.delivery.memory_ledger import delivery


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def traffic(clock: ManualClock) -> Traffic:
    return Traffic(clock, Pace(20), Gates(), Flooding())


def obstacle(traffic: Traffic, chat: int = 7, *, others: int = 0) -> str | None:
    return traffic.obstacle(delivery(chat), others_on_the_wire=others)


def test_nothing_holds_a_message_back_without_a_reason(traffic: Traffic) -> None:
    assert obstacle(traffic, others=9) is None


@pytest.mark.parametrize("key", [Door.ALL, Door.BULK, 7])
def test_a_gate_that_closed_meanwhile_holds_it_back(
    key: int | Door, traffic: Traffic, clock: ManualClock
) -> None:
    traffic.gates.close(key, clock.now() + timedelta(seconds=3), now=clock.now())
    assert obstacle(traffic) == "gate closed"
    assert obstacle(traffic, 8) == (None if key == 7 else "gate closed")


def test_what_an_editor_stops_stays_until_he_lets_it_go(traffic: Traffic) -> None:
    row = delivery(7)
    traffic.stop([row.job.id])
    assert obstacle(traffic) == "job held"
    traffic.faults.claimed(row.job.id)
    assert obstacle(traffic) == "job held"
    traffic.go([row.job.id])
    assert obstacle(traffic) is None


async def test_after_a_lone_429_one_message_at_a_time_finds_out(traffic: Traffic, clock: ManualClock) -> None:
    traffic.landed(delivery(7), Flooded(9), launched_at=0)
    assert obstacle(traffic, 8, others=0) is None
    assert obstacle(traffic, 8, others=1) == "whose flood it is must be seen first"
    await clock.advance(1)
    traffic.landed(delivery(8), Sent(1), launched_at=0.5)
    assert obstacle(traffic, 9, others=1) is None
    assert obstacle(traffic, 7) == "gate closed"


def test_a_second_429_elsewhere_closes_bulk_and_leaves_replies_alone(
    traffic: Traffic, clock: ManualClock
) -> None:
    traffic.landed(delivery(7), Flooded(9), launched_at=0)
    traffic.landed(delivery(8), Flooded(9), launched_at=0)
    assert obstacle(traffic, 9) == "gate closed"
    assert traffic.gates.until(9, clock.now()) == clock.now()
    assert traffic.pace.rate == 15


def test_a_job_refused_by_three_chats_is_held_back(traffic: Traffic) -> None:
    for chat in (1, 2, 3):
        traffic.landed(delivery(chat), ContentFault("can't parse"), launched_at=0)
    assert obstacle(traffic) == "job held"


def test_a_revoked_token_holds_everything_back(traffic: Traffic) -> None:
    traffic.landed(delivery(), Fatal("Unauthorized"), launched_at=0)
    assert (traffic.fatal, obstacle(traffic)) == ("Unauthorized", "delivery stopped")


async def test_an_answer_of_any_kind_ends_the_waits_for_the_network(
    traffic: Traffic, clock: ManualClock
) -> None:
    waits = []
    for outcome in (NotSent("refused"), NotSent("refused"), Failed("500"), NotSent("refused")):
        launched_at = clock.monotonic()
        await clock.advance(0.1)
        traffic.landed(delivery(), outcome, launched_at=launched_at)
        waits.append(round(traffic.closed_for()))
        await clock.advance(traffic.closed_for())
    assert waits == [1, 2, 0, 1]


async def test_a_call_that_timed_out_slows_the_pace(traffic: Traffic, clock: ManualClock) -> None:
    await clock.advance(20)
    traffic.landed(delivery(), InDoubt("timeout"), launched_at=0)
    assert traffic.pace.rate == 18


def test_what_was_not_sent_makes_no_chat_rest(traffic: Traffic) -> None:
    traffic.landed(delivery(7), NotSent("refused"), launched_at=0)
    traffic.landed(delivery(8), InDoubt("reset"), launched_at=0)
    assert traffic.spacing.resting(0) == {8}
