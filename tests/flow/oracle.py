"""See oracle.sh.

The inventories are made of few values, so that rows fall together, counts
tie and every rule is met: scope, excluded makers, IHDs, upgrades, intention,
blanks, superseded and replaced returns. Names differ in case and blanks, and
a column of their canonical form is made by the simplest means of each
oracle, SQL's trim(), lower() and replace(), Python's split().
"""

import csv
import io
import json
import os
import sqlite3
from collections import defaultdict

from tap import (LONG, dice, dmc_count, dmc_select, finish, parallel, put,
                 result, rfi_check)

INVENTORIES = 1000 if LONG else 20
DEVICES = ("ch", "esme", "gsme", "ppmid")
KEY = ["smso", "wan_provider", "fuel_type"] + [
    "%s_%s" % (d, p) for d in DEVICES
    for p in ("manufacturer", "model", "fw_version")]
COLUMNS = (["snapshot_date", "reporter_role", "reporter", "supplier", "smso",
            "wan_provider", "capability", "fuel_type"] + KEY[3:] +
           ["ppmid_kind", "ihd_fw_upgradeable"] +
           ["target_%s_fw" % d for d in DEVICES] +
           ["count_active", "count_dormant", "intends_to_enrol",
            "installation_id", "status", "region"])
DISPOSITIONS = ["IN_SCOPE", "OUT_OF_SCOPE", "NON_INTENDER", "UNRESOLVED"]
MASKABLE = ("esme_fw_version", "ch_fw_version", "wan_provider")


# ---- what is counted --------------------------------------------------------

def make_row(random, number, snapshots):
    """Each value in one of two spellings, the same in canonical form."""
    def some(*values):
        return random.choice(values)

    def spelled(text):
        return some(text, text, text.upper(), text.replace(" ", "  "),
                    " " + text)
    reporter = some("sup a", "sup a", "sup b", "sup c", "smso 2")
    is_smso = reporter == "smso 2"
    row = dict.fromkeys(COLUMNS, "")
    row.update({
        "snapshot_date": some(*snapshots[reporter]),
        "reporter_role": "SMSO" if is_smso else some("SUPPLIER", "supplier"),
        "reporter": spelled(reporter),
        "supplier": spelled(some("sup a", "sup b", "sup c")),
        "smso": spelled("smso 2" if is_smso else
                        some("smso 1", "smso 1", "smso 2", "smso 3")),
        "wan_provider": some("w1", "w1", "w2", ""),
        "capability": some("foc", "FOC", "foc", "moc", ""),
        "fuel_type": some("df", "DF", "DF", "se", "XX", "", ""),
        "intends_to_enrol": some("Y", "Y", "y", "N", "n", "?", ""),
        "ppmid_kind": some("PPMID", "PPMID", "IHD", "ihd", ""),
        "ihd_fw_upgradeable": some("Y", "y", "N", "?", ""),
    })
    for device in DEVICES:
        absent = random.random() < 0.08
        row.update({
            device + "_manufacturer": "NONE" if absent else spelled(
                some("maker 1", "maker 1", "maker 2", "edmi")),
            device + "_model": some("NONE", "none") if absent else
            spelled(some("model 1", "model 1", "model 2")),
            device + "_fw_version": "NONE" if absent else
            some("1.0", "1.0", "1.00", "2.10", "TBC", "tbc"),
            "target_%s_fw" % device: some("", "", "", "?", "3.0", "2.10"),
        })
        if random.random() < 0.04:
            row[device + random.choice(("_model", "_fw_version",
                                        "_manufacturer"))] = some("", "?")
    # counts for nothing, and is hard to read
    row["region"] = some("", "", "x", 'a "b", c', "two\nlines", "\r\n",
                         "\u00fc|;\t", '"', " ")
    row["installation_id"] = "id%d" % number
    row["status"] = some("ACTIVE", "Dormant", "MIXED", "")
    if random.random() < 0.7:
        row["installation_id"] = ""
        row["count_active"] = some("0", "1", "7", "7", "100", "")
        row["count_dormant"] = some("0", "3", "3", "50")
    return row


def make_inventory(random, rows):
    snapshots = {who: random.choice([("2019-06-28", "2019-08-30"),
                                     ("2019-08-30",), ("2019-08-30", "")])
                 for who in ("sup a", "sup b", "sup c", "smso 2")}
    return [make_row(random, i, snapshots) for i in range(rows)]


