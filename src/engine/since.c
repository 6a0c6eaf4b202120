/* A hash join on disposition and key, then one sort. */
#include "engine/since.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/intern.h"
#include "base/mem.h"

const char *since_change_name(enum since_change c)
{
	static const char *const names[SINCE_CHANGES] = {
		"CAME", "LEFT", "GREW", "SHRANK", "SAME",
	};

	return names[c];
}

bool since_same_columns(const struct tally *a, const struct tally *b)
{
	if (a->columns.n != b->columns.n)
		return false;
	for (size_t i = 0; i < a->columns.n; i++) {
		if (a->columns.v[i] != b->columns.v[i])
			return false;
	}
	return true;
}

static void make_key(struct buf *key, const struct tally *t,
		     const struct tally_row *row)
{
	buf_clear(key);
	buf_add_char(key, (char)row->disposition);
	for (size_t i = 0; i < t->columns.n; i++) {
		const uint32_t n = (uint32_t)row->key[i].n;

		buf_add_bytes(key, &n, sizeof(n));
		buf_add(key, row->key[i]);
	}
}

static uint64_t moved(const struct since_row *r)
{
	const uint64_t before = r->before ? r->before->total : 0;
	const uint64_t after = r->after ? r->after->total : 0;

	return before > after ? before - after : after - before;
}

static int compare_rows(const void *pa, const void *pb, void *columns)
{
	const struct since_row *a = pa, *b = pb;
	const struct tally_row *x = a->after ? a->after : a->before;
	const struct tally_row *y = b->after ? b->after : b->before;

	if (a->change != b->change)
		return a->change < b->change ? -1 : 1;
	if (moved(a) != moved(b))
		return moved(a) > moved(b) ? -1 : 1;
	if (x->disposition != y->disposition)
		return x->disposition < y->disposition ? -1 : 1;
	return tally_compare_keys(x->key, y->key, *(const size_t *)columns);
}

static enum since_change change_of(const struct since_row *r)
{
	if (!r->before)
		return SINCE_CAME;
	if (!r->after)
		return SINCE_LEFT;
	if (r->after->total != r->before->total)
		return r->after->total > r->before->total ? SINCE_GREW :
							     SINCE_SHRANK;
	return SINCE_SAME;
}

void since_compare(const struct tally *old, const struct tally *now,
		   struct since *s)
{
	struct intern keys = INTERN_INIT;
	struct buf key = BUF_INIT;
	size_t columns = now->columns.n;
	bool fresh;

	memset(s, 0, sizeof(*s));
	for (size_t i = 0; i < old->rows.n; i++) {
		make_key(&key, old, &old->rows.v[i]);
		intern_put(&keys, buf_span(&key), &fresh);
		if (fresh)
			vec_add(&s->rows)->before = &old->rows.v[i];
	}
	for (size_t i = 0; i < now->rows.n; i++) {
		uint32_t id;

		make_key(&key, now, &now->rows.v[i]);
		id = intern_put(&keys, buf_span(&key), &fresh);
		if (fresh)
			(void)vec_add(&s->rows);
		s->rows.v[id].after = &now->rows.v[i];
	}
	for (size_t i = 0; i < s->rows.n; i++) {
		s->rows.v[i].change = change_of(&s->rows.v[i]);
		s->count[s->rows.v[i].change]++;
	}
	if (s->rows.n > 1)
		qsort_r(s->rows.v, s->rows.n, sizeof(*s->rows.v),
			compare_rows, &columns);
	intern_release(&keys);
	buf_release(&key);
}

void since_release(struct since *s)
{
	vec_release(&s->rows);
}
