import itertools
from collections import Counter
from datetime import timedelta

from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter

from bot.delivery.gates import Door
from bot.delivery.ledger import Call, Skip
from bot.delivery.pace import Pace
from bot.model import ChatKind, Lane
from bot.notices import Halted, JobHeld
from bot.transport.errors import InDoubt, NotSent
from tests.clocks import NOON
from tests.delivery.memory_ledger import conserved
from tests.delivery.post_office import PostOffice
from tests.delivery.scripted_api import Asked


async def test_every_reader_gets_the_message_once(office: PostOffice) -> None:
    office.ledger.plan(range(1, 101))
    office.open()
    await office.clock.advance(10)
    assert sorted(office.api.chats) == list(range(1, 101))
    assert office.ledger.states() == {"sent": 100}


async def test_the_message_id_is_recorded(office: PostOffice) -> None:
    office.ledger.plan([7])
    office.open()
    await office.clock.advance(1)
    assert office.ledger.row(7)["message_id"] == 1001


async def test_messages_leave_at_the_pace_and_never_in_a_burst(office: PostOffice) -> None:
    office.ledger.plan(range(1, 200))
    office.open()
    await office.clock.advance(5)
    times = office.api.times()
    gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
    assert min(gaps) > 1 / 29 - 1e-6
    assert len(times) >= 5 * 27


async def test_an_album_takes_the_pace_of_each_of_its_messages(office: PostOffice) -> None:
    office.ledger.plan(range(1, 50))
    office.composer.compose_as = lambda row: Call("sendMediaGroup", {"chat_id": row.chat_id}, messages=10)
    office.open()
    await office.clock.advance(5)
    times = office.api.times()
    gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
    assert min(gaps) > 10 / 29 - 1e-6
    assert len(times) >= 13


async def test_few_connections_are_kept_busy_until_the_next_tick(office: PostOffice) -> None:
    office.ledger.plan(range(1, 3000))
    office.pace = Pace(1000, ceiling=1000)
    office.api.latency = 0.05
    office.open(connections=20)
    await office.clock.advance(5)
    assert office.api.most_on_the_wire == 20
    assert len(office.api.asked) >= 5 * 20 / 0.05 * 0.9


async def test_no_more_is_under_way_than_rate_and_latency_need(office: PostOffice) -> None:
    office.ledger.plan(range(1, 200))
    office.open()
    await office.clock.advance(5)
    assert office.api.most_on_the_wire <= 4


async def test_there_are_at_most_ten_turns_a_second(office: PostOffice) -> None:
    office.ledger.plan(range(1, 200))
    office.open()
    await office.clock.advance(5)
    assert office.ledger.turns <= 51


async def test_nothing_is_sent_before_its_claim_is_committed(office: PostOffice) -> None:
    office.ledger.plan(range(1, 30))
    seen: list[object] = []
    office.api.rule = lambda asked: seen.append(office.ledger.row(asked.chat_id)["state"])
    office.open()
    await office.clock.advance(3)
    assert seen == ["in_flight"] * 29


async def test_an_idle_sender_asks_storage_nothing(office: PostOffice) -> None:
    office.open()
    await office.clock.advance(1)
    before = office.ledger.turns, office.ledger.looks
    await office.clock.advance(200)
    assert (office.ledger.turns, office.ledger.looks) == before


async def test_waking_it_sends_at_once(office: PostOffice) -> None:
    sender = office.open()
    await office.clock.advance(100)
    office.ledger.plan([7])
    sender.wake()
    await office.clock.advance(0.01)
    assert office.api.chats == [7]


async def test_a_row_that_becomes_due_is_sent_without_being_woken(office: PostOffice) -> None:
    office.ledger.plan([7], due_at=NOON + timedelta(seconds=42))
    office.open()
    await office.clock.advance(41.9)
    assert office.api.chats == []
    await office.clock.advance(0.3)
    assert office.api.chats == [7]


async def test_a_long_wait_for_one_answer_does_not_stop_the_others(office: PostOffice) -> None:
    office.ledger.plan(range(1, 4))
    office.api.latency = 6
    office.open()
    await office.clock.advance(0.5)
    office.ledger.plan(range(10, 13), job=2)
    office.sender.wake()
    await office.clock.advance(1)
    assert len(office.api.chats) == 6


async def test_parts_for_one_chat_keep_their_order_and_their_distance(office: PostOffice) -> None:
    office.ledger.plan([7], parts=3)
    office.open()
    await office.clock.advance(6)
    assert [asked.payload["text"] for asked in office.api.asked] == [f"job 1 part {n}" for n in range(3)]
    times = office.api.times(7)
    assert all(later - earlier >= 1.05 for earlier, later in itertools.pairwise(times))