def make_policy(random):
    policy = {
        "capability": random.choice(["", "FOC", "foc"]),
        "scope": {"smso": random.choice([[], ["smso 1", "SMSO 2"]]),
                  "exclude_manufacturer": random.choice([[], ["EDMI"]])},
        "ihd": random.choice(["ppmid-if-upgradeable", "always", "never"]),
        "upgrades": random.choice(["target-firmware", "installed"]),
        "non_intenders": random.choice(["exclude", "include"]),
        "incomplete": random.choice(["unresolved", "keep"]),
        "reporters": random.choice(["smso-over-supplier", "sum",
                                    "supplier"]),
        "mask": random.choice([[], ["esme_fw_version"],
                               ["ch_fw_version", "wan_provider"]]),
        "top": random.randrange(1, 9),
    }
    return policy


# ---- Python -----------------------------------------------------------------

def canonical(text):
    return " ".join(text.split()).lower()


def counts(row):
    if row["count_active"] or row["count_dormant"]:
        return int(row["count_active"] or 0), int(row["count_dormant"] or 0)
    return (0, 1) if row["status"].lower() == "dormant" else (1, 0)


def counted_rows(rows, policy):
    """Those that stand: newest snapshots, by the rule on reporters."""
    def who(row):
        return row["reporter_role"].lower(), canonical(row["reporter"])
    newest = defaultdict(str)
    for row in rows:
        newest[who(row)] = max(newest[who(row)], row["snapshot_date"])
    rows = [r for r in rows if r["snapshot_date"] == newest[who(r)]]
    own = {canonical(r["smso"]) for r in rows if who(r)[0] == "smso"}
    if policy["reporters"] == "smso-over-supplier":
        return [r for r in rows if who(r)[0] == "smso" or
                canonical(r["smso"]) not in own]
    if policy["reporters"] == "supplier":
        return [r for r in rows if who(r)[0] != "smso"]
    return rows


def python_key(row, policy):
    """The key in canonical form, and whether all of it is known."""
    c = {name: canonical(row[name]) for name in COLUMNS}
    known = True
    for d in DEVICES:
        if policy["upgrades"] == "target-firmware" and \
                c["target_%s_fw" % d] not in ("", "?"):
            c[d + "_fw_version"] = c["target_%s_fw" % d]
    absent = {d: c[d + "_model"] == "none" or
              (c[d + "_manufacturer"] == "none" and c[d + "_model"] == "")
              for d in DEVICES}
    if c["fuel_type"] == "" and all(
            absent[d] or c[d + "_model"] not in ("", "?")
            for d in ("esme", "gsme")):
        c["fuel_type"] = {(0, 0): "df", (0, 1): "se", (1, 0): "sg",
                          (1, 1): ""}[absent["esme"], absent["gsme"]]
    if c["ppmid_kind"] == "ihd" and not absent["ppmid"]:
        if policy["ihd"] == "never":
            absent["ppmid"] = True
        elif policy["ihd"] == "ppmid-if-upgradeable":
            if c["ihd_fw_upgradeable"] in ("", "?"):
                known = False
            elif c["ihd_fw_upgradeable"] == "n":
                absent["ppmid"] = True
    for d in DEVICES:
        if absent[d]:
            for part in ("manufacturer", "model", "fw_version"):
                c["%s_%s" % (d, part)] = "none"
    for name in policy["mask"]:
        c[name] = "tbc"
    if policy["incomplete"] == "unresolved" and any(
            c[name] in ("", "?") for name in KEY if name != "wan_provider"):
        known = False
    return tuple(c[name] for name in KEY), known


def python_disposition(row, policy, known):
    scope = policy["scope"]
    if policy["capability"] and canonical(row["capability"]) not in (
            "", canonical(policy["capability"])):
        return "OUT_OF_SCOPE"
    if scope["smso"] and canonical(row["smso"]) not in map(canonical,
                                                           scope["smso"]):
        return "OUT_OF_SCOPE"
    if any(canonical(row[d + "_manufacturer"]) ==
           canonical(maker) for maker in scope["exclude_manufacturer"]
           for d in ("ch", "esme", "gsme")):
        return "OUT_OF_SCOPE"
    if policy["non_intenders"] == "exclude" and \
            row["intends_to_enrol"].lower() == "n":
        return "NON_INTENDER"
    return "IN_SCOPE" if known else "UNRESOLVED"


def python_tally(rows, policy):
    tally = defaultdict(lambda: [0, 0])
    for row in counted_rows(rows, policy):
        key, known = python_key(row, policy)
        place = tally[(python_disposition(row, policy, known),) + key]
        active, dormant = counts(row)
        place[0] += active
        place[1] += dormant
    return {k: tuple(v) for k, v in tally.items()}


# ---- SQL --------------------------------------------------------------------

def sql_text(value):
    return "'%s'" % value.replace("'", "''")


def sql_list(values):
    return "(%s)" % ",".join(sql_text(v.lower()) for v in values)


