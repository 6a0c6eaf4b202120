/* Threads only say which rows there are; findings are made in the order of
 * the file, one at a time. */
#include "tools/load_told.h"

#include "base/bug.h"
#include "model/rfi.h"

struct told_row {
	uint64_t line;
	uint32_t key, active_n, dormant_n;	/* bytes of what follows */
};

struct second {
	struct load_told *told;
	const struct load_told_at *at;
	struct scan *scan;
};

void load_told_init(struct load_told *t, struct check *check,
		    const bool *wanted)
{
	*t = (struct load_told){ .check = check, .wanted = wanted,
				 .quiet = *check };
	t->scratch = (struct diag)DIAG_INIT;
	t->quiet.diag = &t->scratch;
	t->quiet.at = (struct check_at){ .file = NULL };
	if (check->floor == DIAG_ERROR)
		t->quiet.floor = (enum diag_severity)(DIAG_ERROR + 1);
}

void load_told_release(struct load_told *t)
{
	diag_release(&t->scratch);
	vec_release(&t->kinds);
	vec_release(&t->codes);
}

unsigned load_told_key(struct load_told *t, const struct span *cells,
		       bool counted)
{
	const unsigned flags = check_kind(&t->quiet, cells, t->wanted, 1);
	const struct diag *d = &t->scratch;
	struct load_told_kind *k;

	if (t->check->floor == DIAG_ERROR)
		return flags;
	k = vec_add(&t->kinds);
	k->suspect = flags != 0;
	k->counted = counted;
	k->code = (uint32_t)t->codes.n;
	k->codes = (uint32_t)d->found.n;
	for (size_t i = 0; i < d->found.n; i++)
		vec_push(&t->codes, code_named(d->found.v[i].code));
	if (d->found.n)
		diag_release(&t->scratch);
	t->any = t->any || k->suspect || counted;
	return flags;
}

bool load_told_any(const struct load_told *t)
{
	return t->any;
}

static struct span count_of(const struct scan_batch *b, size_t r,
			    uint32_t column, struct buf *room)
{
	return column == TABLE_ABSENT ? SPAN_EMPTY :
	       scan_plain(scan_raw(b, r, column), room);
}

static bool is_zero(struct span s)
{
	return s.n == 0 || (s.n == 1 && s.p[0] == '0');
}

static void map_rows(void *ctx, const struct scan_batch *b, struct buf *to)
{
	const struct second *x = ctx;
	const struct load_told_kind *kinds = x->told->kinds.v;
	struct buf rooms[2] = { BUF_INIT, BUF_INIT };

	for (size_t r = 0; r < b->n; r++) {
		const struct load_told_kind *k = &kinds[b->key[r]];
		struct span active, dormant;
		struct told_row row = { .key = b->key[r] };

		if (!k->suspect && !k->counted)
			continue;
		active = count_of(b, r, x->at->active, &rooms[0]);
		dormant = count_of(b, r, x->at->dormant, &rooms[1]);
		if (!k->suspect && (!is_zero(active) || !is_zero(dormant) ||
				    active.n + dormant.n == 0))
			continue;
		row.line = scan_line(b, r);
		row.active_n = (uint32_t)active.n;
		row.dormant_n = (uint32_t)dormant.n;
		buf_add_bytes(to, &row, sizeof(row));
		buf_add(to, active);
		buf_add(to, dormant);
	}
	buf_release(&rooms[0]);
	buf_release(&rooms[1]);
}

/* From here on the rows of the kind are counted, not looked at? */
static bool becomes_full(const struct load_told *t, struct load_told_kind *k)
{
	for (uint32_t i = 0; i < k->codes; i++)
		if (!diag_is_full(t->check->diag, t->check->at.file,
				  t->codes.v[k->code + i]->name))
			return false;
	k->full = true;
	return true;
}

static void tell_row(struct second *x, const struct told_row *row,
		     struct span active, struct span dormant)
{
	struct load_told *t = x->told;
	struct load_told_kind *k = &t->kinds.v[row->key];
	struct span cells[RFI_COLUMNS];
	struct check_count count;
	struct scan_key key;

	if (!k->counted && k->suspect && (k->full || becomes_full(t, k))) {
		k->rows++;
		return;
	}
	scan_key(x->scan, row->key, &key);
	for (unsigned c = 0; c < RFI_COLUMNS; c++)
		cells[c] = SPAN_EMPTY;
	for (uint32_t i = 0; i < x->at->columns; i++)
		cells[x->at->column[i]] = key.cell[i];
	cells[RFI_COUNT_ACTIVE] = active;
	cells[RFI_COUNT_DORMANT] = dormant;
	t->check->at.line = row->line;
	if (!check_counts(t->check, cells, &count))
		BUG("a count that was plain digits");
	if (k->suspect)
		check_kind(t->check, cells, t->wanted,
			   count.active + count.dormant);
}

static bool put_rows(void *ctx, struct span bytes)
{
	while (bytes.n) {
		struct told_row row;
		struct span active, dormant;

		memcpy(&row, bytes.p, sizeof(row));
		bytes = span_from(bytes, sizeof(row));
		active = span_make(bytes.p, row.active_n);
		bytes = span_from(bytes, row.active_n);
		dormant = span_make(bytes.p, row.dormant_n);
		bytes = span_from(bytes, row.dormant_n);
		tell_row(ctx, &row, active, dormant);
	}
	return true;
}

static void count_rest(const struct load_told *t)
{
	for (size_t i = 0; i < t->kinds.n; i++) {
		const struct load_told_kind *k = &t->kinds.v[i];

		for (uint32_t c = 0; k->rows && c < k->codes; c++) {
			const struct code_info *code =
				t->codes.v[k->code + c];

			diag_count(t->check->diag, &(struct finding){
				.severity = code->severity,
				.code = code->name,
				.file = t->check->at.file }, k->rows);
		}
	}
}

const char *load_told_rows(struct load_told *t, const struct load_told_at *at,
			   struct scan *scan, int fd)
{
	struct second x = { t, at, scan };
	const struct scan_pass pass = {
		.fd = fd, .threads = at->threads, .map = map_rows,
		.put = put_rows, .ctx = &x,
	};
	const char *why;

	scan_each(scan, &pass, &why);
	count_rest(t);
	return why;
}
