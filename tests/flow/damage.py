"""See damage.sh."""

import json
import os

from tap import (FOC, dmc_count, finish, get, none, parallel, put, result,
                 rfi_check, same)

ARGS = ("--policy", os.path.join(FOC, "policy.json"),
        "--aliases", os.path.join(FOC, "aliases.csv"))
LINE = 20           # the one that is damaged

COUNTS = ("count_active", "count_dormant")
BAD = {
    "snapshot_date": ("RFI005", ["2019-02-30", "30/08/2019", "2019-8-30",
                                 "43707", "TBC"]),
    "reporter_role": ("RFI006", ["MANUFACTURER", "?"]),
    "ppmid_kind": ("RFI006", ["DISPLAY", "?"]),
    "ihd_fw_upgradeable": ("RFI006", ["YES", "TBC"]),
    "intends_to_enrol": ("RFI006", ["MAYBE", "0"]),
    "count_active": ("RFI004", ["-1", "+1", "1.0", "1e5", "1 000", "0x10",
                                "12O4", " 5", "\u0665", "NONE",
                                "99999999999999999999999"]),
    "count_dormant": ("RFI004", ["-1", "1.5", "?", "'5"]),
    "smso": ("RFI010", ["", "?"]),
}


class Damage:
    """A file that differs from the good one in one row."""

    def __init__(self, kind, column, code, row, installations=None,
                 value=""):
        self.kind = kind
        self.value = value
        self.column = column        # "": none is named
        self.code = code
        self.row = row              # bytes
        self.installations = installations  # that go with the row, if known
        self.readable = code != "RFI001"

    def __str__(self):
        return "%s%s of %s" % (self.kind, self.value,
                               self.column or "the row")


def read_good():
    with open(os.path.join(FOC, "returns", "sup-a_2019-08.csv"), "rb") as f:
        data = f.read()
    assert b'"' not in data and not data.startswith(b"\xef\xbb\xbf")
    return [line.split(b",") for line in data.splitlines()]


def joined(cells):
    return b",".join(cells)


def damages(good):
    header = [c.decode() for c in good[0]]
    row = good[LINE - 1]
    n = sum(int(row[header.index(c)] or 0) for c in COUNTS)
    for i, column in enumerate(header):
        for bad in BAD.get(column, ("", []))[1]:
            yield Damage("a wrong value", column, BAD[column][0],
                         joined(row[:i] + [bad.encode()] + row[i + 1:]),
                         None if column in COUNTS else n, " %r" % bad)
        if column not in BAD or column == "smso":
            yield Damage("a byte that is not UTF-8", column, "RFI003",
                         joined(row[:i] + [b"a\xffb"] + row[i + 1:]))
        yield Damage("a missing closing quote", column, "RFI001",
                     joined(row[:i] + [b'"' + row[i]] + row[i + 1:]))
        yield Damage("one cell too many before", "", "RFI002",
                     joined(row[:i] + [b"x"] + row[i:]))
        if i > 0:
            yield Damage("an end before", column, "RFI002", joined(row[:i]))


def wrong_findings(damage, name, text):
    """What is wrong with what --findings wrote."""
    found = [json.loads(line) for line in text.decode().splitlines()]
    errors = [(f["code"], f["file"], f["line"], f["column"])
              for f in found if f["severity"] == "error"]
    wanted = [(damage.code, name, LINE, damage.column)]
    if errors != wanted:
        return ["%s: %s, wanted %s" % (damage, errors, wanted)]
    return []


def try_strict(done, name, damage):
    """What is wrong with how a damaged file is refused."""
    if done.status != 3 or done.out:
        return ["%s: %d bytes written: %s" % (damage, len(done.out), done)]
    start = "rfi-check: %s:%d: " % (name, LINE)
    if damage.column:
        start += "column '%s': " % damage.column
    if not [line for line in done.err.decode().splitlines()
            if line.startswith(start) and
            line.endswith(" [%s]" % damage.code)]:
        return ["%s: stderr is not '%s... [%s]' but\n%s" %
                (damage, start, damage.code, done.err.decode())]
    return []


