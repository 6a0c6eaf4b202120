/*
 * The walk: branch and bound, depth first.
 *
 * A node settles what is forced, tightens the prices, and drops or takes
 * what the bound decides. What is left branches on the bare item with the
 * fewest free carriers, best carrier first: in, then out. The out branch is
 * a turn of the loop, not a call, so that the depth is at most k and the
 * next carrier is chosen afresh. Best-first order would open fewer nodes but
 * keeps them all in memory; the first dive nearly always ends close enough.
 */
#include "engine/cover_core.h"

#include <string.h>
#include "base/bug.h"
#include "base/mem.h"

#define ROOT_BATCH	120
#define NODE_ROUNDS	12
#define AGAIN_ROUNDS	2

static void sketch_count(struct cover_core *core, uint32_t c, uint32_t by)
{
	const struct cover_lists *l = &core->items;

	for (size_t i = l->at[c]; i < l->at[c + 1]; i++)
		core->sketch_covered[l->value[i]] += by;
}

static bool sketch_can_spare(const struct cover_core *core, uint32_t c)
{
	const struct cover_lists *l = &core->items;

	for (size_t i = l->at[c]; i < l->at[c + 1]; i++)
		if (core->sketch_covered[l->value[i]] < 2)
			return false;
	return true;
}

/* The lightest that are not missed make room for the heaviest there are. */
static void sketch_exchange(struct cover_core *core)
{
	uint32_t room = core->slots;

	for (uint32_t c = 0; c < core->n; c++) {
		if (!core->sketch[c])
			continue;
		sketch_count(core, c, 1);
		room--;
	}
	for (uint32_t c = core->n; c-- > 0;) {
		if (!core->sketch[c] || !sketch_can_spare(core, c))
			continue;
		sketch_count(core, c, UINT32_MAX);
		core->sketch[c] = 0;
		room++;
	}
	for (uint32_t c = 0; room && c < core->n; c++) {
		if (core->sketch[c] || core->status[c] != COVER_FREE)
			continue;
		core->sketch[c] = 1;
		room--;
	}
	if (room)
		BUG("more slots than candidates");
}

static void sketch_elders_first(struct cover_core *core)
{
	for (uint32_t c = 0; c < core->n; c++) {
		uint32_t e = c;

		if (!core->sketch[c])
			continue;
		while (core->elder[e] != COVER_NONE &&
		       !core->sketch[core->elder[e]])
			e = core->elder[e];
		core->sketch[c] = 0;
		core->sketch[e] = 1;
	}
}

void cover_offer(struct cover_core *core, const uint8_t *picked)
{
	int64_t value = 0;

	memcpy(core->sketch_covered, core->covered,
	       core->m * sizeof(*core->covered));
	memmove(core->sketch, picked, core->n);
	sketch_exchange(core);
	for (uint32_t c = 0; c < core->n; c++)
		core->sketch[c] |= core->status[c] == COVER_IN;
	sketch_elders_first(core);
	for (uint32_t c = 0; c < core->n; c++)
		value += core->sketch[c] ? core->weight[c] : 0;
	if (value < core->need)
		return;
	memcpy(core->choice, core->sketch, core->n);
	core->found = true;
	core->best = value;
	if (!core->first_found)
		core->need = value + 1;
}

static int64_t greed(const struct cover_core *core, uint32_t c, bool by_count)
{
	const struct cover_lists *l = &core->items;
	int64_t sum = 0;
	bool useful = false;

	for (size_t i = l->at[c]; i < l->at[c + 1]; i++) {
		if (core->sketch_covered[l->value[i]])
			continue;
		sum += by_count ? 1 : core->price[l->value[i]];
		useful = true;
	}
	if (!useful)
		return -1;
	return by_count ? sum : sum + core->base[c];
}

uint32_t cover_greedy(struct cover_core *core, bool by_count)
{
	const struct cover_lists *l = &core->items;
	uint32_t bare = core->uncovered;
	uint32_t size = 0;

	memcpy(core->sketch_covered, core->covered,
	       core->m * sizeof(*core->covered));
	memset(core->sketch, 0, core->n);
	for (; size < core->slots && bare; size++) {
		uint32_t best = COVER_NONE;
		int64_t best_greed = -1;

		for (uint32_t c = 0; c < core->n; c++) {
			int64_t g;

			if (core->status[c] != COVER_FREE || core->sketch[c])
				continue;
			g = greed(core, c, by_count);
			if (g > best_greed) {
				best_greed = g;
				best = c;
			}
		}
		if (best == COVER_NONE)
			return 0;
		core->sketch[best] = 1;
		for (size_t i = l->at[best]; i < l->at[best + 1]; i++)
			bare -= !core->sketch_covered[l->value[i]]++;
	}
	if (bare)
		return 0;
	cover_offer(core, core->sketch);
	return size;
}

