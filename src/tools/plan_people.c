/* A plan on one page: the answer, why, and what to do next. */
#include <string.h>

#include "base/num.h"
#include "tools/people.h"
#include "tools/plan_view.h"

enum { BURN_LINES = 16, BAR_CELLS = 30, BAR_PARTS = 8 };

struct page {
	const struct plan_view *v;
	struct sink *sink;
	unsigned width;
	struct arena a;
};

static void line(struct page *p, const char *head, struct span text)
{
	people_line(p->sink, p->width,
		    arena_printf(&p->a, "  %-10s " SPAN_F, head,
				 SPAN_A(text)));
}

static struct span grouped(struct page *p, uint64_t n)
{
	return plan_grouped(&p->a, n);
}

static void head(struct page *p)
{
	const struct plan_session *s = p->v->s;
	const uint32_t weeks = s->periods;
	const bool daily = s->paths->daily;

	people_line(p->sink, p->width, arena_printf(&p->a, SPAN_F
		" installations in %s %s, %u %s from " SPAN_F,
		SPAN_A(grouped(p, s->classes.installations)),
		grouped(p, s->classes.n).p,
		s->classes.n == 1 ? "class" : "classes", weeks,
		daily ? "periods" : weeks == 1 ? "week" : "weeks",
		SPAN_A(plan_day(&p->a, s->start))));
}

static const struct plan_policy *nearest_deadline(const struct page *p)
{
	const struct plan_policy *nearest = NULL;

	for (unsigned i = 0; i <= PLAN_RULE_TMAD; i++) {
		const struct plan_policy *d = p->v->s->rules.row[i];

		if (d && !d->relative && (!nearest || d->day < nearest->day))
			nearest = d;
	}
	return nearest;
}

static struct span chance(struct page *p, uint32_t period)
{
	return period == PLAN_NONE ? SPAN("not within the plan") :
	       plan_day(&p->a, p->v->s->period[period].start);
}

static void chances(struct page *p, struct buf *b)
{
	const struct plan_trials *t = p->v->trials;

	if (!t)
		return;
	buf_add(b, SPAN(" expected, "));
	if (t->of[t->classes].p50 == PLAN_NONE)
		buf_add(b, SPAN("not within the plan (P50, P90)"));
	else
		buf_addf(b, SPAN_F " (P50), " SPAN_F " (P90)",
			 SPAN_A(chance(p, t->of[t->classes].p50)),
			 SPAN_A(chance(p, t->of[t->classes].p90)));
}

static void add_many(struct page *p, struct buf *b, uint64_t n,
		     const char *what)
{
	buf_addf(b, SPAN_F " %s%s", SPAN_A(grouped(p, n)), what,
		 n == 1 ? "" : "s");
}

/* Met, missed by so many weeks, or by those who are left. */
static void deadline(struct page *p, struct buf *b, uint32_t last)
{
	const struct plan_policy *d = nearest_deadline(p);
	const int32_t end = p->v->s->period[last].end;

	if (!d)
		return;
	buf_addf(b, "; deadline " SPAN_F, SPAN_A(plan_day(&p->a, d->day)));
	if (end > d->day + 1) {
		buf_add(b, SPAN(" missed by "));
		add_many(p, b, (uint64_t)(end - d->day - 1 + 6) / 7, "week");
	} else if (p->v->usage->behind_all) {
		buf_add(b, SPAN(" missed: "));
		add_many(p, b, p->v->usage->behind_all, "installation");
		buf_add(b, SPAN(" left behind"));
	} else {
		buf_add(b, SPAN(" met"));
	}
}

static void finishes(struct page *p)
{
	const struct plan_session *s = p->v->s;
	const uint32_t last = plan_usage_last(p->v->usage);
	struct buf b = BUF_INIT;

	if (last == PLAN_NONE) {
		line(p, "finishes", SPAN("nothing is migrated"));
		return;
	}
	buf_addf(&b, "%s" SPAN_F, s->period[last].end -
		 s->period[last].start == 1 ? "" : "week of ",
		 SPAN_A(plan_day(&p->a, s->period[last].start)));
	chances(p, &b);
	deadline(p, &b, last);
	line(p, "finishes", buf_span(&b));
	buf_release(&b);
}

/* Installations that have no window, by what closes it. */
static uint64_t closed(const struct page *p, bool eligible)
{
	const struct plan_classes *c = &p->v->s->classes;
	uint64_t sum = 0;

	for (uint32_t i = 0; i < c->n; i++) {
		if (c->list[i].first > c->list[i].last &&
		    (c->facts[i].eligibility != NULL) == eligible)
			sum += c->list[i].count;
	}
	return sum;
}

