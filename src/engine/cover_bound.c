/*
 * What the free candidates can still be worth.
 *
 * Each uncovered item gets a price >= 0. A candidate is worth its weight
 * plus the prices of what it newly covers, and the slots times largest worth,
 * less all prices, is a bound on every cover for any prices whatever
 * (Lagrangian relaxation; its best value is that of the linear programme,
 * since choosing k of n has integral corners). Prices are moved along the
 * subgradient: up where the relaxed choice leaves an item bare, down where
 * it covers it twice. An LP solver would do the same with floating point and
 * a dependency; prices are integers here, so a bound is exact, and equal on
 * every machine.
 */
#include "engine/cover_core.h"

#include <string.h>
#include "base/bug.h"

#define UNIT		16	/* steps and headings are in 16ths */
#define STEP_START	16	/* of Polyak's step */
#define MOMENTUM	13	/* of the last heading, kept in the next */
#define PATIENCE	15	/* rounds without gain before a shorter step */

static void swap(int64_t *a, int64_t *b)
{
	int64_t t = *a;

	*a = *b;
	*b = t;
}

/* Puts the rank-th largest (from 0) at v[rank], none smaller before it. */
static void select_rank(int64_t *v, size_t n, size_t rank)
{
	size_t low = 0, high = n - 1;

	while (low < high) {
		int64_t pivot = v[low + (high - low) / 2];
		size_t i = low, j = high;

		for (;; i++, j--) {
			while (v[i] > pivot)
				i++;
			while (v[j] < pivot)
				j--;
			if (i >= j)
				break;
			swap(&v[i], &v[j]);
		}
		/* i is j, on the pivot, or the two have just crossed */
		if (rank <= j)
			high = j;
		else
			low = j + 1;
	}
}

void cover_worth(struct cover_core *core)
{
	const struct cover_lists *l = &core->items;
	int64_t *heap = core->heap;
	size_t n = 0, slots = core->slots;
	int64_t bound = core->value * core->scale;

	for (uint32_t c = 0; c < core->n; c++) {
		int64_t worth = core->base[c];

		if (core->status[c] != COVER_FREE)
			continue;
		for (size_t i = l->at[c]; i < l->at[c + 1]; i++)
			worth += core->price[l->value[i]];
		core->worth[c] = worth;
		heap[n++] = worth;
	}
	if (!slots || n < slots)
		BUG("a bound without slots");
	select_rank(heap, n, slots - 1);
	for (size_t i = 0; i < slots; i++)
		bound += heap[i];
	for (uint32_t j = 0; j < core->m; j++)
		bound -= core->price[j];
	core->cut = heap[slots - 1];
	core->next = INT64_MIN;
	for (size_t i = slots; i < n; i++)
		if (heap[i] > core->next)
			core->next = heap[i];
	core->bound = bound;
}

/* The relaxed choice at the present worths; equals by number. */
static void pick(struct cover_core *core)
{
	const struct cover_lists *l = &core->items;
	uint32_t level = core->slots;

	for (uint32_t j = 0; j < core->m; j++)
		core->surplus[j] = -1;
	for (uint32_t c = 0; c < core->n; c++) {
		core->picked[c] = core->status[c] == COVER_FREE &&
				  core->worth[c] > core->cut;
		level -= core->picked[c];
	}
	for (uint32_t c = 0; c < core->n; c++) {
		if (level && core->status[c] == COVER_FREE &&
		    core->worth[c] == core->cut) {
			core->picked[c] = 1;
			level--;
		}
		if (!core->picked[c])
			continue;
		for (size_t i = l->at[c]; i < l->at[c + 1]; i++)
			core->surplus[l->value[i]]++;
	}
}

/*
 * Turns the heading towards the surplus. Keeping most of the old one is what
 * makes prices of very different sizes settle: the plain subgradient swings
 * across the small ones for as long as the large ones are not right.
 * Returns the squared length.
 */
static int64_t turn(struct cover_core *core, bool *covers, bool *still)
{
	int64_t sum = 0;

	*covers = true;
	*still = true;
	for (uint32_t j = 0; j < core->m; j++) {
		int64_t s = core->surplus[j];

		if (core->covered[j])
			continue;
		if (s < 0)
			*covers = false;
		if (s > 0 && !core->price[j])
			s = 0;
		if (s)
			*still = false;
		core->heading[j] = UNIT * s +
				   core->heading[j] * MOMENTUM / UNIT;
		sum += core->heading[j] * core->heading[j];
	}
	return sum;
}

static void move_prices(struct cover_core *core, int64_t step)
{
	for (uint32_t j = 0; j < core->m; j++) {
		int64_t price;

		if (core->covered[j])
			continue;
		price = core->price[j] - step * core->heading[j];
		if (price < 0)
			price = 0;
		if (price > core->price_max)
			price = core->price_max;
		core->price[j] = price;
	}
}

/*
 * How far to aim down: to the value needed and a little below, so that a
 * bound which can cross it does. Without any cover in hand that may be much
 * too far, and a sixteenth will do.
 */
static int64_t gap_to_close(const struct cover_core *core)
{
	int64_t gap = core->bound - core->need * core->scale +
		      core->scale / UNIT + 1;
	int64_t part = core->bound / UNIT + core->scale;

	if (!core->found && !core->first_found && part > 0 && part < gap)
		return part;
	return gap;
}

bool cover_hopeless(const struct cover_core *core, int64_t bound)
{
	return bound < core->need * core->scale;
}

static void return_to_best(struct cover_core *core)
{
	memcpy(core->price, core->best_price,
	       core->m * sizeof(*core->price));
	memset(core->heading, 0, core->m * sizeof(*core->heading));
	cover_worth(core);
}

void cover_tighten(struct cover_core *core, unsigned rounds)
{
	int64_t best = INT64_MAX;
	int64_t step = STEP_START;
	unsigned stall = 0;

	memset(core->heading, 0, core->m * sizeof(*core->heading));
	for (unsigned round = 0; step; round++) {
		int64_t length;
		bool covers, still;

		cover_worth(core);
		if (core->bound < best) {
			best = core->bound;
			memcpy(core->best_price, core->price,
			       core->m * sizeof(*core->price));
			stall = 0;
		} else if (++stall == PATIENCE) {
			step /= 2;
			stall = 0;
			return_to_best(core);
		}
		if (cover_hopeless(core, best) || round == rounds)
			break;
		pick(core);
		length = turn(core, &covers, &still);
		if (covers)
			cover_offer(core, core->picked);
		if (still || !length || cover_hopeless(core, best) ||
		    (core->found && core->first_found))
			break;
		move_prices(core, gap_to_close(core) * step / length);
	}
	if (core->bound != best)
		return_to_best(core);
}

int64_t cover_bound_with(const struct cover_core *core, uint32_t c)
{
	if (core->worth[c] >= core->cut)
		return core->bound;
	return core->bound - core->cut + core->worth[c];
}

static int64_t bound_without(const struct cover_core *core, uint32_t c)
{
	if (core->worth[c] < core->cut || core->next == INT64_MIN)
		return core->bound;
	return core->bound - core->worth[c] + core->next;
}

bool cover_fix(struct cover_core *core, bool *moved)
{
	for (uint32_t c = 0; c < core->n; c++) {
		if (core->status[c] != COVER_FREE)
			continue;
		if (cover_hopeless(core, cover_bound_with(core, c)))
			cover_drop(core, c);
		else if (!cover_hopeless(core, bound_without(core, c)))
			continue;
		else if (!cover_take(core, c))
			return false;
		*moved = true;
	}
	return true;
}
