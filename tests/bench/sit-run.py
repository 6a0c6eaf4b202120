#!/usr/bin/env python3
"""sit-run.py [-n CASES] [-c CONNECTIONS] [-d DIRECTORY] BINDIR

What sit-run adds to a campaign: CASES reads of 100 devices against sit-emu,
beside sit-baseline.c, which makes the same exchange and the same commits and
does nothing else. The two take turns of a second, stopped and continued, and
it is the turn of who has done less, so that whatever else the machine does
meets the same cases of both; the time of each is the sum of its turns. Then how long the journal takes to be opened and read, its
size, and the memory of sit-run on the way."""
import argparse
import csv
import json
import os
import shlex
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
USER = "90-B3-D5-1F-30-01-00-00"
DEVICES = 100
TURN_S = 1.0


def table(name, rows):
    with open(name, "w", newline="") as f:
        w = csv.DictWriter(f, list(rows[0]), lineterminator="\n")
        w.writeheader()
        w.writerows(rows)


def make_input(o):
    common = {"set": "", "ppc_id": "DMC-1", "installation_type": "ACTIVE",
              "device_type": "ESME"}
    table("devices.csv", [
        dict(common, set="SET-%d" % i, smets="1", s1sp="S1SP-1",
             device_id="00-DB-12-34-56-%02X-%02X-A0" % (i >> 8, i & 255),
             import_supplier=USER, payment_mode="PREPAYMENT")
        for i in range(DEVICES)])
    table("cases.csv", [
        dict(common, phase="SIT", set="SET-%d" % (i % DEVICES), srv="4.3",
             command_variant="1", mode="ON_DEMAND", polarity="POSITIVE",
             case="c%d" % (i // DEVICES), user=USER, service="auto",
             expect_ack="I99", expect_code="I0", trt_ms="30000",
             expect_payload="ReadInstantaneousPrepayValuesRsp",
             mandatory="Y", parameters="") for i in range(o.n)])
    campaign = {
        "schema": "sit-campaign/1", "name": "bench",
        "cycle": {"name": "C1", "kind": "NORMAL"},
        "interfaces": [{"name": "dcc", "applies_to": "all",
                        "base_url": "http://127.0.0.1:1", "codec": "duis"}],
        "receiver": {"listen": "127.0.0.1:0", "path": "/in"},
        "users": [{"eui": USER, "roles": ["IS"]}],
        "acb_eui": "90-B3-D5-1F-30-00-00-02",
        "limits": {"tps": 0, "per_s1sp": 0, "connections": o.c}}
    with open("campaign.json", "w") as f:
        json.dump(campaign, f)
    flags = subprocess.check_output(
        ["pkg-config", "--cflags", "--libs", "libcurl", "libmicrohttpd",
         "sqlite3"], text=True)
    subprocess.check_call(
        ["cc", "-O2", "-D_GNU_SOURCE", "-o", "sit-baseline",
         os.path.join(HERE, "sit-baseline.c")] + shlex.split(flags))


class Side:
    """A program, the sit-emu that it talks to, and the time of its turns."""

    def __init__(self, o, name, argv):
        self.name, self.s, self.rss, self.done = name, 0.0, [], 0
        ports = [os.path.abspath(name + end) for end in (".port", ".admin")]
        self.emu = subprocess.Popen(
            [o.tool("sit-emu"), "-q", "--port", "0", "--port-file", ports[0],
             "--admin-port", "0", "--admin-port-file", ports[1],
             "world.json"])
        while not all(os.path.exists(p) and os.path.getsize(p)
                      for p in ports):
            time.sleep(0.05)
        self.port, self.admin = (open(p).read().strip() for p in ports)
        self.state = "http://127.0.0.1:%s/admin/v1/state" % self.admin
        with open(name + ".out", "w") as out:
            self.child = subprocess.Popen(argv(self), stdout=out)
        self.stop()

    def ended(self):
        return os.waitid(os.P_PID, self.child.pid, os.WEXITED | os.WNOHANG |
                         os.WNOWAIT) is not None

    def signal(self, number):
        # Popen's own would take the end of the child before end() does
        for side in self.emu, self.child:
            os.kill(side.pid, number)

    def stop(self):
        self.signal(signal.SIGSTOP)

    def turn(self):
        began = time.monotonic()
        self.signal(signal.SIGCONT)
        while time.monotonic() - began < TURN_S and not self.ended():
            time.sleep(0.002)
        self.s += time.monotonic() - began
        if not self.ended():
            with urllib.request.urlopen(self.state) as f:
                self.done = json.load(f)["requests"]
            with open("/proc/%d/status" % self.child.pid) as f:
                self.rss += [int(line.split()[1]) for line in f
                             if line.startswith("VmRSS:")]
            self.stop()

    def end(self):
        usage = os.wait4(self.child.pid, 0)[2]
        self.cpu_s = usage.ru_utime + usage.ru_stime
        self.emu.send_signal(signal.SIGCONT)
        self.emu.terminate()
        self.emu.wait()


def fifths(values):
    n = len(values) - 1
    return " ".join(str(values[n * i // 5]) for i in range(6))


def seconds(argv):
    began = time.monotonic()
    child = subprocess.Popen(argv)
    status, usage = os.wait4(child.pid, 0)[1:]
    return "%.2f s, %.2f of them of the processor%s" % (
        time.monotonic() - began, usage.ru_utime + usage.ru_stime,
        "" if status == 0 else ", STATUS %d" % status)


def measure(o):
    base = Side(o, "base", lambda s: [
        "./sit-baseline", s.port, s.admin, "base.db", str(o.n), str(DEVICES),
        str(o.c)])
    ours = Side(o, "ours", lambda s: [
        o.tool("sit-run"), "-q", "--format", "csv", "-o", "results.csv",
        "--campaign", "campaign.json", "--devices", "devices.csv",
        "--journal", "journal", "--endpoint", "http://127.0.0.1:" + s.port,
        "--admin", "http://127.0.0.1:" + s.admin, "--receiver-port", "0",
        "cases.csv"])
    sides = [base, ours]
    while sides:
        side = min(sides, key=lambda s: s.done)
        side.turn()
        if side.ended():
            side.end()
            sides.remove(side)
    for side in base, ours:
        print("%s: %.1f s, %.2f ms a case, %.2f of them of the processor" %
              (side.name, side.s, 1000 * side.s / o.n,
               1000 * side.cpu_s / o.n))
    print("ours / base: %.2f" % (ours.s / base.s))
    print("memory of ours from begin to end, kB: " + fifths(ours.rss))


def read_again(o):
    with open("results.csv", newline="") as f:
        passed = sum(r["verdict"] == "PASS" for r in csv.DictReader(f))
    print("%d of %d cases passed" % (passed, o.n))
    size = sum(os.path.getsize(n) for n in os.listdir(".")
               if n.startswith("journal"))
    print("journal: %d bytes a case" % (size / o.n))
    for view in "--results", "--attempts", "--matrix", "--trt":
        print("%s: %s" % (view, seconds(
            [o.tool("sit-run"), "-q", view, "--journal", "journal",
             "--format", "csv", "-o", "view.csv"])))
    print("--resume of what is done: " + seconds(
        [o.tool("sit-run"), "-q", "--resume", "--journal", "journal",
         "--format", "csv", "-o", "again.csv"]))


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("-n", type=int, default=100000, metavar="CASES")
    p.add_argument("-c", type=int, default=4, metavar="CONNECTIONS")
    p.add_argument("-d", default="/var/tmp", metavar="DIRECTORY")
    p.add_argument("bindir")
    o = p.parse_args()
    bindir = os.path.abspath(o.bindir)
    o.tool = lambda name: os.path.join(bindir, name)
    with tempfile.TemporaryDirectory(dir=o.d) as room:
        os.chdir(room)
        make_input(o)
        subprocess.check_call([o.tool("sit-emu"), "-q", "--make-world",
                               "--devices", "devices.csv", "-o",
                               "world.json"])
        print("%d cases of %d devices, %d connections, load %s" %
              (o.n, DEVICES, o.c, "%.1f" % os.getloadavg()[0]))
        sys.stdout.flush()
        measure(o)
        read_again(o)
        os.chdir(HERE)


main()
