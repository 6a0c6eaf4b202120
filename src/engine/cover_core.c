/*
 * A partial choice and the moves in it.
 *
 * Moves are done and undone one candidate at a time along a trail, with
 * counters kept up to date, rather than by copying the state for each node:
 * a node then costs what it changes.
 *
 * Three rules settle what needs no search: an only carrier is in; when the
 * slots can only just reach all items, who brings too little is out; when a
 * family has as many bare members as there are slots, each slot is for one of
 * them, and strangers to it are out. The last is what makes the smallest
 * covers of hardware tractable, where every candidate has one item of each
 * column: without it such a problem is a three-dimensional matching by trial.
 */
#include "engine/cover_core.h"

#include "base/bug.h"

static void shift_gain(struct cover_core *core, uint32_t item, uint32_t by)
{
	const struct cover_lists *l = &core->carriers;

	for (size_t i = l->at[item]; i < l->at[item + 1]; i++)
		core->gain[l->value[i]] += by;
}

static void leave_free(struct cover_core *core, uint32_t c, uint8_t status)
{
	const struct cover_lists *l = &core->items;

	core->status[c] = status;
	core->free_count--;
	for (size_t i = l->at[c]; i < l->at[c + 1]; i++)
		core->live[l->value[i]]--;
	vec_push(&core->trail, c);
}

static void put_in(struct cover_core *core, uint32_t c)
{
	const struct cover_lists *l = &core->items;

	leave_free(core, c, COVER_IN);
	core->slots--;
	core->value += core->weight[c];
	for (size_t i = l->at[c]; i < l->at[c + 1]; i++) {
		uint32_t item = l->value[i];

		if (core->covered[item]++)
			continue;
		core->uncovered--;
		core->bare[core->family[item]]--;
		core->price[item] = 0;
		shift_gain(core, item, UINT32_MAX);
	}
}

bool cover_take(struct cover_core *core, uint32_t c)
{
	for (; c != COVER_NONE && core->status[c] == COVER_FREE;
	     c = core->elder[c]) {
		if (!core->slots)
			return false;
		put_in(core, c);
	}
	return true;
}

void cover_drop(struct cover_core *core, uint32_t c)
{
	for (; c != COVER_NONE && core->status[c] == COVER_FREE;
	     c = core->younger[c])
		leave_free(core, c, COVER_OUT);
}

static void take_back(struct cover_core *core, uint32_t c)
{
	const struct cover_lists *l = &core->items;

	core->slots++;
	core->value -= core->weight[c];
	for (size_t i = l->at[c]; i < l->at[c + 1]; i++) {
		uint32_t item = l->value[i];

		if (--core->covered[item])
			continue;
		core->uncovered++;
		core->bare[core->family[item]]++;
		shift_gain(core, item, 1);
	}
}

void cover_undo(struct cover_core *core, size_t mark)
{
	const struct cover_lists *l = &core->items;

	while (core->trail.n > mark) {
		uint32_t c = core->trail.v[--core->trail.n];

		if (core->status[c] == COVER_IN)
			take_back(core, c);
		core->status[c] = COVER_FREE;
		core->free_count++;
		for (size_t i = l->at[c]; i < l->at[c + 1]; i++)
			core->live[l->value[i]]++;
	}
}

static uint32_t free_carrier(const struct cover_core *core, uint32_t item)
{
	const struct cover_lists *l = &core->carriers;

	for (size_t i = l->at[item]; i < l->at[item + 1]; i++)
		if (core->status[l->value[i]] == COVER_FREE)
			return l->value[i];
	BUG("a live item without a free carrier");
}

/*
 * What the slots can newly cover at most; with one slot fewer in *less.
 * The gains are counted, not sorted: they are small numbers.
 */
static uint64_t reach(struct cover_core *core, uint64_t *less)
{
	uint64_t sum = 0;
	uint32_t left = core->slots;
	uint32_t top = 0;

	*less = 0;
	for (uint32_t c = 0; c < core->n; c++) {
		if (core->status[c] != COVER_FREE)
			continue;
		core->tally[core->gain[c]]++;
		if (core->gain[c] > top)
			top = core->gain[c];
	}
	for (uint32_t gain = top + 1; gain-- > 0;) {
		size_t here = core->tally[gain];

		core->tally[gain] = 0;
		if (here > left)
			here = left;
		if (!here)
			continue;
		left -= (uint32_t)here;
		sum += here * gain;
		*less = sum - gain;
	}
	return sum;
}

static bool take_only_carriers(struct cover_core *core, bool *moved)
{
	for (uint32_t j = 0; j < core->m; j++) {
		if (core->covered[j] || core->live[j] > 1)
			continue;
		if (!core->live[j] ||
		    !cover_take(core, free_carrier(core, j)))
			return false;
		*moved = true;
	}
	return true;
}

static bool drop_hopeless(struct cover_core *core, bool *moved)
{
	uint64_t less;
	uint64_t most = reach(core, &less);

	if (most < core->uncovered)
		return false;
	if (less >= core->uncovered)
		return true;
	for (uint32_t c = 0; c < core->n; c++) {
		if (core->status[c] != COVER_FREE ||
		    core->gain[c] + less >= core->uncovered)
			continue;
		cover_drop(core, c);
		*moved = true;
	}
	return true;
}

static bool has_bare(const struct cover_core *core, uint32_t c,
		     uint32_t family)
{
	const struct cover_lists *l = &core->items;

	for (size_t i = l->at[c]; i < l->at[c + 1]; i++)
		if (core->family[l->value[i]] == family &&
		    !core->covered[l->value[i]])
			return true;
	return false;
}

static bool drop_strangers(struct cover_core *core, bool *moved)
{
	for (uint32_t f = 0; f < core->families; f++) {
		if (core->bare[f] > core->slots)
			return false;
		if (core->bare[f] < core->slots)
			continue;
		for (uint32_t c = 0; c < core->n; c++) {
			if (core->status[c] != COVER_FREE ||
			    has_bare(core, c, f))
				continue;
			cover_drop(core, c);
			*moved = true;
		}
	}
	return true;
}

bool cover_settle(struct cover_core *core)
{
	bool moved = true;

	while (moved) {
		moved = false;
		if (core->free_count < core->slots)
			return false;
		if (!core->uncovered)
			return true;
		if (!take_only_carriers(core, &moved) ||
		    !drop_hopeless(core, &moved) ||
		    !drop_strangers(core, &moved))
			return false;
	}
	return true;
}
