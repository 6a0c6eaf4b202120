/* Names and values. */
#include "model/duis_params.h"

#include <stdlib.h>

#include "base/buf.h"

void duis_params_add(struct duis_params *p, struct span path,
		     struct span value, uint64_t line)
{
	const struct duis_param it = {
		.path = arena_span(&p->arena, path),
		.value = arena_span(&p->arena, value),
		.line = line,
	};

	vec_push(&p->v, it);
}

const struct duis_param *duis_params_find(const struct duis_params *p,
					  struct span path)
{
	for (size_t i = 0; i < p->v.n; i++) {
		if (span_eq(p->v.v[i].path, path))
			return &p->v.v[i];
	}
	return NULL;
}

void duis_params_clear(struct duis_params *p)
{
	p->v.n = 0;
	arena_clear(&p->arena);
}

void duis_params_release(struct duis_params *p)
{
	vec_release(&p->v);
	arena_release(&p->arena);
}

static int compare(const void *pa, const void *pb)
{
	const struct duis_param *a = pa, *b = pb;
	const int order = span_cmp(a->path, b->path);

	return order ? order : span_cmp(a->value, b->value);
}

/* Sorted, and without the numbers that may be left out. */
static void canonical(const struct duis_params *from, struct duis_params *to)
{
	const struct span first = SPAN("[1]");
	struct buf path = BUF_INIT;

	for (size_t i = 0; i < from->v.n; i++) {
		struct span rest = from->v.v[i].path;

		buf_clear(&path);
		while (rest.n) {
			if (span_starts(rest, first)) {
				rest = span_from(rest, first.n);
				continue;
			}
			buf_add_char(&path, rest.p[0]);
			rest = span_from(rest, 1);
		}
		duis_params_add(to, buf_span(&path), from->v.v[i].value, 0);
	}
	if (to->v.n > 1)
		qsort(to->v.v, to->v.n, sizeof(*to->v.v), compare);
	buf_release(&path);
}

bool duis_params_same(const struct duis_params *a,
		      const struct duis_params *b)
{
	struct duis_params x = DUIS_PARAMS_INIT, y = DUIS_PARAMS_INIT;
	bool same = a->v.n == b->v.n;

	if (same) {
		canonical(a, &x);
		canonical(b, &y);
	}
	for (size_t i = 0; same && i < x.v.n; i++)
		same = compare(&x.v.v[i], &y.v.v[i]) == 0;
	duis_params_release(&x);
	duis_params_release(&y);
	return same;
}