def try_count(refused, name, damage):
    """dmc-count reads another way, and must see the same errors."""
    def errors(done):
        return [line.split(": ", 1)[1] for line in
                done.err.decode().splitlines()
                if line.endswith("]") and " (" not in line[-20:]]
    wanted = errors(refused)
    done = dmc_count(*ARGS, name)
    if done.status != 3 or done.out or errors(done) != wanted:
        return ["%s: %d bytes written, wanted %s: %s" %
                (damage, len(done.out), wanted, done)]
    return []


def try_lenient(name, damage, rows, installations):
    """What is wrong with how the row is dropped."""
    done = rfi_check(*ARGS, "--lenient", "--summary", name + ".json",
                     "--findings", name + ".ndjson", name)
    wrong = wrong_findings(damage, name, get(name + ".ndjson"))
    if not damage.readable:
        if done.status != 3 or done.out:
            wrong.append("%s: --lenient: %d bytes written: %s" %
                         (damage, len(done.out), done))
        return wrong
    if done.status != 0:
        return wrong + ["%s: --lenient: %s" % (damage, done)]
    summary = json.loads(get(name + ".json"))
    kept, excluded = summary["totals"], summary["excluded"]
    if (len(done.out.splitlines()), kept["rows"]) != (rows, rows - 1):
        wrong.append("%s: --lenient: %d rows left" % (damage, kept["rows"]))
    if excluded["dropped_rows"] != 1 or b"dropped" not in done.err:
        wrong.append("%s: --lenient: %d rows said to be dropped: %s" %
                     (damage, excluded["dropped_rows"], done))
    if damage.installations is not None and (
            excluded["dropped_installations"] != damage.installations or
            kept["installations"] != installations - damage.installations):
        wrong.append("%s: --lenient: %s" % (damage, summary))
    return wrong


def fuel_type(good):
    header = [c.decode() for c in good[0]]
    at = header.index("fuel_type")
    lines = [joined(r) for r in good]
    row = list(good[LINE - 1])
    row[at] = b"XX"
    lines[LINE - 1] = joined(row)
    name = os.path.basename(put("fuel.csv", b"\n".join(lines) + b"\n"))
    line = ("rfi-check: fuel.csv:%d: column 'fuel_type': 'XX' is not one of "
            "DF, SE, SG; counted as it stands (warning) [RFI027]" % LINE)
    done = rfi_check(*ARGS, name)
    result(done.status == 0 and len(done.out.splitlines()) == len(good) and
           line in done.err.decode().splitlines(),
           "a fuel type that nobody knows is a warning", done)
    done = rfi_check(*ARGS, "--fail-on", "warning", name)
    result(done.status == 3 and not done.out and
           line in done.err.decode().splitlines(),
           "and rejects the input with --fail-on warning", done)


def main():
    good = read_good()
    header = [c.decode() for c in good[0]]
    clean = rfi_check(*ARGS, put("good.csv", b"\n".join(
        joined(r) for r in good) + b"\n"))
    same((0, b""), (clean.status, clean.err), "the return is good before")
    installations = sum(int(r[header.index(c)] or 0)
                        for r in good[1:] for c in COUNTS)
    every = list(damages(good))
    names = []
    for i, damage in enumerate(every):
        lines = [joined(r) for r in good]
        lines[LINE - 1] = damage.row
        names.append("%d.csv" % i)
        put(names[-1], b"\n".join(lines) + b"\n")

    def attempt(i):
        refused = rfi_check(*ARGS, names[i])
        return (try_strict(refused, names[i], every[i]),
                try_lenient(names[i], every[i], len(good) - 1,
                            installations),
                try_count(refused, names[i], every[i]))
    seen = parallel(attempt, range(len(every)))
    for kind in sorted({d.kind for d in every}):
        mine = [s for s, d in zip(seen, every) if d.kind == kind]
        none([w for s in mine for w in s[0]],
             "%s: refused (%d times)" % (kind, len(mine)))
        none([w for s in mine for w in s[1]],
             "%s: named in the findings, and dropped by --lenient (%d times)" %
             (kind, len(mine)))
        none([w for s in mine for w in s[2]],
             "%s: dmc-count sees the same (%d times)" % (kind, len(mine)))
    covered = {d.column for d in every if d.column}
    same(set(header), covered | {"fuel_type"}, "every column was damaged")
    fuel_type(good)
    finish()


main()
