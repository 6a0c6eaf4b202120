#include "model/plan.h"

#include "base/bug.h"

void plan_init(struct plan *p)
{
	*p = (struct plan){ .arena = ARENA_INIT };
}

void plan_release(struct plan *p)
{
	arena_release(&p->arena);
	vec_release(&p->rows);
	vec_release(&p->prices);
	vec_release(&p->shortages);
	plan_init(p);
}

const char *plan_step_name(enum plan_step s)
{
	static const char *const name[PLAN_STEPS] = { "MIGRATE", "FIRMWARE" };

	return name[s];
}

const char *plan_goal_name(enum plan_goal g)
{
	static const char *const name[PLAN_GOALS] = {
		"left", "waiting", "peak", "changes"
	};

	return name[g];
}

const char *plan_row_name(enum plan_price_row r)
{
	static const char *const name[PLAN_PRICE_ROWS] = {
		"capacity", "milestone", "peak", "freeze"
	};

	return name[r];
}

const struct plan_odds_cell *plan_odds_at(const struct plan_problem *p,
					  uint32_t class_index,
					  uint32_t attempt, uint32_t period)
{
	const struct plan_odds *odds = p->class_list[class_index].odds;

	if (attempt >= odds->attempts || period >= p->periods)
		BUG("odds of an attempt or period that there is not");
	return &odds->cell[(size_t)attempt * p->periods + period];
}

uint32_t plan_returns(const struct plan_problem *p, uint32_t period,
		      uint32_t days)
{
	const int64_t from = (int64_t)p->period[period].start + days;
	uint32_t lo = period, hi = p->periods;

	while (lo < hi) {
		const uint32_t mid = lo + (hi - lo) / 2;

		if (p->period[mid].start >= from)
			hi = mid;
		else
			lo = mid + 1;
	}
	return lo;
}

uint32_t plan_delay(const struct plan_problem *p, uint32_t period)
{
	const int32_t to = period < p->periods ? p->period[period].start :
			   p->period[p->periods - 1].end;

	return (uint32_t)(to - p->period[0].start);
}

uint64_t plan_done_ppm(const struct plan_problem *p,
		       const struct plan_row *row)
{
	if (row->step == PLAN_FIRMWARE)
		return row->attempts * PLAN_PPM;
	return row->attempts * plan_odds_at(p, row->class_index, row->attempt,
					    row->period)->success_ppm;
}

struct plan_odds plan_fast_odds(const struct plan_odds *odds,
				uint32_t periods, struct arena *a)
{
	struct plan_odds_cell *cell = arena_zero(a, periods, sizeof(*cell));

	for (uint32_t t = 0; t < periods; t++) {
		/* rounded up at each step: failures are not below the truth */
		uint64_t failed = PLAN_PPM, use = 0;

		for (uint32_t j = 0; j < odds->attempts; j++) {
			const struct plan_odds_cell *c =
				&odds->cell[(size_t)j * periods + t];

			use += (failed * c->use_ppm + PLAN_PPM - 1) / PLAN_PPM;
			failed = (failed * (PLAN_PPM - c->success_ppm) +
				  PLAN_PPM - 1) / PLAN_PPM;
		}
		cell[t] = (struct plan_odds_cell){
			.success_ppm = (uint32_t)(PLAN_PPM - failed),
			.use_ppm = (uint32_t)use,
			.cooldown_days = odds->cell[t].cooldown_days,
		};
	}
	return (struct plan_odds){ .attempts = 1, .cell = cell };
}

const char *plan_fixed_text(plan_fixed v, unsigned places,
			    char text[PLAN_FIXED_TEXT])
{
	char *p = text + PLAN_FIXED_TEXT - 1;
	const bool minus = v < 0;
	plan_fixed unit = 1;

	if (places > 12)
		BUG("more than twelve places");
	for (unsigned i = places; i < 12; i++)
		unit *= 10;
	v = ((minus ? -v : v) + unit / 2) / unit;
	*p = '\0';
	for (unsigned i = 0; v || i <= places; i++, v /= 10) {
		if (i == places && places)
			*--p = '.';
		*--p = (char)('0' + (int)(v % 10));
	}
	if (minus)
		*--p = '-';
	return p;
}
