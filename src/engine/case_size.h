/*
 * case_size.h - how large a campaign is, and how long it takes
 *
 * Counted before anything is sent:
 *
 *	struct case_size s;
 *
 *	case_size_count(&cases, world, campaign, &s);
 *	s.cases, s.requests, s.least_s, s.most_s, s.wait_s
 *
 * A run takes at least as long as its requests take under the caps of the
 * campaign, and no longer than the busiest device needs if every answer takes
 * all of its target response time (requests to one device follow each other,
 * devices run side by side). Behind both stands the longest wait for a
 * future-dated or scheduled answer. Seconds are rounded up.
 *
 * Held cases are counted apart: they send nothing.
 */
#ifndef ENGINE_CASE_SIZE_H
#define ENGINE_CASE_SIZE_H

#include "model/campaign.h"
#include "model/testcase.h"
#include "model/world.h"

struct case_size {
	uint64_t cases, held;		/* held are among the cases */
	uint64_t mandatory;
	uint64_t polarity[CASE_POLARITIES];
	uint64_t mode[CASE_MODES];
	uint64_t combinations, sets, devices, services;
	uint64_t requests;
	uint64_t least_s, most_s, wait_s;
	bool by_s1sp;			/* it is the cap of one S1SP that
					   says how long it takes */
};

/* `world` may be NULL: no cap for an S1SP is known then. */
void case_size_count(const struct cases *cases, const struct world *world,
		     const struct campaign *c, struct case_size *s);

#endif
