/* Order, numbers and columns of a release. */
#include "model/release.h"

#include <stdlib.h>

#include "base/bug.h"
#include "base/num.h"
#include "model/version.h"

static const struct table_column ppcl_columns[] = {
#define COL(id, name, type, values, flags, help) \
	{ name, TABLE_##type, values, flags, help },
#include "model/ppcl.cols.h"
#undef COL
};

static const char *const ppcl_codes[] = TABLE_CODES("PPCL");

const struct table_format ppcl_format = {
	.schema = "ppcl/1",
	.codes = ppcl_codes,
	.columns = ppcl_columns,
	.count = PPCL_COLUMNS,
};

static bool read_part(struct span s, uint32_t *n)
{
	uint64_t v;

	if (s.n > 1 && s.p[0] == '0')
		return false;
	if (!num_parse(s, &v) || v > UINT32_MAX)
		return false;
	*n = (uint32_t)v;
	return true;
}

static struct span without_v(struct span text)
{
	const struct span s = span_trim(text);

	return s.n && (s.p[0] == 'V' || s.p[0] == 'v') ? span_from(s, 1) : s;
}

bool release_number(struct span text, uint32_t *major, uint32_t *minor)
{
	struct span rest = without_v(text), first;

	return span_cut(&rest, '.', &first) && read_part(first, major) &&
	       read_part(rest, minor);
}

bool release_set_number(struct release *r, struct span text)
{
	uint32_t major, minor;

	if (!release_number(text, &major, &minor))
		return false;
	r->number = without_v(text);
	r->major = major;
	r->minor = minor;
	return true;
}

int release_compare(const struct release *a, const struct release *b)
{
	if (a->major != b->major)
		return a->major < b->major ? -1 : 1;
	if (a->minor != b->minor)
		return a->minor < b->minor ? -1 : 1;
	return 0;
}

unsigned release_column(enum device d, unsigned part)
{
	if (d >= DEVICES || part >= RELEASE_PARTS)
		BUG("no such device column");
	return PPCL_CH_MANUFACTURER + RELEASE_PARTS * (unsigned)d + part;
}

bool release_column_device(unsigned column, enum device *d, unsigned *part)
{
	const unsigned at = column - PPCL_CH_MANUFACTURER;

	if (column < PPCL_CH_MANUFACTURER || column > PPCL_PPMID_FW_VERSION)
		return false;
	*d = (enum device)(at / RELEASE_PARTS);
	*part = at % RELEASE_PARTS;
	return true;
}

const char *release_column_words(unsigned column)
{
	static const char *const words[PPCL_COLUMNS] = {
		"release", "id", "SMSO", "WAN provider", "fuel type",
		"hub maker", "hub model", "hub firmware",
		"ESME maker", "ESME model", "ESME firmware",
		"GSME maker", "GSME model", "GSME firmware",
		"PPMID maker", "PPMID model", "PPMID firmware",
		"share", "entry hold", "note", "capability",
		"share of the list",
	};

	if (column >= PPCL_COLUMNS)
		BUG("no such column");
	return words[column];
}

bool release_column_of_list(unsigned column)
{
	return column == PPCL_RELEASE || column == PPCL_CAPABILITY ||
	       column == PPCL_LIST_SHARE_PERCENT;
}

bool release_states(const struct release *r, unsigned column)
{
	return r->stated >> column & 1;
}

uint32_t release_provides(const struct release *r)
{
	uint32_t filled = 0;

	for (size_t i = 0; i < r->rows.n && filled != RELEASE_STATES_ALL;
	     i++) {
		for (unsigned c = 0; c < PPCL_COLUMNS; c++) {
			if (r->rows.v[i].cell[c].n)
				filled |= UINT32_C(1) << c;
		}
	}
	return filled & r->stated;
}

uint64_t release_id_number(struct span ppc_id)
{
	size_t digits = 0;
	uint64_t n;

	while (digits < ppc_id.n && ppc_id.p[ppc_id.n - 1 - digits] >= '0' &&
	       ppc_id.p[ppc_id.n - 1 - digits] <= '9')
		digits++;
	if (!num_parse(span_from(ppc_id, ppc_id.n - digits), &n))
		return UINT64_MAX;
	return n;
}

static int compare_rows(const void *pa, const void *pb)
{
	const struct release_row *a = pa, *b = pb;

	if (a->number != b->number)
		return a->number < b->number ? -1 : 1;
	return span_cmp(a->cell[PPCL_PPC_ID], b->cell[PPCL_PPC_ID]);
}

/* The rows of a file that a tool wrote stand in order already. */
static bool in_order(const struct release *r)
{
	for (size_t i = 1; i < r->rows.n; i++) {
		if (compare_rows(&r->rows.v[i - 1], &r->rows.v[i]) > 0)
			return false;
	}
	return true;
}

bool release_numbers_rise(const struct release *r)
{
	for (size_t i = 0; i < r->rows.n; i++) {
		if (r->rows.v[i].number == UINT64_MAX ||
		    (i && r->rows.v[i].number <= r->rows.v[i - 1].number))
			return false;
	}
	return true;
}

void release_sort(struct release *r)
{
	if (!in_order(r))
		qsort(r->rows.v, r->rows.n, sizeof(*r->rows.v), compare_rows);
}

bool release_row_open(const struct release_row *row)
{
	for (unsigned d = 0; d < DEVICES; d++) {
		if (version_is_tbc(row->cell[release_column((enum device)d,
						RELEASE_FIRMWARE)]))
			return true;
	}
	return false;
}

void release_cells(const struct release *r, const struct release_row *row,
		   struct span *cells)
{
	for (unsigned c = 0; c < PPCL_COLUMNS; c++)
		cells[c] = row->cell[c];
	cells[PPCL_RELEASE] = r->number;
	cells[PPCL_CAPABILITY] = r->capability;
	cells[PPCL_LIST_SHARE_PERCENT] = r->list_share;
}

struct span release_share_whole(const struct release *r, struct arena *a,
				bool *exact)
{
	struct span rest = r->list_share, whole;
	uint64_t hundredths;
	char text[NUM_TEXT];

	*exact = true;
	if (r->list_share_whole.n)
		return r->list_share_whole;
	if (r->list_share.n == 0 ||
	    !num_parse_decimal(r->list_share, 2, &hundredths))
		return SPAN_EMPTY;
	span_cut(&rest, '.', &whole);
	*exact = rest.n != 2 || hundredths % 100 != 50;
	return arena_span(a, span_of(num_text((hundredths + 50) / 100,
					      text)));
}

void release_release(struct release *r)
{
	vec_release(&r->inputs);
	vec_release(&r->images);
	vec_release(&r->rows);
	arena_release(&r->arena);
}
