/* A class waits for its window, then for room. */
#include "engine/plan_why.h"

#include "base/num.h"

static struct span day_words(struct arena *a, int32_t day)
{
	char text[DATE_TEXT];

	return arena_span(a, span_of(date_text(day, text)));
}

static bool is_week(const struct plan_problem *p, uint32_t t)
{
	return p->period[t].end - p->period[t].start > 1;
}

struct span plan_period_words(const struct plan_problem *p, uint32_t t,
			      struct arena *a)
{
	const struct span day = day_words(a, p->period[t].start);

	return is_week(p, t) ? arena_printf(a, "the week of " SPAN_F,
					    SPAN_A(day)) : day;
}

struct span plan_span_words(const struct plan_problem *p, uint32_t first,
			    uint32_t last, struct arena *a)
{
	const char *word = is_week(p, 0) ? "week" : "period";

	if (first == last)
		return arena_printf(a, "%s %u", word, first + 1);
	return arena_printf(a, "%ss %u to %u", word, first + 1, last + 1);
}

static void say(plan_reasons *to, uint32_t class_index, const char *rule,
		uint64_t count, struct span text)
{
	vec_push(to, ((struct plan_reason){ class_index, span_of(rule), count,
					    text }));
}

static struct span bound_words(const struct plan_fact *f, bool first,
			       struct arena *a)
{
	const enum plan_bound by = first ? f->first_by : f->last_by;

	if (by == PLAN_BY_DEADLINE && f->deadline)
		return arena_printf(a, "%s " SPAN_F " of '%s' line %llu",
			plan_rule_name(f->deadline->rule),
			SPAN_A(f->deadline->text), f->deadline->file,
			(unsigned long long)f->deadline->line);
	if (by == PLAN_BY_ELIGIBILITY)
		return arena_printf(a, "eligibility, line %llu",
			(unsigned long long)f->eligibility->line);
	return span_of(plan_bound_words(by));
}

/* No period is open to the class at all. */
static void say_closed(const struct plan_why *w, uint32_t i, struct arena *a,
		       plan_reasons *to)
{
	const struct plan_fact *f = &w->classes->facts[i];
	const struct plan_problem *p = w->problem;
	const uint64_t n = p->class_list[i].count;

	if (!f->eligibility)
		say(to, i, "R1", n, SPAN("not eligible: no row of the "
		    "eligibility table holds for its combination"));
	else if (f->upgrade && f->upgrade->available_from == DATE_NONE)
		say(to, i, "R10", n, SPAN("not compliant: nobody knows when "
		    "its upgrade will be there"));
	else if (f->earliest >= p->period[p->periods - 1].end)
		say(to, i, "R1", n, arena_printf(a, "may start on " SPAN_F
			" (" SPAN_F "), after the last day of the plan",
			SPAN_A(day_words(a, f->earliest)),
			SPAN_A(bound_words(f, true, a))));
	else if (f->latest == DATE_NONE)
		say(to, i, "R1", n, arena_printf(a, "may start on " SPAN_F
			" (" SPAN_F "), and no whole period follows",
			SPAN_A(day_words(a, f->earliest)),
			SPAN_A(bound_words(f, true, a))));
	else
		say(to, i, "R2", n, arena_printf(a, "may start on " SPAN_F
			" (" SPAN_F ") and must end on " SPAN_F " (" SPAN_F
			"): no period is open",
			SPAN_A(day_words(a, f->earliest)),
			SPAN_A(bound_words(f, true, a)),
			SPAN_A(day_words(a, f->latest)),
			SPAN_A(bound_words(f, false, a))));
}

/* The periods of its first attempts and of what they wait for. */
static bool first_attempts(const struct plan_why *w, uint32_t i,
			   uint32_t *first, uint32_t *last)
{
	bool any = false;

	for (size_t r = 0; r < w->plan->rows.n; r++) {
		const struct plan_row *row = &w->plan->rows.v[r];

		if (row->class_index != i || row->step != PLAN_MIGRATE ||
		    row->attempt != 0)
			continue;
		if (!any || row->period < *first)
			*first = row->period;
		if (!any || row->period > *last)
			*last = row->period;
		any = true;
	}
	return any;
}

