"""Take docs/report.png from outputs/seeds/report.html with a headless Chromium: python docs/screenshot.py"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPORT = HERE.parent / "outputs" / "seeds" / "report.html"


def main() -> int:
    names = ("chromium", "chromium-browser", "google-chrome")
    browser = next((path for name in names if (path := shutil.which(name))), None)
    if browser is None:
        sys.exit("no Chromium found; install it, for example with: apt-get install chromium")
    if not REPORT.is_file():
        sys.exit(f"{REPORT} is not there; run `make run` first")
    with tempfile.TemporaryDirectory() as profile:
        command = [
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={profile}", "--window-size=1180,900", f"--screenshot={HERE / 'report.png'}",
            REPORT.as_uri(),
        ]  # fmt: skip
        return subprocess.run(command, check=False, stderr=subprocess.DEVNULL, timeout=120).returncode


if __name__ == "__main__":
    sys.exit(main())
