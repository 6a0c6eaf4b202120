"""See disk.sh. By default the big line's writes are sampled; with
SMETS1_LONG each of them fails."""

import os
import re

from lines import LOAD, OLD, PLAN, WORLD, Run, argv_of, make_big, prepare
from tap import LONG, dice, finish, none, parallel, path, result, same

LINES = [
    "rfi-check -q -o out.csv {big.csv}",
    "rfi-check -q --report r.csv --summary s.json --findings f.csv "
    "-o out.json --format json {wide.csv}",
    "dmc-count -q -o out.csv {big.csv}",
    "dmc-select -q --all --format json -o out.json {tally.csv}",
    PLAN + " -q --prices p.csv --assign a.csv --reasons w.csv -o out.csv "
    "{plan-2021/inventory.csv}",
    LOAD + " -q --smooth --summary s.json -o out.csv {mp192/groups.csv}",
    "wan-load -q --scenario {wan-2010/low.json} -o out.md --format md",
    WORLD + " --summary s.json -o out.json",
]
# system calls, errors that end the matter, errors that are lived through;
# reads are those of the inputs, not of the loader
CALLS = [("write", ("ENOSPC", "EIO", "EDQUOT"), ("EINTR", "EAGAIN")),
         ("fsync", ("EIO", "ENOSPC"), ("EINTR",)),
         ("/^rename", ("ENOSPC", "EIO"), ()),
         ("read", ("EIO",), ("EINTR",)),
         ("pread64", ("EIO",), ("EINTR",))]
MOST = 200 if LONG else 4


def strace(line, name, log, more=()):
    """strace, and what it is to look at, before the line."""
    where = []
    if name in ("read", "pread64"):
        for word in argv_of(line)[1:]:
            if os.path.isabs(word):
                where += ["-P", word]
    return ["strace", "-o", log, "-e", "trace=" + name, *where, *more]


def count_of(line, name):
    """How often the system call is made."""
    log = path("calls")
    Run(line, prefix=strace(line, name, log))
    with open(log, encoding="utf-8", errors="replace") as f:
        return len([text for text in f if re.match(r"\w+\(", text)])


def some(random, last):
    every = range(1, last + 1)
    if last <= MOST:
        return list(every)
    return sorted({1, last} | set(random.sample(every, MOST - 2)))


def inject(line, name, error, when):
    return Run(line, prefix=strace(line, name, "/dev/null", (
        "-e", "inject=%s:error=%s:when=%s" % (name, error, when))))


def fatal(line, good, name, error, when):
    run = inject(line, name, error, when)
    # what the fast way could not read, the plain way has read
    if name == "pread64" and run.same_as(good):
        return ""
    if run.status != 4:
        return "%s %s at %d: %s" % (name, error, when, run)
    wrong = run.wrong(good)
    if wrong:
        return "%s %s at %d: %s" % (name, error, when, wrong)
    # only behind the last fsync, its directory's, is the result in place
    product = [n for n in run.files if n.startswith("out.")][0]
    if run.files[product] != OLD and OLD not in run.files.values() and \
            name != "fsync":
        return "%s %s at %d: all is written, and the status is 4" % (
            name, error, when)
    return ""


def passing(line, good, name, error, when):
    run = inject(line, name, error, when)
    if not run.same_as(good):
        return "%s %s at %s: %s" % (name, error, when, run)
    return ""


def main():
    random = dice()
    prepare()
    make_big()
    for line in LINES:
        good = Run(line)
        same((line.startswith(PLAN), []),
             (good.status, [n for n, data in good.files.items()
                            if data == OLD]), "ends well: " + line)
        count = {name: count_of(line, name) for name, _, _ in CALLS}
        result(count["write"] and count["fsync"] > 1 and count["/^rename"]
               and count["read"] + count["pread64"],
               "strace sees it read and write", count)
        tries = [(name, error, when) for name, errors, _ in CALLS
                 for error in errors for when in some(random, count[name])]
        none([w for w in parallel(lambda t: fatal(line, good, *t), tries)
              if w], "%d errors of the disk: %s" % (len(tries), line))
        tries = [(name, error, when) for name, _, errors in CALLS
                 for error in errors for when in some(random, count[name])]
        tries += [(name, error, "1+2") for name, _, errors in CALLS
                  for error in errors if count[name]]
        none([w for w in parallel(lambda t: passing(line, good, *t), tries)
              if w], "%d interruptions: %s" % (len(tries), line))
    finish()


main()
