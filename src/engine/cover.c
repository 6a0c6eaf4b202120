/*
 * The heaviest cover, and the smallest.
 *
 * cover_solve() first finds what the optimum is worth, then which of the
 * equal choices it is: candidate by candidate in rank order it asks whether
 * a choice of that worth exists with this one in as well, given the ones
 * before. The questions are cheap, since the value to reach is known, and
 * most are answered by the choice in hand or by one bound. A search in rank
 * order from the start would need no second phase, but could not branch
 * where the problem is tight.
 */
#include "engine/cover.h"

#include <string.h>
#include "base/bug.h"
#include "base/mem.h"
#include "engine/cover_core.h"

#define VALUE_ROUNDS	360
#define TIE_ROUNDS	24
#define IDLING_NODES	200

static void check_weights(const struct cover_problem *p)
{
	uint64_t sum = 0;

	for (uint32_t c = 0; c < p->candidates; c++) {
		if (c && p->weight[c] > p->weight[c - 1])
			BUG("cover candidates out of rank order");
		if (p->weight[c] > COVER_TOTAL_MAX - sum)
			BUG("cover weights too large");
		sum += p->weight[c];
	}
}

/* The new number of each item among those that have a candidate, or NONE. */
static uint32_t *number_coverable(const struct cover_problem *p,
				  uint32_t *count)
{
	uint32_t *number = mem_array((size_t)p->items + 1, sizeof(*number));

	for (size_t i = 0; i < p->first[p->candidates]; i++) {
		if (p->item[i] >= p->items)
			BUG("item out of range");
		number[p->item[i]] = 1;
	}
	*count = 0;
	for (uint32_t j = 0; j < p->items; j++)
		number[j] = number[j] ? (*count)++ : COVER_NONE;
	return number;
}

static void copy_choice(const struct cover_core *core,
			struct cover_answer *a)
{
	a->chosen = mem_array((size_t)core->k + 1, sizeof(*a->chosen));
	a->count = 0;
	for (uint32_t c = 0; c < core->n; c++)
		if (core->choice[c])
			a->chosen[a->count++] = core->origin[c];
	if (a->count != core->k)
		BUG("a cover of the wrong size");
	a->objective = (uint64_t)core->best * core->unit;
}

enum tie { TIE_IN, TIE_OUT, TIE_LIMIT };

/* Is there a choice as heavy with c in, too? Then it is core->choice. */
static enum tie ask(struct cover_core *core, uint32_t c)
{
	size_t mark = core->trail.n;
	enum cover_end end = COVER_DONE;

	cover_worth(core);
	if (cover_hopeless(core, cover_bound_with(core, c)))
		return TIE_OUT;
	core->found = false;
	if (cover_take(core, c))
		end = cover_search(core, INT64_MAX);
	cover_undo(core, mark);
	if (end == COVER_LIMIT)
		return TIE_LIMIT;
	return end == COVER_STOP ? TIE_IN : TIE_OUT;
}

static void restore_prices(struct cover_core *core, const int64_t *price)
{
	for (uint32_t j = 0; j < core->m; j++)
		core->price[j] = core->covered[j] ? 0 : price[j];
}

/* From some optimum in core->choice to the first; false at the limit. */
static bool settle_ties(struct cover_core *core)
{
	int64_t *price = mem_array((size_t)core->m + 1, sizeof(*price));
	enum tie tie = TIE_IN;

	if (core->m)
		cover_tighten(core, VALUE_ROUNDS);
	core->need = core->best;
	core->first_found = true;
	core->rounds = TIE_ROUNDS;
	memcpy(price, core->price, core->m * sizeof(*price));
	for (uint32_t c = 0; core->slots && c < core->n; c++) {
		if (core->status[c] != COVER_FREE) {
			if (core->choice[c] != (core->status[c] == COVER_IN))
				BUG("an optimum against the rules");
			continue;
		}
		restore_prices(core, price);
		if (!core->choice[c]) {
			tie = ask(core, c);
			if (tie == TIE_LIMIT)
				break;
		}
		if (!core->choice[c])
			cover_drop(core, c);
		else if (!cover_take(core, c))
			BUG("an optimum without slots");
	}
	mem_free(price);
	return tie != TIE_LIMIT;
}

