"""Storage that fails, servers that flood, and the end of a run."""

import asyncio
import itertools
from collections.abc import Mapping
from dataclasses import replace

import pytest
from telegram.error import RetryAfter

from bot.delivery.ledger import Call
from bot.delivery.settling import DoubtPolicy
from bot.errors import StorageError
from bot.notices import StorageBack, StorageFailing
from bot.transport.answers import Answer
from tests.delivery.memory_ledger import conserved
from tests.delivery.post_office import PostOffice
from tests.delivery.scripted_api import Asked


async def test_results_survive_a_storage_that_fails_and_are_recorded_later(office: PostOffice) -> None:
    office.ledger.plan(range(1, 60))
    office.open()
    await office.clock.advance(1.05)
    asked = len(office.api.asked)
    office.ledger.failing = StorageError("database is locked")
    await office.clock.advance(60)
    assert len(office.api.asked) <= asked + 7
    office.ledger.failing = None
    await office.clock.advance(60)
    assert sorted(office.api.chats) == list(range(1, 60))
    assert office.ledger.states() == {"sent": 59}
    assert [type(notice) for notice in office.notices] == [StorageFailing, StorageBack]


async def test_a_storage_that_fails_is_asked_more_and_more_rarely(office: PostOffice) -> None:
    office.ledger.plan([7])
    office.ledger.failing = StorageError("disk full")
    tries: list[float] = []
    recover = office.ledger.recover

    async def counted(epoch, now):  # type: ignore[no-untyped-def]
        tries.append(office.clock.monotonic())
        return await recover(epoch, now)

    office.ledger.recover = counted  # type: ignore[method-assign]
    office.open()
    await office.clock.advance(100)
    gaps = [round(b - a, 1) for a, b in itertools.pairwise(tries)]
    assert gaps == [0.5, 1, 2, 4, 8, 16, 30, 30]


async def test_an_unexpected_error_of_storage_is_survived_too(
    office: PostOffice, caplog: pytest.LogCaptureFixture
) -> None:
    office.ledger.plan([7])
    office.ledger.failing = ValueError("no active connection")
    office.open()
    await office.clock.advance(3)
    office.ledger.failing = None
    await office.clock.advance(5)
    assert office.ledger.states() == {"sent": 1}
    assert "a tick of delivery failed" in caplog.text


async def test_stopping_waits_for_what_is_on_the_wire_and_records_it(office: PostOffice) -> None:
    office.ledger.plan(range(1, 100))
    office.api.latency = 3
    office.open()
    await office.clock.advance(1)
    await office.close()
    asked = len(office.api.asked)
    assert asked > 0
    assert office.ledger.states() == {"sent": asked, "ready": 99 - asked}
    assert office.tasks[0].done()


async def test_stopping_an_idle_sender_takes_no_time(office: PostOffice) -> None:
    sender = office.open()
    await office.clock.advance(50)
    stopping = asyncio.create_task(sender.stop())
    await office.clock.advance(0)
    assert stopping.done()


async def test_stopping_a_sender_that_never_ran_ends_its_run_at_once(office: PostOffice) -> None:
    office.ledger.plan([7])
    sender = office.open()
    await sender.stop()
    await office.clock.advance(5)
    assert office.tasks[0].done()
    assert office.api.asked == []


async def test_what_does_not_land_in_time_is_a_named_doubt(office: PostOffice) -> None:
    office.ledger.plan([7])
    office.api.latency = 1000
    office.open()
    await office.clock.advance(1)
    await office.close(drain=20)
    row = office.ledger.row(7)
    assert (row["state"], row["doubts"], row["silent"]) == ("ready", 1, 1)
    assert row["doubt"] == "given up while on the wire"


async def test_stopping_during_a_halt_leaves_every_row_as_it_was(office: PostOffice) -> None:
    office.ledger.plan(range(1, 50))
    office.api.rule = lambda asked: RetryAfter(600)
    office.open()
    await office.clock.advance(5)
    await office.close()
    assert office.ledger.states() == {"ready": 49}
    assert office.ledger.row(1)["attempts"] == 0


async def test_results_that_cannot_be_recorded_at_the_end_stay_in_flight_for_the_next_run(
    office: PostOffice,
) -> None:
    office.ledger.plan([7])
    office.api.latency = 1
    office.open()
    await office.clock.advance(0.5)
    office.ledger.failing = StorageError("disk full")
    await office.close()
    office.ledger.failing = None
    assert office.tasks[0].done()
    assert office.ledger.states() == {"in_flight": 1}


async def test_no_call_leaves_during_a_halt_and_at_most_two_in_the_tenth_of_a_second_after(
    office: PostOffice,
) -> None:
    office.ledger.plan(range(1, 400))
    office.open()
    await office.clock.advance(2)
    halt_from = office.clock.monotonic()
    office.api.rule = lambda asked: RetryAfter(5)
    await office.clock.advance(1)
    office.api.rule = lambda asked: None
    await office.clock.advance(10)
    during = [at for at in office.api.times() if halt_from + 0.3 < at < halt_from + 5]
    assert during == []
    first = min(at for at in office.api.times() if at >= halt_from + 5)
    assert len([at for at in office.api.times() if first <= at < first + 0.1]) <= 2
    assert office.pace.rate < 28
    await office.clock.advance(30)
    assert office.ledger.states() == {"sent": 399}
    assert max(int(str(office.ledger.row(chat)["attempts"])) for chat in range(1, 400)) == 1


async def test_a_flood_of_one_chat_holds_that_chat_only(office: PostOffice) -> None:
    office.ledger.plan(range(1, 100))
    office.api.rule = lambda asked: RetryAfter(8) if asked.chat_id == 5 and asked.at < 8 else None
    office.open()
    await office.clock.advance(7.5)
    assert office.ledger.states() == {"sent": 98, "ready": 1}
    await office.clock.advance(2.5)
    assert office.ledger.states() == {"sent": 99}
    assert len(office.api.times(5)) == 2


