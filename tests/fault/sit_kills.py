"""See sit-kills.sh. Campaigns of 400 cases, half of them with one connection
and half with four, half of each with faults of sit-emu besides: 100 kills over
ten, or 1,000 over a hundred with SMETS1_LONG.

The judge reads what sit-emu saw, in its own record of events, and the journal
with SQLite: not through sit-run. Every campaign has the same cases, so that
each must end as in the one that nobody kills, or in doubt, and says so."""

import collections
import csv
import datetime
import json
import os
import random
import sqlite3
import subprocess
import time
import urllib.request

from tap import (BIN, DATA, LONG, Program, dice, finish, none, parallel, path,
                 result, same)

CASES = 400
KILLS = 13                      # at most, in each; ten, one with another, and
                                # some more: a few end before they are killed
CAMPAIGNS = int(os.environ.get("SMETS1_CAMPAIGNS") or (100 if LONG else 10))
LIMIT_S = 120                   # for one process
SHARES = {("ON_DEMAND", "POSITIVE"): 280, ("DCC_ONLY", "POSITIVE"): 60,
          ("ON_DEMAND", "NEGATIVE"): 60}
DEVICES = os.path.join(DATA, "sit-2019", "devices.csv")
EXECUTED = {"1", "2", "3", "5", "6", "7", "8"}
FAULTS = [
    {"id": "a", "kind": "drop-ack", "probability": 0.02},
    {"id": "b", "kind": "reset", "probability": 0.02},
    {"id": "c", "kind": "http", "probability": 0.02, "args": {"count": 500}},
    {"id": "d", "kind": "duplicate-result", "probability": 0.05},
    {"id": "e", "kind": "result-first", "probability": 0.05,
     "args": {"ms": 100}},
]


def load(name):
    with open(name) as f:
        return json.load(f)


def save(name, value):
    with open(name, "w") as f:
        json.dump(value, f)
    return name


def rows(name):
    with open(name, newline="") as f:
        return list(csv.DictReader(f))


# ---- what every campaign needs ----

def make_plans():
    done = Program("sit-run")(
        "-q", "--make-cases", "--ppcl",
        os.path.join(DATA, "ppcl-2019", "ppcl-2.10.csv"),
        "--devices", DEVICES, "-o", path("all.csv"))
    same(0, done.status, "the cases are made")
    return rows(path("all.csv"))


def make_world():
    done = Program("sit-emu")("--make-world", "--devices", DEVICES, "-o",
                              path("world.json"))
    same(0, done.status, "and a world for them")
    world = load(path("world.json"))
    now = datetime.datetime.now(datetime.timezone.utc)
    world["clock"] = {"start": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
                      "factor": 1}
    world["push"] = {"first_ms": 10, "factor": 1, "max_ms": 50}
    save(path("world.json"), world)
    save(path("worse.json"), dict(world, faults=FAULTS))


def choose(everything, rng):
    """400 cases of all devices, without those that wait for an hour."""
    chosen = set()
    for (mode, polarity), count in SHARES.items():
        fit = [n for n, c in enumerate(everything)
               if c["mode"] == mode and c["polarity"] == polarity and
               not c["after"] and not c["not_before"]]
        chosen.update(rng.sample(fit, count))
    return [everything[n] for n in sorted(chosen)]


def case_id(c):
    return "/".join(part or "-" for part in (
        c["phase"], c["ppc_id"], c["set"], c["device_type"], c["srv"],
        "cv" + c["command_variant"], c["mode"], c["polarity"], c["case"]))


# ---- a campaign ----

