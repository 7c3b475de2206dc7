from bot.delivery.faults import Faults
from bot.model import JobId

JOB = JobId(1)


def fail(faults: Faults, chats: list[int], *, certain: bool = True, job: JobId = JOB) -> None:
    for chat in chats:
        faults.note(job, chat, "can't parse entities", certain=certain)


def test_three_distinct_chats_hold_the_job() -> None:
    faults = Faults()
    fail(faults, [1, 2])
    assert faults.to_hold() == ()
    fail(faults, [3])
    assert faults.to_hold() == ((JOB, "can't parse entities"),)
    assert faults.is_stopped(JOB)


def test_one_chat_failing_again_and_again_does_not() -> None:
    faults = Faults()
    fail(faults, [1, 1, 1, 1])
    assert faults.to_hold() == ()


def test_acceptance_by_others_clears_refusals_nobody_knows() -> None:
    faults = Faults()
    fail(faults, [1, 2], certain=False)
    faults.accepted(JOB)
    fail(faults, [3, 4], certain=False)
    assert faults.to_hold() == ()
    fail(faults, [5], certain=False)
    assert faults.is_stopped(JOB)


def test_acceptance_by_others_does_not_excuse_a_message_that_cannot_be_parsed() -> None:
    faults = Faults()
    fail(faults, [1, 2])
    faults.accepted(JOB)
    fail(faults, [3])
    assert faults.is_stopped(JOB)


def test_a_held_job_lets_nothing_out_until_storage_gives_rows_of_it_again() -> None:
    faults = Faults()
    fail(faults, [1, 2, 3])
    faults.claimed(JOB)
    assert faults.is_stopped(JOB)
    faults.held(JOB)
    assert faults.to_hold() == ()
    assert faults.is_stopped(JOB)
    faults.claimed(JOB)
    assert not faults.is_stopped(JOB)


def test_memory_is_bounded() -> None:
    faults = Faults()
    for number in range(2000):
        fail(faults, [1], job=JobId(number))
    assert len(faults._certain) <= 256
