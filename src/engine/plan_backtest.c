/* Picks the newest facts, divides once, and sorts the rest into hindsight. */
#include "engine/plan_backtest.h"

#include <string.h>

#include "base/date.h"
#include "base/num.h"
#include "base/ratio.h"
#include "engine/plan_rules.h"
#include "model/codes.h"
#include "model/plan.h"

enum metric { INSTALLED, POPULATION, NET, GROSS, MONTH, REMAINING, RESIDUE,
	      METRICS };

static const struct {
	const char *name, *item;
} metrics[METRICS] = {
	[INSTALLED] = { "smets1_installed_gb", "population" },
	[POPULATION] = { "smets1_population_to_migrate", "population" },
	[NET] = { "smets1_connected_stock", "connected" },
	[GROSS] = { "smets1_migrated_cumulative", "migrated" },
	[MONTH] = { "smets1_migrated_in_month", "pace" },
	[REMAINING] = { "smets1_remaining_to_migrate", "remaining" },
	[RESIDUE] = { "smets1_maybe_impossible_to_migrate", "residue" },
};

enum { MONTHS_MOST = 1800 };	/* beyond, no date is printed */

struct test {
	const struct plan_backtest_input *in;
	struct plan_backtest *b;
	bool meters, any;
	struct plan_point basis;		/* of what is done */
	uint64_t population;
	uint64_t residue;
	struct ratio per_month;
};

static enum metric metric_of(const struct plan_series_row *r)
{
	unsigned m = 0;

	while (m < METRICS && !span_eq(r->metric, span_of(metrics[m].name)))
		m++;
	return (enum metric)m;
}

/* ---- units ------------------------------------------------------------- */

static bool is_unit(struct span s, const char *singular)
{
	if (s.n && (s.p[s.n - 1] == 's' || s.p[s.n - 1] == 'S'))
		s.n--;
	return span_eq_nocase(s, span_of(singular));
}

static bool counts(const struct test *t, const struct plan_series_row *r)
{
	return metric_of(r) < METRICS &&
	       is_unit(r->unit, t->meters ? "meter" : "installation");
}

static bool find_unit(struct test *t)
{
	const struct plan_backtest_input *in = t->in;
	const struct plan_series *s = in->series;

	t->meters = in->meters;
	for (size_t i = 0; i < s->rows.n; i++) {
		const struct plan_series_row *r = &s->rows.v[i];
		const struct code_place at = { .file = s->file,
			.line = r->line, .column = "unit",
			.value = &r->unit };
		const bool meters = is_unit(r->unit, "meter");

		if (metric_of(r) == METRICS)
			continue;
		if (!meters && !is_unit(r->unit, "installation")) {
			code_find(in->diag, PLAN006, &at,
				  "is neither meters nor installations");
			return false;
		}
		if (!t->any && !in->has_unit)
			t->meters = meters;
		t->any = t->any || meters == t->meters;
		if (meters == t->meters || in->has_unit)
			continue;
		code_find(in->diag, PLAN026, &at, "stands beside rows in "
			  "another unit; --unit says which are meant");
		return false;
	}
	if (t->any)
		return true;
	code_find(in->diag, PLAN081, &(struct code_place){ .file = s->file },
		  "no row of the series counts %s of what is migrated",
		  in->has_unit && !in->meters ? "installations" : "meters");
	return false;
}

/* ---- facts ------------------------------------------------------------- */

static unsigned digits(uint64_t n)
{
	unsigned zeros = 0, all = 0;

	for (uint64_t v = n; v && v % 10 == 0; v /= 10)
		zeros++;
	for (uint64_t v = n; v; v /= 10)
		all++;
	return all - zeros;
}

/* The newest up to the day, before `before` if that is given. */
static const struct plan_series_row *newest(const struct test *t,
					    enum metric m, int32_t before)
{
	const struct plan_series *s = t->in->series;
	const struct plan_series_row *best = NULL;

	for (size_t i = 0; i < s->rows.n; i++) {
		const struct plan_series_row *r = &s->rows.v[i];

		if (metric_of(r) != m || !counts(t, r) ||
		    r->date > t->in->as_of ||
		    (before != DATE_NONE && r->date >= before))
			continue;
		if (!best || r->date > best->date ||
		    (r->date == best->date &&
		     digits(r->value) >= digits(best->value)))
			best = r;
	}
	return best;
}

