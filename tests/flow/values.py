"""See values.sh. What was written is read back by Python's csv and json,
and by the tools themselves."""

import csv
import io
import json

from tap import (dmc_count, dmc_select, finish, none, parallel, put, result,
                 rfi_check, same)

VALUES = [
    "", "TBC", "NONE", "?", "2.10", "2.1", "03.00", "3.0", "00123", "123",
    "12000123456789012345", "1e5", "1E6", "1.0", "-0", "+1", "-1.5", "-2+3",
    "=1+1", "=HYPERLINK(\"http://x\")", "@x", "'=1+1", "0x10", "1/2",
    "2019-08-30", "30/08/2019", "true", "null", "NaN", "inf",
    "a,b", ",", "a;b", "a|b", "|", "tab\there", "say \"x\"", "\"", "\"\"",
    "two\nlines", "crlf\r\nlines", "cr\rlines", "back\\slash", "\\n", "\\",
    "{}", "[1]", "<b>&amp;</b>", "%s%n", "`x`", "*x*", "a  b", "x (y)",
    "\u00fcn\u00efc\u00f6de", "e\u0301", "\u03a9 \u6f22\u5b57",
    "\U0001f600", "\ufeffx", "x\u200bx", "a\u2028b", "\u202eabc", "\x1b[31m",
    "\x7f", "\x01", "x" * 10000,
]
# blanks around a text, which software likes to drop
BLANKS = [" one", "two ", "  three  ", "\tfour", "five\t", "\nsix", "seven\n",
          "\u00a0eight\u00a0"]
FORMATS = ("csv", "tsv", "json", "ndjson")
TEXTS = ("installation_id", "region", "ch_hw_version", "ch_config",
         "esme_config")
POLICY = {"key": ["smso", "region", "ch_hw_version", "ch_model", "ch_config",
                  "esme_config"],
          "hardware": ["ch_model"], "incomplete": "keep", "top": 1000}


def rows_of(values):
    rows = []
    for i, value in enumerate(values):
        row = {"snapshot_date": "2019-08-30", "reporter_role": "SUPPLIER",
               "reporter": "SUP-A", "supplier": "SUP-A", "smso": "SMSO-1",
               "count_active": str(i + 1), "count_dormant": "0"}
        for device in ("ch", "esme", "gsme", "ppmid"):
            row.update({device + "_manufacturer": "Maker",
                        device + "_model": device + "-x",
                        device + "_fw_version": "1.0"})
        row.update({name: value for name in TEXTS})
        rows.append(row)
    return rows


def write(rows, kind):
    if kind in ("json", "ndjson"):
        lines = [json.dumps(r, ensure_ascii=False) for r in rows]
        if kind == "ndjson":
            return "\n".join(lines).encode() + b"\n"
        return ('{"rows": [%s]}' % ",".join(lines)).encode()
    delimiter = {"csv": ",", "tsv": "\t", "semicolon": ";",
                 "windows": ","}[kind]
    end = "\r\n" if kind == "windows" else "\n"

    # Python's writer leaves a lone CR unquoted
    def cell(text):
        if any(c in text for c in delimiter + '"\r\n'):
            return '"%s"' % text.replace('"', '""')
        return text
    lines = [delimiter.join(map(cell, r))
             for r in [rows[0].keys()] + [r.values() for r in rows]]
    return ("\ufeff" if kind == "windows" else "").encode() + \
        (end.join(lines) + end).encode()


def read(data, kind):
    """Rows as dicts; JSON numbers must be spelled as they are printed."""
    text = data.decode()
    if kind == "json":
        return json.loads(text, parse_int=str, parse_float=str)["rows"]
    if kind == "ndjson":
        return [json.loads(line, parse_int=str, parse_float=str)
                for line in text.split("\n") if line]
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True,
                               delimiter="\t" if kind == "tsv" else ","))


def changed(wanted, done, kind, texts):
    """What is not as it went in, of what a tool wrote."""
    if done.status != 0:
        return [str(done)]
    try:
        got = {int(r["count_active"]): r for r in read(done.out, kind)}
    except (ValueError, KeyError, csv.Error) as wrong:
        return ["%s cannot be read back: %s" % (done.command, wrong)]
    bad = []
    if len(got) != len(wanted):
        bad.append("%s: %d rows of %d" %
                   (done.command, len(got), len(wanted)))
    for row in wanted:
        new = got.get(int(row["count_active"]), {})
        bad += ["%s: %s: %.80r became %.80r" %
                (done.command, name, row[name], new.get(name))
                for name in texts if new.get(name) != row[name]]
    return bad


