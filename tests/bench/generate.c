/*
 * generate - inventories of any size, with the right answer beside them
 *
 *	generate [-l wide|device] [-n INSTALLATIONS] [-d COMBINATIONS]
 *	         [-s SEED] [-q PERCENT] [-o grouped|random] [-c] [-b] [-m] [-e]
 *	         [-t TRUTH] >FILE
 *
 * Deterministic: the same options give the same bytes anywhere. -q: percent
 * of rows with quoted cells (default 1); -c: CRLF; -b: byte order mark; -m:
 * line breaks inside quoted remarks; -e: no newline at the end; -o random
 * (device layout): rows of different installations are mixed over the whole
 * file. -t: the tally that the default policy must give, unordered.
 *
 * Combinations are drawn by a Zipf law (exponent 1.05), SMSOs by combination
 * and row, so that the counts look like an estate. A test program: it writes
 * with stdio and stops at the first thing that goes wrong.
 */
#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SMSOS = 3, DEVICES = 4 };

struct model {
	char maker[24], model[24], firmware[24];
};

struct dmc {
	struct model device[DEVICES];	/* ch, esme, gsme, ppmid */
	bool gas, display;
	uint64_t active[SMSOS], dormant[SMSOS];
};

static struct {
	bool device, random, crlf, bom, breaks, no_end;
	uint64_t installations;
	uint32_t combinations;
	uint64_t seed;
	unsigned quoted_percent;
	const char *truth;
} opt = { .installations = 1000, .combinations = 300, .seed = 1,
	  .quoted_percent = 1 };

static void die(const char *what)
{
	fprintf(stderr, "generate: %s: %s\n", what, strerror(errno));
	exit(4);
}