static struct plan_point fact_of(struct test *t,
				const struct plan_series_row *r,
				enum plan_standing standing)
{
	const enum metric m = metric_of(r);
	struct plan_point f = {
		.item = span_of(metrics[m].item), .date = r->date,
		.standing = standing, .unit = t->b->unit,
		.text = r->precision.n ?
			arena_printf(&t->b->arena, SPAN_F ": " SPAN_F,
				     SPAN_A(r->precision), SPAN_A(r->source)) :
			r->source,
	};

	if (m == GROSS) {
		f.has_gross = true;
		f.gross = r->value;
	} else if (m == NET) {
		f.has_net = true;
		f.net = r->value;
	} else {
		f.has_value = true;
		f.value = r->value;
	}
	if (m == MONTH)
		f.unit = arena_printf(&t->b->arena, SPAN_F "/month",
				      SPAN_A(t->b->unit));
	return f;
}

static struct plan_point given(const struct test *t, const char *item,
			      uint64_t value)
{
	return (struct plan_point){ .item = span_of(item),
		.date = t->in->as_of, .standing = PLAN_GIVEN,
		.has_value = true, .value = value, .unit = t->b->unit,
		.text = SPAN("on the command line") };
}

static bool missing(const struct test *t, const char *what)
{
	char day[DATE_TEXT];

	code_find(t->in->diag, PLAN082, &(struct code_place){
		.file = t->in->series->file }, "nothing dated up to %s says "
		"%s", date_text(t->in->as_of, day), what);
	return false;
}

static bool take_population(struct test *t)
{
	const struct plan_series_row *r = newest(t, POPULATION, DATE_NONE);

	if (t->in->has_population) {
		t->population = t->in->population;
		vec_push(&t->b->facts, given(t, "population",
					     t->population));
		return true;
	}
	r = r ? r : newest(t, INSTALLED, DATE_NONE);
	if (!r)
		return missing(t, "how many there are; give --population");
	t->population = r->value;
	vec_push(&t->b->facts, fact_of(t, r, PLAN_KNOWN));
	return true;
}

static bool take_done(struct test *t)
{
	const struct plan_series_row *net = newest(t, NET, DATE_NONE);
	const struct plan_series_row *gross = newest(t, GROSS, DATE_NONE);
	const struct plan_series_row *of = net && (!gross ||
		net->date >= gross->date) ? net : gross;

	if (gross)
		vec_push(&t->b->facts, fact_of(t, gross, PLAN_KNOWN));
	if (net)
		vec_push(&t->b->facts, fact_of(t, net, PLAN_KNOWN));
	if (!of)
		return missing(t, "how many are done");
	t->basis = fact_of(t, of, PLAN_KNOWN);
	t->basis.value = of->value;
	return true;
}

/* Two points make a line, at 365.25 / 12 = 487 / 16 days a month. */
static bool take_slope(struct test *t, enum metric m)
{
	const struct plan_series_row *b = newest(t, m, DATE_NONE);
	const struct plan_series_row *a = b ? newest(t, m, b->date) : NULL;
	char day[DATE_TEXT];
	struct plan_point f;

	if (!a || b->value <= a->value)
		return false;
	t->per_month = ratio_of(b->value - a->value);
	ratio_mul(&t->per_month, 487);
	ratio_div(&t->per_month, (uint64_t)16 *
				 (uint64_t)(b->date - a->date));
	f = fact_of(t, b, PLAN_KNOWN);
	f.item = SPAN("pace");
	f.has_net = f.has_gross = false;
	f.has_value = ratio_whole(&t->per_month, RATIO_HALF_UP, &f.value);
	f.unit = arena_printf(&t->b->arena, SPAN_F "/month",
			      SPAN_A(t->b->unit));
	f.text = arena_printf(&t->b->arena, "from %s since %s",
			      m == NET ? "net_connected" : "gross_migrated",
			      date_text(a->date, day));
	vec_push(&t->b->facts, f);
	return true;
}

