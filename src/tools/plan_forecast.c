/* A forecast check and the big-bang question, as rows and for people. */
#include "base/num.h"
#include "engine/count.h"
#include "engine/plan_backtest.h"
#include "file/plan_series_in.h"
#include "tools/people.h"
#include "tools/plan_more.h"

#define QUESTION	10000000u	/* meters of the big-bang question */

static const char *const standings[] = {
	[PLAN_KNOWN] = "KNOWN", [PLAN_GIVEN] = "GIVEN",
	[PLAN_FORECAST] = "FORECAST", [PLAN_HINDSIGHT] = "HINDSIGHT",
};

static struct span number_if(struct arena *a, bool has, uint64_t n)
{
	return has ? plan_number(a, n) : SPAN_EMPTY;
}

static void write_facts(const struct plan_backtest *b, struct table_out *t)
{
	struct arena a = ARENA_INIT;

	for (size_t i = 0; i < b->facts.n; i++) {
		const struct plan_point *f = &b->facts.v[i];

		table_out_row(t, (const struct span[BACKTEST_COLUMNS]){
			f->item, plan_day(&a, f->date),
			span_of(standings[f->standing]),
			number_if(&a, f->has_gross, f->gross),
			number_if(&a, f->has_net, f->net),
			number_if(&a, f->has_value, f->value),
			f->months, f->unit, f->text });
		arena_clear(&a);
	}
	arena_release(&a);
}

static void backtest_members(const struct plan_backtest *b, int32_t as_of,
			     struct json *j)
{
	struct arena a = ARENA_INIT;

	if (!j)
		return;
	json_string(j, "as_of", plan_day(&a, as_of));
	json_string(j, "unit", b->unit);
	json_u64(j, "remaining", b->remaining);
	json_string(j, "months", b->months);
	json_string(j, "finish", plan_day(&a, b->finish));
	json_bool(j, "contradicted_later", b->failed);
	arena_release(&a);
}

/* ---- for people ---------------------------------------------------------- */

static struct span fact_count(struct arena *a, const struct plan_point *f)
{
	const uint64_t n = f->has_gross ? f->gross : f->has_net ? f->net :
			   f->value;

	if (!f->has_gross && !f->has_net && !f->has_value)
		return f->months;
	return plan_grouped(a, n);
}

static void fact_line(struct sink *sink, unsigned width, struct arena *a,
		      const struct plan_point *f)
{
	const char *kind = f->has_gross ? " (gross)" :
			   f->has_net ? " (net)" :
			   f->months.n ? " months" : "";
	const struct span day = f->date == DATE_NONE ? SPAN("          ") :
						       plan_day(a, f->date);

	people_line(sink, width, arena_printf(a, "    %-10.*s " SPAN_F
		" %11.*s%-8s " SPAN_F, (int)f->item.n, f->item.p,
		SPAN_A(day), (int)fact_count(a, f).n, fact_count(a, f).p,
		kind, SPAN_A(f->text)));
}

static void facts_of(struct sink *sink, unsigned width, struct arena *a,
		     const struct plan_backtest *b, bool hindsight)
{
	for (size_t i = 0; i < b->facts.n; i++) {
		const struct plan_point *f = &b->facts.v[i];

		if ((f->standing == PLAN_HINDSIGHT) == hindsight &&
		    !span_eq(f->item, SPAN("verdict")))
			fact_line(sink, width, a, f);
	}
}

static int backtest_people(struct frame *f, const struct plan_backtest *b,
			   int32_t as_of)
{
	struct table_out_options to;
	struct arena a = ARENA_INIT;
	struct out *out;
	struct sink *sink;

	if (!frame_table(f, &backtest_format, &to))
		return PROG_USAGE;
	out = frame_out(f);
	sink = out_sink(out);
	people_line(sink, to.width, arena_printf(&a, "as of " SPAN_F
		": the last " SPAN_F " %ss take " SPAN_F " months, to "
		SPAN_F, SPAN_A(plan_day(&a, as_of)),
		SPAN_A(plan_grouped(&a, b->remaining)), b->unit.p,
		SPAN_A(b->months), SPAN_A(b->finish == DATE_NONE ?
			SPAN("beyond any calendar") :
			plan_month_words(b->finish, &a))));
	sink_put(sink, SPAN("  known then\n"));
	facts_of(sink, to.width, &a, b, false);
	for (size_t i = 0; i < b->facts.n; i++) {
		if (!span_eq(b->facts.v[i].item, SPAN("verdict")))
			continue;
		sink_put(sink, SPAN("  hindsight\n"));
		facts_of(sink, to.width, &a, b, true);
		people_line(sink, to.width, arena_printf(&a, "  " SPAN_F,
			SPAN_A(b->facts.v[i].text)));
	}
	arena_release(&a);
	return frame_commit(f, out, PROG_OK);
}

static int backtest_rows(struct frame *f, const struct plan_backtest *b,
			 int32_t as_of)
{
	struct table_out_options to;
	struct table_out t;
	struct out *out;

	if (!frame_table(f, &backtest_format, &to))
		return PROG_USAGE;
	out = frame_out(f);
	table_out_begin(&t, out_sink(out), &backtest_format, &to);
	backtest_members(b, as_of, table_out_members(&t));
	write_facts(b, &t);
	table_out_end(&t);
	return frame_commit(f, out, PROG_OK);
}

static int32_t newest_day(const struct plan_series *s)
{
	int32_t day = DATE_NONE;

	for (size_t i = 0; i < s->rows.n; i++)
		day = s->rows.v[i].date > day ? s->rows.v[i].date : day;
	return day;
}