async def test_a_group_rests_longer(office: PostOffice) -> None:
    office.ledger.plan([-100], parts=2, kind=ChatKind.GROUP)
    office.open()
    await office.clock.advance(6)
    first, second = office.api.times(-100)
    assert second - first >= 3.1


async def test_a_new_brief_does_not_wait_behind_a_broadcast(office: PostOffice) -> None:
    office.ledger.plan(range(1, 500), job=1, lane=Lane.BROADCAST)
    office.open()
    await office.clock.advance(3)
    office.ledger.plan(range(1000, 1060), job=2, lane=Lane.BRIEF)
    office.sender.wake()
    sent_before = len(office.api.asked)
    await office.clock.advance(3)
    later = office.api.chats[sent_before:]
    briefs = [chat for chat in later if chat >= 1000]
    assert len(briefs) == 60
    assert len(later) - len(briefs) >= 8


async def test_a_blocked_reader_is_paused_and_his_other_rows_are_skipped(office: PostOffice) -> None:
    office.ledger.plan([7, 8], parts=2)
    office.api.rule = lambda asked: (
        Forbidden("Forbidden: bot was blocked by the user") if asked.chat_id == 7 else None
    )
    office.open()
    await office.clock.advance(5)
    assert office.ledger.states() == {"dead": 1, "skipped": 1, "sent": 2}


async def test_a_failure_is_tried_six_times_and_then_dead(office: PostOffice) -> None:
    office.ledger.plan([7])
    office.api.rule = lambda asked: NetworkError("Internal Server Error: restart")
    office.open()
    await office.clock.advance(3000)
    gaps = [round(b - a) for a, b in zip(office.api.times(), office.api.times()[1:], strict=False)]
    assert gaps == [5, 20, 80, 320, 1280]
    assert office.ledger.states() == {"dead": 1}


async def test_a_doubt_is_named_and_repeated_without_a_sound(office: PostOffice) -> None:
    office.ledger.plan([7])
    office.api.rule = lambda asked: InDoubt("reset") if len(office.api.asked) == 1 else None
    office.open()
    await office.clock.advance(10)
    first, second = office.api.asked
    assert "disable_notification" not in first.payload
    assert second.payload["disable_notification"] is True
    row = office.ledger.row(7)
    assert (row["state"], row["doubts"], row["doubt"]) == ("sent", 1, "reset")


async def test_what_a_killed_run_left_in_flight_is_a_doubt_and_sent_silently(office: PostOffice) -> None:
    office.ledger.plan([7])
    office.ledger.put_in_flight(7, epoch=1)
    office.open(epoch=2)
    await office.clock.advance(2)
    assert [asked.payload.get("disable_notification") for asked in office.api.asked] == [True]
    assert office.ledger.row(7)["doubts"] == 1


async def test_no_connection_is_no_attempt_and_is_waited_out_ever_longer(office: PostOffice) -> None:
    office.ledger.plan(range(1, 20))
    office.api.rule = lambda asked: NotSent("refused")
    office.api.latency = 0
    office.open()
    await office.clock.advance(120)
    times = office.api.times()
    gaps = [round(b - a) for a, b in itertools.pairwise(times) if b - a > 0.5]
    assert gaps == [1, 2, 4, 8, 16, 32]
    assert len(times) <= 12
    office.api.rule = lambda asked: None
    await office.clock.advance(120)
    assert office.ledger.states() == {"sent": 19}
    assert office.ledger.row(1)["attempts"] == 1
    assert office.ledger.row(1)["doubts"] == 0


async def test_connections_that_break_every_time_do_not_make_doubts_of_everybody(office: PostOffice) -> None:
    office.ledger.plan(range(1, 1000))
    office.api.rule = lambda asked: InDoubt("reset")
    office.open()
    await office.clock.advance(30)
    assert len(office.api.asked) < 50


async def test_a_poisoned_message_holds_its_job_and_lets_the_others_through(office: PostOffice) -> None:
    office.ledger.plan(range(1, 500), job=1)
    office.ledger.plan(range(1000, 1020), job=2)
    office.api.rule = lambda asked: (
        BadRequest("Bad Request: can't parse entities: Unclosed start tag at byte offset 3")
        if asked.chat_id < 1000
        else None
    )
    office.open()
    await office.clock.advance(10)
    assert list(office.ledger.held()) == [1]
    assert len([chat for chat in office.api.chats if chat < 1000]) <= 3 + 4
    assert len([chat for chat in office.api.chats if chat >= 1000]) == 20
    assert [notice.job_id for notice in office.notices if isinstance(notice, JobHeld)] == [1]
    assert conserved(office.ledger, 519)


