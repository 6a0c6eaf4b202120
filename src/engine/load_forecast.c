/* Groups of one user, SRV and mode are a run in a sorted list. */
#include "engine/load_forecast.h"

#include <stdlib.h>
#include "base/mem.h"
#include "engine/load_scenario.h"
#include "model/codes.h"

enum { BP = 10000, MILLI = 1000, HOUR_S = 3600 };

static int by_user(const void *a, const void *b)
{
	const struct load_group *const *x = a, *const *y = b;
	int c = span_cmp(load_group_user(*x), load_group_user(*y));

	if (c == 0)
		c = span_cmp((*x)->srv_name, (*y)->srv_name);
	return c ? c : (int)(*x)->mode - (int)(*y)->mode;
}

/* Without regard to mode, where `srv` alone is asked for. */
static bool together(const struct load_group *a, const struct load_group *b,
		     bool srv)
{
	return span_eq(load_group_user(a), load_group_user(b)) &&
	       span_eq(a->srv_name, b->srv_name) &&
	       (srv || a->mode == b->mode);
}

static const struct load_group **sorted(const struct load_set *s)
{
	const struct load_group **v = mem_array(s->groups.n + 1, sizeof(*v));

	for (size_t i = 0; i < s->groups.n; i++)
		v[i] = &s->groups.v[i];
	qsort(v, s->groups.n, sizeof(*v), by_user);
	return v;
}

static const char *mode_name(enum load_mode m)
{
	static const char *const names[] = { "ON_DEMAND", "FUTURE_DATED",
					     "SCHEDULED" };

	return names[m];
}

int32_t load_newest(const struct load_set *s)
{
	int32_t newest = DATE_NONE;

	for (size_t i = 0; i < s->groups.n; i++) {
		const struct load_group *g = &s->groups.v[i];

		if (g->first_date > newest)
			newest = g->first_date;
		if (g->window.start_day > newest)
			newest = g->window.start_day;
	}
	return newest;
}

/* ---- months -------------------------------------------------------------- */

struct month {
	uint64_t days, requests, busiest, milli, dlms;
};

static void add_day(const struct load_group *const *v, size_t n,
		    int32_t date, struct month *m)
{
	uint64_t today = 0;

	for (size_t i = 0; i < n; i++) {
		if (!load_group_due(v[i], date))
			continue;
		today += v[i]->count;
		m->milli += v[i]->count * (v[i]->transactions_milli +
					   v[i]->alerts_milli);
		m->dlms += v[i]->count * v[i]->dlms_most;
	}
	m->days += today > 0;
	m->requests += today;
	if (today > m->busiest)
		m->busiest = today;
}

static void add_month(const struct load_group *g, int year, int month,
		      const struct month *m, struct load_sheet *sheet)
{
	struct span *c = load_sheet_row(sheet);

	c[LOAD_FORECAST_COL_USER] = load_group_user(g);
	c[LOAD_FORECAST_COL_SRV] = g->srv_name;
	c[LOAD_FORECAST_COL_MODE] = span_of(mode_name(g->mode));
	c[LOAD_FORECAST_COL_MONTH] = arena_printf(&sheet->arena,
						  "%04d-%02d", year, month);
	c[LOAD_FORECAST_COL_DAYS] = load_sheet_number(sheet, m->days);
	c[LOAD_FORECAST_COL_REQUESTS] = load_sheet_number(sheet,
							  m->requests);
	c[LOAD_FORECAST_COL_BUSIEST_DAY] = load_sheet_number(sheet,
							     m->busiest);
	c[LOAD_FORECAST_COL_TRANSACTIONS] = load_sheet_number(sheet,
		(m->milli + MILLI - 1) / MILLI);
	c[LOAD_FORECAST_COL_DLMS] = load_sheet_number(sheet, m->dlms);
}

static void forecast_run(const struct load_group *const *v, size_t n,
			 int32_t from, uint64_t months,
			 struct load_sheet *sheet)
{
	int year, month, day, y, mo;
	int32_t date;

	load_day_parts(from, &year, &month, &day);
	date = from - (day - 1);
	for (uint64_t i = 0; i < months; i++) {
		struct month m = { 0 };

		load_day_parts(date, &year, &month, &day);
		do {
			add_day(v, n, date, &m);
			date++;
			load_day_parts(date, &y, &mo, &day);
		} while (mo == month);
		add_month(v[0], year, month, &m, sheet);
	}
}

void load_forecast(const struct load_set *s, int32_t from, uint64_t months,
		   struct load_sheet *sheet)
{
	const struct load_group **v = sorted(s);

	for (size_t i = 0, n; i < s->groups.n; i += n) {
		for (n = 1; i + n < s->groups.n &&
		     together(v[i], v[i + n], false);)
			n++;
		forecast_run(v + i, n, from, months, sheet);
	}
	mem_free(v);
}

/* ---- thresholds ---------------------------------------------------------- */


