from bot.delivery.network import Network


def test_the_wait_doubles_up_to_a_minute() -> None:
    network = Network()
    waits = [network.failed(at * 100.0, launched_at=at * 100.0 - 1) for at in range(9)]
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_messages_launched_together_fail_together() -> None:
    network = Network()
    assert network.failed(10, launched_at=9.0) == 1
    assert network.failed(10.1, launched_at=9.5) == 1
    assert network.failed(12, launched_at=11) == 2


def test_an_answer_ends_it() -> None:
    network = Network()
    network.failed(10, launched_at=9)
    network.worked()
    assert network.failed(12, launched_at=11) == 1


def test_broken_connections_count_from_the_third_in_a_row() -> None:
    network = Network()
    assert [network.broke(at, launched_at=at - 0.5) for at in range(1, 5)] == [0, 0, 1, 2]
    network.worked()
    assert network.broke(9, launched_at=8) == 0
