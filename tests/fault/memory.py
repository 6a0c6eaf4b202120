"""See memory.sh."""

import os
import subprocess
import sys
import tempfile

from lines import LINES, Run, argv_of, prepare
from tap import LONG, WORK, dice, finish, none, parallel, same

PRELOAD = sys.argv[4]
RUNS = 1000 if LONG else 20     # of each command line and mode, at most


def count_of(line):
    """How many allocations the line makes."""
    end, start = os.pipe()
    with tempfile.TemporaryDirectory(dir=WORK) as room:
        subprocess.run(argv_of(line), stdin=subprocess.DEVNULL, check=False,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                       pass_fds=(start,), cwd=room,
                       env=dict(os.environ, LD_PRELOAD=PRELOAD,
                                FAILMALLOC_COUNT=str(start)))
    os.close(start)
    with os.fdopen(end) as f:
        return int(f.read() or 0)


# a workbook is made in a child, which counts on from its parent's number
CHILD = 1500


def places(random, count):
    """Allocations to fail: all of them, or some of each part."""
    if count <= RUNS:
        return range(1, count + 1)
    step = count / RUNS
    return [int(i * step + random.random() * step) + 1 for i in range(RUNS)]


def main():
    random = dice()
    prepare()
    for status, line in LINES:
        good = Run(line)
        same((status, True), (good.status, good.same_as(Run(line))),
             "twice the same: " + line)
        count = count_of(line) + (CHILD if "xlsx" in line else 0)
        tries = [(n, mode) for n in places(random, count)
                 for mode in ({}, {"FAILMALLOC_ON": "1"})]

        def attempt(one):
            n, mode = one
            env = dict(mode, LD_PRELOAD=PRELOAD, FAILMALLOC_AT=str(n))
            wrong = Run(line, env=env).wrong(good)
            return wrong and "FAILMALLOC_AT=%d %s: %s" % (
                n, " ".join(mode), wrong)
        none([w for w in parallel(attempt, tries) if w],
             "without memory, %d times of %d allocations: %s" %
             (len(tries), count, line))
    finish()


main()