static void shortages(struct page *p)
{
	const struct plan_problem *q = &p->v->s->question.problem;
	const struct plan *plan = p->v->plan;

	for (size_t i = 0; i < plan->shortages.n && i < 5; i++) {
		const struct plan_shortage *s = &plan->shortages.v[i];

		line(p, i ? "" : "full", arena_printf(&p->a, SPAN_F ", "
			SPAN_F ": " SPAN_F " short",
			SPAN_A(q->node[s->node].name),
			SPAN_A(plan_span_words(q, s->first, s->last, &p->a)),
			SPAN_A(grouped(p, s->count))));
	}
	if (plan->shortages.n > 5)
		line(p, "", arena_printf(&p->a, "and at %zu more",
					 plan->shortages.n - 5));
	if (plan->remedy.found)
		line(p, "", arena_printf(&p->a, SPAN_F " more a day at "
			SPAN_F " from " SPAN_F " clears it",
			SPAN_A(grouped(p, plan->remedy.per_day)),
			SPAN_A(q->node[plan->remedy.node].name),
			SPAN_A(plan_day(&p->a,
				q->period[plan->remedy.from].start))));
}

/* " (not eligible 6; no room 2": the first one opens. */
static void reason(struct page *p, struct buf *b, const char *why, uint64_t n)
{
	if (n)
		buf_addf(b, "%s%s " SPAN_F, memchr(b->p, '(', b->n) ? "; " :
			 " (", why, SPAN_A(grouped(p, n)));
}

static void left(struct page *p)
{
	const uint64_t behind = p->v->usage->behind_all;
	const uint64_t not_eligible = closed(p, false);
	const uint64_t no_window = closed(p, true);
	struct buf b = BUF_INIT;

	if (behind == 0) {
		line(p, "left", SPAN("none"));
		return;
	}
	buf_add(&b, grouped(p, behind));
	reason(p, &b, "not eligible", not_eligible);
	reason(p, &b, "no period open", no_window);
	reason(p, &b, "no room", behind > not_eligible + no_window ?
	       behind - not_eligible - no_window : 0);
	buf_add(&b, SPAN(")"));
	line(p, "left", buf_span(&b));
	buf_release(&b);
	shortages(p);
}

static void milestones(struct page *p)
{
	const struct plan_problem *q = &p->v->s->question.problem;
	bool any = false;

	for (uint32_t i = 0; i < q->milestones; i++) {
		const uint64_t n = p->v->plan->milestone_short[i];

		if (n == 0)
			continue;
		line(p, any ? "" : "milestone", arena_printf(&p->a, "'"
			SPAN_F "' missed by " SPAN_F,
			SPAN_A(q->milestone[i].name),
			SPAN_A(grouped(p, n))));
		any = true;
	}
}

/* The bucket of installations that follows, the largest first; NULL: there is
 * none. */
static const struct plan_residue *next_bucket(const struct plan_classes *c,
					      const struct plan_residue *before)
{
	const struct plan_residue *best = NULL;

	for (size_t i = 0; i < c->residue.n; i++) {
		const struct plan_residue *r = &c->residue.v[i];

		if (r->installations == 0 || (before &&
		    (r->installations > before->installations ||
		     (r->installations == before->installations &&
		      r <= before))))
			continue;
		if (!best || r->installations > best->installations)
			best = r;
	}
	return best;
}

static void never(struct page *p)
{
	const struct plan_classes *c = &p->v->s->classes;
	const uint64_t failing = (uint64_t)(p->v->plan->never_total /
					    PLAN_ONE);
	const uint64_t closed_all = closed(p, true) + closed(p, false);
	const struct plan_residue *r = NULL;
	struct buf b = BUF_INIT;
	bool any = false;

	buf_add(&b, c->never ? grouped(p, c->never) : SPAN("none"));
	for (; (r = next_bucket(c, r)) != NULL; any = true)
		buf_addf(&b, "%s" SPAN_F " " SPAN_F, any ? "; " : " (",
			 SPAN_A(r->text), SPAN_A(grouped(p,
							 r->installations)));
	if (any)
		buf_add(&b, SPAN(")"));
	line(p, "never", buf_span(&b));
	for (size_t i = 0; i < c->residue.n; i++) {
		r = &c->residue.v[i];
		if (r->installations == 0)
			line(p, "", arena_printf(&p->a, SPAN_F " besides: "
				SPAN_F, SPAN_A(grouped(p, r->meters)),
				SPAN_A(r->text)));
	}
	if (failing > closed_all)
		line(p, "", arena_printf(&p->a, SPAN_F
			" more are expected to fail every attempt",
			SPAN_A(grouped(p, failing - closed_all))));
	buf_release(&b);
}