def sql_firmware(d, policy):
    if policy["upgrades"] == "installed":
        return "%s_fw_version" % d
    return ("CASE WHEN target_{0}_fw IN ('', '?') THEN {0}_fw_version "
            "ELSE target_{0}_fw END").format(d)


def sql_absent(d, policy):
    test = ("({0}_model = 'none' OR ({0}_manufacturer = 'none' AND "
            "{0}_model = ''))").format(d)
    if d != "ppmid":
        return test
    return {"always": test,
            "never": "(%s OR ppmid_kind = 'ihd')" % test,
            "ppmid-if-upgradeable":
            "(%s OR (ppmid_kind = 'ihd' AND ihd_fw_upgradeable = 'n'))" %
            test}[policy["ihd"]]


def sql_key(policy):
    no_esme, no_gsme = [sql_absent(d, policy) for d in ("esme", "gsme")]
    key = {"smso": "smso", "wan_provider": "wan_provider",
           "fuel_type": """CASE WHEN fuel_type <> '' THEN fuel_type
               WHEN NOT {0} AND esme_model IN ('', '?') THEN ''
               WHEN NOT {1} AND gsme_model IN ('', '?') THEN ''
               WHEN NOT {0} AND NOT {1} THEN 'df' WHEN NOT {0} THEN 'se'
               WHEN NOT {1} THEN 'sg' ELSE '' END""".format(no_esme,
                                                            no_gsme)}
    for d in DEVICES:
        for part in ("manufacturer", "model", "fw_version"):
            value = "%s_%s" % (d, part)
            if part == "fw_version":
                value = sql_firmware(d, policy)
            key["%s_%s" % (d, part)] = "CASE WHEN %s THEN 'none' ELSE %s END" \
                % (sql_absent(d, policy), value)
    key.update({name: "'tbc'" for name in policy["mask"]})
    return key


def sql_dispositions(policy, key):
    """CASE ... END over the rules, in their order."""
    scope = policy["scope"]
    out = ["0"]
    if policy["capability"]:
        out.append("capability NOT IN ('', %s)" %
                   sql_text(policy["capability"].lower()))
    if scope["smso"]:
        out.append("smso NOT IN " + sql_list(scope["smso"]))
    if scope["exclude_manufacturer"]:
        out += ["%s_manufacturer IN %s" %
                (d, sql_list(scope["exclude_manufacturer"]))
                for d in ("ch", "esme", "gsme")]
    refuse = "intends_to_enrol = 'n'" \
        if policy["non_intenders"] == "exclude" else "0"
    unknown = ["0"]
    if policy["incomplete"] == "unresolved":
        unknown += ["(%s) IN ('', '?')" % key[name] for name in KEY
                    if name != "wan_provider"]
    if policy["ihd"] == "ppmid-if-upgradeable":
        unknown.append(
            "(ppmid_kind = 'ihd' AND ppmid_model <> 'none' AND NOT "
            "(ppmid_manufacturer = 'none' AND ppmid_model = '') AND "
            "ihd_fw_upgradeable IN ('', '?'))")
    return ("CASE WHEN %s THEN 'OUT_OF_SCOPE' WHEN %s THEN 'NON_INTENDER' "
            "WHEN %s THEN 'UNRESOLVED' ELSE 'IN_SCOPE' END" %
            (" OR ".join(out), refuse, " OR ".join(unknown)))


