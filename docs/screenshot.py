"""Take docs/report.png and docs/review.png from outputs/seeds with a headless Chromium: python docs/screenshot.py"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.request import urlopen

HERE = Path(__file__).resolve().parent
RUN = HERE.parent / "outputs" / "seeds"


def main() -> int:
    names = ("chromium", "chromium-browser", "google-chrome")
    browser = next((path for name in names if (path := shutil.which(name))), None)
    if browser is None:
        sys.exit("no Chromium found; install it, for example with: apt-get install chromium")
    if not (RUN / "report.html").is_file():
        sys.exit(f"{RUN / 'report.html'} is not there; run `make run` first")
    shoot(browser, (RUN / "report.html").as_uri(), HERE / "report.png", "1180,900")
    shoot_app(browser, HERE / "review.png")
    return 0


def shoot(browser: str, address: str, picture: Path, size: str) -> None:
    with tempfile.TemporaryDirectory() as profile:
        command = [
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={profile}", f"--window-size={size}", f"--screenshot={picture}", address,
        ]  # fmt: skip
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL, timeout=120)


def shoot_app(browser: str, picture: Path) -> None:
    """The first question of the inbox that has two answers of different outlets, else the first one."""
    command = [sys.executable, "-u", "-m", "evextract", "review", str(RUN), "--port", "0", "--editor", "Ada North"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            address = server.stdout.readline().removeprefix("Open ").strip()
            rows = re.findall(r"<tr>.*?</tr>", read(address), flags=re.DOTALL)
            cases = [found[1] for row in rows if (found := re.search(r'href="/(case/\w+)', row))]
            pages = {case: read(address + case) for case in cases}
            outlets = {case: set(re.findall(r'class="outlet">([^<]+)', page)) for case, page in pages.items()}
            case = next((case for case in cases if len(outlets[case]) > 1), cases[0])
            shoot(browser, address + case, picture, "1180,820")
        finally:
            server.terminate()


def read(address: str) -> str:
    with urlopen(address, timeout=60) as answer:
        text: str = answer.read().decode("utf-8")
    return text


if __name__ == "__main__":
    sys.exit(main())
