/*
 * dmct_search.h - in which order to test so that most is unlocked soonest
 *
 * Units have weights and lack items. Testing a unit shows items; a unit is
 * unlocked once everything it lacks has been shown, by whatever tests. Every
 * unit shows at least what it lacks itself, so its own test unlocks it.
 * search_plan() orders the tests until all are unlocked:
 *
 *	1. the forced ones, the best of them first
 *	2. with top: the choice of tests that unlocks most, of all choices of
 *	   `top` tests that have the forced ones in them, found by branch and
 *	   bound; the best of them first
 *	3. greedily: each time the test that unlocks most at once
 *
 * A unit that is unlocked already is tested only where that unlocks others.
 * Among equals the unit of lower number. Step k carries the bound: no choice
 * of the first k tests that has the forced ones unlocks more in all.
 *
 * The bound of the search: a unit is unlocked only if the item that it lacks
 * and fewest tests show is shown. So a test is worth at most the units whose
 * such item it shows, and m tests at most the sum of the m best.
 *
 *	struct search_plan plan;
 *	search_plan(&problem, &plan);
 *	plan.steps.v[0].test, .gain, .bound
 *	search_plan_release(&plan);
 *
 * The module knows no meters; whole numbers only decide, and the search is
 * limited by work, not by a clock: the same answer on any machine.
 */
#ifndef ENGINE_DMCT_SEARCH_H
#define ENGINE_DMCT_SEARCH_H

#include <stdbool.h>
#include <stdint.h>
#include "base/vec.h"

enum { SEARCH_LACKS_MAX = 16 };

/* The items that unit u lacks are lacks[lacks_at[u] .. lacks_at[u + 1]), at
 * most SEARCH_LACKS_MAX and no item twice; those that its test shows are in
 * shows the same way, ascending. The sum of weights is below 2^63. */
struct search_problem {
	uint32_t units;
	const uint64_t *weight;
	uint32_t items;
	const size_t *lacks_at;
	const uint32_t *lacks;
	const size_t *shows_at;
	const uint32_t *shows;
	const uint32_t *forced;		/* units */
	uint32_t forced_count;
	uint64_t top;			/* 0: greedy from the start */
	uint64_t work_limit;		/* 0: SEARCH_WORK */
};

#define SEARCH_WORK	UINT64_C(400000000)

struct search_step {
	uint32_t test;
	uint64_t gain;		/* weight that it unlocks */
	uint64_t total;		/* unlocked by then, the start included */
	uint64_t bound;		/* no choice of as many has more in total */
};

struct search_plan {
	VEC(struct search_step) steps;
	uint32_t *by;		/* unit: its step, from 1; 0: lacked nothing */
	uint64_t start;		/* weight of the units that lack nothing */
	uint64_t exact;		/* so many steps were searched exactly */
	bool proved;		/* and nothing unlocks more */
	uint64_t nodes;
};

void search_plan(const struct search_problem *p, struct search_plan *plan);
void search_plan_release(struct search_plan *plan);

#endif
