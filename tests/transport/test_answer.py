"""What an answer is, in whatever pieces it comes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.transport.answer import LONGEST_BODY, LONGEST_HEAD, Answer, Broken, Whole

LENGTH = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{"ok":true}'
CHUNKS = (
    b"HTTP/1.1 429 Too Many Requests\r\nTransfer-Encoding: Chunked\r\n\r\n"
    b'5\r\n{"ok"\r\nC;name=value\r\n:false,  \r\n}\r\n1\r\n}\r\n0\r\nExpires: never\r\n\r\n'
)
CHUNKED_BODY = b'{"ok":false,  \r\n}}'
ANNOUNCED = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"


def fed(*pieces: bytes) -> Whole | None:
    """What comes of the pieces; only the last may end it."""
    answer = Answer()
    for piece in pieces[:-1]:
        assert answer.feed(piece) is None
    return answer.feed(pieces[-1])


def ended(*pieces: bytes) -> Whole | None:
    answer = Answer()
    for piece in pieces:
        assert answer.feed(piece) is None
    return answer.end()


def test_a_body_of_a_known_length() -> None:
    assert fed(LENGTH) == Whole(200, b'{"ok":true}', is_last=False)


def test_a_body_in_chunks() -> None:
    assert fed(CHUNKS) == Whole(429, CHUNKED_BODY, is_last=False)


def test_what_only_announces_the_answer_is_passed_over() -> None:
    assert fed(ANNOUNCED + LENGTH) == fed(LENGTH)


def test_a_body_that_ends_with_the_connection() -> None:
    assert ended(b"HTTP/1.1 200 OK\r\n\r\n{", b"}") == Whole(200, b"{}", is_last=True)


@given(st.sampled_from([LENGTH, CHUNKS, ANNOUNCED + LENGTH, ANNOUNCED + CHUNKS]), st.data())
def test_the_pieces_make_no_difference(whole: bytes, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(1, len(whole) - 1), max_size=8)))
    pieces = [whole[start:end] for start, end in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    assert fed(*pieces) == fed(whole)


def test_every_single_byte_may_come_alone() -> None:
    for whole in (LENGTH, CHUNKS, ANNOUNCED + LENGTH):
        assert fed(*(bytes([each]) for each in whole)) == fed(whole)


@pytest.mark.parametrize("cut", range(1, len(CHUNKS), 7))
def test_half_an_answer_is_none(cut: int) -> None:
    assert ended(CHUNKS[:cut]) is None
    assert ended(LENGTH[: min(cut, len(LENGTH) - 1)]) is None


@pytest.mark.parametrize("status", [204, 304])
def test_some_answers_have_no_body_whatever_they_say(status: int) -> None:
    head = f"HTTP/1.1 {status} Nothing\r\nContent-Length: 50\r\n\r\n".encode()
    assert fed(head) == Whole(status, b"", is_last=False)


@pytest.mark.parametrize(
    ("head", "is_last"),
    [
        (b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0", True),
        (b"HTTP/1.1 200 OK\r\nconnection: Keep-Alive\r\ncontent-length: 0", False),
        (b"HTTP/1.0 200 OK\r\nContent-Length: 0", True),
        (b"HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 0", False),
        (b"HTTP/1.1 200 \r\nContent-Length:0", False),
        (b"HTTP/1.1 200\r\nContent-Length: 0\r\nContent-Length: 0", False),
    ],
)
def test_it_says_whether_the_connection_goes_on(head: bytes, is_last: bool) -> None:
    assert fed(head + b"\r\n\r\n") == Whole(200, b"", is_last)


@pytest.mark.parametrize(
    "said",
    [
        b"\x00\xff garbage\r\n\r\n",
        b"HTTP/2 200 OK\r\n\r\n",
        b"HTTP/1.1 2000 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nno field\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n folded: line\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length : 5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: \xc2\xb2\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (LONGEST_BODY + 1),
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}{",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4000001\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}xy0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nmore",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1" * (LONGEST_HEAD + 1),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" + b"x" * (LONGEST_HEAD + 1),
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * LONGEST_HEAD,
    ],
)
def test_what_is_no_answer_is_said_to_be_none(said: bytes) -> None:
    with pytest.raises(Broken):
        fed(said)


def test_a_body_without_an_end_is_given_up() -> None:
    answer, million = Answer(), b"x" * 1_000_000
    assert answer.feed(b"HTTP/1.1 200 OK\r\n\r\n") is None
    for _ in range(LONGEST_BODY // len(million)):
        assert answer.feed(million) is None
    with pytest.raises(Broken):
        answer.feed(million)


@given(st.binary(max_size=400), st.sampled_from([b"", b"HTTP/1.1 200 OK\r\n", CHUNKS[:70], LENGTH[:60]]))
def test_no_bytes_do_anything_else(said: bytes, begun: bytes) -> None:
    answer = Answer()
    try:
        answer.feed(begun + said)
    except Broken:
        return
    answer.end()
