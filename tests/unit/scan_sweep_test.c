/*
 * scan_sweep_test.c - the scanner against the careful reader, many files
 *
 * Files are made up at random from a seed: delimiters, quoting, line ends,
 * line breaks in quotes, blank lines, long cells, a byte order mark, and in
 * half of them one byte damaged.
 *
 * SMETS1_LONG in the environment: many more files.
 */
#include <check.h>
#include <stdlib.h>

#include "base/buf.h"
#include "scan_util.h"

#define COUNT(a)	(sizeof(a) / sizeof((a)[0]))

Suite *scan_sweep_suite(void);

struct dice {
	uint64_t state;
};

static uint32_t roll(struct dice *d, uint32_t sides)
{
	d->state = d->state * UINT64_C(6364136223846793005) +
		   UINT64_C(1442695040888963407);
	return (uint32_t)(d->state >> 33) % sides;
}

struct style {
	char delimiter;
	bool crlf, mixed, bom, blanks, no_end, long_cells;
	uint32_t quoted;	/* in a hundred */
	uint32_t breaks;
	uint32_t rows;
	uint32_t words;		/* how many different cells there are */
};

static void end_line(struct buf *b, const struct style *s, struct dice *d)
{
	const bool crlf = s->mixed ? roll(d, 2) : s->crlf;

	buf_add(b, crlf ? SPAN("\r\n") : SPAN("\n"));
}

static void add_word(struct buf *b, const struct style *s, struct dice *d)
{
	static const char *const words[] = {
		"G470 (MK1)", "", "NONE", "SMSO-1", "TBC", "03.00.01.61",
		"\xc3\xa9t\xc3\xa9", "x", "  blank  ", "'", "E470\xe2\x81\xb4",
		"a longer cell that fills more than half of a block of bytes",
	};

	if (s->long_cells && roll(d, 40) == 0)
		for (uint32_t i = roll(d, 9000); i > 0; i--)
			buf_add_char(b, 'y');
	buf_add(b, span_of(words[roll(d, s->words < COUNT(words) ? s->words :
				      (uint32_t)COUNT(words))]));
}

static void add_quoted(struct buf *b, const struct style *s, struct dice *d)
{
	buf_add_char(b, '"');
	for (uint32_t i = roll(d, 3); i > 0; i--) {
		add_word(b, s, d);
		if (roll(d, 3) == 0)
			buf_add(b, SPAN("\"\""));
		if (roll(d, 3) == 0)
			buf_add_char(b, s->delimiter);
		if (roll(d, 100) < s->breaks)
			buf_add(b, roll(d, 2) ? SPAN("\n") : SPAN("\r\n"));
		/* a line in quotes that looks like a record */
		if (roll(d, 400) < s->breaks)
			buf_add(b, SPAN("\na,b,c,d,e\na,b,c,d,e\na,b,c\n"));
	}
	buf_add_char(b, '"');
}

static void add_cell(struct buf *b, const struct style *s, struct dice *d,
		     bool number)
{
	if (number) {
		static const char *const numbers[] = {
			"", "0", "1", "151", "\"7\"", "\"\"", "185610",
			"99999999999",
		};

		buf_add(b, span_of(numbers[roll(d, COUNT(numbers))]));
	} else if (roll(d, 100) < s->quoted) {
		add_quoted(b, s, d);
	} else {
		add_word(b, s, d);
	}
}