static bool take_pace(struct test *t)
{
	const struct plan_series_row *r = newest(t, MONTH, DATE_NONE);
	struct plan_point f;

	if (t->in->has_pace) {
		t->per_month = ratio_of(t->in->pace.count);
		if (!t->in->pace.monthly) {
			ratio_mul(&t->per_month, 487);
			ratio_div(&t->per_month,
				  (uint64_t)16 * t->in->pace.days);
		}
		f = given(t, "pace", 0);
		f.has_value = ratio_whole(&t->per_month, RATIO_HALF_UP,
					  &f.value);
		f.unit = arena_printf(&t->b->arena, SPAN_F "/month",
				      SPAN_A(t->b->unit));
		vec_push(&t->b->facts, f);
		return true;
	}
	if (r && r->value) {
		t->per_month = ratio_of(r->value);
		vec_push(&t->b->facts, fact_of(t, r, PLAN_KNOWN));
		return true;
	}
	return take_slope(t, NET) || take_slope(t, GROSS) ||
	       missing(t, "how many a month; give --pace");
}

static void take_residue(struct test *t)
{
	const struct plan_series_row *r = newest(t, RESIDUE, DATE_NONE);
	struct plan_point f;

	if (t->in->has_residue) {
		t->residue = t->in->residue;
		vec_push(&t->b->facts, given(t, "residue", t->residue));
	} else if (r) {
		t->residue = r->value;
		vec_push(&t->b->facts, fact_of(t, r, PLAN_KNOWN));
	} else {
		f = given(t, "residue", 0);
		f.standing = PLAN_FORECAST;
		f.text = SPAN("none was known: the line takes every one for "
			      "as easy as the last");
		vec_push(&t->b->facts, f);
	}
}

/* ---- the line ---------------------------------------------------------- */

static int32_t finish_of(const struct test *t, uint64_t remaining,
			 struct span *months)
{
	char text[RATIO_TEXT];
	struct ratio left = ratio_of(remaining), part, back;
	uint64_t whole, days;
	int32_t from;

	/* remaining / pace, turned over: a ratio divides by whole numbers */
	back = t->per_month;
	part = (struct ratio){ back.den, back.num, back.over };
	ratio_mul_ratio(&left, &part);
	*months = arena_span(&t->b->arena, span_of(
		ratio_text(&left, 1, RATIO_HALF_UP, text)));
	if (!ratio_whole(&left, RATIO_DOWN, &whole) || whole > MONTHS_MOST)
		return DATE_NONE;
	from = plan_months_later(t->basis.date, whole);
	left.num -= left.den * whole;
	ratio_mul(&left, (uint64_t)(plan_months_later(t->basis.date,
						      whole + 1) - from));
	return ratio_whole(&left, RATIO_UP, &days) ? from + (int32_t)days :
						     DATE_NONE;
}

static uint64_t remaining_of(const struct test *t, uint64_t population)
{
	const uint64_t gone = t->residue + t->basis.value;

	return population > gone ? population - gone : 0;
}

static void push_finish(struct test *t, uint64_t population,
			enum plan_standing standing, int32_t known,
			struct plan_point *f)
{
	struct arena *a = &t->b->arena;
	const uint64_t remaining = remaining_of(t, population);
	char number[NUM_TEXT], day[DATE_TEXT];

	*f = (struct plan_point){ .item = SPAN("finish"),
				 .standing = standing, .unit = t->b->unit };
	f->date = finish_of(t, remaining, &f->months);
	f->text = arena_printf(a, SPAN_F "; with a population of %s",
		SPAN_A(f->date == DATE_NONE ? SPAN("beyond any calendar") :
		       plan_month_words(f->date, a)),
		num_group(population, number));
	if (known != DATE_NONE)
		f->text = arena_printf(a, SPAN_F ", a figure of %s",
				       SPAN_A(f->text),
				       date_text(known, day));
	vec_push(&t->b->facts, *f);
}

static void draw_line(struct test *t)
{
	struct plan_point f = { .item = SPAN("remaining"),
		.date = t->basis.date, .standing = PLAN_FORECAST,
		.has_value = true, .unit = t->b->unit };

	t->b->remaining = remaining_of(t, t->population);
	f.value = t->b->remaining;
	f.text = arena_printf(&t->b->arena,
		"population less residue less %s",
		t->basis.has_net ? "net_connected" : "gross_migrated");
	vec_push(&t->b->facts, f);
	push_finish(t, t->population, PLAN_FORECAST, DATE_NONE, &f);
	t->b->finish = f.date;
	t->b->months = f.months;
}

