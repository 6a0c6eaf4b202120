/* dmct_room.h - what the files of engine/dmct share */
#ifndef ENGINE_DMCT_ROOM_H
#define ENGINE_DMCT_ROOM_H

#include "engine/dmct.h"
#include "engine/dmct_search.h"

/* The queue as a search problem; units are rows of the queue. */
struct dmct_problem {
	struct search_problem problem;
	VEC(uint64_t) weight;
	VEC(size_t) lacks_at;
	VEC(uint32_t) lacks;
	VEC(size_t) shows_at;
	VEC(uint32_t) shows;
	VEC(uint32_t) forced;
	VEC(size_t) row_of;		/* unit: row of the queue */
};

void dmct_problem_init(struct dmct_problem *p, const struct dmct_input *in,
		       const struct dmct_queue *q);
void dmct_problem_release(struct dmct_problem *p);

/* Fills upgrade_to, _path and _kinds of each row that has a way; and makes
 * the answer of those whose display does not fit. */
void dmct_upgrades(const struct dmct_input *in, struct dmct_queue *q);

#endif
