#include "engine/plan_value.h"

#include <stdlib.h>

/* Sums that say when they leave 128 bits. */
struct sum {
	plan_fixed v;
	bool over;
};

static void add(struct sum *s, plan_fixed a, plan_fixed b)
{
	plan_fixed product, total;

	if (__builtin_mul_overflow(a, b, &product) ||
	    __builtin_add_overflow(s->v, product, &total))
		s->over = true;
	else
		s->v = total;
}

int plan_row_order(const struct plan_row *a, const struct plan_row *b)
{
	if (a->class_index != b->class_index)
		return a->class_index < b->class_index ? -1 : 1;
	if (a->step != b->step)
		return a->step == PLAN_FIRMWARE ? -1 : 1;
	if (a->attempt != b->attempt)
		return a->attempt < b->attempt ? -1 : 1;
	if (a->period != b->period)
		return a->period < b->period ? -1 : 1;
	return 0;
}

static int by_order(const void *a, const void *b)
{
	return plan_row_order(a, b);
}

void plan_rows_sort(struct plan_row *rows, size_t n)
{
	if (n)
		qsort(rows, n, sizeof(*rows), by_order);
}

static plan_fixed differ(const struct plan_row *a, const struct plan_row *b)
{
	const plan_fixed x = a ? (plan_fixed)a->attempts : 0;
	const plan_fixed y = b ? (plan_fixed)b->attempts : 0;

	return x > y ? x - y : y - x;
}

static struct plan_row *sorted(const struct plan_row *rows, size_t n,
			       struct arena *a)
{
	struct plan_row *copy = arena_alloc(a, (n + 1) * sizeof(*copy));

	for (size_t i = 0; i < n; i++)
		copy[i] = rows[i];
	plan_rows_sort(copy, n);
	return copy;
}

static void changes(const struct plan_problem *p, const struct plan_row *rows,
		    size_t n, struct arena *a, struct sum *s)
{
	const struct plan_row *now = sorted(rows, n, a);
	const struct plan_row *old = sorted(p->previous, p->previous_rows, a);
	size_t i = 0, j = 0;

	while (i < n || j < p->previous_rows) {
		const int c = i == n ? 1 : j == p->previous_rows ? -1 :
			      plan_row_order(&now[i], &old[j]);

		add(s, differ(c <= 0 ? &now[i] : NULL,
			      c >= 0 ? &old[j] : NULL), PLAN_ONE);
		i += c <= 0;
		j += c >= 0;
	}
}

static void milestones(const struct plan_problem *p,
		       const struct plan_row *rows, size_t n,
		       struct arena *a, struct plan_sums *sums,
		       struct sum *left)
{
	bool *in = arena_zero(a, (size_t)p->classes + 1, sizeof(*in));

	sums->milestone_short = arena_zero(a, (size_t)p->milestones + 1,
					   sizeof(*sums->milestone_short));
	for (uint32_t m = 0; m < p->milestones; m++) {
		const struct plan_milestone *ms = &p->milestone[m];
		struct sum missing = { 0, false };

		add(&missing, (plan_fixed)ms->least, PLAN_ONE);
		for (size_t i = 0; i < ms->class_count; i++)
			in[ms->classes[i]] = true;
		for (size_t i = 0; i < n; i++) {
			if (rows[i].step == PLAN_MIGRATE &&
			    rows[i].period <= ms->by &&
			    in[rows[i].class_index])
				add(&missing, -(plan_fixed)
				    plan_done_ppm(p, &rows[i]), PLAN_PPM);
		}
		for (size_t i = 0; i < ms->class_count; i++)
			in[ms->classes[i]] = false;
		if (missing.v < 0)
			missing.v = 0;
		left->over |= missing.over;
		sums->milestone_short[m] = missing.v;
		add(left, missing.v, PLAN_MILESTONE_WEIGHT);
	}
}

static plan_fixed peak(const struct plan_problem *p,
		       const struct plan_row *rows, size_t n,
		       struct arena *a, bool *over)
{
	struct sum *use = arena_zero(a, p->periods, sizeof(*use));
	plan_fixed most = 0;

	for (size_t i = 0; i < n; i++) {
		const struct plan_row *r = &rows[i];

		if (r->step == PLAN_MIGRATE)
			add(&use[r->period], (plan_fixed)r->attempts,
			    (plan_fixed)PLAN_PPM *
			    plan_odds_at(p, r->class_index, r->attempt,
					 r->period)->use_ppm);
	}
	for (uint32_t t = 0; t < p->periods; t++) {
		const int32_t days = p->period[t].end - p->period[t].start;
		const plan_fixed day = (use[t].v + days - 1) / days;

		*over |= use[t].over;
		if (most < day)
			most = day;
	}
	return most;
}

bool plan_values(const struct plan_problem *p, const struct plan_row *rows,
		 size_t n, struct arena *a, struct plan_sums *sums)
{
	const uint32_t end = plan_delay(p, p->periods);
	struct sum left = { 0, false }, waiting = left, changed = left;
	bool over = false;

	*sums = (struct plan_sums){ 0 };
	sums->left = arena_zero(a, (size_t)p->classes + 1,
				sizeof(*sums->left));
	for (uint32_t k = 0; k < p->classes; k++) {
		const struct plan_class *c = &p->class_list[k];

		sums->left[k] = (plan_fixed)c->count * PLAN_ONE;
		add(&waiting, (plan_fixed)c->weight * end, sums->left[k]);
	}
	for (size_t i = 0; i < n; i++) {
		const struct plan_class *c =
			&p->class_list[rows[i].class_index];
		plan_fixed done;

		if (rows[i].step == PLAN_FIRMWARE)
			continue;
		done = (plan_fixed)plan_done_ppm(p, &rows[i]) * PLAN_PPM;
		sums->left[rows[i].class_index] -= done;
		add(&waiting, -done, (plan_fixed)c->weight *
		    (end - plan_delay(p, rows[i].period)));
	}
	for (uint32_t k = 0; k < p->classes; k++)
		add(&left, sums->left[k], 1);
	sums->left_total = left.v;
	milestones(p, rows, n, a, sums, &left);
	if (p->has_previous)
		changes(p, rows, n, a, &changed);
	sums->value[PLAN_LEFT] = left.v;
	sums->value[PLAN_WAITING] = waiting.v;
	sums->value[PLAN_PEAK] = peak(p, rows, n, a, &over);
	sums->value[PLAN_CHANGES] = changed.v;
	return !(left.over || waiting.over || changed.over || over);
}
