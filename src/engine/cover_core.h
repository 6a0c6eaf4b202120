/*
 * cover_core.h - the rooms behind cover.h, shared by its .c files only
 *
 * A core is one problem made compact, and a partial choice in it: each
 * candidate is free, in or out. cover_build.c makes it; cover_core.c moves
 * candidates and takes the moves back; cover_bound.c says what the free ones
 * can still be worth; cover_search.c walks the tree.
 *
 *	mark = core->trail.n;
 *	cover_take(core, c);
 *	...
 *	cover_undo(core, mark);
 *
 * Two rules are built in. Both hold for the lexicographically smallest
 * optimum, so neither loses it:
 *   - a candidate with k better ones that each cover all it covers is not
 *     there at all (one of them would be free to take its place);
 *   - of twins, which cover the same items, the elder is in before the
 *     younger: cover_take() takes the elders, cover_drop() the younger.
 */
#ifndef ENGINE_COVER_CORE_H
#define ENGINE_COVER_CORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/vec.h"
#include "engine/cover.h"

#define COVER_NONE	UINT32_MAX
#define COVER_FAMILIES	8

enum cover_status { COVER_FREE, COVER_IN, COVER_OUT };

/* Compressed lists: the values of x are value[at[x]] to value[at[x+1]-1]. */
struct cover_lists {
	size_t *at;
	uint32_t *value;
};

struct cover_core {
	/* the problem; n candidates are left of the caller's */
	uint32_t n, m, k;
	uint32_t *origin;		/* the caller's number */
	int64_t *weight;		/* in units of unit */
	int64_t *base;			/* the same, scaled, plus noise */
	uint64_t unit;			/* greatest common divisor */
	struct cover_lists items;	/* of a candidate */
	struct cover_lists carriers;	/* of an item */
	uint32_t *elder, *younger;	/* twin before, after, or NONE */
	uint32_t *family;		/* of an item; FAMILIES: of none */
	uint32_t families;

	/* the partial choice */
	uint8_t *status;
	uint32_t *gain;		/* items a candidate would newly cover */
	uint32_t *covered;	/* how often an item is covered */
	uint32_t *live;		/* free carriers of an item */
	uint32_t bare[COVER_FAMILIES + 1];	/* uncovered of a family */
	uint32_t free_count, slots, uncovered;
	int64_t value;
	VEC(uint32_t) trail;

	/* the bound: prices in 1/scale of a weight unit */
	int64_t scale, price_max;
	int64_t *price;		/* of an item; 0 once it is covered */
	int64_t *worth;		/* of a free candidate, with its prices */
	int64_t *best_price;
	int64_t *heap;		/* scratch for selection */
	uint8_t *picked;	/* the relaxed choice */
	int64_t *surplus;	/* per item: times picked, less one */
	int64_t *heading;	/* in 16ths: surplus and what it was before */
	size_t *tally;		/* candidates of each gain */
	int64_t cut, next;	/* worth of the last picked, first not */
	int64_t bound;		/* scaled */

	/* the search */
	unsigned rounds;	/* of tightening before the first branch */
	bool first_found;	/* any choice of value need will do */
	int64_t need;		/* a choice is of interest from here on */
	bool found;
	int64_t best;
	uint8_t *choice;	/* of the best found, by candidate */
	int64_t open;		/* scaled: what the limit left unseen */
	uint64_t nodes, node_limit;
	VEC(int64_t *) saved;	/* prices of each depth */
	uint8_t *sketch;	/* scratch for the heuristic */
	uint32_t *sketch_covered;
};

/*
 * k is at most p->candidates; every item has a carrier. Candidates from
 * ranked on are there to cover and no more: one that another covers for is
 * not needed, whatever the tie rule says. If none is ranked, any cover is as
 * good as another.
 */
void cover_core_init(struct cover_core *core, const struct cover_problem *p,
		     uint32_t k, uint32_t ranked);
void cover_core_release(struct cover_core *core);

/* False if there is no slot left; the caller then undoes. */
bool cover_take(struct cover_core *core, uint32_t c);
void cover_drop(struct cover_core *core, uint32_t c);
void cover_undo(struct cover_core *core, size_t mark);

/* Takes the only carriers, drops the hopeless. False: no cover below. */
bool cover_settle(struct cover_core *core);

/*
 * Tightens core->bound from the prices it finds, in at most rounds rounds,
 * and stops early below core->need. A relaxed choice that happens to cover
 * everything is offered to cover_offer(). cover_worth() alone recomputes
 * the bound at the prices as they are.
 */
void cover_tighten(struct cover_core *core, unsigned rounds);
void cover_worth(struct cover_core *core);

/*
 * After cover_worth() or cover_tighten(): the bound if c is taken, whether a
 * bound falls short of need, and the moves that follow for every candidate
 * that cannot be taken, or not be left, any more. False: no cover below.
 */
int64_t cover_bound_with(const struct cover_core *core, uint32_t c);
bool cover_hopeless(const struct cover_core *core, int64_t bound);
bool cover_fix(struct cover_core *core, bool *moved);

enum cover_end { COVER_DONE, COVER_STOP, COVER_LIMIT };

/*
 * Looks at all below the present partial choice, and leaves that as it was;
 * the prices move. bound is what is known already, scaled.
 */
enum cover_end cover_search(struct cover_core *core, int64_t bound);

/*
 * Offers a full cover as a find: what is in, and the free candidates picked,
 * no more than there are slots. Improves it a little on the way.
 */
void cover_offer(struct cover_core *core, const uint8_t *picked);

/*
 * A cover by greed, for worth or for count: offered, and its size before
 * the slots were filled; 0 if greed found none.
 */
uint32_t cover_greedy(struct cover_core *core, bool by_count);

#endif
