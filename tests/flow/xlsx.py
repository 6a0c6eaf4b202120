"""See xlsx.sh. Workbooks are read back by Python's zipfile and XML parser."""

import csv
import io
import os
import re
import resource
import signal
import subprocess
import time
import zipfile
from xml.etree import ElementTree

from tap import (DATA, WORK, Done, Program, dmc_count, dmc_select, finish,
                 none, path, put, result, rfi_check, same)

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SHEET = "xl/worksheets/sheet1.xml"
WITHOUT = b"this build has no xlsx; build with libxlsxwriter"

HOSTILE = [
    "=1+1", "+1", "-2+3", "@x", "'=1", "=HYPERLINK(\"http://x\")", "007",
    "0", "1E5", "1e5", "24.01.10.00", "2.1.12", "2.10", "2019-08-30", "1/2",
    "TRUE", "NaN", "#N/A", "12000123456789012345", " both ", "\ttab",
    "two\nlines", "\n", "a,b;c", "\"q\"", "<b>&amp;</b>", "&lt;", "]]>",
    "_x0041_", "_x005F_x0041_", "__x000a_", "_x004_", "\u00e9\u6f22",
    "\U0001f600", "\ufeffx", "\u2028", "x" * 32767, "\U0001f600" * 16383,
]
# what XML cannot carry, and how it is shown
ESCAPED = [("\x01", "\\x01"), ("a\rb", "a\\x0db"), ("\x1b[31m", "\\x1b[31m"),
           ("\x7f", "\\x7f"), ("\ufffe", "\\ufffe"), ("\uffff", "\\uffff")]


def returns(values, counts=None):
    """A return with these values in its free columns."""
    out = io.StringIO()
    head = ["supplier", "smso"] + [
        d + "_" + f for d in ("ch", "esme", "gsme", "ppmid")
        for f in ("manufacturer", "model", "fw_version")]
    write = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    write.writerow(head + ["ch_hw_version", "ch_config", "count_active"])
    for i, value in enumerate(values):
        write.writerow(["SUP-A", "SMSO-1"] + ["Maker", "m-x", "1.0"] * 3 +
                       ["Maker", "m-%d" % i, "1.0", value, value,
                        counts[i] if counts else i + 1])
    return out.getvalue().encode()


def unescaped(text):
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), text)


def place(name):
    """ "AB12" to row and column, from 0."""
    letters, row = re.fullmatch("([A-Z]+)([0-9]+)", name).groups()
    column = 0
    for c in letters:
        column = column * 26 + ord(c) - 64
    return int(row) - 1, column - 1


class Book:
    """The cells of a workbook, and which of them are numbers."""

    def __init__(self, data):
        self.zip = zipfile.ZipFile(io.BytesIO(data))
        self.root = ElementTree.fromstring(self.zip.read(SHEET))
        self.cells, self.numbers = {}, set()
        self.formulas = len(list(self.root.iter(MAIN + "f")))
        for c in self.root.iter(MAIN + "c"):
            at = place(c.get("r"))
            if c.get("t") == "inlineStr":
                self.cells[at] = unescaped("".join(
                    t.text or "" for t in c.iter(MAIN + "t")))
            elif c.get("t") is None:
                self.cells[at] = c.findtext(MAIN + "v")
                self.numbers.add(at)
            else:
                self.cells[at] = "type " + c.get("t")

    def rows(self, height, width):
        return [[self.cells.get((r, c), "") for c in range(width)]
                for r in range(height)]

    def name(self):
        book = ElementTree.fromstring(self.zip.read("xl/workbook.xml"))
        return next(book.iter(MAIN + "sheet")).get("name")


def counts_of(tool, args):
    """The columns that the tool calls counts."""
    told = tool("--list-columns", "-v", *args).out.decode()
    fields = [line.split("\t") for line in told.splitlines()]
    return {f[0] for f in fields if f[1:2] == ["count"]}