class Campaign:
    def __init__(self, number, cases, seed, kills=KILLS):
        self.rng = random.Random(seed)
        self.number = number
        self.connections = 4 if number % 2 else 1
        self.faults = number % 4 > 1
        self.room = path("campaign-%d" % number)
        os.mkdir(self.room)
        self.cases = cases
        with open(self.at("cases.csv"), "w", newline="") as f:
            w = csv.DictWriter(f, list(self.cases[0]), lineterminator="\n")
            w.writeheader()
            w.writerows(self.cases)
        c = load(os.path.join(DATA, "sit-2019", "campaign.json"))
        c.pop("release", None)
        c["limits"] = {"tps": 0, "per_s1sp": 0, "drain_s": 2,
                       "connections": self.connections}
        c["retry"] = [{"code": "E20|E21", "max": 2, "wait_ms": 20}]
        c["in_doubt_wait_s"] = 0.2
        save(self.at("campaign.json"), c)
        self.wanted_kills = kills
        self.kills = self.seen = self.read = 0
        self.doubted = self.repeated = 0
        self.killed_at = []
        self.wrong = []

    def at(self, name):
        return os.path.join(self.room, name)

    def emulate(self):
        self.emu = subprocess.Popen(
            [os.path.join(BIN, "sit-emu"), "-q", "--port", "0",
             "--port-file", self.at("port"), "--admin-port", "0",
             "--admin-port-file", self.at("admin"), "--events",
             self.at("events"),
             path("worse.json" if self.faults else "world.json")],
            stderr=subprocess.DEVNULL)
        end = time.monotonic() + 30
        while not (self.port("port") and self.port("admin")):
            if time.monotonic() > end:
                raise TimeoutError("sit-emu does not listen")
            time.sleep(0.01)

    def port(self, name):
        if not os.path.exists(self.at(name)):
            return ""
        with open(self.at(name)) as f:
            return f.read().strip()

    def begun(self):
        """Is there a cycle that can be resumed?"""
        if not os.path.exists(self.at("journal")):
            return False
        try:
            with sqlite3.connect("file:%s?mode=ro" % self.at("journal"),
                                 uri=True) as db:
                return db.execute("SELECT count(*) FROM cycle"
                                  ).fetchone()[0] > 0
        except sqlite3.OperationalError:
            return False

    def start(self):
        argv = [os.path.join(BIN, "sit-run"), "-q", "--format", "csv", "-o",
                self.at("results.csv"), "--journal", self.at("journal"),
                "--endpoint", "http://127.0.0.1:" + self.port("port"),
                "--admin", "http://127.0.0.1:" + self.port("admin"),
                "--receiver-port", "0"]
        if self.begun():
            argv.append("--resume")
        else:
            argv += ["--campaign", self.at("campaign.json"), "--devices",
                     DEVICES, self.at("cases.csv")]
        with open(self.at("err"), "ab") as err:
            return subprocess.Popen(argv, cwd=self.room, stderr=err,
                                    stdout=subprocess.DEVNULL)

    def events_seen(self):
        try:
            with open(self.at("events"), "rb") as f:
                f.seek(self.read)
                more = f.read()
        except FileNotFoundError:
            return 0
        self.read += len(more)
        self.seen += more.count(b"\n")
        return self.seen

    def moment(self):
        """When to kill: so many events later, or so soon after the start."""
        left = max(2.3 * CASES - self.events_seen(), 20)
        step = 2 * left / (self.wanted_kills - self.kills + 1)
        if self.rng.random() < 0.2:
            return None, self.rng.uniform(0, 0.15)
        return (self.seen + self.rng.uniform(1, step),
                self.rng.expovariate(1 / 0.004))

    def kill(self, child):
        """True: it was killed; False: it came to its end before."""
        events, delay_s = self.moment()
        end = time.monotonic() + LIMIT_S
        while events is not None and self.events_seen() < events:
            if child.poll() is not None or time.monotonic() > end:
                break
            time.sleep(0.001)
        time.sleep(delay_s)
        child.kill()
        return child.wait() < 0

    def play(self):
        """Until it is done; its last status."""
        self.emulate()
        try:
            while self.kills < self.wanted_kills:
                child = self.start()
                if not self.kill(child):
                    self.settle()
                    return child.returncode
                self.kills += 1
                self.killed_at.append(self.events_seen())
            status = self.start().wait(LIMIT_S)
            self.settle()
            return status
        except subprocess.TimeoutExpired:
            return "none: it does not come to an end"
        finally:
            self.emu.terminate()
            self.emu.wait()

    def settle(self):
        """sit-emu has still to note what was acknowledged last. What nobody
        is there to take any more stays under way."""
        state = "http://127.0.0.1:%s/admin/v1/state" % self.port("admin")
        end = time.monotonic() + 0.5
        while time.monotonic() < end:
            with urllib.request.urlopen(state, timeout=10) as f:
                if json.load(f)["sending"] == 0:
                    return
            time.sleep(0.02)

    def complain(self, what, *args):
        self.wrong.append("campaign %d: " % self.number + what % args)


# ---- the judge ----

def witness(c):
    """Requests that sit-emu saw, deliveries, and what it tried to deliver:
    the acknowledgement of what was journalled may be what a kill cut off."""
    requests, delivered, tried = [], [], set()
    with open(c.at("events")) as f:
        for line in f:
            event = json.loads(line)
            event["id"] = event.get("id", "").upper()
            if event["event"] == "request":
                requests.append(event)
            elif event["event"] == "delivered":
                delivered.append(event)
                tried.add(event["id"])
            elif event["event"] == "try-failed":
                tried.add(event["id"])
            elif event["event"] in ("invalid", "refused", "given-up",
                                    "no-receiver"):
                c.complain("sit-emu says %s", line.strip())
    return requests, delivered, tried


def journal(c):
    with sqlite3.connect("file:%s?mode=ro" % c.at("journal"), uri=True) as db:
        asked = {r[0].upper(): (r[1], r[2]) for r in db.execute(
            "SELECT r.request_id, p.case_id, r.attempt_no FROM request r "
            "JOIN attempt USING(attempt_no) JOIN plan p USING(cycle, "
            "case_no)")}
        came = collections.Counter((r[0] or "").upper() for r in db.execute(
            "SELECT request_id FROM message UNION ALL SELECT m.request_id "
            "FROM again JOIN message m USING(message_no)"))
        attempts = db.execute(
            "SELECT p.case_id, a.attempt, a.verdict, a.ended_ms FROM plan p "
            "LEFT JOIN attempt a USING(cycle, case_no) "
            "ORDER BY p.case_no, a.attempt").fetchall()
        whole = db.execute("PRAGMA integrity_check").fetchone()[0]
    if whole != "ok":
        c.complain("the database: %s", whole)
    return asked, came, attempts


