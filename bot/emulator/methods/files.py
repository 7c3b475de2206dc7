"""getFile."""

from ..files import LARGEST_DOWNLOAD
from ..messages import Data
from ..refusals import Refused
from ..stage import Request
from .registry import Method


def get_file(request: Request) -> Data:
    """getFile: where the bytes of a file_id can be fetched."""
    file = request.stage.files.get(request.args.text("file_id").strip())
    if file is None:
        raise Refused("invalid file_id")
    if file.size > LARGEST_DOWNLOAD:
        raise Refused("file is too big")
    return file.as_json()


METHODS: dict[str, Method] = {"getFile": get_file}
