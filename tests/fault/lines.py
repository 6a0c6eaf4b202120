"""Command lines that the tests of tests/fault break in their ways, and the
files that they read."""

import gzip
import os
import shlex
import subprocess
import tempfile

from tap import (BIN, DATA, LIMIT_S, TOP, WORK, Done, Program, dmc_count,
                 finish, path, put, result, rfi_check)

INPUT = os.path.join(TOP, "tests", "fault", "input")
OLD = b"what was there before\n"

PLAN = ("migrate-plan --capacity {plan-2021/capacity.csv} "
        "--eligibility {plan-2021/eligibility.csv} "
        "--calendar {plan-2021/calendar.csv} "
        "--success {plan-2021/success.csv} "
        "--milestones {plan-2021/milestones.csv} "
        "--exclusions {plan-2021/exclusions.csv} "
        "--upgrades {plan-2021/upgrades.csv} "
        "--policy {plan-2021/policy.csv}")
LOAD = ("srv-load --mp192 --limits {mp192/limits.csv}")
WORLD = "sit-emu --make-world --devices {sit/devices.csv}"

# the status without a fault, and the line; {x} is a file of input/, of
# testdata/, or one that prepare() makes of them
LINES = [
    (0, "rfi-check --policy {policy.json} --aliases {aliases.csv} "
        "{wide.csv}"),
    (0, "rfi-check --policy {policy.json} --known {known.csv} "
        "--map {map.csv} --report report.md --summary s.json "
        "--findings f.ndjson -o inv.json --format json {wide.csv} "
        "{device.csv}"),
    (0, "rfi-check --lenient --format table {bad.csv} {wide.csv}"),
    (0, "rfi-check --format ndjson {wide.csv.gz}"),
    (0, "rfi-check --format md {wide.csv.zst}"),
    (0, "rfi-check --format xlsx -o inv.xlsx {wide.csv}"),
    (0, "dmc-count --format xlsx {inventory.json}"),
    (3, "rfi-check --findings f.csv {bad.csv}"),
    (0, "dmc-count --policy {policy.json} --format json --summary s.json "
        "{inventory.ndjson}"),
    (0, "dmc-count --since {tally.csv} -o out.tsv --format tsv "
        "{inventory.json}"),
    (0, "dmc-select --policy {policy.json} --all {tally.csv}"),
    (0, "dmc-select --explain --format json {inventory.json}"),
    (0, "dmc-select --cover pair --top 5 --format table {tally.csv}"),
    (1, "dmc-select --cover pair --top 2 {tally.csv}"),
    (0, "dmc-select --stability {inventory.json}"),
    (0, "dmc-select --public={public.csv} --curve {tally.csv}"),
    (0, "dmc-select --layout printed --release 2.10 -o out.csv {tally.csv}"),
    (1, PLAN + " --prices prices.csv --assign assign.csv "
        "--reasons why.csv --summary s.json -o plan.csv "
        "{plan-2021/inventory.csv}"),
    (1, PLAN + " --monte-carlo 8 --completion c.csv --format table "
        "{plan-2021/inventory.csv}"),
    (0, PLAN + " --check {plan.json} {plan-2021/inventory.csv}"),
    (0, "migrate-plan --compare a={plan.json} --compare b={plan.json}"),
    (0, LOAD + " --smooth --findings f.csv --summary s.json -o load.json "
        "--format json {mp192/groups.csv}"),
    (0, LOAD + " --capacity --base {mp192/base.csv} {mp192/groups.csv}"),
    (0, "wan-load --scenario {wan-2010/low.json} "
        "--scenario {wan-2010/high.json}"),
    (0, "wan-load --summary s.json -o wan.md --format md"),
    (0, WORLD + " --ppcl {published/foc2019_table3_transposed.csv}"),
    (0, WORLD + " --summary s.json -o world.json"),
    (0, "dmc-select --list-columns -v"),
    (0, "rfi-check --template device"),
    (0, "dmc-count --help"),
    (0, "dmc-count --version"),
]

FILES = {}