async def test_a_job_that_an_editor_lets_go_is_sent_after_all(office: PostOffice) -> None:
    office.ledger.plan(range(1, 10))
    office.api.rule = lambda asked: BadRequest("Bad Request: message is too long")
    office.open()
    await office.clock.advance(5)
    office.api.rule = lambda asked: None
    office.ledger.let_go(1)
    office.sender.wake()
    await office.clock.advance(60)
    assert office.ledger.states() == {"sent": 9}


async def test_a_revoked_token_stops_everything_and_says_so(office: PostOffice) -> None:
    office.ledger.plan(range(1, 100))
    office.api.rule = lambda asked: InvalidToken("Unauthorized")
    office.open()
    await office.clock.advance(60)
    assert office.tasks[0].done()
    assert office.notices == [Halted("Unauthorized")]
    assert len(office.api.asked) <= 4
    assert office.ledger.states() == {"ready": 99}


async def test_a_skipped_row_costs_no_slot(office: PostOffice) -> None:
    office.composer.compose_as = lambda row: Skip("muted")
    office.ledger.plan(range(1, 10))
    office.open()
    await office.clock.advance(3)
    assert office.ledger.states() == {"skipped": 9}
    assert office.api.asked == []
    assert office.ledger.row(3)["reason"] == "muted"


async def test_a_composer_that_breaks_costs_one_row_its_attempt_and_nobody_else_anything(
    office: PostOffice,
) -> None:
    plain = office.composer.compose_as

    def broken_for_three(row):  # type: ignore[no-untyped-def]
        if row.chat_id == 3:
            raise KeyError("title")
        return plain(row)

    office.composer.compose_as = broken_for_three
    office.ledger.plan(range(1, 10))
    office.open()
    await office.clock.advance(2)
    assert office.ledger.states() == {"sent": 8, "ready": 1}
    assert office.ledger.row(3)["attempts"] == 1


async def test_paid_broadcasts_say_so_on_every_send_and_on_no_edit(office: PostOffice) -> None:
    office.composer.compose_as = lambda row: Call(
        "sendMessage" if row.chat_id == 1 else "editMessageText", {"chat_id": row.chat_id}
    )
    office.ledger.plan([1, 2])
    office.open(paid=True)
    await office.clock.advance(1)
    paid = {asked.method: asked.payload.get("allow_paid_broadcast") for asked in office.api.asked}
    assert paid == {"sendMessage": True, "editMessageText": None}


async def test_a_halt_that_was_stored_is_honoured_after_a_restart(office: PostOffice) -> None:
    office.gates.close(Door.BULK, NOON + timedelta(seconds=9), now=NOON)
    office.ledger.plan(range(1, 20))
    office.open()
    await office.clock.advance(8.99)
    assert office.api.asked == []
    await office.clock.advance(0.11)
    assert 1 <= len(office.api.asked) <= 2


async def test_a_row_that_becomes_due_right_after_a_look_is_not_overlooked(office: PostOffice) -> None:
    office.ledger.plan([7], due_at=NOON + timedelta(seconds=0.5))
    office.open()
    await office.clock.advance(0.65)
    assert office.api.chats == [7]


async def test_even_at_one_message_a_tick_the_lanes_keep_their_shares(office: PostOffice) -> None:
    for job, lane in enumerate((Lane.BRIEF, Lane.DIGEST, Lane.BROADCAST), start=1):
        office.ledger.plan(range(job * 1000, job * 1000 + 100), job=job, lane=lane)
    office.pace = Pace(2, ceiling=2)
    office.open()
    await office.clock.advance(29.9)
    sent = Counter(chat // 1000 for chat in office.api.chats)
    assert sent == {1: 36, 2: 18, 3: 6}


async def test_while_it_is_unclear_whose_flood_it_is_one_message_probes(office: PostOffice) -> None:
    def slow_but_for_the_first(asked: Asked) -> Exception | None:
        office.api.latency = 0.01 if asked.chat_id == 1 else 2
        return RetryAfter(30) if asked.chat_id == 1 else None

    office.ledger.plan(range(1, 100))
    office.api.rule = slow_but_for_the_first
    sender = office.open()
    await office.clock.advance(0.15)
    for _ in range(15):
        await office.clock.advance(0.11)
        assert sender.under_way == 1
    assert len(office.api.asked) == 2
    await office.clock.advance(2)
    assert len(office.api.asked) > 4
