"""What tests/tap.sh is to scripts in shell, for those in Python.

    from tap import DATA, Program, finish, result, same

    check = Program("rfi-check")
    done = check("--policy", policy, "returns.csv", stdin=b"...")
    same(0, done.status, "returns are accepted")
    finish()

tests/tap.sh is sourced first and says where the programs are:

    python3 -B x.py "$bin" "$top" "$work"
"""

import os
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

BIN, TOP, WORK = (os.path.abspath(a) for a in sys.argv[1:4])
DATA = os.path.join(TOP, "testdata")
FOC = os.path.join(DATA, "foc-2019")
LONG = bool(os.environ.get("SMETS1_LONG"))
LIMIT_S = 60

_count = 0
_failed = False


class Done:
    """How a program ended."""

    def __init__(self, status, out, err, command):
        self.status = status        # negative: killed by that signal
        self.out = out              # bytes
        self.err = err
        self.command = command

    def __str__(self):
        return "%s\nstatus %d\n%s" % (self.command, self.status,
                                      self.err.decode(errors="replace"))


class Program:
    """One of the suite's programs, by name."""

    def __init__(self, name):
        self.name = name
        self.path = os.path.join(BIN, name)

    def __call__(self, *args, stdin=b"", env=None, cwd=None):
        argv = [self.path] + [str(a) for a in args]
        p = subprocess.run(argv, input=stdin, capture_output=True,
                           timeout=LIMIT_S, cwd=cwd or WORK,
                           env=dict(os.environ, **(env or {})))
        return Done(p.returncode, p.stdout, p.stderr, " ".join(argv))


rfi_check = Program("rfi-check")
dmc_count = Program("dmc-count")
dmc_select = Program("dmc-select")


def complain(text):
    lines = str(text).splitlines()
    for line in lines[:10]:
        print("# " + line)
    if len(lines) > 10:
        print("# ... %d lines more" % (len(lines) - 10))


def result(ok, name, why=""):
    """One test; why is shown only if it failed."""
    global _count, _failed
    _count += 1
    print("%s %d - %s" % ("ok" if ok else "not ok", _count, name))
    if not ok:
        _failed = True
        complain(why)
    sys.stdout.flush()
    return ok


def same(wanted, got, name):
    return result(wanted == got, name,
                  "wanted: %.2000r\ngot: %.2000r" % (wanted, got))


def none(wrong, name):
    """ok if the list of what is wrong is empty."""
    return result(not wrong, name, "\n".join(str(w) for w in wrong))


def finish():
    print("1..%d" % _count)
    sys.exit(1 if _failed else 0)


def parallel(function, items):
    """function of each item, on all processors, results in order."""
    with ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        return list(pool.map(function, items))


def dice():
    """A generator whose seed is said, and may be given to say it again."""
    seed = int(os.environ.get("SMETS1_SEED") or random.randrange(10 ** 6))
    print("# seed %d (SMETS1_SEED=%d does this again)" % (seed, seed))
    return random.Random(seed)


def path(*parts):
    return os.path.join(WORK, *parts)


def put(name, data):
    """A file in the test's own directory; its path."""
    with open(path(name), "wb") as f:
        f.write(data if isinstance(data, bytes) else data.encode())
    return path(name)


def get(name):
    with open(os.path.join(WORK, name), "rb") as f:
        return f.read()
