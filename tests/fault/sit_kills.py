"""See sit-kills.sh. Campaigns of 400 cases, half of them with one connection
and half with four, ten kills each: 100 kills, or 1,000 with SMETS1_LONG.

The judge reads what sit-emu saw, in its own record of events, and the journal
with SQLite: not through sit-run."""

import collections
import csv
import datetime
import json
import os
import random
import sqlite3
import subprocess
import time

from tap import (BIN, DATA, LONG, Program, dice, finish, none, parallel, path,
                 result, same)

CASES = 400
KILLS = 10                      # in each campaign
CAMPAIGNS = int(os.environ.get("SMETS1_CAMPAIGNS") or (100 if LONG else 10))
LIMIT_S = 120                   # for one process
SHARES = {("ON_DEMAND", "POSITIVE"): 280, ("DCC_ONLY", "POSITIVE"): 60,
          ("ON_DEMAND", "NEGATIVE"): 60}
DEVICES = os.path.join(DATA, "sit-2019", "devices.csv")
EXECUTED = {"1", "2", "3", "5", "6", "7", "8"}


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
    return "/".join([c["phase"], c["ppc_id"], c["set"], c["device_type"],
                     c["srv"], "cv" + c["command_variant"], c["mode"],
                     c["polarity"], c["case"]])


# ---- a campaign ----

class Campaign:
    def __init__(self, number, everything, seed):
        self.rng = random.Random(seed)
        self.number = number
        self.connections = 4 if number % 2 else 1
        self.room = path("campaign-%d" % number)
        os.mkdir(self.room)
        self.cases = choose(everything, self.rng)
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
        self.kills = self.starts = 0
        self.seen = self.read = 0
        self.wrong = []

    def at(self, name):
        return os.path.join(self.room, name)

    def emulate(self):
        self.emu = subprocess.Popen(
            [os.path.join(BIN, "sit-emu"), "-q", "--port", "0",
             "--port-file", self.at("port"), "--admin-port", "0",
             "--admin-port-file", self.at("admin"), "--events",
             self.at("events"), path("world.json")],
            stderr=subprocess.DEVNULL)
        end = time.monotonic() + 30
        while not os.path.exists(self.at("admin")):
            if time.monotonic() > end:
                raise TimeoutError("sit-emu does not listen")
            time.sleep(0.01)

    def port(self, name):
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
        self.starts += 1
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
        step = 2 * left / (KILLS - self.kills + 1)
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
            while self.kills < KILLS:
                child = self.start()
                if not self.kill(child):
                    return child.returncode
                self.kills += 1
            return self.start().wait(LIMIT_S)
        except subprocess.TimeoutExpired:
            return "none: it does not come to an end"
        finally:
            self.emu.terminate()
            self.emu.wait()

    def complain(self, what, *args):
        self.wrong.append("campaign %d: " % self.number + what % args)


# ---- the judge ----

def witness(c):
    """Requests and deliveries that sit-emu saw."""
    requests, delivered = [], []
    with open(c.at("events")) as f:
        for line in f:
            event = json.loads(line)
            event["id"] = event.get("id", "").upper()
            if event["event"] == "request":
                requests.append(event)
            elif event["event"] == "delivered":
                delivered.append(event)
            elif event["event"] in ("invalid", "refused", "given-up",
                                    "no-receiver"):
                c.complain("sit-emu says %s", line.strip())
    return requests, delivered


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


def judge_verdicts(c, attempts, delivered, asked, reference):
    last = {}
    for case, attempt, verdict, ended in attempts:
        last[case] = verdict
        if attempt is None or not verdict or not ended:
            c.complain("%s is open at the end", case)
    shown = collections.Counter(r["case_id"] for r in c.results)
    for case in (case_id(x) for x in c.cases):
        if shown[case] != 1:
            c.complain("%s has %d results", case, shown[case])
    answered = {asked[e["id"]][0] for e in delivered if e["id"] in asked}
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
            c.complain("%s passed, and nothing was delivered for it", case)


def judge(c, safe, reference):
    c.doubted = c.repeated = 0
    requests, delivered = witness(c)
    asked, came, attempts = journal(c)
    c.results = rows(c.at("results.csv"))
    judge_received(c, requests, asked)
    judge_acknowledged(c, delivered, came)
    c.repeated = judge_repeated(c, requests, asked, safe)
    judge_verdicts(c, attempts, delivered, asked, reference)


def repeat_safe():
    name = os.path.join(DATA, "..", "src", "model", "srv_repeat.csv")
    return {r["srv"]: r["repeat_safe"] == "Y" for r in rows(name)}


def undisturbed(everything, seed):
    """What a campaign ends in that nobody kills, by service and polarity."""
    global KILLS
    kills, KILLS = KILLS, 0
    c = Campaign(0, everything, seed)
    status = c.play()
    KILLS = kills
    result(status in (0, 1), "a campaign that nobody kills ends",
           "status %s" % status)
    judge(c, repeat_safe(), {})
    none(c.wrong, "and stands before the judge")
    verdicts = collections.Counter(r["verdict"] for r in c.results)
    print("# undisturbed: %s" % dict(verdicts))
    result(verdicts["PASS"] > CASES // 2, "most of its cases pass")


def main():
    rng = dice()
    everything = make_plans()
    make_world()
    undisturbed(everything, rng.random())
    campaigns = [Campaign(n, everything, rng.random())
                 for n in range(1, CAMPAIGNS + 1)]
    safe = repeat_safe()

    def one(c):
        c.status = c.play()
        if c.status not in (0, 1):
            c.complain("status %s", c.status)
            return
        judge(c, safe, {})

    began = time.monotonic()
    parallel(one, campaigns)
    kills = sum(c.kills for c in campaigns)
    print("# %d kills of %d campaigns of %d cases in %d s: %d cases in doubt, "
          "%d asked again" %
          (kills, len(campaigns), CASES, time.monotonic() - began,
           sum(getattr(c, "doubted", 0) for c in campaigns),
           sum(getattr(c, "repeated", 0) for c in campaigns)))
    result(kills >= 0.95 * KILLS * len(campaigns), "so many kills", kills)
    for connections in 1, 4:
        none([w for c in campaigns if c.connections == connections
              for w in c.wrong], "%d connections: nothing is lost, doubled or "
             "left open" % connections)
    finish()


main()