static void choose(struct look *l, struct style *s, struct dice *d)
{
	static const char delimiters[] = ",;\t";
	static const uint32_t rows[] = { 0, 1, 2, 30, 300, 900 };
	static const uint32_t percents[] = { 0, 0, 2, 30, 100 };

	*s = (struct style){
		.delimiter = delimiters[roll(d, 3)], .crlf = roll(d, 2),
		.mixed = roll(d, 5) == 0, .bom = roll(d, 4) == 0,
		.blanks = roll(d, 4) == 0, .no_end = roll(d, 3) == 0,
		.long_cells = roll(d, 6) == 0,
		.quoted = percents[roll(d, COUNT(percents))],
		.breaks = percents[roll(d, COUNT(percents))],
		.rows = rows[roll(d, COUNT(rows))], .words = 1 + roll(d, 12),
	};
	*l = (struct look){ .width = 2 + roll(d, 7),
			    .sum = { SCAN_NO_COLUMN, SCAN_NO_COLUMN } };
	for (unsigned k = 0; k < 2; k++)
		if (roll(d, 2))
			l->sum[k] = roll(d, l->width);
	if (l->sum[0] == l->sum[1])
		l->sum[1] = SCAN_NO_COLUMN;
	for (uint32_t i = 0; i < l->width; i++)
		if (roll(d, 3) && i != l->sum[0] && i != l->sum[1])
			l->wanted[l->wanted_n++] = i;
	if (l->wanted_n == 0)
		l->wanted[l->wanted_n++] = l->width - 1;
}

static void make(struct buf *b, const struct look *l, const struct style *s,
		 struct dice *d)
{
	if (s->bom)
		buf_add(b, SPAN("\xef\xbb\xbf"));
	if (s->blanks)
		end_line(b, s, d);
	for (uint32_t i = 0; i < l->width; i++) {
		if (i)
			buf_add_char(b, s->delimiter);
		buf_addf(b, roll(d, 4) ? "c%u" : "\"c\"\"%u\"", i);
	}
	end_line(b, s, d);
	for (uint32_t r = 0; r < s->rows; r++) {
		while (s->blanks && roll(d, 10) == 0)
			end_line(b, s, d);
		for (uint32_t i = 0; i < l->width; i++) {
			if (i)
				buf_add_char(b, s->delimiter);
			add_cell(b, s, d, i == l->sum[0] || i == l->sum[1]);
		}
		end_line(b, s, d);
	}
	while (s->no_end && b->n > 0 && (b->p[b->n - 1] == '\n' ||
					 b->p[b->n - 1] == '\r'))
		b->n--;
}

/* Half of the damage is at the begin of a cell or line, where it counts. */
static void damage(struct buf *b, const struct style *s, struct dice *d)
{
	static const char bytes[] = "\"\"\"\n\n\r\r,;\tx0\0\0\xff\xc3\xa9";
	uint32_t at = roll(d, (uint32_t)b->n);

	if (roll(d, 2))
		while (at + 1 < b->n && b->p[at] != '\n' &&
		       b->p[at] != s->delimiter)
			at++;
	if (roll(d, 8) == 0)
		b->n = at;
	else
		b->p[at] = bytes[roll(d, sizeof(bytes) - 1)];
}

static int scale(int files)
{
	return getenv("SMETS1_LONG") ? 20 * files : files;
}

static void sweep(int files, uint64_t seeds, bool damaged)
{
	for (int i = 0; i < scale(files); i++) {
		const uint64_t seed = seeds + (uint64_t)i;
		struct dice d = { seed * UINT64_C(0x9e3779b97f4a7c15) };
		struct buf b = BUF_INIT;
		struct style style;
		struct look look;

		choose(&look, &style, &d);
		make(&b, &look, &style, &d);
		if (damaged && b.n > 0)
			damage(&b, &style, &d);
		scan_put_file(buf_span(&b));
		/* A last line of one blank cell is no line. */
		scan_try_all(&look, !damaged && !(style.no_end), seed);
		buf_release(&b);
	}
}

START_TEST(clean_files)
{
	sweep(30, 1000, false);
}
END_TEST

START_TEST(damaged_files)
{
	sweep(30, 500000, true);
}
END_TEST

Suite *scan_sweep_suite(void)
{
	Suite *s = suite_create("scan_sweep");
	TCase *t = tcase_create("scan_sweep");

	tcase_add_checked_fixture(t, scan_make_folder, scan_remove_folder);
	tcase_set_timeout(t, getenv("SMETS1_LONG") ? 3600 : 120);
	tcase_add_test(t, clean_files);
	tcase_add_test(t, damaged_files);
	suite_add_tcase(s, t);
	return s;
}
