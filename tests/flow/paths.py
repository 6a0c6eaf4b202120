"""See paths.sh. Ten random orders by default, a hundred with SMETS1_LONG."""

import csv
import glob
import io
import os
import subprocess

from tap import (FOC, LONG, dice, dmc_count, dmc_select, finish, get, none,
                 parallel, path, put, result, rfi_check, same)

POLICY = ("--policy", os.path.join(FOC, "policy.json"))
ALIASES = ("--aliases", os.path.join(FOC, "aliases.csv"))
RETURNS = sorted(glob.glob(os.path.join(FOC, "returns", "*.csv")))
FORMATS = ("csv", "tsv", "json", "ndjson")
ORDERS = 100 if LONG else 10

VIEWS = [("--format", f) for f in FORMATS + ("table", "md")] + [
    ("--all", "--format", "csv"),
    ("--all", "--format", "json"),
    ("--all", "--format", "table"),
    ("--curve", "--format", "csv"),
    ("--curve", "--format", "json"),
    ("--explain", "--format", "csv"),
    ("--explain", "--format", "json"),
    ("--stability=margin", "--format", "csv"),
    ("--stability=margin", "--format", "json"),
    ("--public", "--format", "csv"),
    ("--public", "--all", "--format", "json"),
    ("--public", "--curve", "--format", "csv"),
    ("--cover", "hardware", "--top", "3", "--format", "csv"),
    ("--cover", "pair", "--top", "40", "--format", "json"),
    ("--layout", "printed", "--release", "2.10", "--format", "csv"),
    ("--layout", "printed", "--release", "2.10", "--format", "md"),
]


def made(done, name):
    """The output of a tool as a file."""
    if done.status != 0:
        result(False, "%s is made" % name, done)
        finish()
    return put(name, done.out)


def pack(name):
    packer = ["gzip", "-kf"] if name.endswith("gz") else ["zstd", "-qkf"]
    plain = name.rsplit(".", 1)[0]
    subprocess.run(packer + [path(plain)], check=True)
    return path(name)


def ways():
    """Files that all say the same: inventories, and tallies of them."""
    inventories = [made(rfi_check(*POLICY, *ALIASES, "--format", f, *RETURNS),
                        "inventory." + f) for f in FORMATS]
    inventories += [pack("inventory.csv.gz"), pack("inventory.json.zst")]
    tallies = []
    for i in inventories:
        name = os.path.basename(i)
        tallies.append(made(dmc_count(*POLICY, i), "tally-of-" + name))
    none([t for t in tallies if get(t) != get(tallies[0])],
         "dmc-count writes one tally for six files of one inventory")
    tallies += [made(dmc_count(*POLICY, "--format", f, inventories[0]),
                     "tally." + f) for f in FORMATS]
    tallies += [pack("tally.csv.gz"), pack("tally.csv.zst"),
                pack("tally.ndjson.gz")]
    # those of other formats only: the first six are the same bytes
    return inventories, tallies[6:]


def views():
    inventories, tallies = ways()
    for view in VIEWS:
        wanted = dmc_select(*POLICY, *view, inventories[0])
        if not result(wanted.status == 0 and wanted.out,
                      " ".join(view) + ": ends well", wanted):
            continue
        others = inventories[1:] + tallies
        seen = parallel(lambda p, v=view: dmc_select(*POLICY, *v, p), others)
        none([d for d in seen if (d.status, d.out, d.err) !=
              (0, wanted.out, wanted.err)],
             " ".join(view) + ": the same bytes from %d files" % len(others))
    piped = dmc_count(*POLICY, stdin=get("inventory.csv"))
    same(get("tally.csv"), piped.out, "dmc-count reads standard input")
    piped = dmc_select(*POLICY, "-", stdin=get("tally.json"))
    same(dmc_select(*POLICY, path("tally.csv")).out, piped.out,
         "dmc-select reads standard input for -")


def through(returns, env=None):
    """The whole way: what each tool wrote, as far as order says nothing."""
    checked = rfi_check(*POLICY, *ALIASES, *returns, env=env)
    counted = dmc_count(*POLICY, "--format", "json", stdin=checked.out,
                        env=env)
    chosen = dmc_select(*POLICY, "--all", "--format", "json",
                        stdin=counted.out, env=env)
    explained = dmc_select(*POLICY, "--stability", stdin=checked.out,
                           env=env)
    return (sorted(checked.out.splitlines()), counted.out, counted.err,
            chosen.out, chosen.err, explained.out)


def shuffled(dice_of_one, number):
    """The returns in another order, their rows too."""
    files = []
    for name in RETURNS:
        with open(name, encoding="utf-8-sig", newline="") as f:
            rows = list(csv.reader(f))
        body = rows[1:]
        dice_of_one.shuffle(body)
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows[:1] + body)
        files.append(put("%d-%s" % (number, os.path.basename(name)),
                         text.getvalue()))
    dice_of_one.shuffle(files)
    return files


def orders():
    random = dice()
    wanted = through(RETURNS)
    result(all(wanted), "the whole way says something at each place")
    files = [shuffled(random, i) for i in range(ORDERS)]
    seen = parallel(through, files)
    none([f for f, s in zip(files, seen) if s != wanted],
         "the same bytes in %d orders of files and rows" % ORDERS)

    def reported(returns):
        checked = rfi_check(*POLICY, *ALIASES, "--report",
                            returns[0] + ".report", *returns)
        return (sorted(checked.err.splitlines()),
                sorted(get(returns[0] + ".report").splitlines()))
    turned = list(RETURNS)
    wanted = reported_in(turned, 0, reported)
    wrong = []
    for i in range(1, 6):
        random.shuffle(turned)
        if reported_in(turned, i, reported) != wanted:
            wrong.append(" ".join(os.path.basename(t) for t in turned))
    none(wrong, "the same findings and report in 5 orders of files, "
         "file by file as they were given")


def reported_in(returns, number, reported):
    """A directory of links, so that the report has a place to be."""
    os.mkdir(path("order%d" % number))
    links = []
    for name in returns:
        link = path("order%d" % number, os.path.basename(name))
        os.symlink(name, link)
        links.append(link)
    return reported(links)


def places():
    """Locales that are not installed are C to the tools; the names are
    tried all the same, and the encodings that tell C from UTF-8 always."""
    wanted = through(RETURNS)
    found = rfi_check(*POLICY, *ALIASES, *RETURNS).err
    locales = ("C", "POSIX", "C.UTF-8", "en_GB.UTF-8", "de_DE.UTF-8",
               "tr_TR.UTF-8", "no_SUCH")
    zones = ("UTC0", "Asia/Kolkata", "America/St_Johns", "XYZ-14:30")
    wrong = []
    for env in ([{"LC_ALL": name, "LANG": name} for name in locales] +
                [{"TZ": name} for name in zones] +
                [{"SOURCE_DATE_EPOCH": "86400"}]):
        if through(RETURNS, env) != wanted:
            wrong.append("tables in %s" % env)
        if rfi_check(*POLICY, *ALIASES, *RETURNS, env=env).err != found:
            wrong.append("findings in %s" % env)
    none(wrong, "the same bytes in %d locales and %d time zones" %
         (len(locales), len(zones)))


def main():
    views()
    orders()
    places()
    finish()


main()
