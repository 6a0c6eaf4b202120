/* Cells of a plan. What is expected is kept in millionths and printed with
 * two decimals, rounded down: nothing is promised that is not there. */
#include "tools/plan_view.h"

#include "base/num.h"
#include "cli/msg.h"

struct span plan_number(struct arena *a, uint64_t n)
{
	char text[NUM_TEXT];

	return arena_span(a, span_of(num_text(n, text)));
}

struct span plan_grouped(struct arena *a, uint64_t n)
{
	char text[NUM_TEXT];

	return arena_span(a, span_of(num_group(n, text)));
}

struct span plan_day(struct arena *a, int32_t day)
{
	char text[DATE_TEXT];

	return arena_span(a, span_of(date_text(day, text)));
}

struct span plan_ppm(struct arena *a, uint64_t ppm)
{
	const unsigned rest = (unsigned)(ppm % PLAN_PPM / (PLAN_PPM / 100));

	if (rest == 0)
		return plan_number(a, ppm / PLAN_PPM);
	return arena_printf(a, "%llu.%02u",
			    (unsigned long long)(ppm / PLAN_PPM), rest);
}

const char *plan_view_unit(const struct plan_view *v)
{
	return v->s->unit == PLAN_METERS ? "meter" : "installation";
}

static uint64_t meters_of(const struct plan_view *v, uint32_t c)
{
	return plan_session_units(v->s, c, 1);
}

uint64_t plan_left_units(const struct plan_view *v, uint32_t c)
{
	const plan_fixed left = v->plan->left[c];

	return left <= 0 ? 0 : meters_of(v, c) *
	       (uint64_t)((left + PLAN_ONE - 1) / PLAN_ONE);
}

/* ---- the plan ------------------------------------------------------------ */

void plan_view_fill(const struct plan_view *v, size_t row, struct arena *a,
		    struct span cells[PLAN_OUT_COLUMNS])
{
	const struct plan_row *r = &v->plan->rows.v[row];
	const struct plan_problem *p = &v->s->question.problem;
	const struct plan_class *c = &p->class_list[r->class_index];
	const uint64_t units = meters_of(v, r->class_index);

	for (unsigned i = 0; i < PLAN_LABELS; i++)
		cells[PLAN_OUT_COL_CLASS + i] = c->label[i];
	cells[PLAN_OUT_COL_PERIOD_START] =
		plan_day(a, p->period[r->period].start);
	cells[PLAN_OUT_COL_STEP] = span_of(plan_step_name(r->step));
	cells[PLAN_OUT_COL_ATTEMPT] = plan_number(a, r->step == PLAN_FIRMWARE ?
		1 : (uint64_t)c->attempts_made + r->attempt + 1);
	cells[PLAN_OUT_COL_ATTEMPTS] = plan_number(a, r->attempts * units);
	cells[PLAN_OUT_COL_UNIT] = span_of(plan_view_unit(v));
	cells[PLAN_OUT_COL_DONE_EXPECTED] = r->step == PLAN_FIRMWARE ?
		plan_number(a, r->attempts * units) :
		plan_ppm(a, plan_done_ppm(p, r) * units);
	cells[PLAN_OUT_COL_DONE_P90] = v->trials ?
		plan_number(a, v->trials->row_p90[row] * units) : SPAN_EMPTY;
}

int plan_view_rows(const struct plan_view *v)
{
	struct frame *f = v->s->f;
	struct span cells[PLAN_OUT_COLUMNS];
	struct arena scratch = ARENA_INIT;
	struct table_out_options to;
	struct table_out t;
	struct out *out;

	if (!frame_table(f, &plan_format, &to))
		return PROG_USAGE;
	out = frame_out(f);
	table_out_begin(&t, out_sink(out), &plan_format, &to);
	plan_view_totals(v, table_out_members(&t), true);
	for (size_t i = 0; i < v->plan->rows.n; i++) {
		plan_view_fill(v, i, &scratch, cells);
		table_out_row(&t, cells);
		arena_clear(&scratch);
	}
	table_out_end(&t);
	arena_release(&scratch);
	return frame_commit(f, out, v->status);
}

/* ---- by period ----------------------------------------------------------- */

static uint64_t planned_units(const struct plan_view *v)
{
	const struct plan_classes *c = &v->s->classes;
	uint64_t sum = 0;

	for (uint32_t i = 0; i < c->n; i++)
		sum += plan_session_units(v->s, i, c->list[i].count);
	return sum;
}

struct by_period {
	uint64_t firmware, attempts, done_ppm;
};

static struct by_period *sum_periods(const struct plan_view *v)
{
	const struct plan_problem *p = &v->s->question.problem;
	struct by_period *by = mem_array(p->periods, sizeof(*by));

	for (size_t i = 0; i < v->plan->rows.n; i++) {
		const struct plan_row *r = &v->plan->rows.v[i];
		const uint64_t units = meters_of(v, r->class_index);

		if (r->step == PLAN_FIRMWARE) {
			by[r->period].firmware += r->attempts * units;
		} else {
			by[r->period].attempts += r->attempts * units;
			by[r->period].done_ppm += plan_done_ppm(p, r) * units;
		}
	}
	return by;
}

static void write_weeks(const struct plan_view *v, struct table_out *t)
{
	const struct plan_problem *p = &v->s->question.problem;
	const uint64_t planned = planned_units(v);
	struct by_period *by = sum_periods(v);
	struct arena a = ARENA_INIT;
	char percent[NUM_TEXT];
	uint64_t done = 0;

	for (uint32_t i = 0; i < p->periods; i++) {
		const uint64_t all = planned * PLAN_PPM;

		done += by[i].done_ppm;
		table_out_row(t, (const struct span[WEEKLY_COLUMNS]){
			plan_day(&a, p->period[i].start),
			plan_number(&a, (uint64_t)(p->period[i].end -
						   p->period[i].start)),
			plan_number(&a, by[i].firmware),
			plan_number(&a, by[i].attempts),
			plan_ppm(&a, by[i].done_ppm), plan_ppm(&a, done),
			plan_ppm(&a, done < all ? all - done : 0),
			span_of(num_percent(done / PLAN_PPM, planned, 2,
					    percent)),
			span_of(plan_view_unit(v)) });
		arena_clear(&a);
	}
	mem_free(by);
	arena_release(&a);
}

int plan_view_weekly(const struct plan_view *v)
{
	struct frame *f = v->s->f;
	struct table_out_options to;
	struct table_out t;
	struct out *out;

	if (!frame_table(f, &plan_weekly_format, &to))
		return PROG_USAGE;
	out = frame_out(f);
	table_out_begin(&t, out_sink(out), &plan_weekly_format, &to);
	plan_view_totals(v, table_out_members(&t), true);
	write_weeks(v, &t);
	table_out_end(&t);
	return frame_commit(f, out, v->status);
}