def wrong_with(data, text, escaped=(), counts=("count_active",)):
    """How a workbook differs from the CSV of the same table."""
    book = Book(data)
    rows = list(csv.reader(io.StringIO(text.decode(), newline="")))
    wrong = []
    if book.zip.testzip():
        wrong.append("a member is damaged")
    if book.formulas:
        wrong.append("%d formulas" % book.formulas)
    got = book.rows(len(rows), len(rows[0]))
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            cell = dict(escaped).get(cell, cell)
            if got[r][c] != cell:
                wrong.append("row %d column %d: %.60r is %.60r" % (
                    r + 1, c + 1, cell, got[r][c]))
            number = bool(r and rows[0][c] in counts and
                          re.fullmatch("0|[1-9][0-9]{0,14}", cell))
            if ((r, c) in book.numbers) != number:
                wrong.append("row %d %s: %.60r is %sa number" % (
                    r + 1, rows[0][c], cell,
                    "not " if number else ""))
    if set(book.cells) - {(r, c) for r in range(len(rows))
                          for c in range(len(rows[0]))}:
        wrong.append("cells beyond the table")
    return wrong


def well_formed(data):
    wrong = []
    book = zipfile.ZipFile(io.BytesIO(data))
    for name in book.namelist():
        p = subprocess.run(["xmllint", "--noout", "--huge", "-"],
                           input=book.read(name), capture_output=True,
                           check=False)
        if p.returncode:
            wrong.append("%s: %s" % (name, p.stderr.decode()))
    return wrong


def test_hostile():
    given = returns(HOSTILE + [c for c, _ in ESCAPED])
    text = rfi_check("--format", "csv", stdin=given)
    book = rfi_check("--format", "xlsx", stdin=given)
    same((0, 0), (text.status, book.status), "hostile cells are taken")
    none(wrong_with(book.out, text.out, ESCAPED),
         "a workbook has the cells of the CSV, and runs none")
    none(well_formed(book.out), "its parts are well-formed")
    made = Book(book.out)
    same("rfi-inventory", made.name(), "the sheet has the schema's name")
    pane = next(made.root.iter(MAIN + "pane"))
    same(("1", "frozen"), (pane.get("ySplit"), pane.get("state")),
         "the head is frozen")
    same("A1:AV%d" % (len(HOSTILE) + len(ESCAPED) + 1),
         next(made.root.iter(MAIN + "autoFilter")).get("ref"),
         "a filter is over the table")
    none([c.attrib for c in made.root.iter(MAIN + "col")
          if float(c.get("width")) > 61], "no column is wider than 60")


def test_counts():
    counts = ["0", "7", "999999999999999", "1000000000000000",
              "9007199254740993", "50000000000000000"]
    given = returns(["x"] * len(counts), counts)
    text = rfi_check("--format", "csv", stdin=given)
    book = rfi_check("--format", "xlsx", stdin=given)
    same((0, 0), (text.status, book.status), "long counts are taken")
    none(wrong_with(book.out, text.out),
         "a count is a number where its digits survive, else text")


def test_tools():
    inventory = put("inv.csv", rfi_check(stdin=returns(HOSTILE[:9])).out)
    tally = put("tally.csv", dmc_count(inventory).out)
    wan = Program("wan-load")
    load = Program("srv-load")
    limits = os.path.join(DATA, "mp192", "limits.csv")
    groups = os.path.join(DATA, "mp192", "groups.csv")
    lines = [
        (dmc_count, [inventory]), (dmc_count, ["--since", tally, inventory]),
        (dmc_select, ["--all", tally]), (dmc_select, ["--curve", tally]),
        (dmc_select, ["--explain", tally]),
        (dmc_select, ["--columns", "rank,count_total,share_percent", tally]),
        (dmc_select, ["--layout", "printed", "--release", "2.10", tally]),
        (wan, []), (load, ["--mp192", "--limits", limits, groups]),
        (rfi_check, ["--template", "wide"]),
    ]
    for tool, args in lines:
        text = tool("--format", "csv", *args)
        book = tool("--format", "xlsx", *args)
        name = " ".join([tool.name] + [os.path.basename(a) for a in args])
        if not result(book.status == text.status and
                      book.out.startswith(b"PK"), name + " makes a workbook",
                      book):
            continue
        counts = () if "printed" in args else counts_of(tool, args)
        none(wrong_with(book.out, text.out, (), counts) +
             well_formed(book.out), name + ": the workbook is the CSV")


