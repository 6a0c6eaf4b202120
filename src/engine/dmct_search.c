/*
 * What a unit lacks is a mask of bits over its own list, so that a state is
 * two bytes a unit and copying one is cheap. Trying every choice was
 * rejected for all but tests: 8 of 100 are 186 thousand million.
 */
#include "engine/dmct_search.h"

#include <stdlib.h>

#include "base/bug.h"
#include "base/mem.h"

#define NOBODY	UINT32_MAX

/* Both ways between items and units; lists by counting sort. */
struct room {
	const struct search_problem *p;
	size_t *needers_at;	/* item: places in needer and needer_bit */
	uint32_t *needer;
	unsigned char *needer_bit;
	size_t *showers_at;	/* item: places in shower */
	uint32_t *shower;
	uint32_t *allowed;	/* item: showers that are not excluded */
	bool *excluded;		/* unit: not to be tested in this branch */
	uint64_t *worth;	/* unit: scratch */
	uint64_t *sorted;	/* scratch */
	uint32_t *best;		/* the heaviest choice so far */
	uint32_t best_count;
	uint64_t best_total;
	bool best_known;
	uint32_t *chosen;	/* of the branch at hand */
	uint64_t work, limit;
	uint64_t nodes;
	bool stopped;
	uint64_t open_bound;
};

struct state {
	uint16_t *lack;		/* unit: bits of its list not yet shown */
	bool *shown;		/* item */
	uint64_t total;		/* weight unlocked */
};

static void index_lists(const size_t *at, const uint32_t *list,
			uint32_t units, uint32_t items, size_t *by_at,
			uint32_t *by, unsigned char *bit)
{
	size_t *next = mem_array((size_t)items + 1, sizeof(*next));

	for (size_t i = 0; i < at[units]; i++)
		by_at[list[i] + 1]++;
	for (uint32_t i = 0; i < items; i++)
		by_at[i + 1] += by_at[i];
	for (uint32_t i = 0; i < items; i++)
		next[i] = by_at[i];
	for (uint32_t u = 0; u < units; u++) {
		for (size_t i = at[u]; i < at[u + 1]; i++) {
			const size_t to = next[list[i]]++;

			by[to] = u;
			if (bit)
				bit[to] = (unsigned char)(i - at[u]);
		}
	}
	mem_free(next);
}

static void room_init(struct room *r, const struct search_problem *p)
{
	const size_t units = (size_t)p->units + 1;
	const size_t items = (size_t)p->items + 1;
	const size_t lacks = p->lacks_at[p->units] + 1;

	*r = (struct room){ .p = p };
	r->needers_at = mem_array(items, sizeof(*r->needers_at));
	r->needer = mem_array(lacks, sizeof(*r->needer));
	r->needer_bit = mem_array(lacks, sizeof(*r->needer_bit));
	r->showers_at = mem_array(items, sizeof(*r->showers_at));
	r->shower = mem_array(p->shows_at[p->units] + 1, sizeof(*r->shower));
	r->allowed = mem_array(items, sizeof(*r->allowed));
	r->excluded = mem_array(units, sizeof(*r->excluded));
	r->worth = mem_array(units, sizeof(*r->worth));
	r->sorted = mem_array(units, sizeof(*r->sorted));
	r->best = mem_array(units, sizeof(*r->best));
	r->chosen = mem_array(units, sizeof(*r->chosen));
	r->limit = p->work_limit ? p->work_limit : SEARCH_WORK;
	index_lists(p->lacks_at, p->lacks, p->units, p->items, r->needers_at,
		    r->needer, r->needer_bit);
	index_lists(p->shows_at, p->shows, p->units, p->items, r->showers_at,
		    r->shower, NULL);
	for (uint32_t i = 0; i < p->items; i++)
		r->allowed[i] = (uint32_t)(r->showers_at[i + 1] -
					   r->showers_at[i]);
}

static void room_release(struct room *r)
{
	mem_free(r->needers_at);
	mem_free(r->needer);
	mem_free(r->needer_bit);
	mem_free(r->showers_at);
	mem_free(r->shower);
	mem_free(r->allowed);
	mem_free(r->excluded);
	mem_free(r->worth);
	mem_free(r->sorted);
	mem_free(r->best);
	mem_free(r->chosen);
}

static void state_init(struct state *s, const struct search_problem *p)
{
	s->lack = mem_array((size_t)p->units + 1, sizeof(*s->lack));
	s->shown = mem_array((size_t)p->items + 1, sizeof(*s->shown));
	s->total = 0;
	for (uint32_t u = 0; u < p->units; u++) {
		const size_t n = p->lacks_at[u + 1] - p->lacks_at[u];

		if (n > SEARCH_LACKS_MAX)
			BUG("a unit lacks more items than a mask has bits");
		s->lack[u] = (uint16_t)((1u << n) - 1);
		if (n == 0)
			s->total += p->weight[u];
	}
}

