#include "engine/plan_pace.h"

#include "base/buf.h"
#include "base/date.h"
#include "base/num.h"
#include "engine/plan_rules.h"
#include "model/plan.h"

enum { WEEKEND_DAYS = 2, MONTH_DAYS = 31 };

static bool month_days(struct span month, uint32_t *days)
{
	struct buf b = BUF_INIT;
	int32_t first;
	bool ok;

	buf_add(&b, month);
	buf_add(&b, SPAN("-01"));
	ok = date_parse(buf_span(&b), &first);
	if (ok)
		*days = (uint32_t)(plan_months_later(first, 1) - first);
	buf_release(&b);
	return ok;
}

bool plan_pace_parse(struct span text, struct plan_pace *pace)
{
	struct span rest = text, count;

	if (!span_cut(&rest, '/', &count) || rest.n == 0 ||
	    !num_parse(count, &pace->count) || pace->count == 0 ||
	    pace->count > PLAN_COUNT_MAX)
		return false;
	pace->monthly = false;
	if (span_eq_nocase(rest, SPAN("day"))) {
		pace->days = 1;
	} else if (span_eq_nocase(rest, SPAN("week"))) {
		pace->days = 7;
	} else if (span_eq_nocase(rest, SPAN("month"))) {
		pace->days = MONTH_DAYS;
		pace->monthly = true;
	} else {
		pace->monthly = true;
		return month_days(rest, &pace->days);
	}
	return true;
}

static uint64_t up(plan_fixed n, plan_fixed by)
{
	return (uint64_t)((n + by - 1) / by);
}

uint64_t plan_pace_days(const struct plan_pace *p, uint64_t population)
{
	return up((plan_fixed)population * p->days, (plan_fixed)p->count);
}

uint64_t plan_pace_weekend(const struct plan_pace *p, uint64_t population)
{
	return up((plan_fixed)population * p->days,
		  (plan_fixed)p->count * WEEKEND_DAYS);
}
