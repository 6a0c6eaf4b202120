/* Names become classes first; the figures of a phase are their sums. */
#include "engine/wan_scenario.h"

#include "model/codes.h"

struct maker {
	const struct wan_scenario *scenario;
	const struct wan_services *services;
	const struct wan_meters *meters;
	struct wan_plan *plan;
	struct diag *d;
	uint64_t window_s;		/* of the phase at hand */
};

static struct code_place place(const struct maker *m, uint64_t line,
			       const char *member, const struct span *value)
{
	return (struct code_place){ .file = m->scenario->file, .line = line,
				    .column = member, .value = value };
}

static void not_there(const struct maker *m, const struct wan_use *use)
{
	const struct code_place at = place(m, use->line, "service",
					   &use->service);
	const struct wan_service *near = NULL;
	unsigned limit = (unsigned)(use->service.n < 96 ?
				    use->service.n / 3 : 32);

	for (size_t i = 0; i < m->services->v.n; i++) {
		const struct wan_service *s = &m->services->v.v[i];
		const unsigned far = span_distance(s->service, use->service,
						   limit);

		if (far > limit || (near && far == limit))
			continue;
		near = s;
		limit = far;
	}
	code_find(m->d, LOAD059, &at, "is no service of the table%s" SPAN_F
		  "%s" SPAN_F "%s", use->section.n ? " in '" : "",
		  SPAN_A(use->section), near ? use->section.n ?
		  "'; the nearest is '" : "; the nearest is '" :
		  use->section.n ? "'" : "",
		  SPAN_A(near ? near->service : SPAN_EMPTY),
		  near ? "'" : "");
}

static void add_class(struct maker *m, const struct wan_use *use,
		      const struct wan_service *s, enum wan_fuel fuel)
{
	const struct code_place at = place(m, use->line, "service",
					   &use->service);
	struct wan_class *c;

	if (!use->has_reads && !s->has_reads) {
		code_find(m->d, LOAD061, &at, "says neither here nor in the "
			  "table how often it is used");
		return;
	}
	for (size_t i = m->plan->phases.v[m->plan->phases.n - 1].first;
	     i < m->plan->classes.n; i++) {
		if (m->plan->classes.v[i].service != s)
			continue;
		code_find(m->d, LOAD065, &at, "is twice in this phase");
		return;
	}
	c = vec_add(&m->plan->classes);
	c->service = s;
	c->fuel = fuel;
	c->reads = use->has_reads ? use->reads : s->reads;
	c->meters = use->has_meters ? use->meters :
				      wan_meters_of(m->meters, fuel);
	wan_figures_make(s, c->meters, c->reads, m->window_s, &c->figures);
	if (wan_figures_over(&c->figures))
		code_find(m->d, LOAD058, &at,
			  "has figures too large to be exact");
}

static void add_use(struct maker *m, const struct wan_use *use)
{
	const bool by_fuel = m->meters->by_fuel && !use->has_meters;
	const struct wan_service *first = NULL;
	bool several = false;

	for (size_t i = 0; i < m->services->v.n; i++) {
		const struct wan_service *s = &m->services->v.v[i];

		if (!span_eq_nocase(s->service, use->service) ||
		    (use->section.n &&
		     !span_eq_nocase(s->section, use->section)))
			continue;
		if (by_fuel) {
			add_class(m, use, s, wan_section_fuel(s->section));
		} else if (first && (s->bytes != first->bytes ||
			   s->response_ms != first->response_ms)) {
			const struct code_place at = place(m, use->line,
				"service", &use->service);

			code_find(m->d, LOAD060, &at, "is of '" SPAN_F
				"' and '" SPAN_F "' with different sizes or "
				"times; name the section",
				SPAN_A(first->section), SPAN_A(s->section));
			return;
		}
		several = several || first;
		if (!first)
			first = s;
	}
	if (!first)
		not_there(m, use);
	else if (!by_fuel)
		add_class(m, use, first, several ? WAN_BOTH :
			  wan_section_fuel(first->section));
}

/* One number of meters, and services of single fuels: counted twice. */
static void check_fuels(const struct maker *m, const struct wan_span *span)
{
	const struct code_place at = place(m, span->phase->line, "meters",
					   NULL);
	bool seen[WAN_FUELS] = { false };

	for (size_t i = span->first; i < span->end; i++)
		seen[m->plan->classes.v[i].fuel] = true;
	for (size_t i = 0; i < span->phase->uses.n; i++) {
		if (span->phase->uses.v[i].has_meters)
			return;
	}
	if (m->meters->given && !m->meters->by_fuel &&
	    seen[WAN_ELECTRICITY] && seen[WAN_GAS])
		code_find(m->d, LOAD064, &at, "one number for both "
			"electricity services and gas services: each counts "
			"all meters");
}

static void check_years(const struct maker *m, const struct wan_span *span)
{
	const struct code_place at = place(m, span->phase->line, "from_year",
					   NULL);
	const size_t n = m->plan->phases.n;
	const struct wan_span *before = n > 1 ?
		&m->plan->phases.v[n - 2] : NULL;

	if (!before)
		return;
	if (span->has_years != before->has_years) {
		code_find(m->d, LOAD062, &at, "phases that follow each other "
			  "all need from_year, or none of them");
	} else if (span->has_years && span->from_year <= before->to_year) {
		code_find(m->d, LOAD062, &at, "phase %zu begins in %llu, and "
			  "the one before ends with %llu", n,
			  (unsigned long long)span->from_year,
			  (unsigned long long)before->to_year);
	} else if (span->has_years && span->from_year > before->to_year + 1) {
		code_find(m->d, LOAD063, &at, "phase %zu begins in %llu, and "
			  "the one before ends with %llu: no network in "
			  "between", n, (unsigned long long)span->from_year,
			  (unsigned long long)before->to_year);
	}
}

