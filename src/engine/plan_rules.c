/* One pass over the policy; then arithmetic of days. */
#include "engine/plan_rules.h"

#include <string.h>

#include "base/date.h"
#include "base/num.h"
#include "model/codes.h"

static bool newer(const struct plan_policy *a, const struct plan_policy *b)
{
	if (a->known_on != b->known_on)
		return a->known_on > b->known_on;
	return a->effective_from >= b->effective_from;
}

static struct code_place place(const struct plan_policy *p,
			       const char *column)
{
	return (struct code_place){ .file = p->file, .line = p->line,
				    .column = column, .value = &p->text };
}

/* The same day and the same effect: only one of them can be true. */
static void find_twice(const struct plan_tables *t, struct diag *d)
{
	for (size_t i = 0; i < t->policy.n; i++) {
		const struct plan_policy *p = &t->policy.v[i];

		for (size_t j = 0; j < i; j++) {
			const struct plan_policy *q = &t->policy.v[j];
			const struct code_place at = place(p, p->column);

			if (p->rule != q->rule ||
			    p->known_on != q->known_on ||
			    p->effective_from != q->effective_from ||
			    span_eq(p->text, q->text))
				continue;
			code_find(d, PLAN016, &at, "is not what line %llu of "
				  "'%s' says of %s for the same day",
				  (unsigned long long)q->line, q->file,
				  plan_rule_name(p->rule));
			break;
		}
	}
}

static void find_passed(struct plan_rules *r, int32_t start, bool lenient,
			struct diag *d)
{
	char day[DATE_TEXT];

	for (unsigned i = 0; i <= PLAN_RULE_TMAD; i++) {
		const struct plan_policy *p = r->row[i];
		struct code_place at;

		if (!p || p->relative || p->day >= start)
			continue;
		at = place(p, p->column);
		code_find(d, lenient ? PLAN041 : PLAN023, &at,
			  "has passed on the first day of the plan, %s (%s)",
			  date_text(start, day),
			  plan_rule_name((enum plan_rule)i));
		r->row[i] = NULL;
	}
}

void plan_rules_make(const struct plan_tables *t, int32_t known_on,
		     int32_t start, bool lenient, struct diag *d,
		     struct plan_rules *r)
{
	static const uint64_t defaults[PLAN_RULES] = {
		[PLAN_RULE_DMIN] = 100, [PLAN_RULE_ATTEMPTS] = 5,
		[PLAN_RULE_COOLDOWN] = 14,
	};
	bool known = t->policy.n == 0;

	memset(r, 0, sizeof(*r));
	find_twice(t, d);
	for (size_t i = 0; i < t->policy.n; i++) {
		const struct plan_policy *p = &t->policy.v[i];

		if (p->known_on > known_on)
			continue;
		known = true;
		if (p->effective_from <= start &&
		    (!r->row[p->rule] || newer(p, r->row[p->rule])))
			r->row[p->rule] = p;
	}
	if (!known)
		code_find(d, PLAN035, &(struct code_place){
			.file = t->policy.v[0].file },
			"no rule of the policy was known on the day; the "
			"plan has none but the defaults");
	for (unsigned i = 0; i < PLAN_RULES; i++)
		r->number[i] = r->row[i] ? r->row[i]->number : defaults[i];
	find_passed(r, start, lenient, d);
}

int32_t plan_rules_latest(const struct plan_rules *r, int32_t able,
			  const struct plan_policy **which)
{
	int32_t latest = DATE_NONE;

	*which = NULL;
	for (unsigned i = 0; i <= PLAN_RULE_TMAD; i++) {
		const struct plan_policy *p = r->row[i];
		int32_t day;

		if (!p || (p->relative && able == DATE_NONE))
			continue;
		day = p->relative ? plan_months_later(able, p->number) :
				    p->day;
		if (latest != DATE_NONE && day >= latest)
			continue;
		latest = day;
		*which = p;
	}
	return latest;
}

static int32_t day_of(uint64_t year, uint64_t month, uint64_t day)
{
	struct buf b = BUF_INIT;
	int32_t at = DATE_NONE;

	buf_addf(&b, "%04llu-%02llu-%02llu", (unsigned long long)year,
		 (unsigned long long)month, (unsigned long long)day);
	if (!date_parse(buf_span(&b), &at))
		at = DATE_NONE;
	buf_release(&b);
	return at;
}

int32_t plan_months_later(int32_t day, uint64_t months)
{
	char text[DATE_TEXT];
	struct span rest;
	struct span part;
	uint64_t year = 0, month = 1, of_month = 1;
	int32_t at = DATE_NONE;

	rest = span_of(date_text(day, text));
	if (!span_cut(&rest, '-', &part) || !num_parse(part, &year) ||
	    !span_cut(&rest, '-', &part) || !num_parse(part, &month) ||
	    !num_parse(rest, &of_month))
		return day;
	months += year * 12 + month - 1;
	year = months / 12;
	month = months % 12 + 1;
	do
		at = day_of(year, month, of_month);
	while (at == DATE_NONE && --of_month > 27);
	return at == DATE_NONE ? INT32_MAX : at;
}

int32_t plan_monday(int32_t day)
{
	/* 1970-01-01 was a Thursday; day 4 is a Monday. */
	const int32_t past = ((day - 4) % 7 + 7) % 7;

	return past ? day + 7 - past : day;
}

uint32_t plan_periods_make(int32_t start, int32_t end, bool daily,
			   struct plan_period *period)
{
	uint32_t n = 0;

	while (start < end) {
		const int32_t days = daily && n < PLAN_DAILY ? 1 : 7;
		const int32_t next = end - start < days ? end : start + days;

		period[n++] = (struct plan_period){ start, next };
		start = next;
	}
	return n;
}