/* 100 * gap / value with six places, rounded up: a proof is not flattered. */
static struct span gap_percent(struct page *p, plan_fixed gap,
			       plan_fixed value)
{
	char text[PLAN_FIXED_TEXT];
	const plan_fixed scale = 100000000;
	plan_fixed n;

	if (gap == 0 || value <= 0)
		return SPAN("0");
	n = gap > PLAN_ONE * PLAN_ONE ? gap / (value / scale + 1) :
	    (gap * scale + value - 1) / value;
	return arena_span(&p->a, span_of(plan_fixed_text(n *
		(PLAN_ONE / 1000000), 6, text)));
}

static struct span whole(struct page *p, plan_fixed v)
{
	return grouped(p, (uint64_t)((v + PLAN_ONE / 2) / PLAN_ONE));
}

static void proof(struct page *p)
{
	static const char *const words[PLAN_GOALS] = {
		"left in expectation", "waiting (weighted days)",
		"peak a day", "changes",
	};
	bool any = false;

	for (unsigned g = 0; g < PLAN_GOALS; g++) {
		const struct plan_goal_value *x = &p->v->plan->goal[g];

		if (!x->sought)
			continue;
		line(p, any ? "" : "proof", x->proved ?
		     arena_printf(&p->a, "%s " SPAN_F "; bound " SPAN_F
				  "; gap " SPAN_F " %%", words[g],
				  SPAN_A(whole(p, x->value)),
				  SPAN_A(whole(p, x->bound)),
				  SPAN_A(gap_percent(p, x->gap, x->value))) :
		     arena_printf(&p->a, "%s " SPAN_F "; not proved",
				  words[g], SPAN_A(whole(p, x->value))));
		any = true;
	}
	line(p, "", SPAN("check: write it with -o plan.json, then the same "
			 "with --check plan.json"));
}

/* ---- burn-down ----------------------------------------------------------- */

static struct span bar(struct page *p, uint64_t part, uint64_t all)
{
	static const char *const parts[BAR_PARTS] = {
		"", "\u258f", "\u258e", "\u258d", "\u258c", "\u258b",
		"\u258a", "\u2589",
	};
	const uint64_t cells = all ? (uint64_t)((plan_fixed)part * BAR_CELLS *
						BAR_PARTS / all) : 0;
	struct buf b = BUF_INIT;
	struct span text;

	for (uint64_t i = 0; i < cells / BAR_PARTS; i++)
		buf_add(&b, SPAN("\u2588"));
	buf_addf(&b, "%s", parts[cells % BAR_PARTS]);
	text = arena_span(&p->a, buf_span(&b));
	buf_release(&b);
	return text;
}

static void burn_rows(struct page *p, struct text_table *t)
{
	const struct plan_session *s = p->v->s;
	const uint32_t last = plan_usage_last(p->v->usage);
	const uint32_t step = (last + BURN_LINES) / BURN_LINES;
	const uint64_t all = s->classes.planned;
	uint64_t done = 0, attempts = 0, firmware = 0;

	for (uint32_t i = 0; i <= last; i++) {
		uint64_t rest;

		done += p->v->usage->done_all_ppm[i];
		attempts += p->v->usage->attempts[PLAN_MIGRATE][i];
		firmware += p->v->usage->attempts[PLAN_FIRMWARE][i];
		if ((i + 1) % step && i != last)
			continue;
		rest = all - done / PLAN_PPM;
		text_table_row(t, (const struct span[]){
			plan_day(&p->a, s->period[i - i % step].start),
			firmware ? grouped(p, firmware) : SPAN_EMPTY,
			grouped(p, attempts), grouped(p, rest),
			bar(p, rest, all) });
		attempts = firmware = 0;
	}
}

static void burn_down(struct page *p, bool bold)
{
	struct text_table *t;

	if (plan_usage_last(p->v->usage) == PLAN_NONE)
		return;
	t = text_table_new();
	text_table_column(t, "from", TEXT_TABLE_KEEP);
	text_table_column(t, "firmware", TEXT_TABLE_RIGHT);
	text_table_column(t, "attempts", TEXT_TABLE_RIGHT | TEXT_TABLE_KEEP);
	text_table_column(t, "left", TEXT_TABLE_RIGHT | TEXT_TABLE_KEEP);
	text_table_column(t, "", 0);
	burn_rows(p, t);
	sink_put(p->sink, SPAN("\n"));
	text_table_write(t, p->sink, p->width, true, bold);
	text_table_free(t);
}

int plan_view_people(const struct plan_view *v)
{
	struct frame *f = v->s->f;
	struct page p = { .v = v };
	struct table_out_options to;
	struct out *out;

	if (!frame_table(f, &plan_format, &to))
		return PROG_USAGE;
	out = frame_out(f);
	p.sink = out_sink(out);
	p.width = to.width;
	head(&p);
	finishes(&p);
	left(&p);
	milestones(&p);
	never(&p);
	proof(&p);
	burn_down(&p, to.bold_head);
	arena_release(&p.a);
	return frame_commit(f, out, v->status);
}