def test_same_bytes():
    given = put("given.csv", returns(HOSTILE))
    one = rfi_check("--format", "xlsx", given)
    time.sleep(1.1)
    rfi_check("--format", "xlsx", "-o", "two.xlsx", given,
              env={"TZ": "Asia/Tokyo"})
    with open(path("two.xlsx"), "rb") as f:
        same(True, one.out == f.read(), "the same bytes, later and elsewhere")
    dated = rfi_check("--format", "xlsx", given,
                      env={"SOURCE_DATE_EPOCH": "1566864000"})
    core = zipfile.ZipFile(io.BytesIO(dated.out)).read("docProps/core.xml")
    same(True, b"2019-08-27T00:00:00Z" in core,
         "SOURCE_DATE_EPOCH is when it was made")


def test_limits():
    for cell in ("x" * 32768, "\U0001f600" * 16384, "\x01" * 8192):
        put("out.xlsx", "old")
        done = rfi_check("--format", "xlsx", "-o", "out.xlsx",
                         stdin=returns([cell]))
        with open(path("out.xlsx"), "rb") as f:
            same((4, b"old", b""), (done.status, f.read(), done.out),
                 "a cell of %d characters: no workbook" % len(cell))
        result(b"cannot write 'out.xlsx': cannot make the workbook: row 2, "
               b"column 14 has 32768 characters" in done.err,
               "and it is said why", done)


def in_small_room(limit, *args):
    """rfi-check where no file may be larger: a full disk that the result
    itself, which is small, would not meet."""
    def small():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    p = subprocess.run([rfi_check.path, *args], capture_output=True,
                       check=False, cwd=WORK, restore_signals=False,
                       preexec_fn=small)
    return Done(p.returncode, p.stdout, p.stderr, "rfi-check")


def test_failures():
    given = put("given.csv", returns(HOSTILE))
    with open("/dev/full", "wb") as full:
        p = subprocess.run([rfi_check.path, "--format", "xlsx", given],
                           stdout=full, stderr=subprocess.PIPE, check=False)
    same(4, p.returncode, "a full disk is status 4")
    room = path("tmp")
    os.mkdir(room)
    done = rfi_check("--format", "xlsx", given, env={"TMPDIR": room})
    same((0, []), (done.status, os.listdir(room)),
         "nothing is left in TMPDIR")
    os.rmdir(room)
    done = rfi_check("--format", "xlsx", "-o", "none.xlsx", given,
                     env={"TMPDIR": room})
    same(0, done.status, "a TMPDIR that is not there is none")
    os.remove(path("none.xlsx"))
    for limit in (512, 32768):
        done = in_small_room(limit, "--format", "xlsx", "-o", "none.xlsx",
                             given)
        same((4, b"", False),
             (done.status, done.out, os.path.exists(path("none.xlsx"))),
             "files of %d bytes at most: there is no workbook" % limit)
        result(b"cannot make the workbook: " in done.err, "and it is said",
               done)
    same([], [n for n in os.listdir(WORK) if n.startswith(".smets1-")],
         "no temporary is left")
    terminal, end = os.openpty()
    p = subprocess.run([rfi_check.path, "--format", "xlsx", given],
                       stdout=end, stderr=subprocess.PIPE, check=False)
    os.close(end)
    os.close(terminal)
    same((2, True), (p.returncode, b"is a file; give -o FILE" in p.stderr),
         "a terminal gets no workbook")
    ignored = subprocess.run(
        ["sh", "-c", "trap '' CHLD; exec \"$@\"", "sh", rfi_check.path,
         "--format", "xlsx", given], capture_output=True, check=False)
    same(0, ignored.returncode, "SIGCHLD may be ignored")


def main():
    probe = rfi_check("--format", "xlsx", stdin=returns(["x"]))
    if probe.status == 2 and WITHOUT in probe.err:
        result(probe.out == b"", "without the library: status 2, and why")
    else:
        test_hostile()
        test_counts()
        test_tools()
        test_same_bytes()
        test_limits()
        test_failures()
    finish()


main()
