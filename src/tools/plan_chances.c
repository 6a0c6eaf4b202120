/* Trials of a plan, told by class. */
#include "base/num.h"
#include "tools/plan_more.h"

static struct span period_day(const struct plan_view *v, struct arena *a,
			      uint32_t period)
{
	return period == PLAN_NONE ? SPAN_EMPTY :
	       plan_day(a, v->s->period[period].start);
}

void plan_chances_make(struct plan_view *v, const struct plan_more *m,
		       struct plan_trials *t)
{
	if (!m->monte_carlo.given)
		return;
	plan_trials_make(&v->s->question.problem, v->plan,
			 (uint32_t)m->monte_carlo.value, m->seed.value, t);
	v->trials = t;
}

static void write_row(const struct plan_view *v, struct table_out *out,
		      uint32_t k, struct arena *a)
{
	const struct plan_trials *t = v->trials;
	const struct plan_chance *c = &t->of[k];
	char percent[NUM_TEXT];

	table_out_row(out, (const struct span[COMPLETION_COLUMNS]){
		k == t->classes ? SPAN_EMPTY :
		v->s->classes.list[k].label[PLAN_CLASS],
		plan_number(a, c->planned), plan_ppm(a, c->done_ppm),
		plan_number(a, c->done_p90), period_day(v, a, c->finish),
		period_day(v, a, c->p10), period_day(v, a, c->p50),
		period_day(v, a, c->p90),
		span_of(num_percent(c->open, t->trials, 2, percent)) });
}

bool plan_chances_file(const struct plan_view *v, const char *path)
{
	struct arena a = ARENA_INIT;
	struct table_out t;
	struct out *out = plan_view_open(v, path, &completion_format, &t);

	for (uint32_t k = 0; k <= v->trials->classes; k++) {
		write_row(v, &t, k, &a);
		arena_clear(&a);
	}
	table_out_end(&t);
	arena_release(&a);
	return plan_view_close(v, out);
}

void plan_chances_members(const struct plan_view *v, struct json *j)
{
	const struct plan_chance *c;
	struct arena a = ARENA_INIT;
	char percent[NUM_TEXT];

	if (!v->trials)
		return;
	c = &v->trials->of[v->trials->classes];
	json_u64(j, "trials", v->trials->trials);
	json_string(j, "done_expected", plan_ppm(&a, c->done_ppm));
	json_u64(j, "done_p90", c->done_p90);
	json_string(j, "finish_p10", period_day(v, &a, c->p10));
	json_string(j, "finish_p50", period_day(v, &a, c->p50));
	json_string(j, "finish_p90", period_day(v, &a, c->p90));
	json_number(j, "open_percent", num_percent(c->open,
		v->trials->trials, 2, percent));
	arena_release(&a);
}
