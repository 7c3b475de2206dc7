import pytest

from bot.model import JobId
from bot.notices import Halted, JobHeld, Notice, StorageBack, StorageFailing, log


@pytest.mark.parametrize(
    ("notice", "said"),
    [
        (JobHeld(JobId(3), "can't parse entities"), "job 3 is held: can't parse entities"),
        (Halted("Unauthorized"), "delivery stopped: Unauthorized"),
        (StorageFailing("disk full"), "delivery waits for storage: disk full"),
        (StorageBack(), "delivery goes on: storage is back"),
    ],
)
def test_every_notice_has_its_line_in_the_log(
    notice: Notice, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    log(notice)
    assert said in caplog.text
