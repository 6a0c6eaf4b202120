/* Levels are counted in 1/2^40: a step of the level moves weight / 2^40 <= 1
 * in what a party's odd numbers are compared with, so never more than one
 * award of a party. */
#include "engine/plan_share.h"

#include <stdbool.h>

__extension__ typedef unsigned __int128 wide;

#define STEP	((wide)1 << 40)
#define LEVELS	82	/* bits: (2 * 2^40 + 1) steps of 2^40, for weight 1 */

static uint64_t least(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

/* ---- floors ------------------------------------------------------------ */

static uint64_t filled(const struct plan_party *p, size_t n, uint64_t floor,
		       uint64_t level)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += least(least(p[i].demand, floor), level);
	return sum;
}

/* The highest level that the capacity fills; one more each to the first. */
static void max_min(struct plan_party *p, size_t n, uint64_t capacity,
		    uint64_t floor)
{
	uint64_t lo = 0, hi = floor, rest;

	while (hi - lo > 1) {
		const uint64_t mid = lo + (hi - lo) / 2;

		if (filled(p, n, floor, mid) <= capacity)
			lo = mid;
		else
			hi = mid;
	}
	rest = capacity - filled(p, n, floor, lo);
	for (size_t i = 0; i < n; i++) {
		const uint64_t most = least(p[i].demand, floor);

		p[i].share = least(most, lo);
		if (rest && p[i].share < most) {
			p[i].share++;
			rest--;
		}
	}
}

/* ---- the rest ---------------------------------------------------------- */

struct residue {			/* of one party */
	uint64_t weight, most, got;	/* beyond the floor */
};

/* Units with weight / (2 r + 1) >= STEP / level. */
static uint64_t awarded(const struct residue *r, wide level)
{
	const wide n = ((wide)r->weight * level / STEP + 1) / 2;

	return n < r->most ? (uint64_t)n : r->most;
}

static uint64_t awarded_all(struct plan_party *p, size_t n, uint64_t floor,
			    wide level, bool keep)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < n; i++) {
		const uint64_t base = least(p[i].demand, floor);
		const struct residue r = { p[i].weight, p[i].demand - base,
					   0 };
		const uint64_t got = awarded(&r, level);

		if (keep)
			p[i].share = base + got;
		sum += got;
	}
	return sum;
}

/* Is the next unit of a before the next of b, which has an earlier place? */
static bool before(const struct plan_party *a, uint64_t got_a,
		   const struct plan_party *b, uint64_t got_b)
{
	return (wide)a->weight * (2 * got_b + 1) >
	       (wide)b->weight * (2 * got_a + 1);
}

static struct plan_party *next_award(struct plan_party *p, size_t n,
				     uint64_t floor)
{
	struct plan_party *best = NULL;

	for (size_t i = 0; i < n; i++) {
		if (p[i].share == p[i].demand)
			continue;
		if (!best ||
		    before(&p[i], p[i].share - least(p[i].demand, floor),
			   best, best->share - least(best->demand, floor)))
			best = &p[i];
	}
	return best;
}

static void weightless(struct plan_party *p, size_t n, uint64_t rest)
{
	for (size_t i = 0; i < n && rest; i++) {
		const uint64_t more = p[i].weight ? 0 :
			least(rest, p[i].demand - p[i].share);

		p[i].share += more;
		rest -= more;
	}
}

static void divide(struct plan_party *p, size_t n, uint64_t rest,
		   uint64_t floor)
{
	const wide top = (wide)1 << LEVELS;
	wide lo = 0, hi = top;		/* lo fits, hi does not */

	if (awarded_all(p, n, floor, top, false) <= rest) {
		rest -= awarded_all(p, n, floor, top, true);
		weightless(p, n, rest);
		return;
	}
	while (hi - lo > 1) {
		const wide mid = lo + (hi - lo) / 2;

		if (awarded_all(p, n, floor, mid, false) <= rest)
			lo = mid;
		else
			hi = mid;
	}
	rest -= awarded_all(p, n, floor, lo, true);
	while (rest--)
		next_award(p, n, floor)->share++;
}

void plan_share(struct plan_party *p, size_t n, uint64_t capacity,
		uint64_t floor)
{
	uint64_t floors = 0, demands = 0;

	for (size_t i = 0; i < n; i++) {
		floors += least(p[i].demand, floor);
		demands += p[i].demand;
	}
	if (floors > capacity)
		max_min(p, n, capacity, floor);
	else
		divide(p, n, least(capacity, demands) - floors, floor);
}