def judge_received(c, requests, asked):
    """No request twice, and none that the journal does not know."""
    by_id = collections.defaultdict(list)
    for e in requests:
        by_id[e["id"]].append(str(e["command_variant"]))
        if e["id"] not in asked:
            c.complain("%s was sent and is not in the journal", e["id"])
    for i, variants in by_id.items():
        if len(variants) > 1 and variants != ["4", "5"]:
            c.complain("%s was received as command variants %s", i, variants)


def judge_acknowledged(c, delivered, came):
    taken = collections.Counter(e["id"] for e in delivered)
    for i, count in taken.items():
        if came[i] < count:
            c.complain("%d messages to %s were acknowledged, %d are in the "
                       "journal", count, i or "nobody", came[i])


def judge_repeated(c, requests, asked, safe):
    done = collections.Counter()
    srv = {case_id(x): x["srv"] for x in c.cases}
    for e in requests:
        if (e["code"].startswith("I") and e["id"] in asked and
                str(e["command_variant"]) in EXECUTED):
            done[asked[e["id"]][0]] += 1
    for case, count in done.items():
        if count > 1 and not safe[srv[case]]:
            c.complain("%s was executed %d times", case, count)
    return sum(1 for n in done.values() if n > 1)


def judge_verdicts(c, attempts, tried, asked, reference):
    last = {}
    for case, attempt, verdict, ended in attempts:
        last[case] = verdict
        if attempt is None or not verdict or not ended:
            c.complain("%s is open at the end", case)
    shown = collections.Counter(r["case_id"] for r in c.results)
    for case in (case_id(x) for x in c.cases):
        if shown[case] != 1:
            c.complain("%s has %d results", case, shown[case])
    answered = {asked[i][0] for i in tried if i in asked}
    for r in c.results:
        case, verdict = r["case_id"], r["verdict"]
        if verdict != last.get(case):
            c.complain("%s is shown as %s and kept as %s", case, verdict,
                       last.get(case))
        wanted = reference.get(case)
        if verdict == "NO_VERDICT" and "INDETERMINATE" in r["reason"]:
            c.doubted += 1
        elif wanted and verdict != wanted:
            c.complain("%s is %s (%s), undisturbed it is %s", case, verdict,
                       r["reason"], wanted)
        if (verdict == "PASS" and r["mode"] == "ON_DEMAND" and
                r["polarity"] == "POSITIVE" and case not in answered):
            c.complain("%s passed, and there was no result of it", case)


def judge(c, safe, reference):
    requests, delivered, tried = witness(c)
    asked, came, attempts = journal(c)
    c.results = rows(c.at("results.csv"))
    judge_received(c, requests, asked)
    judge_acknowledged(c, delivered, came)
    c.repeated = judge_repeated(c, requests, asked, safe)
    judge_verdicts(c, attempts, tried, asked, reference)


def repeat_safe():
    name = os.path.join(DATA, "..", "src", "model", "srv_repeat.csv")
    return {r["srv"]: r["repeat_safe"] == "Y" for r in rows(name)}


def undisturbed(cases):
    """How each case ends in a campaign that nobody kills."""
    c = Campaign(0, cases, 0, 0)
    status = c.play()
    result(status in (0, 1), "a campaign that nobody kills ends",
           "status %s" % status)
    judge(c, repeat_safe(), {})
    none(c.wrong, "and stands before the judge")
    verdicts = collections.Counter(r["verdict"] for r in c.results)
    print("# undisturbed: %s" % dict(verdicts))
    result(verdicts["PASS"] > 0.9 * CASES, "nearly all of its cases pass",
           verdicts)
    return {r["case_id"]: r["verdict"] for r in c.results}


def main():
    rng = dice()
    cases = choose(make_plans(), rng)
    make_world()
    reference = undisturbed(cases)
    campaigns = [Campaign(n, cases, rng.random())
                 for n in range(1, CAMPAIGNS + 1)]
    safe = repeat_safe()

    def one(c):
        c.status = c.play()
        if c.status in (0, 1):
            judge(c, safe, reference)
        else:
            c.complain("status %s", c.status)

    began = time.monotonic()
    parallel(one, campaigns)
    kills = sum(c.kills for c in campaigns)
    print("# %d kills of %d campaigns of %d cases in %d s: %d cases ended in "
          "doubt, %d were asked again" %
          (kills, len(campaigns), CASES, time.monotonic() - began,
           sum(c.doubted for c in campaigns),
           sum(c.repeated for c in campaigns)))
    print("# events before each kill, of one: %s" %
          [c.killed_at for c in campaigns][:1])
    result(kills >= 10 * len(campaigns), "%d kills at least" %
           (10 * len(campaigns)), kills)
    for connections in 1, 4:
        for faults in False, True:
            none([w for c in campaigns if c.connections == connections and
                  c.faults == faults for w in c.wrong],
                 "%d connections%s: nothing is lost, doubled or left open" %
                 (connections, ", and faults" if faults else ""))
    finish()


main()