static void state_copy(struct state *to, const struct state *from,
		       const struct search_problem *p)
{
	to->lack = mem_array((size_t)p->units + 1, sizeof(*to->lack));
	to->shown = mem_array((size_t)p->items + 1, sizeof(*to->shown));
	memcpy(to->lack, from->lack, p->units * sizeof(*to->lack));
	memcpy(to->shown, from->shown, p->items * sizeof(*to->shown));
	to->total = from->total;
}

static void state_release(struct state *s)
{
	mem_free(s->lack);
	mem_free(s->shown);
}

/* Tests a unit: gives the weight unlocked. `by` gets the step of each. */
static uint64_t state_test(struct state *s, struct room *r, uint32_t test,
			   uint32_t *by, uint32_t step)
{
	const struct search_problem *p = r->p;
	uint64_t gain = 0;

	for (size_t i = p->shows_at[test]; i < p->shows_at[test + 1]; i++) {
		const uint32_t item = p->shows[i];

		if (s->shown[item])
			continue;
		s->shown[item] = true;
		r->work += r->needers_at[item + 1] - r->needers_at[item];
		for (size_t k = r->needers_at[item];
		     k < r->needers_at[item + 1]; k++) {
			const uint32_t u = r->needer[k];

			s->lack[u] = (uint16_t)(s->lack[u] &
						~(1u << r->needer_bit[k]));
			if (s->lack[u])
				continue;
			gain += p->weight[u];
			if (by)
				by[u] = step;
		}
	}
	s->total += gain;
	return gain;
}

/* The item that u lacks and fewest tests may show; NOBODY: none of them can
 * be shown any more in this branch, or one cannot. */
static uint32_t rarest(const struct room *r, const struct state *s,
		       uint32_t u)
{
	const uint32_t *list = r->p->lacks + r->p->lacks_at[u];
	uint32_t found = NOBODY;

	for (unsigned b = 0; s->lack[u] >> b; b++) {
		if (!(s->lack[u] >> b & 1))
			continue;
		if (r->allowed[list[b]] == 0)
			return NOBODY;
		if (found == NOBODY ||
		    r->allowed[list[b]] < r->allowed[found])
			found = list[b];
	}
	return found;
}

static bool test_shows(const struct search_problem *p, uint32_t test,
		       uint32_t item)
{
	size_t low = p->shows_at[test], high = p->shows_at[test + 1];

	while (low < high) {
		const size_t mid = low + (high - low) / 2;

		if (p->shows[mid] < item)
			low = mid + 1;
		else
			high = mid;
	}
	return low < p->shows_at[test + 1] && p->shows[low] == item;
}

/* Would this test alone unlock the unit? */
static bool unlocks(const struct search_problem *p, const struct state *s,
		    uint32_t test, uint32_t u)
{
	const uint32_t *list = p->lacks + p->lacks_at[u];

	for (unsigned b = 0; s->lack[u] >> b; b++) {
		if ((s->lack[u] >> b & 1) && !test_shows(p, test, list[b]))
			return false;
	}
	return true;
}

/* Adds (or takes away) what unit u is worth to each test: of those that show
 * its rarest item, all (a bound), or those that unlock it alone (a gain). */
static void add_worth(struct room *r, const struct state *s, uint32_t u,
		      bool gain, bool take_away)
{
	const uint64_t w = r->p->weight[u];
	uint32_t item;

	if (!s->lack[u])
		return;
	item = rarest(r, s, u);
	if (item == NOBODY)
		return;
	r->work += r->showers_at[item + 1] - r->showers_at[item];
	for (size_t k = r->showers_at[item]; k < r->showers_at[item + 1];
	     k++) {
		const uint32_t c = r->shower[k];

		if (r->excluded[c] || (gain && !unlocks(r->p, s, c, u)))
			continue;
		r->worth[c] += take_away ? 0 - w : w;
	}
}

static void find_worth(struct room *r, const struct state *s, bool gain)
{
	memset(r->worth, 0, r->p->units * sizeof(*r->worth));
	r->work += r->p->units;
	for (uint32_t u = 0; u < r->p->units; u++)
		add_worth(r, s, u, gain, false);
}

/* The allowed unit of most worth that is locked or of some; NOBODY: there is
 * nothing left to unlock. One that has been tested is of none. */
