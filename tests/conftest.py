"""No test uses the cache of whoever runs the tests; those about the cache name a folder of their own."""

from __future__ import annotations

import os

os.environ["TIEOUT_CACHE"] = "off"  # also for the processes that tests start