static bool stopped(const struct cover_core *core)
{
	return core->first_found && core->found;
}

/*
 * The best ranks fill what is left: everything is covered, or one slot is
 * left and only candidates that cover the rest are still free.
 */
static void finish(struct cover_core *core)
{
	memset(core->picked, 0, core->n);
	cover_offer(core, core->picked);
}

static void tighten_root(struct cover_core *core)
{
	for (unsigned round = 0; round < core->rounds; round += ROOT_BATCH) {
		unsigned left = core->rounds - round;

		cover_tighten(core, left < ROOT_BATCH ? left : ROOT_BATCH);
		if (stopped(core) || cover_hopeless(core, core->bound))
			return;
		if (core->first_found)
			continue;
		if (!round)
			cover_greedy(core, true);
		cover_greedy(core, false);
	}
}

/* The last two slots are quicker tried than bounded. */
static void tighten(struct cover_core *core, size_t depth, bool again)
{
	if (again || core->slots == 2)
		cover_tighten(core, AGAIN_ROUNDS);
	else if (depth)
		cover_tighten(core, NODE_ROUNDS);
	else
		tighten_root(core);
}

/* False: nothing of interest is left below. */
static bool reduce(struct cover_core *core, size_t depth)
{
	bool moved = true;

	for (bool again = false; moved; again = true) {
		moved = false;
		if (!cover_settle(core))
			return false;
		if (!core->uncovered || core->slots == 1) {
			finish(core);
			return false;
		}
		tighten(core, depth, again);
		if (stopped(core) || cover_hopeless(core, core->bound) ||
		    !cover_fix(core, &moved))
			return false;
	}
	return true;
}

/* The bare item with the fewest free carriers, and of those the best. */
static uint32_t branch(const struct cover_core *core)
{
	const struct cover_lists *l = &core->carriers;
	uint32_t item = COVER_NONE;
	uint32_t best = COVER_NONE;

	for (uint32_t j = 0; j < core->m; j++)
		if (!core->covered[j] && (item == COVER_NONE ||
		    core->live[j] < core->live[item]))
			item = j;
	for (size_t i = l->at[item]; i < l->at[item + 1]; i++) {
		uint32_t c = l->value[i];

		if (core->status[c] == COVER_FREE && (best == COVER_NONE ||
		    core->worth[c] > core->worth[best]))
			best = c;
	}
	return best;
}

static void leave_open(struct cover_core *core, int64_t bound)
{
	if (bound > core->open)
		core->open = bound;
}

static int64_t *prices_at(struct cover_core *core, size_t depth)
{
	while (core->saved.n <= depth) {
		int64_t *prices = mem_array((size_t)core->m + 1,
					    sizeof(*prices));

		vec_push(&core->saved, prices);
	}
	return core->saved.v[depth];
}

static enum cover_end explore(struct cover_core *core, size_t depth,
			      int64_t bound)
{
	size_t bytes = core->m * sizeof(*core->price);

	for (;;) {
		enum cover_end end;
		size_t mark;
		uint32_t c;
		int64_t with;

		if (core->node_limit && core->nodes >= core->node_limit) {
			leave_open(core, bound);
			return COVER_LIMIT;
		}
		core->nodes++;
		if (!reduce(core, depth))
			return stopped(core) ? COVER_STOP : COVER_DONE;
		if (core->bound < bound)
			bound = core->bound;
		c = branch(core);
		with = cover_bound_with(core, c);
		memcpy(prices_at(core, depth), core->price, bytes);
		mark = core->trail.n;
		end = cover_take(core, c) ?
		      explore(core, depth + 1, with) : COVER_DONE;
		cover_undo(core, mark);
		memcpy(core->price, core->saved.v[depth], bytes);
		if (end == COVER_LIMIT)
			leave_open(core, bound);
		if (end != COVER_DONE)
			return end;
		if (cover_hopeless(core, bound))
			return COVER_DONE;
		cover_drop(core, c);
	}
}

enum cover_end cover_search(struct cover_core *core, int64_t bound)
{
	size_t mark = core->trail.n;
	enum cover_end end = explore(core, 0, bound);

	cover_undo(core, mark);
	return end;
}