/* Requests in the busiest hour, wherever it begins. */
static uint64_t busiest_hour(const struct load_net *net,
			     const struct load_group *like)
{
	const uint32_t slots = net->day->slots;
	const uint32_t hour = HOUR_S / net->day->slot_s;
	uint64_t busiest = 0;

	for (uint32_t from = 0; from < slots; from++) {
		uint64_t sum = 0;

		for (size_t i = 0; i < net->works.n; i++) {
			const struct load_work *w = &net->works.v[i];

			for (uint32_t k = 0; k < hour &&
			     together(w->group, like, true); k++)
				sum += w->sent[(from + k) % slots];
		}
		if (sum > busiest)
			busiest = sum;
	}
	return busiest;
}

static uint64_t with_margin(uint64_t n, uint64_t margin_bp)
{
	return (n * (BP + margin_bp) + BP - 1) / BP;
}

static void add_trip(struct load_sheet *sheet, struct span *cell,
		     struct span what)
{
	*cell = arena_printf(&sheet->arena, SPAN_F "%s" SPAN_F,
			     SPAN_A(*cell), cell->n ? ";" : "",
			     SPAN_A(what));
}

static void find_trips(const struct load_group *const *v, size_t n,
		       uint64_t threshold, uint64_t burst, uint64_t jitter,
		       struct load_sheet *sheet, struct span *cell,
		       struct diag *d)
{
	if (burst > threshold)
		add_trip(sheet, cell, SPAN("on-demand"));
	if (jitter > threshold)
		add_trip(sheet, cell, SPAN("jitter"));
	for (size_t i = 0; i < n; i++) {
		if (v[i]->count > threshold)
			add_trip(sheet, cell, v[i]->name);
	}
	if (cell->n == 0)
		return;
	code_find(d, LOAD048, &(struct code_place){ 0 }, "user '" SPAN_F
		  "', SRV " SPAN_F ": a threshold of %llu an hour would be "
		  "tripped by " SPAN_F, SPAN_A(load_group_user(v[0])),
		  SPAN_A(v[0]->srv_name), (unsigned long long)threshold,
		  SPAN_A(*cell));
}

static void add_threshold(const struct load_net *net,
			  const struct load_group *const *v, size_t n,
			  uint64_t margin_bp, uint64_t jitter, uint64_t burst,
			  struct load_sheet *sheet, struct diag *d)
{
	const uint64_t hour = busiest_hour(net, v[0]);
	const uint64_t threshold = with_margin(hour, margin_bp);
	struct span *c = load_sheet_row(sheet);
	uint64_t day = 0;

	for (size_t i = 0; i < net->works.n; i++) {
		const struct load_work *w = &net->works.v[i];

		for (uint32_t t = 0; t < net->day->slots &&
		     together(w->group, v[0], true); t++)
			day += w->sent[t];
	}
	c[LOAD_THRESHOLDS_COL_USER] = load_group_user(v[0]);
	c[LOAD_THRESHOLDS_COL_SRV] = v[0]->srv_name;
	c[LOAD_THRESHOLDS_COL_PER_HOUR] = load_sheet_number(sheet, hour);
	c[LOAD_THRESHOLDS_COL_THRESHOLD_PER_HOUR] = load_sheet_number(sheet,
		threshold);
	c[LOAD_THRESHOLDS_COL_PER_DAY] = load_sheet_number(sheet, day);
	c[LOAD_THRESHOLDS_COL_THRESHOLD_PER_DAY] = load_sheet_number(sheet,
		with_margin(day, margin_bp));
	c[LOAD_THRESHOLDS_COL_ON_DEMAND_PER_HOUR] = load_sheet_number(sheet,
		burst);
	find_trips(v, n, threshold, burst, jitter, sheet,
		   &c[LOAD_THRESHOLDS_COL_TRIPPED_BY], d);
}

void load_thresholds(struct load_net *net, uint64_t margin_bp,
		     uint64_t burst_s, struct load_sheet *sheet,
		     struct diag *d)
{
	const struct load_group **v = sorted(net->set);
	const size_t all = net->set->groups.n;
	uint64_t *jitter = mem_array(all + 1, sizeof(*jitter));
	uint64_t *burst = mem_array(all + 1, sizeof(*burst));
	struct load_smooth plan;

	load_net_spread(net);
	for (size_t i = 0; i < all; i++)
		jitter[i] = busiest_hour(net, v[i]);
	load_net_burst(net, burst_s);
	for (size_t i = 0; i < all; i++)
		burst[i] = busiest_hour(net, v[i]);
	load_net_spread(net);
	load_smooth(net, &plan);
	for (size_t i = 0, n; i < all; i += n) {
		for (n = 1; i + n < all && together(v[i], v[i + n], true);)
			n++;
		add_threshold(net, v + i, n, margin_bp, jitter[i], burst[i],
			      sheet, d);
	}
	sheet->no = plan.left_total;
	load_smooth_release(&plan);
	mem_free(jitter);
	mem_free(burst);
	mem_free(v);
}
