/* The tables are made by build-aux/srv_sets.awk. */
#include "model/srv_sets.h"

#include "model/srv_sets_table.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

bool srv_set_add(struct span srv, struct span set, struct duis_params *p)
{
	for (size_t i = 0; i < COUNT(sets); i++) {
		const size_t end = i + 1 < COUNT(sets) ? sets[i + 1].first :
							 COUNT(rows);

		if (!span_eq(span_of(pool + sets[i].srv), srv) ||
		    !span_eq(span_of(pool + sets[i].set), set))
			continue;
		for (size_t r = sets[i].first; r < end; r++)
			duis_params_add(p, span_of(pool + rows[r].path),
					span_of(pool + rows[r].value), 0);
		return true;
	}
	return false;
}

bool srv_set_under(struct span srv, const struct duis_params *given,
		   struct duis_params *to)
{
	const struct duis_param *name =
		duis_params_find(given, SPAN(SRV_SET_PATH));
	struct duis_params set = DUIS_PARAMS_INIT;

	if (name && !srv_set_add(srv, span_trim(name->value), &set))
		return false;
	for (size_t i = 0; i < set.v.n; i++) {
		const struct duis_param *p = &set.v.v[i];

		if (!duis_params_find(given, p->path))
			duis_params_add(to, p->path, p->value, name->line);
	}
	for (size_t i = 0; i < given->v.n; i++) {
		const struct duis_param *p = &given->v.v[i];

		if (p != name)
			duis_params_add(to, p->path, p->value, p->line);
	}
	duis_params_release(&set);
	return true;
}

const char *srv_set_name(struct span srv, uint32_t i)
{
	for (size_t s = 0; s < COUNT(sets); s++) {
		if (span_eq(span_of(pool + sets[s].srv), srv) && i-- == 0)
			return pool + sets[s].set;
	}
	return NULL;
}