async def test_closed_gates_are_stored(office: PostOffice) -> None:
    office.ledger.plan([5])
    office.api.rule = lambda asked: RetryAfter(8)
    office.open()
    await office.clock.advance(1)
    assert list(office.ledger.gates()) == [5]


async def test_a_stalling_server_is_met_with_a_slower_pace_and_no_repeats(office: PostOffice) -> None:
    office.ledger.plan(range(1, 120))
    office.open()
    await office.clock.advance(1)
    office.api.latency = 7
    await office.clock.advance(20)
    assert office.pace.rate < 28
    assert office.api.most_on_the_wire <= 8
    office.api.latency = 0.1
    await office.clock.advance(60)
    assert sorted(office.api.chats) == list(range(1, 120))


async def test_a_flight_that_breaks_on_the_wire_is_a_doubt_and_the_others_go_on(office: PostOffice) -> None:
    def breaking(asked: Asked) -> Answer | Exception | None:
        if asked.chat_id == 3 and asked.at < 4:
            raise MemoryError
        return None

    office.ledger.plan(range(1, 10))
    office.api.rule = breaking
    office.open()
    await office.clock.advance(2)
    assert office.ledger.states() == {"sent": 8, "ready": 1}
    assert office.ledger.row(3)["doubts"] == 1
    await office.clock.advance(10)
    assert office.ledger.states() == {"sent": 9}


async def test_a_flight_that_breaks_before_it_leaves_is_an_attempt(office: PostOffice) -> None:
    class Unprintable(Mapping[str, object]):
        def __getitem__(self, key: str) -> object:
            raise OSError("gone")

        def __iter__(self):  # type: ignore[no-untyped-def]
            raise OSError("gone")

        def __len__(self) -> int:
            return 1

    office.composer.compose_as = lambda row: Call("sendMessage", Unprintable())
    office.ledger.plan([7])
    office.open()
    await office.clock.advance(1)
    row = office.ledger.row(7)
    assert (row["state"], row["attempts"], row["doubts"]) == ("ready", 1, 0)


async def test_a_composer_whose_storage_fails_is_asked_again_and_no_attempt_is_counted(
    office: PostOffice,
) -> None:
    plain = office.composer.compose_as

    def failing(row):  # type: ignore[no-untyped-def]
        if office.clock.monotonic() < 3:
            raise StorageError("locked")
        return plain(row)

    office.composer.compose_as = failing
    office.ledger.plan([7])
    office.open()
    await office.clock.advance(6)
    assert office.ledger.states() == {"sent": 1}
    assert office.ledger.row(7)["attempts"] == 1


async def test_doubts_may_be_left_for_somebody_to_decide(office: PostOffice) -> None:
    office.ledger.plan([7])
    office.api.latency = 1000
    office.open(policy=DoubtPolicy.LEAVE)
    await office.clock.advance(1)
    await office.close(drain=1)
    assert office.ledger.states() == {"doubt": 1}


async def test_a_second_row_claimed_for_a_chat_under_way_is_given_back(office: PostOffice) -> None:
    turn = office.ledger.turn

    async def doubled(**asked):  # type: ignore[no-untyped-def]
        rows = await turn(**asked)
        return [*rows, *(replace(row, part=1) for row in rows if row.part == 0)]

    office.ledger.turn = doubled  # type: ignore[method-assign]
    office.ledger.plan([7], parts=2)
    office.open()
    await office.clock.advance(0.5)
    assert office.api.chats == [7]
    await office.clock.advance(3)
    assert office.ledger.states() == {"sent": 2}


async def test_rows_of_resting_chats_do_not_keep_storage_busy(office: PostOffice) -> None:
    office.ledger.plan([7], parts=2)
    office.open()
    await office.clock.advance(0.5)
    before = office.ledger.turns
    await office.clock.advance(0.5)
    assert office.ledger.turns - before <= 3


async def test_cancelling_the_run_ends_every_flight(office: PostOffice) -> None:
    office.ledger.plan(range(1, 10))
    office.api.latency = 1000
    office.open()
    await office.clock.advance(1)
    office.tasks[0].cancel()
    await office.clock.advance(0)
    assert office.tasks[0].done()
    assert office.api.on_the_wire == 0
    assert conserved(office.ledger, 9)


async def test_stopping_lets_nothing_leave_that_still_waits_for_its_slot(office: PostOffice) -> None:
    office.ledger.plan(range(1, 4))
    sender = office.open()
    await office.clock.advance(0.01)
    assert (sender.under_way, len(office.api.asked)) == (3, 1)
    await office.close()
    assert len(office.api.asked) == 1
    assert office.ledger.states() == {"sent": 1, "ready": 2}
    assert office.ledger.row(3)["attempts"] == 0


async def test_stopping_gives_back_what_no_worker_has_taken(office: PostOffice) -> None:
    office.ledger.plan(range(1, 4))
    office.open()
    turn = office.ledger.turn
    stopping: list[asyncio.Task[None]] = []

    async def stopped_meanwhile(**asked):  # type: ignore[no-untyped-def]
        rows = await turn(**asked)
        stopping.append(asyncio.create_task(office.sender.stop()))
        await office.clock.sleep(0.5)
        return rows

    office.ledger.turn = stopped_meanwhile  # type: ignore[method-assign]
    await office.clock.advance(0.6)
    office.ledger.turn = turn  # type: ignore[method-assign]
    await office.clock.advance(5)
    assert office.api.asked == []
    assert office.ledger.states() == {"ready": 3}
    assert all(task.done() for task in stopping)
