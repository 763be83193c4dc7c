"""What every test lives by: offscreen windows, no thread left over, no warning that nobody expected."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