static int usage_pace(const struct frame *f, const struct plan_more *m,
		      struct plan_pace *pace)
{
	if (!m->pace || plan_pace_parse(span_of(m->pace), pace))
		return -1;
	return frame_usage(f, "--pace: '%s' is not a count, '/' and day, "
			   "week, month or a month such as 2021-08", m->pace);
}

int plan_backtest_run(struct frame *f, const struct plan_more *m)
{
	struct plan_backtest_input in = {
		.has_population = m->population.given,
		.population = m->population.value,
		.has_residue = m->residue.given, .residue = m->residue.value,
		.has_pace = m->pace != NULL, .has_unit = m->paths->has_unit,
		.meters = m->paths->unit == PLAN_METERS, .diag = &f->diag,
	};
	struct plan_series series;
	struct plan_backtest b;
	int status = usage_pace(f, m, &in.pace);

	if (status >= 0)
		return status;
	plan_series_init(&series);
	plan_backtest_init(&b);
	PLAN_READ(f, "series", plan_series_read, &series, m->backtest);
	in.series = &series;
	in.as_of = frame_as_of(f, newest_day(&series));
	if (f->diag.count[DIAG_ERROR] == 0 && !f->system_failed)
		plan_backtest_make(&in, &b);
	if (!frame_accepts(f)) {
		status = f->status;
	} else {
		backtest_members(&b, in.as_of, frame_summary(f));
		status = frame_kind(f) == TABLE_TEXT_TABLE &&
			 !f->common->columns ?
			 backtest_people(f, &b, in.as_of) :
			 backtest_rows(f, &b, in.as_of);
	}
	plan_backtest_release(&b);
	plan_series_release(&series);
	return status;
}

/* ---- pace ---------------------------------------------------------------- */

static int count_inventory(struct frame *f, const struct plan_more *m,
			   char **files, int n, uint64_t *population)
{
	struct count_notes notes = { 0 };
	struct tally counted = TALLY_INIT;
	const struct tally *t;
	struct load l;
	uint32_t fuel;

	load_init(&l, f, &m->paths->load, ESTATE_COUNTING, DIAG_ERROR);
	l.may_be_tally = true;
	load_files(&l, files, n);
	if (!l.is_tally)
		count_estate(&l.estate, &l.policy, PRECEDENCE_ALL, &counted,
			     &notes);
	t = l.is_tally ? &l.tally : &counted;
	fuel = tally_column(t, RFI_FUEL_TYPE);
	for (size_t i = 0; i < t->rows.n; i++) {
		const struct tally_row *r = &t->rows.v[i];
		const uint64_t each = m->paths->unit == PLAN_METERS ?
			plan_meters(fuel == TABLE_ABSENT ? SPAN_EMPTY :
				    r->key[fuel]) : 1;

		*population += each * (r->active + r->dormant);
	}
	tally_release(&counted);
	load_release(&l);
	return frame_accepts(f) ? -1 : f->status;
}

static void pace_members(const struct plan_pace *pace, uint64_t population,
			 const char *unit, struct json *j)
{
	if (!j)
		return;
	json_u64(j, "population", population);
	json_string(j, "unit", span_of(unit));
	json_u64(j, "days", plan_pace_days(pace, population));
	json_u64(j, "weekend_factor", plan_pace_weekend(pace, population));
}

static int pace_write(struct frame *f, const struct plan_pace *pace,
		      uint64_t population, const char *unit)
{
	const bool people = frame_kind(f) == TABLE_TEXT_TABLE &&
			    !f->common->columns;
	const uint64_t days = plan_pace_days(pace, population);
	const uint64_t times = plan_pace_weekend(pace, population);
	struct table_out_options to;
	struct arena a = ARENA_INIT;
	struct table_out t;
	struct out *out;

	if (!frame_table(f, &pace_format, &to))
		return PROG_USAGE;
	pace_members(pace, population, unit, frame_summary(f));
	out = frame_out(f);
	if (people) {
		people_line(out_sink(out), to.width, arena_printf(&a, SPAN_F
			" %ss at " SPAN_F " in %u %s: " SPAN_F " days; one "
			"weekend would need " SPAN_F " times that pace",
			SPAN_A(plan_grouped(&a, population)), unit,
			SPAN_A(plan_grouped(&a, pace->count)), pace->days,
			pace->days == 1 ? "day" : "days",
			SPAN_A(plan_grouped(&a, days)),
			SPAN_A(plan_grouped(&a, times))));
	} else {
		table_out_begin(&t, out_sink(out), &pace_format, &to);
		table_out_row(&t, (const struct span[PACE_COLUMNS]){
			plan_number(&a, population), span_of(unit),
			plan_number(&a, pace->count),
			plan_number(&a, pace->days), plan_number(&a, days),
			plan_number(&a, times) });
		table_out_end(&t);
	}
	arena_release(&a);
	return frame_commit(f, out, PROG_OK);
}

int plan_pace_run(struct frame *f, const struct plan_more *m, char **files,
		  int n)
{
	uint64_t population = QUESTION;
	struct plan_pace pace = { .days = 1 };
	int status = usage_pace(f, m, &pace);
	bool meters = !m->paths->has_unit || m->paths->unit == PLAN_METERS;

	if (status >= 0)
		return status;
	if (m->population.given) {
		population = m->population.value;
	} else if (n) {
		if (!m->paths->has_unit)
			return frame_usage(f, "--pace: say with --unit "
				"whether the pace counts installations or "
				"meters; a dual fuel installation has two "
				"meters");
		population = 0;
		status = count_inventory(f, m, files, n, &population);
	}
	if (population > PLAN_COUNT_MAX)
		return frame_usage(f, "--population: more than the planner "
				   "takes");
	return status >= 0 ? status :
	       pace_write(f, &pace, population, meters ? "meter" :
			  "installation");
}
