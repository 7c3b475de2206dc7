"""The pace before servers whose limit it does not know, in virtual time."""

from random import Random

import pytest

from bot.delivery.pace import Pace
from tests.delivery.hidden_limit import Bucket, Faulty, Sending, Server, Window

LATENCIES = (0.02, 0.05, 0.2)


def sent(server: Server, latency: float, messages: int, *, rate: float = 28, ceiling: float = 29) -> Sending:
    random = Random(1)
    sending = Sending(server, lambda: latency * random.uniform(0.9, 1.1), Pace(rate, ceiling=ceiling))
    sending.send(messages)
    return sending


def under_way(sending: Sending, latency: float) -> int:
    """How many leave before the first refusal is known."""
    return int(sending.rates[0] * latency) + 1


@pytest.mark.parametrize("latency", LATENCIES)
def test_a_strict_thirty_is_used_and_never_refuses(latency: float) -> None:
    sending = sent(Window(30), latency, 1000)
    assert sending.refused == 0
    assert sending.throughput >= 0.935 * 30


@pytest.mark.parametrize("latency", LATENCIES)
@pytest.mark.parametrize("limit", [5, 15, 25])
def test_a_hidden_limit_is_found_and_used(limit: int, latency: float) -> None:
    sending = sent(Window(limit), latency, 60 * limit)
    assert sending.throughput >= 0.8 * limit
    assert sending.refused <= 5 + under_way(sending, latency)


@pytest.mark.parametrize("latency", LATENCIES)
def test_of_a_hidden_fifteen_five_sixths_are_used_with_hardly_a_refusal(latency: float) -> None:
    sending = sent(Window(15), latency, 1000)
    assert sending.throughput >= 0.85 * 15
    assert sending.refused <= 1 + under_way(sending, latency)


def test_a_paid_budget_is_used() -> None:
    sending = sent(Window(1000), 0.05, 4000, rate=950, ceiling=960)
    assert sending.refused == 0
    assert sending.throughput >= 0.94 * 1000


@pytest.mark.parametrize("latency", LATENCIES)
def test_a_hidden_hundred_is_found_from_above(latency: float) -> None:
    sending = sent(Window(100), latency, 6000, rate=200, ceiling=1000)
    assert sending.throughput >= 0.8 * 100
    assert sending.refused <= 4 + under_way(sending, latency)


@pytest.mark.parametrize("limit", [15, 20, 28])
def test_a_bucket_that_refills_is_used_too(limit: int) -> None:
    sending = sent(Bucket(limit), 0.05, 1000)
    assert sending.throughput >= 0.85 * limit
    assert sending.refused <= 25


def test_a_server_that_refuses_for_no_reason_does_not_press_the_pace_to_its_floor() -> None:
    random = Random(1)
    sending = Sending(Faulty(Window(30), 0.025, random), lambda: 0.05 * random.uniform(0.9, 1.1))
    sending.send_for(900)
    late = sending.rates[-1000:]
    assert min(late) > 4
