/* Each part of a key carries its length, so that no value can pose as two. */
#include "engine/ppcl_key.h"

#include <string.h>

#include "engine/canon.h"
#include "model/version.h"

static bool is_firmware(unsigned column)
{
	return PPCL_KEY_FIRMWARE >> column & 1;
}

void ppcl_key_add(struct buf *b, const struct release_row *row,
		  uint32_t columns)
{
	for (unsigned c = 0; c < PPCL_COLUMNS; c++) {
		size_t at = b->n + sizeof(uint32_t);
		uint32_t n = 0;

		if (!(columns >> c & 1))
			continue;
		buf_add_bytes(b, &n, sizeof(n));
		if (!is_firmware(c) ||
		    !version_add_plain(b, canon_trim(row->cell[c])))
			canon_add(b, row->cell[c]);
		n = (uint32_t)(b->n - at);
		memcpy(b->p + at - sizeof(n), &n, sizeof(n));
	}
}

bool ppcl_same(unsigned column, struct span a, struct span b)
{
	if (span_eq(a, b))
		return true;
	if (is_firmware(column) &&
	    version_same_number(canon_trim(a), canon_trim(b)))
		return true;
	return canon_eq(a, b);
}

bool ppcl_key_eq(const struct release_row *a, const struct release_row *b,
		 uint32_t columns)
{
	for (unsigned c = 0; c < PPCL_COLUMNS; c++) {
		if ((columns >> c & 1) &&
		    !ppcl_same(c, a->cell[c], b->cell[c]))
			return false;
	}
	return true;
}

unsigned ppcl_distance(const struct release_row *a,
		       const struct release_row *b, uint32_t stated)
{
	unsigned n = 0;

	for (unsigned d = 0; d < DEVICES; d++) {
		const unsigned c = release_column((enum device)d, 0);
		const uint32_t three = PPCL_BIT(c) | PPCL_BIT(c + 1) |
				       PPCL_BIT(c + 2);

		n += !ppcl_key_eq(a, b, three & stated);
	}
	return n;
}

void ppcl_index_init(struct ppcl_index *x, const struct release *r,
		     uint32_t columns, const bool *skip)
{
	memset(x, 0, sizeof(*x));
	x->keys = (struct intern)INTERN_INIT;
	x->columns = columns;
	for (size_t i = 0; i < r->rows.n; i++) {
		uint32_t key;
		bool fresh;

		vec_push(&x->next, PPCL_NO_ROW);
		if (skip && skip[i])
			continue;
		buf_clear(&x->scratch);
		ppcl_key_add(&x->scratch, &r->rows.v[i], columns);
		key = intern_put(&x->keys, buf_span(&x->scratch), &fresh);
		if (fresh) {
			vec_push(&x->first, i);
			vec_push(&x->last, i);
		} else {
			x->next.v[x->last.v[key]] = i;
			x->last.v[key] = i;
		}
	}
}

size_t ppcl_index_find(struct ppcl_index *x, const struct release_row *row)
{
	uint32_t key;

	buf_clear(&x->scratch);
	ppcl_key_add(&x->scratch, row, x->columns);
	key = intern_find(&x->keys, buf_span(&x->scratch));
	return key == INTERN_NONE ? PPCL_NO_ROW : x->first.v[key];
}

size_t ppcl_index_next(const struct ppcl_index *x, size_t row)
{
	return x->next.v[row];
}

void ppcl_index_release(struct ppcl_index *x)
{
	intern_release(&x->keys);
	vec_release(&x->first);
	vec_release(&x->last);
	vec_release(&x->next);
	buf_release(&x->scratch);
}