static void most(struct ratio *max, const struct ratio *r)
{
	if (ratio_cmp(r, max) > 0)
		*max = *r;
}

static struct wan_cost priced(struct ratio amount, bool known, uint64_t price)
{
	ratio_mul(&amount, price);
	ratio_div(&amount, WAN_PRICE_UNIT);
	return (struct wan_cost){ known, amount };
}

static void add_costs(const struct wan_scenario *s, struct wan_span *span)
{
	struct ratio mb = span->volume_bytes;

	ratio_div(&mb, 1000000);
	span->traffic = priced(mb, s->has_price, s->price);
	span->visit = priced(ratio_of(span->visits), s->has_visit_cost ||
			     span->visits == 0, s->visit_cost);
	span->cost = span->traffic;
	span->cost.known = span->traffic.known && span->visit.known;
	ratio_add(&span->cost.amount, &span->visit.amount);
	span->a_year = span->cost;
	ratio_div(&span->a_year.amount, span->years);
}

static bool span_over(const struct wan_span *s)
{
	return s->total.bytes_per_day.over || s->total.mean_kbps.over ||
	       s->total.peak_kbps.over || s->total.concurrency.over ||
	       s->volume_bytes.over || s->cost.amount.over ||
	       s->a_year.amount.over || s->link_kbps.over;
}

static void add_phase(struct maker *m, const struct wan_phase *phase)
{
	struct wan_plan *plan = m->plan;
	const bool follows = plan->phases.n > 0;
	struct wan_span *span = vec_add(&plan->phases);

	span->phase = phase;
	span->first = plan->classes.n;
	span->years = phase->years;
	span->has_years = phase->has_from;
	span->from_year = phase->from_year;
	span->to_year = phase->from_year + phase->years - 1;
	span->total = wan_total_none();
	span->link_kbps = ratio_of(0);
	span->visits = follows ? plan->meters : 0;
	m->window_s = phase->window.given ? wan_window_s(&phase->window) : 0;
	for (size_t i = 0; i < phase->uses.n; i++)
		add_use(m, &phase->uses.v[i]);
	span->end = plan->classes.n;
	for (size_t i = span->first; i < span->end; i++) {
		const struct wan_class *c = &plan->classes.v[i];

		wan_total_add(&span->total, &c->figures);
		most(&span->link_kbps, &c->figures.kbps);
	}
	span->volume_bytes = span->total.bytes_per_day;
	ratio_mul(&span->volume_bytes, WAN_YEAR_DAYS);
	ratio_mul(&span->volume_bytes, span->years);
	add_costs(m->scenario, span);
	check_years(m, span);
	check_fuels(m, span);
}

static void add_whole(struct wan_plan *plan)
{
	struct wan_span *w = &plan->whole;

	w->total = wan_total_none();
	w->link_kbps = ratio_of(0);
	w->volume_bytes = ratio_of(0);
	for (size_t i = 0; i < plan->phases.n; i++) {
		const struct wan_span *p = &plan->phases.v[i];

		w->years += p->years;
		w->visits += p->visits;
		ratio_add(&w->volume_bytes, &p->volume_bytes);
		most(&w->link_kbps, &p->link_kbps);
		most(&w->total.peak_kbps, &p->total.peak_kbps);
		most(&w->total.concurrency, &p->total.concurrency);
	}
	w->end = plan->classes.n;
	w->has_years = plan->phases.v[0].has_years;
	w->from_year = plan->phases.v[0].from_year;
	w->to_year = plan->phases.v[plan->phases.n - 1].to_year;
	w->total.bytes_per_day = w->volume_bytes;
	ratio_div(&w->total.bytes_per_day, WAN_YEAR_DAYS);
	ratio_div(&w->total.bytes_per_day, w->years);
	w->total.mean_kbps = w->total.bytes_per_day;
	ratio_mul(&w->total.mean_kbps, 8);
	ratio_div(&w->total.mean_kbps, (uint64_t)WAN_DAY_S * 1000);
	add_costs(plan->scenario, w);
}

bool wan_plan_make(const struct wan_scenario *scenario,
		   const struct wan_services *services,
		   const struct wan_meters *meters, struct wan_plan *plan,
		   struct diag *d)
{
	const uint64_t errors = d->count[DIAG_ERROR];
	struct maker m = { scenario, services, meters->given ? meters :
			   &scenario->meters, plan, d, 0 };
	bool over = false;

	*plan = (struct wan_plan){ .scenario = scenario,
		.meters = wan_meters_of(m.meters, WAN_BOTH) };
	for (size_t i = 0; i < scenario->phases.n; i++)
		add_phase(&m, &scenario->phases.v[i]);
	if (!m.meters->given)
		code_find(d, LOAD061, &(struct code_place){
			.file = scenario->file, .column = "meters" },
			"the scenario does not say how many meters there are");
	if (plan->phases.n == 0)
		return false;		/* the reader has said so */
	add_whole(plan);
	for (size_t i = 0; i < plan->phases.n; i++)
		over = over || span_over(&plan->phases.v[i]);
	if ((over || span_over(&plan->whole)) &&
	    d->count[DIAG_ERROR] == errors)
		code_find(d, LOAD058, &(struct code_place){
			.file = scenario->file }, "the volumes or costs are "
			"too large to be exact");
	return d->count[DIAG_ERROR] == errors;
}

void wan_plan_release(struct wan_plan *plan)
{
	vec_release(&plan->classes);
	vec_release(&plan->phases);
}
