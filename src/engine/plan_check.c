/* The judge shares with the maker what a plan means (model/plan.h) and how a
 * goal is counted, and nothing else: rules are looked at row by row here,
 * where the maker has cells. */
#include "engine/plan_check.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/num.h"
#include "engine/plan_bound.h"
#include "engine/plan_value.h"

struct judge {
	const struct plan_problem *p;
	const struct plan *plan;
	plan_tell *tell;
	void *data;
	struct plan_verdict *v;
	struct arena arena;
	struct plan_row *rows;		/* sorted, lawful ones only */
	size_t *from;			/* of each, its place in the plan */
	size_t n;
	plan_fixed *use[PLAN_STEPS];	/* ppm, by class and period */
};

static void say(struct judge *j, enum code code, size_t row, size_t price,
		struct span text)
{
	const struct plan_wrong wrong = { code, row, price, text };

	if (code_table[code].severity == DIAG_ERROR)
		j->v->accepted = false;
	if (j->tell)
		j->tell(j->data, &wrong);
}

static void say_row(struct judge *j, enum code code, size_t row,
		    struct span text)
{
	j->v->feasible = false;
	say(j, code, row, PLAN_NO_ROW, text);
}

static struct span name_of(const struct judge *j, uint32_t k)
{
	return j->p->class_list[k].label[PLAN_CLASS];
}

static const char *start_of(const struct judge *j, uint32_t t,
			    char text[DATE_TEXT])
{
	return date_text(j->p->period[t].start, text);
}

/* ---- rows --------------------------------------------------------------- */

static bool row_known(struct judge *j, size_t i)
{
	const struct plan_row *r = &j->plan->rows.v[i];
	const struct plan_class *c;

	if (r->class_index >= j->p->classes || r->period >= j->p->periods ||
	    r->step >= PLAN_STEPS) {
		say_row(j, PLAN056, i,
			SPAN("a row for no class, period or step"));
		return false;
	}
	c = &j->p->class_list[r->class_index];
	if (r->step == PLAN_FIRMWARE ? !c->firmware || r->attempt :
	    r->attempt >= c->odds->attempts) {
		say_row(j, PLAN056, i, arena_printf(&j->arena,
			"class '" SPAN_F "' has no such step or attempt",
			SPAN_A(name_of(j, r->class_index))));
		return false;
	}
	if (r->attempts > PLAN_COUNT_MAX) {
		say_row(j, PLAN061, i, SPAN("too many attempts in one row"));
		return false;
	}
	return true;
}

static void row_in_window(struct judge *j, size_t i)
{
	const struct plan_row *r = &j->plan->rows.v[i];
	const struct plan_class *c = &j->p->class_list[r->class_index];
	const bool fw = r->step == PLAN_FIRMWARE;
	const uint32_t last = fw ? j->p->periods - 1 : c->last;
	char start[DATE_TEXT];

	if (!r->attempts || (r->period >= (fw ? c->fw_first : c->first) &&
			     r->period <= last))
		return;
	say_row(j, PLAN052, i, arena_printf(&j->arena,
		"class '" SPAN_F "' may not %s in the period of %s",
		SPAN_A(name_of(j, r->class_index)),
		fw ? "have its firmware" : "migrate",
		start_of(j, r->period, start)));
}

struct placed {
	struct plan_row row;
	size_t from;
};

static int by_row(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;
	const int c = plan_row_order(&x->row, &y->row);

	return c ? c : x->from < y->from ? -1 : x->from > y->from;
}

static void take_rows(struct judge *j)
{
	const size_t all = j->plan->rows.n;
	struct placed *placed = arena_alloc(&j->arena,
					    (all + 1) * sizeof(*placed));
	size_t n = 0;

	for (size_t i = 0; i < all; i++) {
		if (!row_known(j, i))
			continue;
		row_in_window(j, i);
		placed[n++] = (struct placed){ j->plan->rows.v[i], i };
	}
	if (n)
		qsort(placed, n, sizeof(*placed), by_row);
	j->rows = arena_alloc(&j->arena, (n + 1) * sizeof(*j->rows));
	j->from = arena_alloc(&j->arena, (n + 1) * sizeof(*j->from));
	for (size_t i = 0; i < n; i++) {
		if (i && !plan_row_order(&placed[i - 1].row, &placed[i].row)) {
			say_row(j, PLAN057, placed[i].from,
				SPAN("the same class, period, step and "
				     "attempt twice"));
			continue;
		}
		j->rows[j->n] = placed[i].row;
		j->from[j->n++] = placed[i].from;
	}
}