def sql_import(rows):
    """All text; then trimmed, lower case, runs of blanks made one."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE raw (%s)" %
                 ",".join("%s TEXT" % c for c in COLUMNS))
    base.executemany("INSERT INTO raw VALUES (%s)" %
                     ",".join("?" * len(COLUMNS)),
                     [[r[c] for c in COLUMNS] for r in rows])
    base.execute("CREATE TABLE told AS SELECT %s FROM raw" % ",".join(
        "lower(replace(trim({0}), '  ', ' ')) AS {0}".format(c)
        for c in COLUMNS))
    base.execute("""CREATE VIEW current AS SELECT * FROM told AS t
        WHERE snapshot_date = (SELECT max(snapshot_date) FROM told AS o
            WHERE o.reporter = t.reporter
            AND o.reporter_role = t.reporter_role)""")
    return base


def sql_tally(rows, policy):
    base = sql_import(rows)
    stands = {
        "sum": "1",
        "supplier": "reporter_role <> 'smso'",
        "smso-over-supplier": "(reporter_role = 'smso' OR smso NOT IN "
        "(SELECT smso FROM current WHERE reporter_role = 'smso'))",
    }[policy["reporters"]]
    key = sql_key(policy)
    names = ["k%d" % i for i in range(len(KEY))]
    counted = "(count_active <> '' OR count_dormant <> '')"
    query = """
        SELECT disposition, {names}, sum(active), sum(dormant) FROM (
            SELECT {disposition} AS disposition, {keys},
                CASE WHEN {counted} THEN CAST(count_active AS INTEGER)
                    ELSE status <> 'dormant' END AS active,
                CASE WHEN {counted} THEN CAST(count_dormant AS INTEGER)
                    ELSE status = 'dormant' END AS dormant
            FROM current WHERE {stands})
        GROUP BY disposition, {names}""".format(
            names=",".join(names), counted=counted, stands=stands,
            disposition=sql_dispositions(policy, key),
            keys=",".join("%s AS %s" % (key[k], n)
                          for k, n in zip(KEY, names)))
    found = base.execute(query).fetchall()
    base.close()
    return {tuple(r[:-2]): tuple(r[-2:]) for r in found}


# ---- the suite --------------------------------------------------------------

def read(data):
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def write(rows):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def as_tally(rows):
    return {(r["disposition"],) + tuple(canonical(r[k]) for k in KEY):
            (int(r["count_active"]), int(r["count_dormant"])) for r in rows}


def order_of(row):
    """As the contract orders a tally; the key by its bytes."""
    return (DISPOSITIONS.index(row["disposition"]), -int(row["count_total"]),
            -int(row["count_active"]), [row[k].encode() for k in KEY])


def wrong_tally(rows, wanted, who):
    got = as_tally(rows)
    if got == wanted and len(got) == len(rows):
        return []
    return ["%s: %s: %s, wanted %s" % (who, k, got.get(k), wanted.get(k))
            for k in sorted(set(got) | set(wanted))
            if got.get(k) != wanted.get(k)][:3] or ["%s: rows twice" % who]


def wrong_selection(tally, chosen, top):
    ranked = [r for r in tally if r["disposition"] == "IN_SCOPE"]
    estate = sum(int(r["count_total"]) for r in ranked)
    wrong = []
    total = 0
    if len(chosen) != min(top, len(ranked)):
        wrong.append("%d selected of %d" % (len(chosen), len(ranked)))
    for i, (row, of) in enumerate(zip(chosen, ranked)):
        n = int(of["count_total"])
        total += n
        share, sofar = ["%d.%02d" % divmod((20000 * x + estate) //
                                           (2 * estate), 100)
                        if estate else "" for x in (n, total)]
        wanted = dict({k: of[k] for k in KEY}, rank=str(i + 1),
                      count_total=str(n), share_percent=share,
                      cumulative_percent=sofar, disposition="SELECTED")
        wrong += ["rank %d: %s is %r, wanted %r" % (i + 1, k, row[k], v)
                  for k, v in wanted.items() if row[k] != v]
    return wrong


def attempt(number_rows_policy):
    number, rows, policy = number_rows_policy
    name = put("policy%d.json" % number, json.dumps(policy))
    file = put("inventory%d.csv" % number, write(rows))
    done = dmc_count("--policy", name, file)
    if done.status != 0:
        return [str(done)]
    tally = read(done.out)
    python = python_tally(rows, policy)
    wrong = ["inventory %d: %s" % (number, policy)]
    wrong += wrong_tally(tally, python, "Python")
    wrong += wrong_tally(tally, sql_tally(rows, policy), "SQLite")
    if tally != sorted(tally, key=order_of):
        wrong.append("the tally is not in order")
    for source in (file, put("tally%d.csv" % number, done.out)):
        chosen = dmc_select("--policy", name, source)
        if chosen.status != 0:
            return [str(chosen)]
        wrong += wrong_selection(tally, read(chosen.out), policy["top"])
    # what rfi-check accepts, it hands on as it was
    checked = rfi_check("--policy", name, "--lenient", file)
    again = dmc_count("--policy", name, stdin=checked.out)
    if checked.status == 0 and b"error" not in checked.err and \
            again.out != done.out:
        wrong.append("another tally behind rfi-check")
    for used in (file, name, put("tally%d.csv" % number, "")):
        os.unlink(used)
    return wrong if len(wrong) > 1 else []


def main():
    random = dice()
    every = []
    for i in range(INVENTORIES):
        # some are larger than a window of the reader
        size = 4000 if i % (200 if LONG else 20) == 0 else \
            random.randrange(5, 120)
        every.append((i, make_inventory(random, size), make_policy(random)))
    bad = [w for w in parallel(attempt, every) if w]
    result(not bad, "%d random inventories: dmc-count and dmc-select agree "
           "with SQLite and Python" % INVENTORIES,
           "\n".join("\n".join(w) for w in bad[:3]))
    met = set()
    for _, rows, policy in every:
        met |= {k[0] for k in python_tally(rows, policy)}
    result(met == set(DISPOSITIONS), "they met every disposition", met)
    finish()


main()
