/* One walk by rank; a variant counts when it is first seen. */
#include "engine/curve.h"

#include <string.h>

#include "base/mem.h"
#include "engine/variants.h"

/* Adds to every point how many variants the first k rows have. */
static uint32_t cover_points(struct curve *c, const struct tally *t,
			     const struct policy *policy,
			     enum policy_cover kind, size_t member_offset)
{
	struct variants v;
	bool *seen;
	uint32_t covered = 0, count;

	variants_init(&v, t, policy, kind);
	seen = mem_array(v.count + 1, sizeof(*seen));
	for (uint32_t r = 0; r < v.rows; r++) {
		for (size_t i = v.first[r]; i < v.first[r + 1]; i++) {
			covered += !seen[v.item.v[i]];
			seen[v.item.v[i]] = true;
		}
		memcpy((char *)&c->points.v[r] + member_offset, &covered,
		       sizeof(covered));
	}
	count = v.count;
	mem_free(seen);
	variants_release(&v);
	return count;
}

void curve_init(struct curve *c, const struct tally *t,
		const struct policy *policy)
{
	memset(c, 0, sizeof(*c));
	for (size_t i = 0; i < t->rows.n; i++) {
		struct curve_point *p;

		if (t->rows.v[i].disposition != IN_SCOPE)
			continue;
		p = vec_add(&c->points);
		c->in_scope += t->rows.v[i].total;
		p->installations = c->in_scope;
	}
	c->hardware = cover_points(c, t, policy, POLICY_COVER_HARDWARE,
				   offsetof(struct curve_point, hardware));
	c->models = cover_points(c, t, policy, POLICY_COVER_MODEL,
				 offsetof(struct curve_point, models));
	c->pairs = cover_points(c, t, policy, POLICY_COVER_PAIR,
				offsetof(struct curve_point, pairs));
}

void curve_release(struct curve *c)
{
	vec_release(&c->points);
}
