"""No test uses the cache of whoever runs the tests; those about the cache name a folder of their own."""

from __future__ import annotations

import os

os.environ["TIEOUT_CACHE"] = "off"  # also for the processes that tests start

from hypothesis import HealthCheck, settings

settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])  # machines are shared
settings.load_profile("busy")
