"""What a method is: a request in, a JSON value out, at once or after a while."""

from collections.abc import Callable
from typing import Any

from ..stage import Request

Method = Callable[[Request], Any]
