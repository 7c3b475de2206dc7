"""Sheets: what is added piece by piece is one table, packed or not."""

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

from bot.crowds import Crowd
from bot.model import ReaderId
from bot.outcomes import Exported
from bot.sheets import Sheet

ROWS = [(number, 'Ünï, "code"', "") for number in range(1_000)]


async def written(**sizes: int) -> Exported:
    sheet = Sheet("list", **sizes)
    for row in ROWS:
        await sheet.add([row])
    return await sheet.finish()


async def test_a_short_one_is_plain() -> None:
    file = await written()
    assert file.name == "list.csv"
    assert list(csv.reader(StringIO(file.content.decode()))) == [[str(n), said, ""] for n, said, _ in ROWS]


async def test_a_long_one_is_packed_piece_by_piece_and_much_smaller() -> None:
    plain, packed = await written(), await written(plain=2_000, at_once=100)
    assert packed.name == "list.zip"
    with ZipFile(BytesIO(packed.content)) as opened:
        assert opened.testzip() is None
        assert opened.read("list.csv") == plain.content
    assert len(packed.content) * 3 < len(plain.content)


async def test_one_that_ends_as_it_is_packed_loses_nothing() -> None:
    sheet = Sheet("list", plain=1)
    await sheet.add([("one",)])
    with ZipFile(BytesIO((await sheet.finish()).content)) as opened:
        assert opened.read("list.csv") == b"one\r\n"


def test_a_crowd_holds_whom_it_was_told_and_nobody_else() -> None:
    crowd = Crowd()
    told = [ReaderId(each) for each in (1_000_003, 0, 7, 8, 64)]
    for reader in told:
        crowd.add(reader)
    assert [n for n in (*range(200), 1_000_002, 1_000_003, 1_000_004) if ReaderId(n) in crowd] == [
        0,
        7,
        8,
        64,
        1_000_003,
    ]
    assert ReaderId(10**9) not in crowd