static void solve_core(struct cover_core *core, struct cover_answer *a)
{
	int64_t most = 0;
	enum cover_end end;

	for (uint32_t c = 0; c < core->k; c++)
		most += core->weight[c];
	core->rounds = VALUE_ROUNDS;
	core->best = -1;
	end = cover_search(core, most * core->scale);
	if (end == COVER_LIMIT) {
		int64_t open = core->open / core->scale;

		if (open < core->best)
			open = core->best;
		a->verdict = core->found ? COVER_FEASIBLE : COVER_UNKNOWN;
		a->bound = (uint64_t)open * core->unit;
	} else {
		a->verdict = core->found ? COVER_OPTIMAL : COVER_INFEASIBLE;
		if (core->found)
			a->bound = (uint64_t)core->best * core->unit;
	}
	if (a->verdict == COVER_OPTIMAL)
		a->unique = settle_ties(core);
	if (a->verdict == COVER_OPTIMAL || a->verdict == COVER_FEASIBLE)
		copy_choice(core, a);
	a->nodes = core->nodes;
}

void cover_solve(const struct cover_problem *p, struct cover_answer *a)
{
	uint32_t k = p->k < p->candidates ? p->k : p->candidates;
	uint32_t coverable;
	struct cover_core core;

	memset(a, 0, sizeof(*a));
	check_weights(p);
	mem_free(number_coverable(p, &coverable));
	if (coverable < p->items || (!k && p->items)) {
		a->verdict = COVER_INFEASIBLE;
		return;
	}
	if (!k) {
		a->verdict = COVER_OPTIMAL;
		a->unique = true;
		return;
	}
	cover_core_init(&core, p, k, p->candidates);
	solve_core(&core, a);
	cover_core_release(&core);
}

void cover_release(struct cover_answer *a)
{
	mem_free(a->chosen);
	memset(a, 0, sizeof(*a));
}

/* Ascending; the caller's. */
static void list_uncoverable(const uint32_t *number, uint32_t items,
			     struct cover_least *l)
{
	l->uncoverable = mem_array((size_t)items + 1, sizeof(*number));
	for (uint32_t j = 0; j < items; j++)
		if (number[j] == COVER_NONE)
			l->uncoverable[l->uncoverable_count++] = j;
}

/* Candidate numbers by falling item count, then rising number. */
static uint32_t *order_by_size(const struct cover_problem *p)
{
	uint32_t *order = mem_array((size_t)p->candidates + 1, sizeof(*order));
	size_t *start = mem_array((size_t)p->items + 1, sizeof(*start));
	size_t sum = 0;

	for (uint32_t c = 0; c < p->candidates; c++) {
		size_t size = p->first[c + 1] - p->first[c];

		start[size < p->items ? p->items - size : 0]++;
	}
	for (size_t i = 0; i <= p->items; i++) {
		size_t here = start[i];

		start[i] = sum;
		sum += here;
	}
	for (uint32_t c = 0; c < p->candidates; c++) {
		size_t size = p->first[c + 1] - p->first[c];

		order[start[size < p->items ? p->items - size : 0]++] = c;
	}
	mem_free(start);
	return order;
}

struct least_problem {
	struct cover_problem p;
	uint64_t *weight;
	size_t *first;
	uint32_t *item;
};

/*
 * The coverable items by their new numbers, the candidates by size, and in
 * front of them as many idle ones of weight 1 that cover nothing.
 */
