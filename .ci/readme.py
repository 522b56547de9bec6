"""Runs every ```sh block of a document, in order, so that no command stands there that does not work.

Those that set everything up (deploy/local/run, mvn), and the campaign, are run by .ci/run itself, which needs them in an order
of its own.
"""
import pathlib
import re
import subprocess
import sys
import time

PATIENCE_SECONDS = 60  # What was just sent may not be readable yet: a block that only reads is tried again.
RUN_BY_CI = {"deploy/local/run --exit", "mvn verify", "deploy/chaos/run --minutes 3 --seed 1"}

blocks = re.findall(r"^```sh\n(.*?)^```", pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"), re.M | re.S)
missing = RUN_BY_CI - {block.strip() for block in blocks}
if missing:
    sys.exit(f"{sys.argv[1]} no longer shows {missing}, which .ci/run runs")

for block in blocks:
    if block.strip() in RUN_BY_CI:
        continue
    print(f"$ {block.strip()}", flush=True)
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    reads = block.startswith("token=")
    while subprocess.run(["bash", "-euo", "pipefail", "-c", block]).returncode != 0:
        if not reads or time.monotonic() > give_up_at:
            sys.exit(f"failed: {block}")
        time.sleep(1)
    print()
