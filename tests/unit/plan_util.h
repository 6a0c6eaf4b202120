/* plan_util.h - small estates for the suites of the plan */
#ifndef TESTS_PLAN_UTIL_H
#define TESTS_PLAN_UTIL_H

#include "base/buf.h"
#include "model/plan.h"

/* What a random estate may have; 0 is a tree, whole odds, weeks. */
enum {
	ESTATE_CROSSING = 1,	/* nodes across the tree */
	ESTATE_FIRMWARE = 2,
	ESTATE_ODDS = 4,	/* attempts that fail, up to three */
	ESTATE_METERS = 8,	/* nodes in meters */
	ESTATE_MILESTONES = 16,
	ESTATE_DAYS = 32,	/* days, then weeks */
	ESTATE_FAST = 64,	/* one attempt for all */
	ESTATE_ALL = 127,
};

struct plan_toy {
	struct arena arena;
	struct plan_problem p;
	uint64_t seed;
};

struct plan_toy_size {
	uint32_t classes, periods, suppliers, s1sps;
	uint64_t most;		/* installations of a class */
	double tightness;	/* of capacity: 1 is about enough */
};

/* The same seed, the same estate. */
void toy_random(struct plan_toy *e, uint64_t seed, unsigned shape,
		const struct plan_toy_size *size);
void toy_release(struct plan_toy *e);
uint64_t toy_draw(uint64_t *seed, uint64_t below);

/* One class, one node, by hand. */
void toy_begin(struct plan_toy *e, uint32_t periods, uint32_t classes,
	       uint32_t nodes);
struct plan_class *toy_class(struct plan_toy *e, uint32_t k,
				uint64_t count, uint32_t first, uint32_t last);
/* Capacity `cap` in every period, over classes from..to. */
struct plan_node *toy_node(struct plan_toy *e, uint32_t n,
			      const char *name, uint64_t cap, uint32_t from,
			      uint32_t to);
void toy_odds(struct plan_toy *e, uint32_t k, uint32_t attempts,
		 uint32_t success_ppm, uint32_t cooldown_days);

/* Turns the odds of a class into one attempt for all. */
void toy_fast(struct plan_toy *e, uint32_t k);
void toy_capacity(struct plan_node *node, uint32_t t, uint64_t cap);
void toy_node_class(struct plan_node *node, uint32_t k);

#endif