def pair(first, second, wanted, policy, texts):
    """The whole way with one format before a tool and another behind it."""
    start = put("in-%s-%s" % (first, second), write(wanted, first))
    checked = rfi_check("--policy", policy, "--format", second, start)
    bad = changed(wanted, checked, second, texts)
    again = rfi_check("--policy", policy, "--format", first,
                      stdin=checked.out)
    bad += changed(wanted, again, first, texts)
    key = [t for t in texts if t != "installation_id"]
    counted = dmc_count("--policy", policy, "--format", first,
                        stdin=checked.out)
    bad += changed(wanted, counted, first, key)
    chosen = dmc_select("--policy", policy, "--format", second,
                        stdin=counted.out)
    bad += changed(wanted, chosen, second, key)
    return bad


def through(values, texts, what):
    wanted = rows_of(values)
    policy = put("policy.json", json.dumps(POLICY))
    pairs = [(a, b) for a in FORMATS for b in FORMATS]
    seen = parallel(lambda p: pair(*p, wanted, policy, texts), pairs)
    none([b for bad in seen for b in bad],
         "%s through %d pairs of formats" % (what, len(pairs)))


def other_inputs():
    """What a spreadsheet of another country or system writes."""
    wanted = rows_of(VALUES)
    policy = put("policy.json", json.dumps(POLICY))
    for kind in ("semicolon", "windows"):
        done = rfi_check("--policy", policy,
                         put("in." + kind, write(wanted, kind)))
        none(changed(wanted, done, "csv", TEXTS),
             "%d values from %s CSV" % (len(VALUES), kind))


def three_values():
    """Blank, TBC and NONE in a key column, through a tally."""
    rows = rows_of(["", "TBC", "NONE"])
    for row, fw in zip(rows, ("", "TBC", "NONE")):
        row.update({name: "" for name in TEXTS})
        row["esme_fw_version"] = fw
    policy = put("three.json", json.dumps({"incomplete": "keep"}))
    checked = rfi_check("--policy", policy, stdin=write(rows, "csv"))
    counted = dmc_count("--policy", policy, stdin=checked.out)
    same([("1", ""), ("2", "TBC"), ("3", "NONE")],
         sorted((r["count_total"], r["esme_fw_version"])
                for r in read(counted.out, "csv")),
         "blank, TBC and NONE stay three values")
    counted = dmc_count(stdin=checked.out)
    same(["UNRESOLVED"],
         [r["disposition"] for r in read(counted.out, "csv")
          if r["count_total"] == "1"],
         "and only the blank is unresolved")


def spreadsheet():
    """--for-spreadsheet guards what would run, and nothing else."""
    values = [v for v in VALUES if v]
    wanted = rows_of(values)
    policy = put("policy.json", json.dumps(POLICY))
    done = rfi_check("--policy", policy, "--for-spreadsheet",
                     stdin=write(wanted, "csv"))
    result(done.out.startswith(b"\xef\xbb\xbf") and
           b"\r\n" in done.out.split(b"\n")[0] + b"\n",
           "--for-spreadsheet begins with a BOM and ends lines in CRLF")
    bad = []
    for row, new in zip(wanted, read(done.out[3:], "csv")):
        value = row["ch_config"]
        signed = value[0] in "+-" and value[1:].replace(".", "", 1).isdigit()
        runs = value[0] in "=+-@\t\r" and not signed
        if new["ch_config"] != ("'" + value if runs else value):
            bad.append("%r became %r" % (value, new["ch_config"]))
    none(bad, "--for-spreadsheet guards what would run, and nothing else")
    plain = rfi_check("--policy", policy, stdin=write(wanted, "csv"))
    none(changed(wanted, plain, "csv", TEXTS),
         "without it CSV is byte-exact")


def main():
    through(VALUES, TEXTS, "%d values" % len(VALUES))
    through(BLANKS, ("installation_id",), "blanks around an id")
    through(BLANKS, ("ch_config", "esme_config"), "blanks around a cell")
    other_inputs()
    three_values()
    spreadsheet()
    finish()


main()
