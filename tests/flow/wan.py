"""Does again, in exact fractions of its own, what wan-load says of random
tables of services; and of the published one."""

import csv
import io
import random
import subprocess
import sys
from decimal import Decimal, ROUND_CEILING, ROUND_HALF_UP
from fractions import Fraction

DAY, YEAR = 86400, 365
wrong = []


def text(value, places, how=ROUND_HALF_UP):
    """The fraction with so many places, by way of whole numbers."""
    scaled = value * 10 ** places
    whole = scaled.numerator // scaled.denominator
    rest = scaled - whole
    if (how is ROUND_CEILING and rest) or (how is ROUND_HALF_UP and
                                           rest >= Fraction(1, 2)):
        whole += 1
    digits = str(whole).rjust(places + 1, "0")
    return digits[:-places] + "." + digits[-places:] if places else digits


def run(*args, table=None):
    done = subprocess.run(["wan-load", "-q", "--format", "csv", *args],
                          input=table, capture_output=True, text=True,
                          check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"wan-load {args}: status {done.returncode}: {done.stderr}")
    return done.returncode, list(csv.DictReader(io.StringIO(done.stdout)))


def check(what, wanted, got):
    if wanted != got:
        wrong.append(f"{what}: wanted {wanted}, got {got}")


def fraction(cell):
    return Fraction(Decimal(cell))


def check_row(row, seconds, link):
    size, time = int(row["bytes"]), fraction(row["max_response_s"])
    rate = Fraction(size * 8, 1000) / time
    name = row["service"]
    check(f"{name} kbps", text(rate, 4), row["kbps"])
    check(f"{name} kbps_1dp", text(rate, 1), row["kbps_1dp"])
    check(f"{name} link", text(rate * 1000, 0, ROUND_CEILING),
          row["min_link_bps"])
    if row["printed_kbps"]:
        places = max(1, len(row["printed_kbps"].partition(".")[2]))
        agrees = fraction(text(rate, places)) == fraction(row["printed_kbps"])
        check(f"{name} agrees", "Y" if agrees else "N", row["agrees"])
    else:
        check(f"{name} agrees", "", row["agrees"])
    if link:
        takes = Fraction(size * 8, link)
        check(f"{name} link_s", text(takes, 3, ROUND_CEILING), row["link_s"])
        check(f"{name} fits", "Y" if takes <= time else "N", row["fits"])
    if not row["meters"] or not row["reads_per_day"]:
        check(f"{name} volume", "", row["volume_bytes_per_day"])
        return
    meters, reads = int(row["meters"]), fraction(row["reads_per_day"])
    volume = meters * reads * size
    check(f"{name} volume", text(volume, 0), row["volume_bytes_per_day"])
    check(f"{name} mean", text(volume * 8 / DAY / 1000, 4), row["mean_kbps"])
    check(f"{name} concurrency", text(meters * reads * time / DAY, 2),
          row["concurrency"])
    peak = Fraction(meters * size * 8, seconds * 1000) if reads else Fraction()
    check(f"{name} peak", text(peak, 4), row["peak_kbps"])


def random_table(rng, count):
    lines = ["section,service,bytes,max_response_s,printed_kbps,"
             "reads_per_day,meters"]
    for i in range(count):
        size = rng.choice([1, 96, 102, 384, 53664, 400096,
                           rng.randrange(1, 10 ** 7)])
        time = rng.choice(["1", "8", "60", "0.5", "0.001",
                           f"{rng.randrange(1, 10 ** 6) / 1000:.3f}"])
        printed = ""
        if rng.random() < 0.6:
            rate = Fraction(size * 8, 1000) / fraction(time)
            places = rng.choice([1, 1, 2, 4])
            printed = text(rate, places)
            if rng.random() < 0.3:
                printed = text(rate + Fraction(1, 10 ** places), places)
        reads = rng.choice(["", "0", "1", "48", "0.032877",
                            f"{rng.random() * 10:.6f}"])
        meters = rng.choice(["", "0", "1", "53000000",
                             str(rng.randrange(10 ** 9))])
        lines.append(f"s{i % 7}-{rng.choice(['gas', 'electricity', 'x'])},"
                     f"n{i},{size},{time},{printed},{reads},{meters}")
    return "\n".join(lines) + "\n"


def main():
    rng = random.Random(2010)
    for _ in range(20):
        table = random_table(rng, 50)
        start, length = rng.randrange(1440), rng.randrange(1, 1440)
        end = (start + length) % 1440
        window = (f"{start // 60:02}:{start % 60:02}-"
                  f"{end // 60:02}:{end % 60:02}")
        link = rng.randrange(1, 10 ** 6)
        status, rows = run("--window", window, "--fit", f"{link}bps", "-",
                           table=table)
        check("rows", 50, len(rows))
        check("status", int(any(r["fits"] == "N" for r in rows)), status)
        for row in rows:
            check_row(row, length * 60, link)
    _, rows = run()
    for row in rows:
        check_row(row, 1, 0)
    check("published", 17, sum(r["agrees"] == "Y" for r in rows))
    print("\n".join(wrong[:20]))
    sys.exit(bool(wrong))


main()