/* ---- one class ---------------------------------------------------------- */

/* What has come on by each period, of what a stage did; in ppm. */
static void come_on(struct judge *j, const struct plan_row *rows, size_t n,
		    plan_fixed *by)
{
	const struct plan_problem *p = j->p;

	for (uint32_t t = 0; t < p->periods; t++)
		by[t] = 0;
	for (size_t i = 0; i < n; i++) {
		const struct plan_row *r = &rows[i];
		const struct plan_class *c = &p->class_list[r->class_index];
		uint32_t days = c->fw_lead_days, ppm = PLAN_PPM, t;

		if (r->step == PLAN_MIGRATE) {
			const struct plan_odds_cell *o =
				plan_odds_at(p, r->class_index, r->attempt,
					     r->period);

			days = o->cooldown_days;
			ppm = PLAN_PPM - o->success_ppm;
		}
		t = plan_returns(p, r->period, days);
		if (t < p->periods)
			by[t] += (plan_fixed)r->attempts * ppm;
	}
	for (uint32_t t = 1; t < p->periods; t++)
		by[t] += by[t - 1];
}

/* Rows of one stage against what came on from the stage before. */
static void stage_follows(struct judge *j, size_t at, size_t n,
			  const plan_fixed *by, enum code code)
{
	plan_fixed sum = 0;
	char start[DATE_TEXT], have[NUM_TEXT], want[NUM_TEXT];

	for (size_t i = at; i < at + n; i++) {
		const struct plan_row *r = &j->rows[i];
		plan_fixed there;

		/* what comes on and is not taken is there for later rows */
		sum += (plan_fixed)r->attempts * PLAN_PPM;
		there = by[r->period];
		if (sum <= there)
			continue;
		say_row(j, code, j->from[i], arena_printf(&j->arena,
			"class '" SPAN_F "' has %s attempts by the period of "
			"%s, and %s %s by then",
			SPAN_A(name_of(j, r->class_index)),
			num_group((uint64_t)(sum / PLAN_PPM), want),
			start_of(j, r->period, start),
			num_group((uint64_t)(there / PLAN_PPM), have),
			code == PLAN053 ? "are ready" : "have come back"));
		return;
	}
}

static void first_stage(struct judge *j, size_t at, size_t n)
{
	const struct plan_class *c =
		&j->p->class_list[j->rows[at].class_index];
	plan_fixed sum = 0;
	char many[NUM_TEXT], count[NUM_TEXT];

	for (size_t i = at; i < at + n; i++)
		sum += (plan_fixed)j->rows[i].attempts;
	if (sum > (plan_fixed)c->count)
		say_row(j, PLAN051, j->from[at], arena_printf(&j->arena,
			"class '" SPAN_F "' has %s of these, and %s "
			"installations", SPAN_A(c->label[PLAN_CLASS]),
			num_group((uint64_t)sum, many),
			num_group(c->count, count)));
}

static size_t stage_rows(const struct judge *j, size_t at)
{
	size_t n = 0;

	while (at + n < j->n &&
	       j->rows[at + n].class_index == j->rows[at].class_index &&
	       j->rows[at + n].step == j->rows[at].step &&
	       j->rows[at + n].attempt == j->rows[at].attempt)
		n++;
	return n;
}

static void stages(struct judge *j)
{
	plan_fixed *by = arena_zero(&j->arena, j->p->periods, sizeof(*by));
	size_t before = 0, n;

	for (size_t at = 0; at < j->n; at += n) {
		const struct plan_row *r = &j->rows[at];
		const bool fw = j->p->class_list[r->class_index].firmware;
		const struct plan_row *last = at ? &j->rows[at - 1] : NULL;
		const bool same = last &&
				  last->class_index == r->class_index;

		n = stage_rows(j, at);
		if (r->step == PLAN_FIRMWARE || r->attempt == 0)
			first_stage(j, at, n);
		if (r->step == PLAN_MIGRATE && (fw || r->attempt)) {
			const bool follows = same &&
				(r->attempt ? last->step == PLAN_MIGRATE &&
					      last->attempt + 1 == r->attempt :
					      last->step == PLAN_FIRMWARE);

			come_on(j, &j->rows[before], follows ? at - before : 0,
				by);
			stage_follows(j, at, n, by,
				      r->attempt ? PLAN054 : PLAN053);
		}
		before = at;
	}
}

