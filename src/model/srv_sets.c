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

const char *srv_set_name(struct span srv, uint32_t i)
{
	for (size_t s = 0; s < COUNT(sets); s++) {
		if (span_eq(span_of(pool + sets[s].srv), srv) && i-- == 0)
			return pool + sets[s].set;
	}
	return NULL;
}
