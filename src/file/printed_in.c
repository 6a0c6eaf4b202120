/*
 * The page is read into a grid, turned if need be so that labels stand at
 * the left, and taken apart into tables: a new one begins at every version
 * cell. Pages are small; the grid is held whole.
 */
#include "file/printed_in.h"

#include <string.h>

#include "base/num.h"
#include "model/codes.h"
#include "model/mark.h"

enum { LABEL_VERSION = PPCL_COLUMNS, LABEL_SHARE, LABEL_NONE };

struct label {
	const char *text;		/* folded as fold() does */
	unsigned what;			/* column, or LABEL_... */
};

/* Every spelling of a label that has been published, and the plain ones. */
static const struct label labels[] = {
	{ "ppc id", PPCL_PPC_ID },
	{ "smso", PPCL_SMSO },
	{ "wan provider", PPCL_WAN_PROVIDER },
	{ "fuel type", PPCL_FUEL_TYPE },
	{ "entry hold", PPCL_ENTRY_HOLD },
	{ "note", PPCL_NOTE },
#define DEVICE(name, ID) \
	{ name " manufacturer", PPCL_##ID##_MANUFACTURER }, \
	{ name " model", PPCL_##ID##_MODEL }, \
	{ name " firmware", PPCL_##ID##_FW_VERSION }, \
	{ name " f/w", PPCL_##ID##_FW_VERSION }, \
	{ name " fw", PPCL_##ID##_FW_VERSION }, \
	{ name " firmware version", PPCL_##ID##_FW_VERSION }, \
	{ name " f/w version", PPCL_##ID##_FW_VERSION }
	DEVICE("ch", CH), DEVICE("esme", ESME), DEVICE("gsme", GSME),
	DEVICE("ppmid", PPMID), DEVICE("smets1 ppmid", PPMID),
#undef DEVICE
};

enum { LABELS = sizeof(labels) / sizeof(labels[0]) };

struct page {
	struct release *r;
	struct diag *d;
	const char *file;
	struct arena arena;
	size_t wide, high;		/* of the grid as it is read */
	VEC(struct span) cells;
	VEC(uint64_t) lines;		/* by line of the file */
	bool turned;
	size_t first;			/* row of r: of the table at hand */
	size_t makers;			/* the last version line */
	uint32_t seen;			/* columns of the table at hand */
	bool has_version;
};

/* The cell in line i, place j, labels at the left. */
static struct span at(const struct page *p, size_t i, size_t j)
{
	return p->turned ? p->cells.v[j * p->wide + i] :
			   p->cells.v[i * p->wide + j];
}

static size_t lines_of(const struct page *p)
{
	return p->turned ? p->wide : p->high;
}

static size_t places_of(const struct page *p)
{
	return p->turned ? p->high : p->wide;
}

static uint64_t line_of(const struct page *p, size_t i, size_t j)
{
	return p->lines.v[p->turned ? j : i];
}

static void reject(const struct page *p, enum code code, size_t i, size_t j,
		   const char *text)
{
	const struct span value = at(p, i, j);

	code_find(p->d, code, &(struct code_place){ .file = p->file,
		.line = line_of(p, i, j),
		.position = (uint32_t)(p->turned ? i : j) + 1,
		.value = &value }, "%s", text);
}

/* Case, marks, and runs of blanks do not count in a label. */
static void fold(struct buf *b, struct span s)
{
	s = mark_strip(s);
	for (size_t i = 0; i < s.n; i++) {
		const char c = s.p[i];
		const bool blank = c == ' ' || c == '\t' || c == '\n' ||
				   c == '\r';

		if (!blank)
			buf_add_char(b, c >= 'A' && c <= 'Z' ?
				     (char)(c - 'A' + 'a') : c);
		else if (b->n && b->p[b->n - 1] != ' ')
			buf_add_char(b, ' ');
	}
}

/* "PPCL V2.10" at the end of a cell: its number. */
static bool version_cell(struct span s, struct span *number)
{
	uint32_t major, minor;
	size_t from;

	s = mark_strip(s);
	for (from = s.n; from > 0; from--) {
		const char c = s.p[from - 1];

		if ((c < '0' || c > '9') && c != '.')
			break;
	}
	*number = span_from(s, from);
	if (from == 0 || (s.p[from - 1] != 'V' && s.p[from - 1] != 'v') ||
	    !release_number(*number, &major, &minor))
		return false;
	s = span_trim(span_make(s.p, from - 1));
	return span_ends(s, SPAN("PPCL")) || span_ends(s, SPAN("ppcl"));
}

static bool is_share_label(const struct buf *b)
{
	return b->n && b->p[0] == '%';
}

static unsigned find_label(struct span cell)
{
	struct buf b = BUF_INIT;
	struct span number;
	unsigned what = LABEL_NONE;

	if (version_cell(cell, &number))
		return LABEL_VERSION;
	fold(&b, cell);
	if (is_share_label(&b))
		what = LABEL_SHARE;
	for (size_t i = 0; i < LABELS && what == LABEL_NONE; i++) {
		if (span_eq(buf_span(&b), span_of(labels[i].text)))
			what = labels[i].what;
	}
	buf_release(&b);
	return what;
}

/* The one attribute whose label is nearest, at most two letters away. */
static unsigned near_label(struct span cell, const char **text)
{
	unsigned least = 3, what = LABEL_NONE;
	struct buf b = BUF_INIT;

	fold(&b, cell);
	for (size_t i = 0; i < LABELS; i++) {
		const unsigned away = span_distance(buf_span(&b),
			span_of(labels[i].text), 2);

		if (away < least) {
			least = away;
			what = labels[i].what;
			*text = labels[i].text;
		} else if (away == least && away < 3 &&
			   what != labels[i].what) {
			what = LABEL_NONE;	/* two are as near */
		}
	}
	buf_release(&b);
	return what;
}

static void read_grid(struct page *p, struct rows *rows,
		      const struct span *names, size_t n, uint64_t line)
{
	struct row row;

	p->wide = n;
	for (size_t j = 0; j < n; j++)
		vec_push(&p->cells, arena_span(&p->arena, names[j]));
	vec_push(&p->lines, line);
	while (rows_next(rows, &row)) {
		for (size_t j = 0; j < n; j++)
			vec_push(&p->cells, arena_span(&p->arena,
						       row.cell[j]));
		vec_push(&p->lines, row.line);
	}
	p->high = p->lines.n;
}

/* Labels stand in the first column or in the first row: where more are. */
static void turn(struct page *p)
{
	size_t left = 0, top = 0;

	for (size_t i = 0; i < p->high; i++)
		left += find_label(p->cells.v[i * p->wide]) != LABEL_NONE;
	for (size_t j = 0; j < p->wide; j++)
		top += find_label(p->cells.v[j]) != LABEL_NONE;
	p->turned = top > left;
}

static void take_version(struct page *p, size_t i, size_t j)
{
	struct span number;

	version_cell(at(p, i, j), &number);
	if (p->has_version && !span_eq(number, p->r->number)) {
		reject(p, PPCL018, i, j, "is another release than the page "
		       "before; keep one release a file");
		return;
	}
	p->has_version = true;
	release_set_number(p->r, arena_span(&p->r->arena, number));
}

/* A row for every place; none yet for the table at hand. */
static void make_rows(struct page *p, size_t from, size_t to)
{
	p->first = p->r->rows.n;
	p->seen = 0;
	for (size_t j = from; j < to; j++) {
		struct release_row *row = vec_add(&p->r->rows);

		for (unsigned c = 0; c < PPCL_COLUMNS; c++)
			row->cell[c] = SPAN_EMPTY;
	}
}

static struct span value(struct page *p, size_t i, size_t j)
{
	return arena_span(&p->r->arena, mark_strip(at(p, i, j)));
}

static void set_makers(struct page *p, size_t i, size_t from, size_t to)
{
	for (size_t j = from; j < to; j++) {
		struct release_row *row = &p->r->rows.v[p->first + j - from];
		const struct span cell = value(p, i, j);
		struct span e = cell, g = cell;

		for (size_t k = 0; k + 3 <= cell.n; k++) {
			if (memcmp(cell.p + k, " / ", 3) == 0) {
				e = span_make(cell.p, k);
				g = span_from(cell, k + 3);
			}
		}
		row->cell[PPCL_ESME_MANUFACTURER] = e;
		row->cell[PPCL_GSME_MANUFACTURER] = g;
	}
	p->seen |= UINT32_C(1) << PPCL_ESME_MANUFACTURER |
		   UINT32_C(1) << PPCL_GSME_MANUFACTURER;
}

static void set_column(struct page *p, size_t i, size_t from, size_t to,
		       unsigned column, size_t label)
{
	const uint32_t bit = UINT32_C(1) << column;
	bool differs = false;

	for (size_t j = from; j < to; j++) {
		struct span *cell = &p->r->rows.v[p->first + j -
						  from].cell[column];
		const struct span now = value(p, i, j);

		differs = differs || ((p->seen & bit) && !span_eq(*cell, now));
		*cell = now;
		if (column == PPCL_PPC_ID)
			p->r->rows.v[p->first + j - from].line =
				line_of(p, i, j);
	}
	if (differs && column != PPCL_ESME_MANUFACTURER &&
	    column != PPCL_GSME_MANUFACTURER)
		reject(p, PPCL018, i, label, "stands in this table twice, "
		       "with other values");
	p->seen |= bit;
}

static struct span percent(struct page *p, size_t i, size_t j)
{
	struct span s = value(p, i, j);
	uint64_t n;

	if (s.n && s.p[s.n - 1] == '%')
		s = span_trim(span_make(s.p, s.n - 1));
	if (!num_parse_decimal(s, 2, &n) || n > 10000)
		reject(p, PPCL004, i, j, "is not a share; expected percent "
		       "such as 52%");
	return s;
}

/* "% of Total FOC Deployed Estate" names the capability. */
static void take_capability(struct page *p, struct span label)
{
	const struct span s = mark_strip(label);
	static const char before[] = "Total ", after[] = " Deployed";
	const char *from = NULL, *to = NULL;

	for (size_t i = 0; i + sizeof(before) - 1 <= s.n && !from; i++) {
		if (memcmp(s.p + i, before, sizeof(before) - 1) == 0)
			from = s.p + i + sizeof(before) - 1;
	}
	for (size_t i = 0; i + sizeof(after) - 1 <= s.n; i++) {
		if (memcmp(s.p + i, after, sizeof(after) - 1) == 0)
			to = s.p + i;
	}
	if (from && to && to > from) {
		p->r->capability = arena_span(&p->r->arena,
			span_make(from, (size_t)(to - from)));
		p->r->stated |= UINT32_C(1) << PPCL_CAPABILITY;
	}
}

/* One share among several columns, or in the only one, is the list's. */
static void take_shares(struct page *p, size_t i, size_t label, size_t to)
{
	const size_t from = label + 1;
	const uint32_t list = UINT32_C(1) << PPCL_LIST_SHARE_PERCENT;
	size_t stated = 0;
	struct span share;

	take_capability(p, at(p, i, label));
	for (size_t j = from; j < to; j++)
		stated += mark_strip(at(p, i, j)).n > 0;
	if (stated > 1) {
		for (size_t j = from; j < to; j++) {
			if (mark_strip(at(p, i, j)).n)
				p->r->rows.v[p->first + j - from].cell[
					PPCL_SHARE_PERCENT] = percent(p, i, j);
		}
		p->r->stated |= UINT32_C(1) << PPCL_SHARE_PERCENT;
		return;
	}
	for (size_t j = from; j < to; j++) {
		if (mark_strip(at(p, i, j)).n == 0)
			continue;
		share = percent(p, i, j);
		if ((p->r->stated & list) && !span_eq(share,
						      p->r->list_share)) {
			code_find(p->d, PPCL032, &(struct code_place){
				.file = p->file, .line = line_of(p, i, j),
				.value = &share }, "is the share of a part "
				"of the list; rounded shares are not added "
				"up, so the list has none");
			p->r->list_share = SPAN_EMPTY;
			continue;
		}
		p->r->list_share = share;
		p->r->stated |= list;
	}
}

static bool same_ids(const struct page *p, size_t i, size_t from, size_t to)
{
	for (size_t j = from; j < to; j++) {
		if (!span_eq(p->r->rows.v[p->first + j - from].cell[
			     PPCL_PPC_ID], mark_strip(at(p, i, j))))
			return false;
	}
	return true;
}

static void take_line(struct page *p, size_t i, size_t label, size_t to)
{
	const struct span cell = at(p, i, label);
	unsigned what = find_label(cell);
	const char *near = "";

	if (what == LABEL_NONE) {
		what = near_label(cell, &near);
		if (what == LABEL_NONE) {
			reject(p, PPCL016, i, label, "is no label of a "
			       "release");
			return;
		}
		code_find(p->d, PPCL017, &(struct code_place){
			.file = p->file, .line = line_of(p, i, label),
			.value = &cell }, "is read as '%s', the nearest "
			"label", near);
	}
	switch (what) {
	case LABEL_VERSION:
		/* below the ids it is a page break, or a table to come */
		take_version(p, i, label);
		p->makers = i;
		if (!(p->seen >> PPCL_PPC_ID & 1))
			set_makers(p, i, label + 1, to);
		return;
	case LABEL_SHARE:
		take_shares(p, i, label, to);
		return;
	case PPCL_PPC_ID:
		/* a line of other ids below: the next table of the page */
		if ((p->seen >> PPCL_PPC_ID & 1) &&
		    !same_ids(p, i, label + 1, to)) {
			make_rows(p, label + 1, to);
			set_makers(p, p->makers, label + 1, to);
		}
		break;
	default:
		break;
	}
	set_column(p, i, label + 1, to, what, label);
}

static bool is_blank_line(const struct page *p, size_t i, size_t from,
			  size_t to)
{
	for (size_t j = from; j < to; j++) {
		if (mark_strip(at(p, i, j)).n)
			return false;
	}
	return true;
}

/* A table: the columns from one version cell up to the next. */
static void take_table(struct page *p, size_t from, size_t to)
{
	const size_t lines = lines_of(p);

	make_rows(p, from + 1, to);
	for (size_t i = 0; i < lines; i++) {
		if (!is_blank_line(p, i, from, to))
			take_line(p, i, from, to);
	}
	if (!(p->seen >> PPCL_PPC_ID & 1))
		reject(p, PPCL018, 0, from, "has no line PPC ID below it");
	p->r->stated |= p->seen;
}

static bool is_blank_row(const struct release_row *row)
{
	for (unsigned c = 0; c < PPCL_COLUMNS; c++) {
		if (row->cell[c].n)
			return false;
	}
	return true;
}

/* The lower of two tables may be narrower: what is beside it is no row. */
static void drop_blank_rows(struct release *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->rows.n; i++) {
		if (!is_blank_row(&r->rows.v[i]))
			r->rows.v[n++] = r->rows.v[i];
	}
	r->rows.n = n;
}

/* An absent device has no maker; the page does not say so. */
static void finish_rows(struct page *p)
{
	drop_blank_rows(p->r);
	for (size_t i = 0; i < p->r->rows.n; i++) {
		struct release_row *row = &p->r->rows.v[i];
		struct span *cell = row->cell;

		row->number = release_id_number(cell[PPCL_PPC_ID]);
		if (span_eq(cell[PPCL_GSME_MODEL], SPAN("NONE")))
			cell[PPCL_GSME_MANUFACTURER] = SPAN("NONE");
		if (span_eq(cell[PPCL_ESME_MODEL], SPAN("NONE")))
			cell[PPCL_ESME_MANUFACTURER] = SPAN("NONE");
		if (cell[PPCL_PPC_ID].n == 0)
			code_find(p->d, PPCL010, &(struct code_place){
				.file = p->file, .line = row->line,
				.column = "ppc_id" }, "a column has no id");
	}
}

bool printed_read(struct release *r, struct rows *rows,
		  const struct span *names, size_t n, uint64_t line,
		  struct diag *d)
{
	const uint64_t errors = d->count[DIAG_ERROR];
	struct page p = { .r = r, .d = d, .file = rows_name(rows) };
	struct span number;
	size_t from = 0;

	r->stated = UINT32_C(1) << PPCL_RELEASE;
	read_grid(&p, rows, names, n, line);
	turn(&p);
	if (!version_cell(at(&p, 0, 0), &number)) {
		reject(&p, PPCL001, 0, 0, "begins neither a release nor a "
		       "printed page; expected a column ppc_id, or a first "
		       "cell such as 'PPCL V2.10'");
	} else {
		for (size_t j = 1; j <= places_of(&p); j++) {
			if (j < places_of(&p) &&
			    !version_cell(at(&p, 0, j), &number))
				continue;
			take_table(&p, from, j);
			from = j;
		}
		finish_rows(&p);
	}
	vec_release(&p.cells);
	vec_release(&p.lines);
	arena_release(&p.arena);
	return d->count[DIAG_ERROR] == errors;
}
