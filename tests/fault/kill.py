"""See kill.sh. 40 kills at random moments by default, 300 with
SMETS1_LONG; and at each system call that writes, always."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time

from lines import LOAD, OLD, PLAN, WORLD, argv_of, make_big, prepare
from tap import LONG, WORK, dice, finish, none, parallel, path, result, same

TEMPORARY = re.compile(r"\.smets1-[a-z2-7]{6}$")
KILLS = 300 if LONG else 40
LINES = ["rfi-check -q -o out {big.csv}",
         "dmc-count -q --format json -o out {big.csv}",
         "dmc-select -q --all -o out {big.csv}",
         PLAN + " -q --lenient -o out {plan-2021/inventory.csv}",
         LOAD + " -q --smooth -o out {mp192/groups.csv}",
         "wan-load -q -o out",
         WORLD + " -o out"]
# of each: the status of a run that nobody disturbs
ENDS = [0, 0, 0, 1, 0, 0, 0]


def room_of(name):
    room = path(name)
    os.mkdir(room)
    with open(os.path.join(room, "out"), "wb") as f:
        f.write(OLD)
    return room


def look(room):
    """The file, and what else is in the room."""
    with open(os.path.join(room, "out"), "rb") as f:
        data = f.read()
    return data, sorted(set(os.listdir(room)) - {"out"})


def all_heard():
    """A test that runs behind nohup or & inherits signals that are ignored,
    and the tools leave those alone."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def start(line, room, prefix=()):
    return subprocess.Popen(list(prefix) + argv_of(line), cwd=room,
                            preexec_fn=all_heard,
                            stdin=subprocess.DEVNULL,
                            stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL)


def finished(line):
    """What the line writes, and how long it takes."""
    with tempfile.TemporaryDirectory(dir=WORK) as room:
        begin = time.monotonic()
        status = start(line, room).wait()
        took = time.monotonic() - begin
        with open(os.path.join(room, "out"), "rb") as f:
            return status, f.read(), took


def wrong_after(room, line, good, number, status):
    """What is wrong with what a signal left behind."""
    end = ENDS[LINES.index(line)]
    data, left = look(room)
    if data not in (OLD, good):
        return "neither old nor new: %d bytes, %r" % (len(data), data[:60])
    if status == end and data != good:
        return "status %d, and nothing written" % status
    if status not in (end, -number):
        return "status %d" % status
    if left and number != signal.SIGKILL:
        return "left behind: %s" % left
    if [name for name in left if not TEMPORARY.match(name)]:
        return "left under another name: %s" % left
    return ""


def at_random(random):
    """Signals at moments between start and end of a run."""
    good = {line: finished(line) for line in LINES}
    same(ENDS, [g[0] for g in good.values()], "the lines end well")
    tries = []
    for i in range(KILLS):
        line = random.choice(LINES)
        for number in (signal.SIGKILL, signal.SIGTERM):
            tries.append((i, line, number,
                          random.random() * good[line][2] * 1.1))

    def attempt(one):
        i, line, number, delay = one
        room = room_of("kill-%d-%d" % (i, number))
        process = start(line, room)
        time.sleep(delay)
        process.send_signal(number)
        status = process.wait()
        bad = wrong_after(room, line, good[line][1], number, status)
        shutil.rmtree(room)
        return (number, status, bad and "%s after %.4f s: %s" %
                (line, delay, bad))
    seen = parallel(attempt, tries)
    for number in (signal.SIGKILL, signal.SIGTERM):
        none([s[2] for s in seen if s[0] == number and s[2]],
             "%d times %s at a random moment" % (KILLS, number.name))
    result([s for s in seen if s[1] < 0], "some were hit")
    return {line: g[1] for line, g in good.items()}


def at_calls(good):
    """Signals at each system call of the output: none is missed by luck.
    strace hands on the death of its child."""
    calls = [("write", 1), ("write", 2), ("fsync", 1), ("/^rename", 1),
             ("fsync", 2)]
    numbers = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP)

    def attempt(one):
        line, call, nth, number = one
        name = "call-%d-%s-%d-%d" % (LINES.index(line), call.strip("/^"),
                                     nth, number)
        room = room_of(name)
        process = start(line, room, (
            "strace", "-o", "/dev/null", "-e", "trace=" + call, "-e",
            "inject=%s:signal=%s:when=%d" % (call, number.name, nth)))
        status = process.wait()
        bad = wrong_after(room, line, good[line], number, status)
        return status, bad and "%s: %s at %s %d: %s" % (
            line, number.name, call, nth, bad)
    # what is small is one write
    tries = [(line, call, nth, number) for line in LINES
             for call, nth in calls for number in numbers
             if "{big.csv}" in line or (call, nth) != ("write", 2)]
    seen = parallel(attempt, tries)
    none([s[1] for s in seen if s[1]],
         "%d signals at the calls that write" % len(tries))
    same(len(tries), len([s for s in seen if s[0] < 0]), "all were hit")


def stale():
    """Temporaries of the dead go with a later run, when they are old."""
    room = room_of("stale")
    for name, hours in ((".smets1-aaaaaa", 2), (".smets1-bbbbbb", 0),
                        (".smets1-", 2), (".smets1-AAAAAA", 2),
                        ("data.csv", 2)):
        file = os.path.join(room, name)
        with open(file, "wb") as f:
            f.write(OLD)
        os.utime(file, (time.time() - hours * 3600,) * 2)
    os.symlink(os.path.join(room, "data.csv"),
               os.path.join(room, ".smets1-cccccc"))
    same(0, start(LINES[1], room).wait(), "a run beside old temporaries")
    same([".smets1-", ".smets1-AAAAAA", ".smets1-bbbbbb", ".smets1-cccccc",
          "data.csv"], look(room)[1],
         "removes the one of more than an hour, and nothing else")


def main():
    random = dice()
    prepare()
    make_big()
    good = at_random(random)
    at_calls(good)
    stale()
    finish()


main()
