/* Threads cut the cells and hash the ids; what is wanted goes in records to
 * the one that takes. */
#include "tools/plan_scan.h"

#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "engine/plan_assign.h"

/* What a row without counts is: by its status, and so by its key. */
struct one {
	bool active, dormant;
};

struct walk {
	const struct load_scan *s;
	const struct plan_scan_pass *pass;
	struct one *one;		/* by key */
};

struct record {
	uint64_t active, dormant, line, hash;
	uint32_t kind, tag;
	size_t bytes;			/* of the id behind it */
};

static struct one *ones(const struct load_scan *s)
{
	const size_t n = scan_keys(s->scan);
	struct one *one = mem_array(n + 1, sizeof(*one));
	struct scan_key key;

	for (size_t i = 0; i < n; i++) {
		scan_key(s->scan, i, &key);
		one[i].active = s->rows[i].active > key.sum[0];
		one[i].dormant = s->rows[i].dormant > key.sum[1];
	}
	return one;
}

static struct span cell(const struct scan_batch *b, size_t r, uint32_t column,
			struct buf *room)
{
	return column == TABLE_ABSENT ? SPAN_EMPTY :
	       scan_plain(scan_raw(b, r, column), room);
}

/* The scanner lets only plain digits pass, and blanks. */
static void count(const struct walk *w, const struct scan_batch *b, size_t r,
		  struct plan_scan_row *row, struct buf *room)
{
	const struct one *one = &w->one[b->key[r]];
	struct span n = cell(b, r, w->s->active, room);
	bool blank = n.n == 0;

	row->active = row->dormant = 0;
	if (!blank)
		num_parse(n, &row->active);
	n = cell(b, r, w->s->dormant, room);
	if (n.n)
		num_parse(n, &row->dormant);
	else if (blank) {
		row->active = one->active;
		row->dormant = one->dormant;
	}
}

static void map(void *ctx, const struct scan_batch *b, struct buf *to)
{
	const struct walk *w = ctx;
	struct buf room = BUF_INIT;

	for (size_t r = 0; r < b->n; r++) {
		struct plan_scan_row row = { .kind = w->s->kind[b->key[r]] };
		struct record m;

		count(w, b, r, &row, &room);
		row.id = cell(b, r, w->s->id, &room);
		if (!w->pass->wanted(w->pass->ctx, &row))
			continue;
		m = (struct record){ row.active, row.dormant,
			w->pass->lines ? scan_line(b, r) : 0,
			plan_hash(span_trim(row.id)), row.kind, row.tag,
			row.id.n };
		buf_add_bytes(to, &m, sizeof(m));
		buf_add(to, row.id);
	}
	buf_release(&room);
}

static bool put(void *ctx, struct span bytes)
{
	const struct walk *w = ctx;
	struct record m;

	while (bytes.n) {
		memcpy(&m, bytes.p, sizeof(m));
		bytes = span_from(bytes, sizeof(m));
		w->pass->take(w->pass->ctx, &(struct plan_scan_row){
			m.kind, m.tag, m.active, m.dormant, m.line, m.hash,
			span_make(bytes.p, m.bytes) });
		bytes = span_from(bytes, m.bytes);
	}
	return true;
}

bool plan_scan_each(const struct load_scan *s,
		    const struct plan_scan_pass *pass)
{
	struct walk w = { s, pass, NULL };
	const struct scan_pass second = {
		.fd = load_scan_open(s), .threads = s->threads,
		.map = map, .put = put, .ctx = &w,
	};
	const char *why;
	bool good;

	if (second.fd < 0)
		return false;
	w.one = ones(s);
	good = scan_each(s->scan, &second, &why);
	load_scan_close(s, second.fd);
	mem_free(w.one);
	return good;
}