static bool holds(const struct plan_node *n, uint32_t class_index)
{
	size_t lo = 0, hi = n->class_count;

	while (lo < hi) {
		const size_t mid = lo + (hi - lo) / 2;

		if (n->classes[mid] < class_index)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < n->class_count && n->classes[lo] == class_index;
}

static uint32_t periods_full(const struct plan_why *w, uint32_t node,
			     uint32_t i, uint32_t from, uint32_t to)
{
	uint32_t n = 0;

	for (uint32_t t = from; t <= to; t++)
		n += plan_usage_full(w->usage, node, t, i);
	return n;
}

/* "'SMSO-2' is full in weeks 3 to 9, week 12" */
static void add_full(const struct plan_why *w, uint32_t node, uint32_t i,
		     uint32_t from, uint32_t to, struct arena *a,
		     struct buf *b)
{
	const struct plan_node *n = &w->problem->node[node];
	bool open = false, any = false;
	uint32_t begin = 0;

	buf_addf(b, "%s'" SPAN_F "'%s is full in ", b->n ? "; " : "",
		 SPAN_A(n->name),
		 n->step == PLAN_FIRMWARE ? " (firmware)" : "");
	for (uint32_t t = from; t <= to + 1; t++) {
		const bool full = t <= to &&
				  plan_usage_full(w->usage, node, t, i);

		if (full && !open) {
			begin = t;
		} else if (!full && open) {
			buf_addf(b, "%s", any ? ", " : "");
			buf_add(b, plan_span_words(w->problem, begin, t - 1,
						   a));
			any = true;
		}
		open = full;
	}
}

/* The nodes of the class that are full between two periods, those that are
 * so at least half as long as the longest. Empty: none is. */
static struct span full_words(const struct plan_why *w, uint32_t i,
			      uint32_t from, uint32_t to, struct arena *a)
{
	const struct plan_problem *p = w->problem;
	struct buf b = BUF_INIT;
	struct span text;
	uint32_t most = 1;

	for (uint32_t n = 0; n < p->nodes; n++) {
		if (holds(&p->node[n], i)) {
			const uint32_t many = periods_full(w, n, i, from, to);

			most = many > most ? many : most;
		}
	}
	for (uint32_t n = 0; n < p->nodes; n++) {
		if (holds(&p->node[n], i) &&
		    periods_full(w, n, i, from, to) * 2 >= most)
			add_full(w, n, i, from, to, a, &b);
	}
	text = b.n ? arena_span(a, buf_span(&b)) : SPAN_EMPTY;
	buf_release(&b);
	return text;
}

static void say_waiting(const struct plan_why *w, uint32_t i, struct arena *a,
			plan_reasons *to)
{
	const struct plan_class *c = &w->problem->class_list[i];
	const struct plan_fact *f = &w->classes->facts[i];
	uint32_t first = 0, last = 0;
	struct span full;

	if (f->first_by != PLAN_BY_START)
		say(to, i, "R1", c->count, arena_printf(a, "not before "
			SPAN_F ": may start on " SPAN_F " (" SPAN_F ")",
			SPAN_A(plan_period_words(w->problem, c->first, a)),
			SPAN_A(day_words(a, f->earliest)),
			SPAN_A(bound_words(f, true, a))));
	if (!first_attempts(w, i, &first, &last) || last == c->first)
		return;
	full = full_words(w, i, c->first, last - 1, a);
	say(to, i, "R4", c->count, arena_printf(a, "first attempts %s" SPAN_F
		"%s%s: " SPAN_F, first == last ? "in " : "from ",
		SPAN_A(plan_period_words(w->problem, first, a)),
		first == last ? "" : " to ",
		first == last ? "" :
		plan_period_words(w->problem, last, a).p,
		SPAN_A(full.n ? full : SPAN("others wait less that way"))));
}

static void say_left(const struct plan_why *w, uint32_t i, struct arena *a,
		     plan_reasons *to)
{
	const struct plan_class *c = &w->problem->class_list[i];
	const struct plan_fact *f = &w->classes->facts[i];
	const uint64_t behind = w->usage->behind[i];
	const uint64_t never = (uint64_t)(w->plan->never[i] / PLAN_ONE);
	struct span full;

	if (never)
		say(to, i, "R6", never, arena_printf(a, "expected to fail "
			"until the attempts are used up"));
	if (behind == 0)
		return;
	full = full_words(w, i, c->first, c->last, a);
	say(to, i, "R4", behind, arena_printf(a, "left behind: "
		SPAN_F "%s" SPAN_F, SPAN_A(full), full.n ? "; " : "",
		SPAN_A(f->last_by == PLAN_BY_NOTHING ?
		       SPAN("the plan ends") :
		       arena_printf(a, "must end on " SPAN_F " (" SPAN_F ")",
				    SPAN_A(day_words(a, f->latest)),
				    SPAN_A(bound_words(f, false, a))))));
}

void plan_why_class(const struct plan_why *w, uint32_t class_index,
		    struct arena *a, plan_reasons *to)
{
	const struct plan_class *c = &w->problem->class_list[class_index];

	if (c->first > c->last) {
		say_closed(w, class_index, a, to);
		return;
	}
	say_waiting(w, class_index, a, to);
	say_left(w, class_index, a, to);
}

void plan_why_residue(const struct plan_why *w, plan_reasons *to)
{
	for (size_t i = 0; i < w->classes->residue.n; i++) {
		const struct plan_residue *r = &w->classes->residue.v[i];

		vec_push(to, ((struct plan_reason){ PLAN_NONE, r->code,
			r->installations ? r->installations : r->meters,
			r->text }));
	}
}
