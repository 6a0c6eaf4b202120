/*
 * duis_params.h - the content of a request as names and values
 *
 * A parameter is a path of element names below the body element, and a text:
 *
 *	ReadLogPeriod/StartDateTime		2026-01-01T00:00:00Z
 *	PriceElements/.../TOUPrice[2]		1250
 *	PriceElements/.../TOUPrice[2]/@index	2
 *	NonSpecifiedYear			(blank: an empty element)
 *
 * The second element of one name below one parent has [2], the third [3];
 * the first needs no number. "@name" is an attribute. The order of the
 * parameters says nothing: the schema has only one (engine/duis_body.h).
 *
 *	struct duis_params p = DUIS_PARAMS_INIT;
 *	duis_params_add(&p, SPAN("DeviceID"), eui, 0);
 *	...
 *	duis_params_release(&p);
 *
 * duis_params_add() copies both texts.
 */
#ifndef MODEL_DUIS_PARAMS_H
#define MODEL_DUIS_PARAMS_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/span.h"
#include "base/vec.h"

struct duis_param {
	struct span path, value;
	uint64_t line;			/* of what it was read from; or 0 */
};

struct duis_params {
	struct arena arena;
	VEC(struct duis_param) v;
};

#define DUIS_PARAMS_INIT	{ .arena = ARENA_INIT, .v = VEC_INIT }

void duis_params_add(struct duis_params *p, struct span path,
		     struct span value, uint64_t line);
/* By the path as it was added; NULL: none. */
const struct duis_param *duis_params_find(const struct duis_params *p,
					  struct span path);
void duis_params_clear(struct duis_params *p);	/* memory is kept */
void duis_params_release(struct duis_params *p);

/* Both say the same: any order, "X[1]" is "X". */
bool duis_params_same(const struct duis_params *a,
		      const struct duis_params *b);

#endif
