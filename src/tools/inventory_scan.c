/* Threads make lines; the writer puts them in the order of the file. */
#include "tools/inventory_scan.h"

#include <string.h>

#include "base/num.h"

enum { HOLES = 3 };

/* Which columns of the inventory are the row's own. */
static const unsigned own_columns[HOLES] = {
	RFI_INSTALLATION_ID, RFI_COUNT_ACTIVE, RFI_COUNT_DORMANT,
};

struct mould {
	size_t line, bytes;		/* in the text of all moulds */
};

struct second {
	struct inventory *inv;
	const struct load_scan *s;
	uint32_t file;
	struct table_out *t;
	uint32_t column[HOLES];		/* of the file, or TABLE_ABSENT */
	VEC(struct mould) moulds;	/* by key */
	VEC(struct table_hole) holes;	/* HOLES for each key */
	unsigned hole_n;
	struct buf text;
};

static struct second second_of(struct inventory *inv,
			       const struct inventory_part *p)
{
	return (struct second){
		.inv = inv, .s = p->scan, .file = p->file,
		.column = { p->scan->id, p->scan->active, p->scan->dormant },
	};
}

static bool read_again(struct second *x, scan_map *map, scan_put *put)
{
	const struct scan_pass pass = {
		.fd = load_scan_open(x->s), .threads = x->s->threads,
		.map = map, .put = put, .ctx = x,
	};
	const char *why;
	bool good;

	if (pass.fd < 0)
		return false;
	good = scan_each(x->s->scan, &pass, &why);
	load_scan_close(x->s, pass.fd);
	return good;
}

static struct span cell_of(const struct second *x, const struct scan_batch *b,
			   size_t r, unsigned hole, struct buf *room)
{
	return x->column[hole] == TABLE_ABSENT ? SPAN_EMPTY :
	       scan_plain(scan_raw(b, r, x->column[hole]), room);
}

/* ---- claims ------------------------------------------------------------ */

struct claim {
	uint64_t line;
	uint32_t key, bytes;
};

static void map_claims(void *ctx, const struct scan_batch *b, struct buf *to)
{
	const struct second *x = ctx;
	struct buf room = BUF_INIT;

	for (size_t r = 0; r < b->n; r++) {
		const struct span id = cell_of(x, b, r, 0, &room);
		struct claim c = { .key = b->key[r],
				   .bytes = (uint32_t)id.n };

		if (id.n == 0 || !marks_shared(x->inv->l->marks, id))
			continue;
		c.line = scan_line(b, r);
		buf_add_bytes(to, &c, sizeof(c));
		buf_add(to, id);
	}
	buf_release(&room);
}

static bool put_claims(void *ctx, struct span bytes)
{
	const struct second *x = ctx;
	struct claim c;

	while (bytes.n) {
		memcpy(&c, bytes.p, sizeof(c));
		bytes = span_from(bytes, sizeof(c));
		across_claim(&x->inv->across, x->file, x->s->kind[c.key],
			     c.line, span_make(bytes.p, c.bytes));
		bytes = span_from(bytes, c.bytes);
	}
	return true;
}

bool inventory_scan_claims(struct inventory *inv)
{
	bool good = true, some = false;

	for (size_t i = 0; i < inv->parts.n; i++)
		some = some || inv->parts.v[i].scan;
	if (!some || inv->parts.n < 2 || !marks_join(inv->l->marks))
		return true;
	for (size_t i = 0; i < inv->parts.n; i++) {
		struct second x;

		if (!inv->parts.v[i].scan ||
		    inv->parts.v[i].scan->id == TABLE_ABSENT)
			continue;
		x = second_of(inv, &inv->parts.v[i]);
		good = read_again(&x, map_claims, put_claims) && good;
	}
	return good;
}

/* ---- lines ------------------------------------------------------------- */

static void make_moulds(struct second *x)
{
	const size_t n = scan_keys(x->s->scan);

	for (size_t i = 0; i < n; i++) {
		struct span cells[RFI_COLUMNS];
		struct table_hole at[HOLES] = { { 0, 0 } };
		struct mould *m = vec_add(&x->moulds);

		m->line = x->text.n;
		inventory_cells(x->inv->l, x->s->kind[i], cells);
		x->hole_n = table_out_mould(x->t, cells, own_columns, HOLES,
					    &x->text, at);
		m->bytes = x->text.n - m->line;
		for (unsigned h = 0; h < HOLES; h++)
			vec_push(&x->holes, at[h]);
	}
}

static void map_lines(void *ctx, const struct scan_batch *b, struct buf *to)
{
	const struct second *x = ctx;
	struct buf room = BUF_INIT;

	for (size_t r = 0; r < b->n; r++) {
		const struct mould *m = &x->moulds.v[b->key[r]];
		const struct table_hole *at =
			&x->holes.v[(size_t)b->key[r] * HOLES];
		const char *line = x->text.p + m->line;
		size_t from = 0;

		for (unsigned h = 0; h < x->hole_n; h++) {
			buf_add_bytes(to, line + from, at[h].at - from);
			from = at[h].at;
			table_out_cell(x->t, cell_of(x, b, r, at[h].hole,
						     &room), to);
		}
		buf_add_bytes(to, line + from, m->bytes - from);
	}
	buf_release(&room);
}

static bool put_lines(void *ctx, struct span bytes)
{
	const struct second *x = ctx;

	table_out_lines(x->t, bytes);
	return true;
}

/* ---- rows -------------------------------------------------------------- */

static bool number_of(struct span s, uint64_t *n)
{
	*n = 0;
	return s.n != 0 && num_parse(s, n);
}

struct row_head {
	struct inventory_row row;
	uint32_t bytes;			/* of the id behind it */
};

static void map_rows(void *ctx, const struct scan_batch *b, struct buf *to)
{
	const struct second *x = ctx;
	struct buf room = BUF_INIT;

	for (size_t r = 0; r < b->n; r++) {
		struct row_head h = { .row.kind = x->s->kind[b->key[r]] };
		struct span id;

		h.row.has_active = number_of(cell_of(x, b, r, 1, &room),
					     &h.row.active);
		h.row.has_dormant = number_of(cell_of(x, b, r, 2, &room),
					      &h.row.dormant);
		id = cell_of(x, b, r, 0, &room);
		h.bytes = (uint32_t)id.n;
		buf_add_bytes(to, &h, sizeof(h));
		buf_add(to, id);
	}
	buf_release(&room);
}

static bool put_rows(void *ctx, struct span bytes)
{
	const struct second *x = ctx;
	struct row_head h;

	while (bytes.n) {
		memcpy(&h, bytes.p, sizeof(h));
		bytes = span_from(bytes, sizeof(h));
		inventory_row(x->inv, x->t, &h.row,
			      span_make(bytes.p, h.bytes));
		bytes = span_from(bytes, h.bytes);
	}
	return true;
}

bool inventory_scan_write(struct inventory *inv,
			  const struct inventory_part *part,
			  struct table_out *t)
{
	struct second x = second_of(inv, part);
	bool good;

	x.t = t;
	if (!table_out_moulds(t))
		return read_again(&x, map_rows, put_rows);
	make_moulds(&x);
	good = read_again(&x, map_lines, put_lines);
	vec_release(&x.moulds);
	vec_release(&x.holes);
	buf_release(&x.text);
	return good;
}
