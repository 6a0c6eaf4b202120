/* The key without its SMSO cell is a key of its own. */
#include "engine/products.h"

#include "base/buf.h"
#include "base/intern.h"

struct products products_count(const struct tally *t)
{
	const uint32_t smso = tally_column(t, RFI_SMSO);
	struct products p = { 0, 0, 0 };
	struct intern keys = INTERN_INIT;
	struct buf key = BUF_INIT;
	VEC(uint32_t) seen = VEC_INIT;

	for (size_t i = 0; i < t->rows.n; i++) {
		uint32_t id;

		if (t->rows.v[i].disposition != IN_SCOPE)
			continue;
		buf_clear(&key);
		for (size_t c = 0; c < t->columns.n; c++) {
			const struct span cell = t->rows.v[i].key[c];
			const uint32_t n = (uint32_t)cell.n;

			if (c == smso)
				continue;
			buf_add_bytes(&key, &n, sizeof(n));
			buf_add(&key, cell);
		}
		id = intern_put(&keys, buf_span(&key), NULL);
		while (seen.n <= id)
			vec_push(&seen, 0);
		p.shared += ++seen.v[id] == 2;
		p.combinations++;
	}
	p.products = keys.count;
	intern_release(&keys);
	buf_release(&key);
	vec_release(&seen);
	return p;
}