/* ---- nodes -------------------------------------------------------------- */

static void add_up_use(struct judge *j)
{
	const struct plan_problem *p = j->p;

	for (int step = 0; step < PLAN_STEPS; step++)
		j->use[step] = arena_zero(&j->arena, (size_t)p->classes *
					  p->periods + 1, sizeof(plan_fixed));
	for (size_t i = 0; i < j->n; i++) {
		const struct plan_row *r = &j->rows[i];
		const uint32_t use = r->step == PLAN_FIRMWARE ? PLAN_PPM :
			plan_odds_at(p, r->class_index, r->attempt,
				     r->period)->use_ppm;

		j->use[r->step][(size_t)r->class_index * p->periods +
				r->period] += (plan_fixed)r->attempts * use;
	}
}

static size_t row_in(const struct judge *j, const struct plan_node *n,
		     uint32_t t)
{
	for (size_t i = j->n; i-- > 0;) {
		const struct plan_row *r = &j->rows[i];

		if (r->period != t || r->step != n->step)
			continue;
		for (size_t c = 0; c < n->class_count; c++) {
			if (n->classes[c] == r->class_index)
				return j->from[i];
		}
	}
	return PLAN_NO_ROW;
}

static void node_holds(struct judge *j, const struct plan_node *n)
{
	const struct plan_problem *p = j->p;
	char start[DATE_TEXT], use[PLAN_FIXED_TEXT], cap[NUM_TEXT];

	for (uint32_t t = 0; t < p->periods; t++) {
		plan_fixed sum = 0;

		if (n->capacity[t] == PLAN_UNLIMITED)
			continue;
		for (size_t i = 0; i < n->class_count; i++) {
			const size_t k = n->classes[i];

			sum += j->use[n->step][k * p->periods + t] *
			       (n->unit == PLAN_METERS ?
				p->class_list[k].meters : 1);
		}
		if (sum <= (plan_fixed)n->capacity[t] * PLAN_PPM)
			continue;
		say_row(j, PLAN050, row_in(j, n, t), arena_printf(&j->arena,
			"node '" SPAN_F "' has %s %s in the period of %s, and "
			"capacity for %s", SPAN_A(n->name),
			plan_fixed_text(sum * PLAN_PPM,
					sum % PLAN_PPM ? 6 : 0, use),
			n->unit == PLAN_METERS ? "meters" : "installations",
			start_of(j, t, start), num_text(n->capacity[t], cap)));
	}
}

static void frozen_holds(struct judge *j)
{
	const struct plan_problem *p = j->p;
	struct plan_row *old = arena_alloc(&j->arena, (p->previous_rows + 1) *
					   sizeof(*old));
	size_t o = 0;

	for (size_t i = 0; i < p->previous_rows; i++)
		old[i] = p->previous[i];
	plan_rows_sort(old, p->previous_rows);
	for (size_t i = 0; i < j->n; i++) {
		const struct plan_row *r = &j->rows[i];
		uint64_t had = 0;

		if (r->period >= p->frozen)
			continue;
		while (o < p->previous_rows && plan_row_order(&old[o], r) < 0)
			o++;
		for (size_t s = o; s < p->previous_rows &&
		     !plan_row_order(&old[s], r); s++)
			had += old[s].attempts;
		if (r->attempts > had)
			say_row(j, PLAN055, j->from[i], arena_printf(&j->arena,
				"class '" SPAN_F "' has more attempts in a "
				"frozen period than before",
				SPAN_A(name_of(j, r->class_index))));
	}
}

/* ---- prices and gaps ---------------------------------------------------- */

static int by_price(const void *a, const void *b)
{
	const struct plan_price *x = *(const struct plan_price *const *)a;
	const struct plan_price *y = *(const struct plan_price *const *)b;

	if (x->goal != y->goal)
		return x->goal < y->goal ? -1 : 1;
	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if (x->period != y->period)
		return x->period < y->period ? -1 : 1;
	return 0;
}

