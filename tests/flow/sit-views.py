"""Random results of a campaign: cases.csv, results.csv, attempts.csv.

	sit-views.py SEED PPCL DIRECTORY

Three cycles over the combinations of a release; in each a case may be left
out, not reached, tried several times, run on other firmware than the
release's, be voided later. results.csv has a row a cycle and case,
attempts.csv one an attempt; some cases are never run, and some results are
of cases that the plan does not have. Same seed, same bytes.
"""
import csv
import random
import sys

SRVS = [("4.1.1", "ESME"), ("4.3", "ESME"), ("4.6.1", "ESME"),
        ("4.4.3", "GSME"), ("11.3", "CHF"), ("7.4", "ESME")]
VERDICTS = ["PASS"] * 12 + ["FAIL", "FAIL", "LATE", "LATE", "ERROR",
                            "BLOCKED", "SKIP", "NO_VERDICT"]
TIMES = {"IN_TRT": (200, 30000), "LATE": (30001, 90000)}
SEED, PPCL, TO = int(sys.argv[1]), sys.argv[2], sys.argv[3]
draw = random.Random(SEED)
HEAD = ("campaign,release,smso,cycle,cycle_kind,case_id,phase,ppc_id,set,"
        "installation_type,device_type,device_id,s1sp,srv,command_variant,"
        "mode,polarity,case,attempt,attempts,verdict,first_verdict,flaky,"
        "timing,ack_code,final_code,request_id,sent_at,ack_ms,result_ms,"
        "trt_ms,ch_fw_version,esme_fw_version,gsme_fw_version,"
        "ppmid_fw_version,voided_by,issue_ids,evidence_sha256,reason").split(",")
PLAN = ("phase,set,ppc_id,installation_type,device_type,srv,command_variant,"
        "mode,polarity,case,user,service,expect_ack,expect_code,mandatory,"
        "after,requirement").split(",")


def plan(release):
    cases = []
    for row in release:
        for place in ("A1", "D1"):
            before = ""
            for srv, device in SRVS:
                for name in ("basic", "more"):
                    if draw.random() < 0.1:
                        continue
                    c = {"phase": "SIT", "set": place,
                         "ppc_id": row["ppc_id"],
                         "installation_type":
                         "ACTIVE" if place == "A1" else "DORMANT",
                         "device_type": device, "srv": srv,
                         "command_variant": "1", "mode": "ON_DEMAND",
                         "polarity": "POSITIVE", "case": name,
                         "expect_ack": "I99", "expect_code": "I0",
                         "mandatory": draw.choice("YN"), "after": before,
                         "requirement": draw.choice(["", "R-1", "R-2"])}
                    c["id"] = "/".join([
                        "SIT", c["ppc_id"], place, device, srv, "cv1",
                        "ON_DEMAND", "POSITIVE", name])
                    before = c["id"] if draw.random() < 0.3 else ""
                    cases.append(c)
    return cases


def attempt(base, number, when):
    verdict = draw.choice(VERDICTS)
    row = dict(base, attempt=str(number), verdict=verdict, sent_at=when,
               timing="NA", reason="" if verdict == "PASS" else
               f'why "{verdict}" & <{number}>, #1')
    if verdict in ("PASS", "FAIL", "LATE"):
        row["timing"] = "LATE" if verdict == "LATE" else \
            draw.choice(["IN_TRT", "IN_TRT", "NA"])
        low, high = TIMES.get(row["timing"], (100, 5000))
        row["ack_ms"] = str(draw.randint(10, 400))
        if draw.random() < 0.9:
            row["result_ms"] = str(draw.randint(low, high))
        row["trt_ms"] = "30000" if row["timing"] != "NA" else ""
        row["final_code"] = "I0" if verdict != "FAIL" else "S1VE12"
    if verdict == "PASS":
        row["evidence_sha256"] = "%064x" % draw.getrandbits(256)
    if verdict in ("SKIP", "BLOCKED"):
        row["attempt"] = "0"
        row["sent_at"] = ""
    return row


def run(cycle, kind, day, c, release):
    of = next(r for r in release if r["ppc_id"] == c["ppc_id"])
    base = {k: c.get(k, "") for k in HEAD}
    base.update(campaign="RANDOM", release=of["release"], smso=of["smso"],
                cycle=cycle, cycle_kind=kind, case_id=c["id"],
                s1sp=draw.choice(["S1SP-A", "S1SP-B"]))
    for t in ("ch", "esme", "gsme", "ppmid"):
        base[f"{t}_fw_version"] = of[f"{t}_fw_version"]
    if draw.random() < 0.2:
        base["esme_fw_version"] = "00.00.00.01"
    if draw.random() < 0.05:
        base["voided_by"] = "2.12"
    rows = []
    while True:
        when = f"2020-0{day}-{draw.randint(10, 28)}T" \
               f"{draw.randint(10, 23)}:00:00Z"
        rows.append(attempt(base, len(rows) + 1, when))
        if rows[-1]["verdict"] in ("PASS", "SKIP", "BLOCKED", "LATE") or \
                len(rows) == 3 or draw.random() < 0.5:
            break
    if rows[-1]["attempt"] == "0":
        rows = rows[-1:]
    for r in rows:
        r["attempts"] = str(len(rows) if r["attempt"] != "0" else 0)
        r["first_verdict"] = rows[0]["verdict"]
        r["flaky"] = "Y" if r["verdict"] == "PASS" and \
            rows[0]["verdict"] != "PASS" else "N"
    return rows


def write(name, head, rows):
    with open(f"{TO}/{name}", "w", newline="", encoding="utf-8") as f:
        w = csv.DictWriter(f, head, lineterminator="\n",
                           extrasaction="ignore")
        w.writeheader()
        w.writerows(rows)


with open(PPCL, newline="", encoding="utf-8") as f:
    RELEASE = list(csv.DictReader(f))
CASES = plan(RELEASE)
ODD = [dict(c, id=c["id"].replace("/basic", "/gone"), case="gone")
       for c in CASES[::20] if c["case"] == "basic"]
ALL = []
for number, (cycle, kind) in enumerate([
        ("B-first", "NORMAL"), ("A-second", "SIT_EOC"),
        ("C-third", "SYSTEM_REGRESSION")]):
    for case in CASES + ODD:
        if draw.random() < 0.55:
            ALL.append(run(cycle, kind, number + 1, case, RELEASE))
draw.shuffle(ALL)
write("cases.csv", PLAN, CASES)
write("results.csv", HEAD, [rows[-1] for rows in ALL])
write("attempts.csv", HEAD, [r for rows in ALL for r in rows])