/* splitmix64: a stream of numbers, and a hash of one. */
static uint64_t mix(uint64_t x)
{
	x += UINT64_C(0x9e3779b97f4a7c15);
	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

static uint64_t draw(uint64_t row, unsigned what)
{
	return mix(mix(opt.seed * 1000003 + row) + what);
}

static void make_model(struct model *m, unsigned device, uint64_t h)
{
	static const char *const makers[DEVICES][3] = {
		{ "Trilliant", "Telit", "Wistron" },
		{ "Landis+Gyr", "Secure Meters", "Elster" },
		{ "Landis+Gyr", "Secure Meters", "Itron" },
		{ "GEO", "Chameleon", "Trilliant" },
	};
	static const char *const models[DEVICES][5] = {
		{ "SEAP-2000-V", "SEAP-2001-V", "CH-100", "CH 200 (B)",
		  "WNC-7" },
		{ "E470 (MK1)", "E470 (MK2)", "Liberty 100", "AS300P",
		  "E470 (MK3)" },
		{ "G370", "G470 (MK1)", "G470 (MK2)", "BK-G4E", "RF1 EV" },
		{ "PCK-BB-001", "DUET II", "TRIO 2", "IHD-6", "SOLO" },
	};
	const unsigned pick = (unsigned)(h % 5);

	snprintf(m->maker, sizeof(m->maker), "%s", makers[device][pick % 3]);
	snprintf(m->model, sizeof(m->model), "%s", models[device][pick]);
	snprintf(m->firmware, sizeof(m->firmware), "%02u.%02u.%02u.%02u",
		 1 + (unsigned)(h >> 8) % 3, (unsigned)(h >> 16) % 4,
		 (unsigned)(h >> 24) % 12, (unsigned)(h >> 32) % 90);
}

static struct dmc *make_dmcs(void)
{
	struct dmc *d = calloc(opt.combinations, sizeof(*d));
	static const struct model none = { "NONE", "NONE", "NONE" };

	if (!d)
		die("memory");
	for (uint32_t i = 0; i < opt.combinations; i++) {
		d[i].gas = mix(i + 17) % 5 != 0;
		d[i].display = mix(i + 29) % 6 != 0;
		for (unsigned k = 0; k < DEVICES; k++)
			make_model(&d[i].device[k], k,
				   mix(opt.seed + i * 131 + k * 7919));
		if (!d[i].gas)
			d[i].device[2] = none;
		if (!d[i].display)
			d[i].device[3] = none;
	}
	return d;
}

/* Cumulative Zipf weights scaled to 2^63. */
static uint64_t *make_law(void)
{
	uint64_t *law = calloc(opt.combinations, sizeof(*law));
	double sum = 0, at = 0;

	if (!law)
		die("memory");
	for (uint32_t i = 0; i < opt.combinations; i++)
		sum += pow(i + 1.0, -1.05);
	for (uint32_t i = 0; i < opt.combinations; i++) {
		at += pow(i + 1.0, -1.05);
		law[i] = (uint64_t)(at / sum * 9223372036854775807.0);
	}
	law[opt.combinations - 1] = UINT64_MAX;
	return law;
}

static uint32_t pick_dmc(const uint64_t *law, uint64_t row)
{
	const uint64_t x = draw(row, 1) >> 1;
	uint32_t lo = 0, hi = opt.combinations - 1;

	while (lo < hi) {
		const uint32_t mid = (lo + hi) / 2;

		if (law[mid] < x)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static unsigned pick_smso(uint32_t dmc, uint64_t row)
{
	const unsigned home = (unsigned)(mix(dmc + 5) % SMSOS);

	const unsigned other = (home + 1 + (unsigned)(draw(row, 3) % 2)) %
			       SMSOS;

	return draw(row, 2) % 10 < 8 || mix(dmc * 4 + other) % 100 >= 65 ?
	       home : other;
}

static void put_cell(const char *s, bool quoted)
{
	if (!quoted) {
		fputs(s, stdout);
		return;
	}
	putchar('"');
	for (; *s; s++) {
		if (*s == '"')
			putchar('"');
		putchar(*s);
	}
	putchar('"');
}

static void end_row(bool last)
{
	if (last && opt.no_end)
		return;
	fputs(opt.crlf ? "\r\n" : "\n", stdout);
}

/* Of a length that makes a row of 285 bytes, one with another. */
static void put_plain_remark(uint64_t row)
{
	static const char *const where[] = {
		"meter cupboard under the stairs", "hall by the front door",
		"outside box on the left of the drive", "garage",
	};
	char text[128];

	snprintf(text, sizeof(text),
		 "visited 2018-%02u-%02u by engineer %04u - %s - nothing",
		 1 + (unsigned)(draw(row, 11) % 12),
		 1 + (unsigned)(draw(row, 12) % 28),
		 (unsigned)(draw(row, 13) % 10000), where[draw(row, 14) % 4]);
	put_cell(text, false);
}

static void put_remark(uint64_t row)
{
	switch (draw(row, 9) % (opt.breaks ? 4 : 3)) {
	case 0:
		put_cell("cupboard, \"left\"", true);
		break;
	case 1:
		put_cell("see visit report", true);
		break;
	case 2:
		put_cell("12\" shelf, top", true);
		break;
	default:
		put_cell(opt.crlf ? "two\r\nlines, here" :
				    "two\nlines, here", true);
	}
}

static const char *fuel_of(const struct dmc *d)
{
	return d->gas ? "DF" : "SE";
}

static void wide_row(const struct dmc *d, uint64_t row, unsigned smso,
		     bool dormant, bool last)
{
	const bool quoted = draw(row, 8) % 100 < opt.quoted_percent;
	const bool all = quoted && draw(row, 10) % 5 == 0;
	char text[64];

	snprintf(text, sizeof(text), "2019-08-30,SUPPLIER,SUP-%c,SUP-%c,",
		 (char)('A' + smso), (char)('A' + smso));
	fputs(text, stdout);
	snprintf(text, sizeof(text), "SMSO-%u", smso + 1);
	put_cell(text, quoted);
	fputs(",VODAFONE,FOC,", stdout);
	put_cell(fuel_of(d), all);
	snprintf(text, sizeof(text), ",R%02u,", (unsigned)(draw(row, 4) % 14));
	fputs(text, stdout);
	snprintf(text, sizeof(text), "%013" PRIu64 ",",
		 UINT64_C(1200000000000) + row);
	fputs(text, stdout);
	put_cell(dormant ? "DORMANT" : "ACTIVE", all);
	for (unsigned k = 0; k < DEVICES; k++) {
		putchar(',');
		put_cell(d->device[k].maker, all);
		putchar(',');
		put_cell(d->device[k].model, quoted);
		putchar(',');
		put_cell(d->device[k].firmware, all);
	}
	fputs(d->display ? ",PPMID,,Y,GB-DOM-1," : ",,,Y,GB-DOM-1,", stdout);
	if (quoted)
		put_remark(row);
	else
		put_plain_remark(row);
	end_row(last);
}

static void wide(struct dmc *dmcs, const uint64_t *law)
{
	fputs("snapshot_date,reporter_role,reporter,supplier,smso,"
	      "wan_provider,capability,fuel_type,region,installation_id,"
	      "status,ch_manufacturer,ch_model,ch_fw_version,"
	      "esme_manufacturer,esme_model,esme_fw_version,"
	      "gsme_manufacturer,gsme_model,gsme_fw_version,"
	      "ppmid_manufacturer,ppmid_model,ppmid_fw_version,"
	      "ppmid_kind,ihd_fw_upgradeable,intends_to_enrol,esme_config,"
	      "remarks", stdout);
	end_row(opt.installations == 0);
	for (uint64_t i = 0; i < opt.installations; i++) {
		const uint32_t n = pick_dmc(law, i);
		const unsigned smso = pick_smso(n, i);
		const bool dormant = draw(i, 5) % 5 == 0;

		(dormant ? dmcs[n].dormant : dmcs[n].active)[smso]++;
		wide_row(&dmcs[n], i, smso, dormant,
			 i + 1 == opt.installations);
	}
}

static void device_row(const struct dmc *d, uint64_t inst, unsigned kind,
		       unsigned smso, bool dormant, bool last)
{
	static const char *const types[DEVICES] = {
		"CHF", "ESME", "GSME", "PPMID",
	};
	const uint64_t id = mix(inst * 4 + kind + 11);
	const bool quoted = draw(inst, 20 + kind) % 100 < opt.quoted_percent;
	char text[96];

	snprintf(text, sizeof(text), "90-B3-D5-1F-%02X-%02X-%02X-%02X",
		 (unsigned)(inst >> 24) & 255, (unsigned)(inst >> 16) & 255,
		 (unsigned)(inst >> 8) & 255, (unsigned)inst & 255);
	fputs(text, stdout);
	snprintf(text, sizeof(text), ",%016" PRIx64 ",%s,", id, types[kind]);
	fputs(text, stdout);
	put_cell(d->device[kind].maker, quoted);
	putchar(',');
	put_cell(d->device[kind].model, quoted);
	putchar(',');
	put_cell(d->device[kind].firmware, false);
	snprintf(text, sizeof(text), ",SMSO-%u,SUP-%c,VODAFONE,FOC,%s,%s",
		 smso + 1, (char)('A' + smso), dormant ? "DORMANT" : "ACTIVE",
		 fuel_of(d));
	fputs(text, stdout);
	end_row(last);
}

/* A permutation of 0..n-1 without an array: a Feistel walk over the next
 * power of four, skipping what lies outside. */
static uint64_t permute(uint64_t i, uint64_t n)
{
	unsigned half = 1;

	while ((UINT64_C(1) << (2 * half)) < n)
		half++;
	do {
		uint64_t l = i >> half, r = i & ((UINT64_C(1) << half) - 1);

		for (unsigned k = 0; k < 4; k++) {
			const uint64_t t = l ^ (mix(r + k * 77 + opt.seed) &
				((UINT64_C(1) << half) - 1));

			l = r;
			r = t;
		}
		i = l << half | r;
	} while (i >= n);
	return i;
}

static bool has_device(const struct dmc *d, unsigned kind)
{
	return kind == 2 ? d->gas : kind != 3 || d->display;
}

static void devices(struct dmc *dmcs, const uint64_t *law)
{
	const uint64_t slots = opt.installations * DEVICES;

	fputs("installation_id,device_id,device_type,manufacturer,model,"
	      "fw_version,smso,supplier,wan_provider,capability,status,"
	      "fuel_type", stdout);
	end_row(false);
	for (uint64_t i = 0; i < opt.installations; i++) {
		const uint32_t n = pick_dmc(law, i);
		const bool dormant = draw(i, 5) % 5 == 0;

		(dormant ? dmcs[n].dormant :
			   dmcs[n].active)[pick_smso(n, i)]++;
	}
	for (uint64_t s = 0; s < slots; s++) {
		const uint64_t at = opt.random ? permute(s, slots) : s;
		const uint64_t inst = at / DEVICES;
		const unsigned kind = (unsigned)(at % DEVICES);
		const uint32_t n = pick_dmc(law, inst);

		if (has_device(&dmcs[n], kind))
			device_row(&dmcs[n], inst, kind, pick_smso(n, inst),
				   draw(inst, 5) % 5 == 0, false);
	}
}

static void write_truth(const struct dmc *dmcs)
{
	FILE *f = fopen(opt.truth, "w");

	if (!f)
		die(opt.truth);
	for (uint32_t i = 0; i < opt.combinations; i++) {
		for (unsigned s = 0; s < SMSOS; s++) {
			const struct dmc *d = &dmcs[i];

			if (d->active[s] + d->dormant[s] == 0)
				continue;
			fprintf(f, "SMSO-%u,%s", s + 1, fuel_of(d));
			for (unsigned k = 0; k < DEVICES; k++)
				fprintf(f, ",%s,%s,%s", d->device[k].maker,
					d->device[k].model,
					d->device[k].firmware);
			fprintf(f, ",%" PRIu64 ",%" PRIu64 "\n",
				d->active[s], d->dormant[s]);
		}
	}
	if (fclose(f) != 0)
		die(opt.truth);
}

static void read_options(int argc, char **argv)
{
	int c;

	while ((c = getopt(argc, argv, "l:n:d:s:q:o:t:cbme")) != -1) {
		switch (c) {
		case 'l':
			opt.device = strcmp(optarg, "device") == 0;
			break;
		case 'n':
			opt.installations = strtoull(optarg, NULL, 10);
			break;
		case 'd':
			opt.combinations = (uint32_t)strtoul(optarg, NULL, 10);
			break;
		case 's':
			opt.seed = strtoull(optarg, NULL, 10);
			break;
		case 'q':
			opt.quoted_percent = (unsigned)strtoul(optarg, NULL,
							       10);
			break;
		case 'o':
			opt.random = strcmp(optarg, "random") == 0;
			break;
		case 't':
			opt.truth = optarg;
			break;
		case 'c':
			opt.crlf = true;
			break;
		case 'b':
			opt.bom = true;
			break;
		case 'm':
			opt.breaks = true;
			break;
		case 'e':
			opt.no_end = true;
			break;
		default:
			exit(2);
		}
	}
	if (opt.combinations == 0)
		opt.combinations = 1;
}

int main(int argc, char **argv)
{
	static char buffer[1 << 20];
	struct dmc *dmcs;
	uint64_t *law;

	read_options(argc, argv);
	setvbuf(stdout, buffer, _IOFBF, sizeof(buffer));
	dmcs = make_dmcs();
	law = make_law();
	if (opt.bom)
		fputs("\xef\xbb\xbf", stdout);
	if (opt.device)
		devices(dmcs, law);
	else
		wide(dmcs, law);
	if (fflush(stdout) != 0 || ferror(stdout))
		die("standard output");
	if (opt.truth)
		write_truth(dmcs);
	free(dmcs);
	free(law);
	return 0;
}