static void look_at_prices(struct judge *j)
{
	const struct plan_price *all = j->plan->prices.v;
	const size_t n = j->plan->prices.n;
	const struct plan_price **sorted =
		arena_alloc(&j->arena, (n + 1) * sizeof(*sorted));

	for (size_t i = 0; i < n; i++) {
		sorted[i] = &all[i];
		if (all[i].micro < 0)
			say(j, PLAN058, PLAN_NO_ROW, i,
			    SPAN("a negative price proves nothing"));
		if (!plan_price_known(j->p, &all[i]))
			say(j, PLAN059, PLAN_NO_ROW, i,
			    SPAN("a price of a row that there is not"));
	}
	if (n)
		qsort(sorted, n, sizeof(*sorted), by_price);
	for (size_t i = 1; i < n; i++) {
		if (!by_price(&sorted[i - 1], &sorted[i]))
			say(j, PLAN059, PLAN_NO_ROW,
			    (size_t)((sorted[i] > sorted[i - 1] ? sorted[i] :
				      sorted[i - 1]) - all),
			    SPAN("two prices of one row"));
	}
}

static void gap_of(struct judge *j, enum plan_goal goal,
		   const plan_fixed *value)
{
	const struct plan_goal_value *told = &j->plan->goal[goal];
	struct plan_goal_value *now = &j->v->goal[goal];
	char a[PLAN_FIXED_TEXT], b[PLAN_FIXED_TEXT];

	now->value = value[goal];
	now->sought = told->sought;
	if (!told->sought)
		return;
	if (!told->proved) {
		say(j, PLAN063, PLAN_NO_ROW, PLAN_NO_ROW,
		    arena_printf(&j->arena, "goal '%s' has no proof",
				 plan_goal_name(goal)));
		return;
	}
	if (!plan_bound(j->p, j->plan->prices.v, j->plan->prices.n, goal,
			value, &now->bound)) {
		say(j, PLAN061, PLAN_NO_ROW, PLAN_NO_ROW,
		    arena_printf(&j->arena, "the prices of goal '%s' are too "
				 "great to be added up",
				 plan_goal_name(goal)));
		return;
	}
	now->proved = true;
	now->gap = now->value > now->bound ? now->value - now->bound : 0;
	if (now->gap > told->gap)
		say(j, PLAN060, PLAN_NO_ROW, PLAN_NO_ROW,
		    arena_printf(&j->arena, "goal '%s' is proved to a gap of "
				 "%s, and the plan states %s",
				 plan_goal_name(goal),
				 plan_fixed_text(now->gap, 12, a),
				 plan_fixed_text(told->gap, 12, b)));
}

static void judge_goals(struct judge *j)
{
	struct plan_sums sums;
	uint64_t missed;

	if (!plan_values(j->p, j->rows, j->n, &j->arena, &sums)) {
		say_row(j, PLAN061, PLAN_NO_ROW,
			SPAN("the numbers of the plan are too great"));
		return;
	}
	j->v->left_total = sums.left_total;
	for (uint32_t m = 0; m < j->p->milestones; m++) {
		if (!sums.milestone_short[m])
			continue;
		missed = (uint64_t)((sums.milestone_short[m] + PLAN_ONE - 1) /
				    PLAN_ONE);
		j->v->milestone_short += missed;
		say(j, PLAN062, PLAN_NO_ROW, PLAN_NO_ROW,
		    arena_printf(&j->arena, "milestone '" SPAN_F "' is short "
				 "of %llu", SPAN_A(j->p->milestone[m].name),
				 (unsigned long long)missed));
	}
	look_at_prices(j);
	for (int g = 0; g < PLAN_GOALS; g++)
		gap_of(j, (enum plan_goal)g, sums.value);
}

bool plan_check(const struct plan_problem *p, const struct plan *plan,
		plan_tell *tell, void *data, struct plan_verdict *v)
{
	struct judge j = { .p = p, .plan = plan, .tell = tell, .data = data,
			   .v = v, .arena = ARENA_INIT };

	*v = (struct plan_verdict){ .feasible = true, .accepted = true };
	take_rows(&j);
	stages(&j);
	add_up_use(&j);
	for (uint32_t n = 0; n < p->nodes; n++)
		node_holds(&j, &p->node[n]);
	if (p->has_previous && p->frozen)
		frozen_holds(&j);
	judge_goals(&j);
	arena_release(&j.arena);
	return v->accepted;
}
