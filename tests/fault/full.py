"""See full.sh. Status 4 and a message everywhere, but for a reader that
leaves, which is silent and the signal's own death."""

import os
import signal
import subprocess

from lines import LINES, LOAD, PLAN, WORLD, Run, argv_of, prepare
from tap import LIMIT_S, TOP, WORK, finish, none, path, same

# what reads standard input, and a file that it accepts
INPUTS = {"rfi-check": "{wide.csv}", "dmc-count": "{inventory.json}",
          "dmc-select": "{inventory.json}",
          PLAN: "{plan-2021/inventory.csv}", LOAD: "{mp192/groups.csv}"}
# what writes files; a world is made of --devices alone
WRITERS = dict(INPUTS, **{"wan-load": "", WORLD: ""})
# every other file that a line writes
OTHERS = {"rfi-check": ("--report",),
          PLAN: ("--prices", "--assign", "--reasons")}


def tools():
    with open(os.path.join(TOP, "src", "tools", "local.mk"),
              encoding="utf-8") as f:
        return [line.split()[2:] for line in f
                if line.startswith("TOOLS =")][0]


def run(line, **how):
    """Status and standard error; standard output is where how says."""
    how.setdefault("stderr", subprocess.PIPE)
    how.setdefault("stdin", subprocess.DEVNULL)
    p = subprocess.run(argv_of(line), cwd=WORK, timeout=LIMIT_S,
                       check=False, **how)
    return p.returncode, p.stderr


def complaint(line, text, err):
    """Is it one line, of the tool's, about that?"""
    lines = [x for x in err.decode().splitlines() if text in x]
    return len(lines) == 1 and lines[0].startswith(line.split()[0] + ": ")


def to_full(line):
    with open("/dev/full", "wb") as full:
        status, err = run(line, stdout=full)
    if status != 4 or not complaint(line, "No space left on device", err):
        return "status %d: %r" % (status, err)
    return ""


def to_nothing(line):
    status, err = run(line, preexec_fn=lambda: os.close(1))
    if status != 4 or not complaint(line, "cannot write standard output",
                                    err):
        return "status %d: %r" % (status, err)
    return ""


def to_nobody(line, ignored):
    end, start = os.pipe()
    os.close(end)

    def before():
        signal.signal(signal.SIGPIPE,
                      signal.SIG_IGN if ignored else signal.SIG_DFL)
    said = Run(line).err
    status, err = run(line, stdout=start, restore_signals=False,
                      preexec_fn=before)
    os.close(start)
    if ignored:
        fine = status == 4 and complaint(line, "Broken pipe", err)
    else:
        # what was found in the input is said; of the reader, nothing
        fine = status == -signal.SIGPIPE and said.startswith(err)
    return "" if fine else "status %d: %r" % (status, err)


def from_nothing(line):
    status, err = run(line, stdin=None, stdout=subprocess.DEVNULL,
                      preexec_fn=lambda: os.close(0))
    if status != 4 or not complaint(line, "cannot", err):
        return "status %d: %r" % (status, err)
    return ""


def to_deaf_ears(line, status):
    """A message that cannot be said changes nothing."""
    good = Run(line)
    with open("/dev/full", "wb") as full:
        p = subprocess.run(argv_of(line), cwd=WORK, stderr=full, check=False,
                           stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    if (p.returncode, p.stdout) != (status, good.out):
        return "status %d, %d bytes" % (p.returncode, len(p.stdout))
    return ""


def matrix():
    lines = [(s, line) for s, line in LINES if "-o" not in line.split()]
    writers = [line for _, line in lines if Run(line).out]
    for tool in tools():
        for option in ("--help", "--version", "--list-columns"):
            line = "%s %s" % (tool, option)
            if line not in writers:
                writers.append(line)
    for line in writers:
        none([w for w in (to_full(line),) if w], "to a full device: " + line)
        none([w for w in (to_nothing(line),) if w],
             "to a closed stdout: " + line)
        none([w for w in (to_nobody(line, False),) if w],
             "to nobody, SIGPIPE as it is: " + line)
        none([w for w in (to_nobody(line, True),) if w],
             "to nobody, SIGPIPE ignored: " + line)
    for status, line in lines:
        none([w for w in (to_deaf_ears(line, status),) if w],
             "messages to a full device: " + line)
    for tool in INPUTS:
        none([w for w in (from_nothing(tool),) if w],
             "from a closed stdin: " + tool.split()[0])


def other_files():
    """Every other file that a tool writes."""
    for line, file in WRITERS.items():
        tool = line.split()[0]
        for option in ("-o", "--findings", "--summary",
                       *OTHERS.get(line, ())):
            for where, why in (("/dev/full", "No space left on device"),
                               ("no/such/file", "No such file or directory"),
                               (path("."), "directory")):
                # findings are only lost where there are some
                bad = option == "--findings"
                more = ("--devices {bad.csv}" if bad and line == WORLD else
                        "{bad.csv}" if bad else file)
                status, err = run("%s %s %s %s" % (line, option, where, more),
                    stdout=subprocess.DEVNULL)
                text = err.decode()
                same((4, True), (status, "cannot write '%s': " % where in
                                 text and why in text),
                     "%s %s %s" % (tool, option,
                                   where.replace(WORK, "DIRECTORY")))


def main():
    prepare()
    matrix()
    other_files()
    finish()


main()