def prepare():
    """Files of input/ and testdata/, and what the tools make of them."""
    for name in os.listdir(INPUT):
        FILES[name] = os.path.join(INPUT, name)
    for room in ("plan-2021", "mp192", "wan-2010", "sit", "published"):
        for name in os.listdir(os.path.join(DATA, room)):
            FILES[room + "/" + name] = os.path.join(DATA, room, name)
    wide = (FILES["wide.csv"], FILES["device.csv"])
    made = {}
    for form in ("json", "ndjson"):
        done = rfi_check("--aliases", FILES["aliases.csv"], "--map",
                         FILES["map.csv"], "--format", form, *wide)
        made["inventory." + form] = done
    made["tally.csv"] = dmc_count(
        stdin=made["inventory.ndjson"].out)
    made["plan.json"] = Program("migrate-plan")(
        *argv_of(PLAN)[1:], "--format", "json",
        FILES["plan-2021/inventory.csv"])
    for name, done in made.items():
        # installations that are left behind are status 1
        if done.status != (1 if name == "plan.json" else 0):
            result(False, name + " is made", done)
            finish()
        FILES[name] = put(name, done.out)
    with open(FILES["wide.csv"], "rb") as f:
        data = f.read()
    FILES["wide.csv.gz"] = put("wide.csv.gz", gzip.compress(data))
    FILES["wide.csv.zst"] = path("wide.csv.zst")
    subprocess.run(["zstd", "-q", "-f", "-o", FILES["wide.csv.zst"]],
                   input=data, check=True)


def make_big():
    """An input whose output is many writes."""
    with open(FILES["wide.csv"], encoding="utf-8") as f:
        head, *rows = f.read().splitlines()
    rows = [r for r in rows if "G370" in r and "two" not in r][:1]
    lines = [head]
    for i in range(4000):
        lines.append(rows[0].replace("SEAP-2000-V", "SEAP-%d-V" % i))
    FILES["big.csv"] = put("big.csv", "\n".join(lines) + "\n")


def argv_of(line):
    words = shlex.split(line)
    for i, word in enumerate(words):
        if "{" in word:
            before, name = word.split("{")
            words[i] = before + FILES[name.rstrip("}")]
    words[0] = os.path.join(BIN, words[0])
    return words


def outputs_of(line):
    """The files that the line writes."""
    words = shlex.split(line)
    return [words[i + 1] for i, w in enumerate(words)
            if w in ("-o", "--report", "--summary", "--findings", "--prices",
                     "--assign", "--reasons", "--completion")]


class Run(Done):
    """How a line ended, and what it left in its directory."""

    def __init__(self, line, prefix=(), env=None, pass_fds=()):
        with tempfile.TemporaryDirectory(dir=WORK) as room:
            for name in outputs_of(line):
                with open(os.path.join(room, name), "wb") as f:
                    f.write(OLD)
            p = subprocess.run(list(prefix) + argv_of(line), cwd=room,
                               stdin=subprocess.DEVNULL, check=False,
                               capture_output=True, timeout=LIMIT_S,
                               env=dict(os.environ, **(env or {})),
                               pass_fds=pass_fds)
            super().__init__(p.returncode, p.stdout, p.stderr, line)
            self.files = {}
            for name in os.listdir(room):
                with open(os.path.join(room, name), "rb") as f:
                    self.files[name] = f.read()

    def same_as(self, other):
        return (self.status, self.out, self.err, self.files) == (
            other.status, other.out, other.err, other.files)

    def wrong(self, good):
        """What is wrong with a run that met a fault; good met none."""
        if self.same_as(good):
            return ""
        if self.status < 0:
            return "killed by signal %d" % -self.status
        if self.status != 4:
            return "status %d, and not what it says without" % self.status
        # a file that could not be read is a finding of its own
        found = [n for n in self.files if n.startswith("f.") and
                 self.files[n] not in (OLD, good.files.get(n))]
        last = self.err.decode(errors="replace").splitlines()[-1:]
        tool = self.command.split()[0]
        if not found and not (last and last[0].startswith(tool + ": ")):
            return "status 4 without a message: %r" % self.err
        if not good.out.startswith(self.out):
            return "status 4, and stdout is no beginning of the right one"
        if set(self.files) != set(good.files):
            return "left behind: %s" % sorted(set(self.files) -
                                              set(good.files))
        for name, data in self.files.items():
            if name in found and data.endswith(b"\n"):
                continue
            if data not in (OLD, good.files[name]):
                return "%s is neither old nor new: %.200r" % (name, data)
        return ""
