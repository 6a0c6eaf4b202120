#include "engine/case_due.h"

#include "base/date.h"
#include "base/moment.h"
#include "base/num.h"
#include "base/buf.h"

enum { RUNS_MAX = 200000 };		/* daily, for 500 years */

static struct span text_of(const struct duis_element *e, struct span name)
{
	const struct duis_element *at = duis_element_find(e, name);

	return at ? at->text : SPAN_EMPTY;
}

/* The same day n months later, or the last one of that month. */
static bool add_months(int32_t day, unsigned n, int32_t *to)
{
	char text[DATE_TEXT];
	struct buf b = BUF_INIT;
	uint64_t y, m, d;
	bool ok = false;

	date_text(day, text);
	num_parse(span_make(text, 4), &y);
	num_parse(span_make(text + 5, 2), &m);
	num_parse(span_make(text + 8, 2), &d);
	m += 12 * y + n - 1;
	for (; d > 27 && !ok; d--) {
		buf_clear(&b);
		buf_addf(&b, "%04u-%02u-%02u", (unsigned)(m / 12),
			 (unsigned)(m % 12 + 1), (unsigned)d);
		ok = date_parse(buf_span(&b), to);
	}
	if (!ok) {
		buf_clear(&b);
		buf_addf(&b, "%04u-%02u-%02u", (unsigned)(m / 12),
			 (unsigned)(m % 12 + 1), (unsigned)d);
		ok = date_parse(buf_span(&b), to);
	}
	buf_release(&b);
	return ok;
}

static bool nth_day(int32_t start, struct span frequency, unsigned n,
		    int32_t *day)
{
	static const struct {
		const char *name;
		unsigned days, months;
	} table[] = {
		{ "Daily", 1, 0 }, { "Weekly", 7, 0 }, { "Monthly", 0, 1 },
		{ "Quarterly", 0, 3 }, { "Half-Yearly", 0, 6 },
		{ "Yearly", 0, 12 },
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		if (!span_eq(frequency, span_of(table[i].name)))
			continue;
		*day = start + (int32_t)(n * table[i].days);
		return !table[i].months ||
		       add_months(start, n * table[i].months, day);
	}
	return false;
}

static bool first_run(const struct duis_element *e, int64_t now_ms,
		      int64_t *due_ms)
{
	const struct span frequency = text_of(e, SPAN("ScheduleFrequency"));
	int32_t start, day, end;
	uint64_t at_ms = 0;
	bool ends;

	if (!date_parse(text_of(e, SPAN("ScheduleStartDate")), &start))
		return false;
	ends = date_parse(text_of(e, SPAN("ScheduleEndDate")), &end);
	moment_parse_time(text_of(e, SPAN("ScheduleExecutionStartTime")),
			  &at_ms);
	for (unsigned n = 0; n < RUNS_MAX; n++) {
		if (!nth_day(start, frequency, n, &day) ||
		    (ends && day > end))
			return false;
		*due_ms = moment_of_day(day) + (int64_t)at_ms;
		if (*due_ms >= now_ms)
			return true;
	}
	return false;
}

bool case_due_billing(const struct world_device *d, int64_t now_ms,
		      int32_t *day)
{
	const struct span frequency =
		span_of(world_frequency_name(d->billing_period));
	const int32_t today = moment_day(now_ms);

	if (!d->bills || d->billing_start == DATE_NONE)
		return false;
	for (unsigned n = 0; n < RUNS_MAX; n++) {
		if (!nth_day(d->billing_start, frequency, n, day))
			return false;
		if (*day > today)
			return true;
	}
	return false;
}

bool case_due(const struct duis_message *m, int64_t now_ms, int64_t *due_ms)
{
	const struct duis_element *e = m->body;

	if (!e)
		return false;
	if (span_eq(e->name, SPAN("CreateSchedule")))
		return first_run(e, now_ms, due_ms);
	return moment_parse(text_of(e, SPAN("ExecutionDateTime")), due_ms);
}