static void least_init(struct least_problem *lp,
		       const struct cover_problem *p, const uint32_t *number,
		       uint32_t items, uint32_t idle)
{
	uint32_t *order = order_by_size(p);
	size_t n = (size_t)idle + p->candidates;
	size_t to = 0;

	lp->weight = mem_array(n + 1, sizeof(*lp->weight));
	lp->first = mem_array(n + 1, sizeof(*lp->first));
	lp->item = mem_array(p->first[p->candidates] + 1, sizeof(*lp->item));
	for (uint32_t i = 0; i < idle; i++)
		lp->weight[i] = 1;
	for (uint32_t i = 0; i < p->candidates; i++) {
		uint32_t c = order[i];

		for (size_t e = p->first[c]; e < p->first[c + 1]; e++)
			lp->item[to++] = number[p->item[e]];
		lp->first[idle + i + 1] = to;
	}
	lp->p = *p;
	lp->p.candidates = (uint32_t)n;
	lp->p.items = items;
	lp->p.weight = lp->weight;
	lp->p.first = lp->first;
	lp->p.item = lp->item;
	mem_free(order);
}

static void least_release(struct least_problem *lp)
{
	mem_free(lp->weight);
	mem_free(lp->first);
	mem_free(lp->item);
}

/*
 * The first of two ways: as many slots as surely do, and as many idle ones in
 * them as possible. It has good bounds and finds good covers soon.
 */
static void solve_by_idling(const struct cover_problem *p,
			    const uint32_t *number, uint32_t items,
			    struct cover_least *l)
{
	uint32_t idle = items < p->candidates ? items : p->candidates;
	struct least_problem lp;
	struct cover_core core;

	least_init(&lp, p, number, items, idle);
	cover_core_init(&core, &lp.p, idle, idle);
	if (!core.node_limit || core.node_limit > IDLING_NODES)
		core.node_limit = IDLING_NODES;
	core.rounds = VALUE_ROUNDS;
	core.best = -1;
	if (cover_search(&core, idle * core.scale) != COVER_LIMIT)
		core.open = 0;
	if (!core.found)
		BUG("no cover with a slot for each item");
	l->size = idle - (uint32_t)core.best;
	l->bound = l->size;
	if (core.open / core.scale > core.best)
		l->bound = idle - (uint32_t)(core.open / core.scale);
	l->nodes = core.nodes;
	cover_core_release(&core);
	least_release(&lp);
}

/*
 * The second, for what the first left open: is there a cover of the fewest
 * that could do, of one more, ... Here the rules for full slots apply, which
 * decide the close cases.
 */
static void solve_by_asking(const struct cover_problem *p,
			    const uint32_t *number, uint32_t items,
			    struct cover_least *l)
{
	enum cover_end end = COVER_DONE;
	struct least_problem lp;
	struct cover_core core;

	least_init(&lp, p, number, items, 0);
	cover_core_init(&core, &lp.p, l->size, 0);
	core.nodes = l->nodes;
	core.first_found = true;
	core.rounds = VALUE_ROUNDS;
	while (l->bound < l->size && end == COVER_DONE) {
		core.slots = core.k = l->bound;
		core.found = false;
		end = cover_search(&core, 0);
		if (end == COVER_STOP)
			l->size = l->bound;
		else if (end == COVER_DONE)
			l->bound++;
	}
	l->nodes = core.nodes;
	cover_core_release(&core);
	least_release(&lp);
}

void cover_smallest(const struct cover_problem *p, struct cover_least *l)
{
	uint32_t coverable;
	uint32_t *number = number_coverable(p, &coverable);

	memset(l, 0, sizeof(*l));
	list_uncoverable(number, p->items, l);
	if (coverable)
		solve_by_idling(p, number, coverable, l);
	if (l->bound < l->size)
		solve_by_asking(p, number, coverable, l);
	mem_free(number);
}

void cover_least_release(struct cover_least *l)
{
	mem_free(l->uncoverable);
	memset(l, 0, sizeof(*l));
}