static uint32_t most_worth(const struct room *r, const struct state *s)
{
	uint32_t best = NOBODY;

	for (uint32_t u = 0; u < r->p->units; u++) {
		if ((s->lack[u] || r->worth[u]) && !r->excluded[u] &&
		    (best == NOBODY || r->worth[u] > r->worth[best]))
			best = u;
	}
	return best;
}

static int descending(const void *pa, const void *pb)
{
	const uint64_t *a = pa, *b = pb;

	return *a < *b ? 1 : *a > *b ? -1 : 0;
}

static uint64_t least(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

/* What is locked and can still be unlocked in this branch. */
static uint64_t alive(const struct room *r, const struct state *s)
{
	uint64_t sum = 0;

	for (uint32_t u = 0; u < r->p->units; u++) {
		if (s->lack[u] && rarest(r, s, u) != NOBODY)
			sum += r->p->weight[u];
	}
	return sum;
}

/* Sums of the largest worths: sorted[k - 1] bounds what k tests add. */
static void sort_worth(struct room *r)
{
	const uint32_t n = r->p->units;

	memcpy(r->sorted, r->worth, n * sizeof(*r->sorted));
	qsort(r->sorted, n, sizeof(*r->sorted), descending);
	for (uint32_t i = 1; i < n; i++)
		r->sorted[i] += r->sorted[i - 1];
}

static void keep(struct room *r, uint64_t total, uint32_t count)
{
	if (r->best_known && total <= r->best_total)
		return;
	r->best_known = true;
	r->best_total = total;
	r->best_count = count;
	memcpy(r->best, r->chosen, count * sizeof(*r->best));
}

static void exclude(struct room *r, uint32_t unit, bool back)
{
	const struct search_problem *p = r->p;

	r->excluded[unit] = !back;
	for (size_t i = p->shows_at[unit]; i < p->shows_at[unit + 1]; i++) {
		if (back)
			r->allowed[p->shows[i]]++;
		else
			r->allowed[p->shows[i]]--;
	}
}

/* Chooses `left` more tests behind the `count` chosen ones. */
static void branch(struct room *r, const struct state *s, uint32_t count,
		   uint64_t left)
{
	VEC(uint32_t) out = VEC_INIT;
	uint64_t bound = 0;

	for (;;) {
		struct state next;
		uint32_t c;

		r->nodes++;
		find_worth(r, s, left == 1);
		c = most_worth(r, s);
		if (c == NOBODY) {	/* nothing is left to test here */
			keep(r, s->total, count);
			break;
		}
		if (left == 1) {
			r->chosen[count] = c;
			keep(r, s->total + r->worth[c], count + 1);
			break;
		}
		sort_worth(r);
		bound = s->total + least(alive(r, s),
			r->sorted[least(left, r->p->units) - 1]);
		if (r->best_known && bound <= r->best_total)
			break;
		if (r->work > r->limit) {
			r->stopped = true;
			break;
		}
		r->chosen[count] = c;
		state_copy(&next, s, r->p);
		state_test(&next, r, c, NULL, 0);
		branch(r, &next, count + 1, left - 1);
		state_release(&next);
		if (r->stopped)
			break;
		exclude(r, c, false);
		vec_push(&out, c);
	}
	if (r->stopped && bound > r->open_bound)
		r->open_bound = bound;
	for (size_t i = 0; i < out.n; i++)
		exclude(r, out.v[i], true);
	vec_release(&out);
}

static void step(struct search_plan *plan, struct room *r, struct state *s,
		 uint32_t test)
{
	struct search_step *t = vec_add(&plan->steps);

	t->test = test;
	t->gain = state_test(s, r, test, plan->by, (uint32_t)plan->steps.n);
	t->total = s->total;
	t->bound = s->total;
}

/* The best first of a set, each time. */
static void steps_of(struct search_plan *plan, struct room *r,
		     struct state *s, const uint32_t *set, size_t n)
{
	bool *done = mem_array(n + 1, sizeof(*done));

	for (size_t k = 0; k < n; k++) {
		size_t best = n;

		find_worth(r, s, true);
		for (size_t i = 0; i < n; i++) {
			if (!done[i] && (best == n ||
			    r->worth[set[i]] > r->worth[set[best]] ||
			    (r->worth[set[i]] == r->worth[set[best]] &&
			     set[i] < set[best])))
				best = i;
		}
		done[best] = true;
		step(plan, r, s, set[best]);
	}
	mem_free(done);
}

/* What testing `test` changes: the units that lack what it shows. */
static void update_worth(struct room *r, const struct state *s,
			 uint32_t test, bool *touched, bool take_away)
{
	const struct search_problem *p = r->p;

	for (size_t i = p->shows_at[test]; i < p->shows_at[test + 1]; i++) {
		const uint32_t item = p->shows[i];

		if (take_away && s->shown[item])
			continue;
		for (size_t k = r->needers_at[item];
		     k < r->needers_at[item + 1]; k++) {
			const uint32_t u = r->needer[k];

			if (touched[u] == take_away)
				continue;
			touched[u] = take_away;
			add_worth(r, s, u, true, take_away);
		}
	}
}

static void greedy(struct search_plan *plan, struct room *r, struct state *s,
		   uint64_t most)
{
	bool *touched = mem_array((size_t)r->p->units + 1, sizeof(*touched));
	uint32_t c;

	find_worth(r, s, true);
	while (plan->steps.n < most &&
	       (c = most_worth(r, s)) != NOBODY) {
		update_worth(r, s, c, touched, true);
		step(plan, r, s, c);
		update_worth(r, s, c, touched, false);
	}
	mem_free(touched);
}

/* Is there more than best_total in `left` tests? The bound of what there is;
 * r->best is the choice if there is more. */
static uint64_t search(struct room *r, const struct state *s, uint64_t left,
		       uint64_t limit)
{
	r->work = 0;
	r->limit = limit;
	r->stopped = false;
	r->open_bound = 0;
	branch(r, s, 0, left);
	return r->stopped && r->open_bound > r->best_total ? r->open_bound :
							     r->best_total;
}

/* The greedy choice is where the search begins; so it never does worse. The
 * bound of each step before the last is searched for too. */
static void exact(struct search_plan *plan, struct room *r, struct state *s,
		  uint64_t left)
{
	const uint64_t limit = r->limit;
	const size_t first_step = plan->steps.n;
	struct search_plan first = { .by = NULL };
	struct state begin, tried;
	uint64_t bound;

	state_copy(&begin, s, r->p);
	state_copy(&tried, s, r->p);
	greedy(&first, r, &tried, left);
	for (size_t i = 0; i < first.steps.n; i++)
		r->chosen[i] = first.steps.v[i].test;
	keep(r, tried.total, (uint32_t)first.steps.n);
	left = least(left, first.steps.n);
	bound = tried.total;
	if (left && tried.total - s->total < alive(r, s))
		bound = search(r, &begin, left, limit);
	plan->proved = !r->stopped;
	steps_of(plan, r, s, r->best, r->best_count);
	plan->exact = plan->steps.n;
	for (size_t i = first_step; i + 1 < plan->exact; i++) {
		r->best_total = plan->steps.v[i].total;
		plan->steps.v[i].bound = search(r, &begin,
						i + 1 - first_step,
						left ? limit / left : limit);
	}
	if (plan->exact > first_step)
		plan->steps.v[plan->exact - 1].bound = bound;
	plan->nodes = r->nodes;
	state_release(&begin);
	state_release(&tried);
	vec_release(&first.steps);
}

/* After the forced ones: what k tests more unlock at most. What was searched
 * for is better known already. */
static void set_bounds(struct search_plan *plan, const struct room *r,
		       uint64_t start, uint64_t locked, size_t forced)
{
	const size_t from = plan->exact > forced ? plan->exact : forced;

	for (size_t i = from; i < plan->steps.n; i++) {
		struct search_step *t = &plan->steps.v[i];
		const uint64_t bound = start + least(locked,
						     r->sorted[i - forced]);

		t->bound = bound > t->total ? bound : t->total;
	}
}

void search_plan(const struct search_problem *p, struct search_plan *plan)
{
	struct state s;
	struct room r;
	uint64_t start, locked;
	size_t forced;

	memset(plan, 0, sizeof(*plan));
	plan->by = mem_array((size_t)p->units + 1, sizeof(*plan->by));
	plan->proved = true;
	if (p->units == 0)
		return;
	room_init(&r, p);
	state_init(&s, p);
	plan->start = s.total;
	steps_of(plan, &r, &s, p->forced, p->forced_count);
	forced = plan->steps.n;
	start = s.total;
	locked = alive(&r, &s);
	if (p->top > forced)
		exact(plan, &r, &s, p->top - forced);
	else
		plan->exact = p->top;
	greedy(plan, &r, &s, UINT64_MAX);
	state_release(&s);
	/* once more from where the choice began, for the bounds */
	state_init(&s, p);
	for (size_t i = 0; i < forced; i++)
		state_test(&s, &r, p->forced[i], NULL, 0);
	find_worth(&r, &s, false);
	sort_worth(&r);
	set_bounds(plan, &r, start, locked, forced);
	state_release(&s);
	room_release(&r);
}

void search_plan_release(struct search_plan *plan)
{
	vec_release(&plan->steps);
	mem_free(plan->by);
	plan->by = NULL;
}
