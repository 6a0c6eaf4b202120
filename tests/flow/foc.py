"""See foc.sh. What is expected is counted here from the returns, by the
rules as they are written, without the suite's own code."""

import csv
import glob
import json
import os
import re
import subprocess
from collections import Counter

from tap import (BIN, DATA, FOC, TOP, dmc_count, dmc_select, finish, path,
                 put, result, rfi_check, same)

POLICY = ("--policy", os.path.join(FOC, "policy.json"))
ALIASES = ("--aliases", os.path.join(FOC, "aliases.csv"))
RETURNS = sorted(glob.glob(os.path.join(FOC, "returns", "*.csv")))


def rows(data):
    return list(csv.DictReader(data.decode().splitlines()))


def returned():
    """Installations of all returns, of superseded snapshots, and of the
    suppliers' rows that an SMSO's own return replaces."""
    every = []
    for name in RETURNS:
        with open(name, encoding="utf-8-sig", newline="") as f:
            text = f.read()
        reader = csv.DictReader(text.splitlines(), delimiter=max(
            ",;\t", key=text.splitlines()[0].count))
        for row in reader:
            row = {k.strip().lower(): v for k, v in row.items() if k}
            row["n"] = (int(row["count_active"] or 0) +
                        int(row["count_dormant"] or 0))
            every.append(row)
    newest = {}
    for row in every:
        who = (row["reporter_role"].upper(), row["reporter"])
        row["who"] = who
        newest[who] = max(newest.get(who, ""), row["snapshot_date"])
    current = [r for r in every if r["snapshot_date"] == newest[r["who"]]]
    own = {r["smso"] for r in current if r["who"][0] == "SMSO"}
    replaced = [r for r in current
                if r["who"][0] == "SUPPLIER" and r["smso"] in own]
    total = sum(r["n"] for r in every)
    return (total, total - sum(r["n"] for r in current),
            sum(r["n"] for r in replaced))


def main():
    total, superseded, replaced = returned()
    same(8, len(RETURNS), "there are eight returns")

    done = rfi_check(*POLICY, *ALIASES, "--summary", "check.json", *RETURNS)
    same(0, done.status, "rfi-check accepts them without --lenient")
    inventory = put("inventory.csv", done.out)
    counted = [int(r["count_active"]) + int(r["count_dormant"])
               for r in rows(done.out)]
    same(total, sum(counted), "no installation is lost in the inventory")
    with open(path("check.json"), encoding="utf-8") as f:
        summary = json.load(f)
    same(total, summary["totals"]["installations"],
         "rfi-check's summary says as many")
    same(0, summary["excluded"]["dropped_rows"], "and no row was dropped")

    done = dmc_count(*POLICY, "--summary", "count.json", inventory)
    same(0, done.status, "dmc-count ends well")
    tally = put("tally.csv", done.out)
    by = Counter()
    for row in rows(done.out):
        by[row["disposition"]] += int(row["count_total"])
    same(1408, by["UNRESOLVED"], "1,408 installations are unresolved")
    same(total, sum(by.values()) + superseded + replaced,
         "tally, superseded and replaced are all that was returned")
    with open(path("count.json"), encoding="utf-8") as f:
        excluded = json.load(f)["excluded"]
    same({"out_of_scope": by["OUT_OF_SCOPE"],
          "non_intender": by["NON_INTENDER"],
          "unresolved": 1408, "superseded": superseded,
          "replaced": replaced}, excluded,
         "dmc-count's summary has every excluded bucket")

    done = dmc_select(*POLICY, "--layout", "printed", "--release", "2.10",
                      "--format", "csv", tally)
    same(0, done.status, "the printed layout ends well")
    with open(os.path.join(DATA, "published",
                           "foc2019_table3_transposed.csv"), "rb") as f:
        wanted = re.sub(" ?[\u2070-\u2079\u00b9\u00b2\u00b3]", "",
                        f.read().decode()).encode()
    same(wanted, done.out, "it is the published table, footnotes apart")
    same(b"% of Total FOC Deployed Estate,,,52%,,",
         done.out.splitlines()[-1], "its last row is the share")

    done = dmc_select(*POLICY, "--format", "json", tally)
    same(0, done.status, "dmc-select ends well")
    said = json.loads(done.out)
    chosen = {r["ppc_id"]: r for r in said["rows"]}
    same({"DMC-1": "SMSO-1", "DMC-2": "SMSO-1", "DMC-3": "SMSO-1",
          "DMC-4": "SMSO-1", "DMC-5": "SMSO-2"},
         {k: r["smso"] for k, r in chosen.items()},
         "four combinations of SMSO-1 and one of SMSO-2")
    same(["DMC-4"], [k for k, r in chosen.items() if r["entry_hold"]],
         "DMC-4 is held, and only that")
    same(["SMSO-3"], [o["smso"] for o in said["obligations"]],
         "SMSO-3 has an obligation, and nobody else")
    result("SMSO-3" in done.err.decode(), "and it is told on stderr", done)

    estate = said["totals"]["in_scope"]
    same(by["IN_SCOPE"], estate, "the estate is what is in scope")
    shares = {}
    for row in said["rows"]:
        shares[row["smso"]] = (shares.get(row["smso"], 0) +
                               row["count_total"])
    percents = [(200 * n + estate) // (2 * estate) for n in
                (shares["SMSO-1"], shares["SMSO-2"], sum(shares.values()))]
    same([42, 10, 52], percents, "42, 10 and 52 percent")
    same("52", said["totals"]["share_percent_whole"],
         "dmc-select says 52 too")

    done = subprocess.run(
        ["sh", os.path.join(TOP, "tests", "flow", "demo.sh"), BIN, FOC],
        capture_output=True, check=False)
    same(0, done.returncode, "the demo ends well")
    same(b"42 % SMSO-1, 10 % SMSO-2, 52 % in all",
         done.stdout.splitlines()[-1], "and with the three shares")
    finish()


main()