/* ---- hindsight --------------------------------------------------------- */

static int by_date(const struct plan_point *a, const struct plan_point *b)
{
	return a->date < b->date ? -1 : a->date > b->date;
}

static void push_in_order(struct plan_backtest *b, size_t from,
			  struct plan_point f)
{
	size_t i;

	vec_push(&b->facts, f);
	i = b->facts.n - 1;
	while (i > from && by_date(&b->facts.v[i - 1], &f) > 0) {
		b->facts.v[i] = b->facts.v[i - 1];
		i--;
	}
	b->facts.v[i] = f;
}

/* The last day after the forecast finish on which some remained. */
static void judge(struct test *t, const struct plan_series_row *last)
{
	struct arena *a = &t->b->arena;
	char number[NUM_TEXT], day[DATE_TEXT];
	struct plan_point f = { .item = SPAN("verdict"), .date = DATE_NONE,
			       .standing = PLAN_HINDSIGHT,
			       .unit = t->b->unit };

	if (!last) {
		f.text = SPAN("nothing later in the series says whether the "
			      "forecast held");
	} else {
		t->b->failed = true;
		f.date = last->date;
		f.has_value = true;
		f.value = last->value;
		f.text = arena_printf(a, "the straight line was wrong: %s "
			"were still to migrate on %s; it knows no hard "
			"residue (exclusions, failed attempts, firmware not "
			"ready, unwilling parties) and no pace that falls",
			num_group(last->value, number),
			date_text(last->date, day));
	}
	vec_push(&t->b->facts, f);
}

static void look_back(struct test *t)
{
	const struct plan_series *s = t->in->series;
	const struct plan_series_row *last = NULL;
	const size_t from = t->b->facts.n;
	bool later = false;
	struct plan_point f;

	for (size_t i = 0; i < s->rows.n; i++) {
		const struct plan_series_row *r = &s->rows.v[i];

		if (!counts(t, r) || r->date <= t->in->as_of)
			continue;
		later = true;
		push_in_order(t->b, from, fact_of(t, r, PLAN_HINDSIGHT));
		if (metric_of(r) == REMAINING && r->value &&
		    t->b->finish != DATE_NONE && r->date > t->b->finish &&
		    (!last || r->date > last->date))
			last = r;
	}
	for (size_t i = 0; i < s->rows.n; i++) {
		const struct plan_series_row *r = &s->rows.v[i];

		if (counts(t, r) && r->date > t->in->as_of &&
		    metric_of(r) == POPULATION)
			push_finish(t, r->value, PLAN_HINDSIGHT, r->date, &f);
	}
	if (later)
		judge(t, last);
}

void plan_backtest_init(struct plan_backtest *b)
{
	memset(b, 0, sizeof(*b));
}

bool plan_backtest_make(const struct plan_backtest_input *in,
			struct plan_backtest *b)
{
	struct test t = { .in = in, .b = b };
	bool ok;

	if (!find_unit(&t))
		return false;
	b->unit = t.meters ? SPAN("meter") : SPAN("installation");
	ok = take_population(&t);
	ok = take_done(&t) && ok;
	ok = take_pace(&t) && ok;
	take_residue(&t);
	if (!ok)
		return false;
	draw_line(&t);
	look_back(&t);
	return true;
}

void plan_backtest_release(struct plan_backtest *b)
{
	vec_release(&b->facts);
	arena_release(&b->arena);
}

struct span plan_month_words(int32_t day, struct arena *a)
{
	static const char *const names[] = {
		"January", "February", "March", "April", "May", "June",
		"July", "August", "September", "October", "November",
		"December",
	};
	char text[DATE_TEXT];
	const char *p = date_text(day, text);
	const unsigned month = (unsigned)(p[5] - '0') * 10 +
			       (unsigned)(p[6] - '0');

	return arena_printf(a, "%s %.4s", names[month - 1], p);
}
