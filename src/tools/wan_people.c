/* Pages for a terminal: the answer, the table, what it does not say. */
#include "base/num.h"
#include "tools/people.h"
#include "tools/wan_view.h"

static struct span grouped(struct arena *a, uint64_t n)
{
	char text[NUM_TEXT];

	return arena_span(a, span_of(num_group(n, text)));
}

static struct span decimal(struct arena *a, const struct ratio *r,
			   unsigned places)
{
	char text[RATIO_TEXT];

	return arena_span(a, span_of(ratio_group(r, places, RATIO_HALF_UP,
						 text)));
}

/* "20.4 GB": a kilo is 1000, as in the published table */
static struct span bytes(struct arena *a, const struct ratio *r)
{
	static const char *const units[] = { "B", "kB", "MB", "GB", "TB",
					     "PB", "EB" };
	const struct ratio limit = ratio_of(1000);
	struct ratio v = *r;
	unsigned i = 0;

	while (i + 1 < sizeof(units) / sizeof(units[0]) &&
	       ratio_cmp(&v, &limit) >= 0) {
		ratio_div(&v, 1000);
		i++;
	}
	return arena_printf(a, SPAN_F " %s",
			    SPAN_A(decimal(a, &v, i ? 1 : 0)), units[i]);
}

static struct span mbps(struct arena *a, const struct ratio *kbps)
{
	struct ratio v = *kbps;

	ratio_div(&v, 1000);
	return decimal(a, &v, 3);
}

/* ---- services ------------------------------------------------------------ */

static void load_head(const struct wan_services *services,
		      const struct wan_load *load, const struct wan_ask *ask,
		      struct sink *sink, unsigned width, struct arena *a)
{
	if (ask->link_bps) {
		struct ratio kbps = ratio_of(ask->link_bps);

		ratio_div(&kbps, 1000);
		people_line(sink, width, arena_printf(a, "a link of " SPAN_F
			" kbps serves %zu of %zu services in time",
			SPAN_A(decimal(a, &kbps, 1)), load->rows.n -
			(size_t)load->unfit, load->rows.n));
	} else {
		people_line(sink, width, arena_printf(a, "%zu services%s; "
			"%llu of %llu printed rates follow from their bytes "
			"and seconds", load->rows.n, services->published ?
			" of the table of 2010" : "",
			(unsigned long long)load->agreeing,
			(unsigned long long)load->printed));
	}
	sink_put(sink, SPAN("\n"));
}

static void load_table(const struct wan_load *load, const struct wan_ask *ask,
		       struct sink *sink, unsigned width, bool bold,
		       struct arena *a)
{
	struct text_table *t = text_table_new();

	text_table_column(t, "section", TEXT_TABLE_SHRINK | TEXT_TABLE_KEEP);
	text_table_column(t, "service", TEXT_TABLE_SHRINK | TEXT_TABLE_KEEP);
	text_table_column(t, "bytes", TEXT_TABLE_RIGHT | TEXT_TABLE_KEEP);
	text_table_column(t, "in s", TEXT_TABLE_RIGHT | TEXT_TABLE_KEEP);
	text_table_column(t, "kbps", TEXT_TABLE_RIGHT | TEXT_TABLE_KEEP);
	text_table_column(t, "printed", TEXT_TABLE_RIGHT);
	text_table_column(t, "", TEXT_TABLE_KEEP);
	text_table_column(t, "takes s", TEXT_TABLE_RIGHT | TEXT_TABLE_KEEP);
	text_table_column(t, "in time", TEXT_TABLE_KEEP);
	text_table_column(t, "meters", TEXT_TABLE_RIGHT);
	text_table_column(t, "a day", TEXT_TABLE_RIGHT);
	text_table_column(t, "mean Mbps", TEXT_TABLE_RIGHT);
	text_table_column(t, "peak Mbps", TEXT_TABLE_RIGHT);
	for (size_t i = 0; i < load->rows.n; i++) {
		const struct wan_row *row = &load->rows.v[i];
		const struct wan_service *s = row->service;
		const struct wan_figures *g = &row->figures;
		const bool link = ask->link_bps != 0;
		const struct span cells[] = {
			s->section, s->service, grouped(a, s->bytes),
			s->response, decimal(a, &g->kbps, 1),
			link ? SPAN_EMPTY : s->printed,
			!link && row->agrees == WAN_DISAGREES ?
				SPAN("differs") : SPAN_EMPTY,
			link ? decimal(a, &row->link_s, 3) : SPAN_EMPTY,
			!link ? SPAN_EMPTY : row->fits ? SPAN("yes") :
							 SPAN("NO"),
			row->has_meters ? grouped(a, row->meters) :
					  SPAN_EMPTY,
			g->used ? bytes(a, &g->bytes_per_day) : SPAN_EMPTY,
			g->used ? mbps(a, &g->mean_kbps) : SPAN_EMPTY,
			g->peaks ? mbps(a, &g->peak_kbps) : SPAN_EMPTY,
		};

		text_table_row(t, cells);
	}
	text_table_write(t, sink, width, true, bold);
	text_table_free(t);
}

static void load_total(const char *name, const struct wan_total *t,
		       const struct wan_ask *ask, struct sink *sink,
		       unsigned width, struct arena *a)
{
	struct span peak = SPAN_EMPTY;

	if (t->services == 0)
		return;
	if (ask->window.given)
		peak = arena_printf(a, ", " SPAN_F " Mbps collected " SPAN_F,
				    SPAN_A(mbps(a, &t->peak_kbps)),
				    SPAN_A(ask->window.text));
	people_line(sink, width, arena_printf(a, "  %s: " SPAN_F " a day, "
		SPAN_F " Mbps mean" SPAN_F ", " SPAN_F " exchanges under way",
		name, SPAN_A(bytes(a, &t->bytes_per_day)),
		SPAN_A(mbps(a, &t->mean_kbps)), SPAN_A(peak),
		SPAN_A(decimal(a, &t->concurrency, 0))));
}

static void load_foot(const struct wan_load *load, const struct wan_ask *ask,
		      struct sink *sink, unsigned width, struct arena *a)
{
	unsigned fuels = 0;

	sink_put(sink, SPAN("\n"));
	for (unsigned i = 0; i < WAN_FUELS; i++)
		fuels += load->fuel[i].services > 0;
	for (unsigned i = 0; fuels > 1 && i < WAN_FUELS; i++)
		load_total(i == WAN_BOTH ? "both fuels" :
			   wan_fuel_name((enum wan_fuel)i), &load->fuel[i],
			   ask, sink, width, a);
	load_total(fuels > 1 ? "together" : "network", &load->all, ask, sink,
		   width, a);
	people_line(sink, width, SPAN("  kbps is what the link to one meter "
		"needs for one message; it is never multiplied by meters or "
		"added up"));
	if (load->all.services == 0 && !ask->link_bps)
		people_line(sink, width, SPAN("  for volumes: --meters N, "
			"--reads SERVICE=N, or --scenario FILE"));
}

int wan_people_load(struct frame *f, const struct wan_services *services,
		    const struct wan_load *load, const struct wan_ask *ask,
		    int status)
{
	struct arena a = ARENA_INIT;
	struct table_out_options to;
	struct out *out;
	struct sink *sink;

	if (!frame_table(f, &wan_service_format, &to))
		return PROG_USAGE;
	frame_summary(f);
	out = frame_out(f);
	sink = out_sink(out);
	load_head(services, load, ask, sink, to.width, &a);
	load_table(load, ask, sink, to.width, to.bold_head, &a);
	load_foot(load, ask, sink, to.width, &a);
	arena_release(&a);
	return frame_commit(f, out, status);
}

/* ---- scenarios ----------------------------------------------------------- */

static struct span money(struct arena *a, const struct wan_cost *c)
{
	return c->known ? decimal(a, &c->amount, 2) : SPAN_EMPTY;
}

static void plan_row(struct text_table *t, const struct wan_plan *plan,
		     const struct wan_span *p, struct span name,
		     struct span phase, struct arena *a)
{
	const struct wan_scenario *s = plan->scenario;
	const struct span cells[] = {
		name, phase, p->has_years ? arena_printf(a, "%llu-%llu",
			(unsigned long long)p->from_year,
			(unsigned long long)p->to_year) : SPAN_EMPTY,
		grouped(a, p->years),
		p->phase ? p->phase->penalty : SPAN_EMPTY,
		bytes(a, &p->total.bytes_per_day),
		mbps(a, &p->total.mean_kbps),
		p->phase && p->phase->window.given ?
			mbps(a, &p->total.peak_kbps) : SPAN_EMPTY,
		p->phase ? p->phase->window.text : SPAN_EMPTY,
		bytes(a, &p->volume_bytes),
		p->visits ? grouped(a, p->visits) : SPAN_EMPTY,
		money(a, &p->traffic),
		p->visits || s->has_visit_cost ? money(a, &p->visit) :
						 SPAN_EMPTY,
		money(a, &p->cost), money(a, &p->a_year),
	};

	text_table_row(t, cells);
}

static void plan_table(const struct wan_plan *plans, size_t n,
		       struct sink *sink, unsigned width, bool bold,
		       struct arena *a)
{
	struct text_table *t = text_table_new();

	text_table_column(t, "scenario", TEXT_TABLE_KEEP);
	text_table_column(t, "phase", TEXT_TABLE_KEEP);
	text_table_column(t, "years", 0);
	text_table_column(t, "of", TEXT_TABLE_RIGHT);
	text_table_column(t, "penalty", 0);
	text_table_column(t, "a day", TEXT_TABLE_RIGHT | TEXT_TABLE_KEEP);
	text_table_column(t, "mean Mbps", TEXT_TABLE_RIGHT | TEXT_TABLE_KEEP);
	text_table_column(t, "peak Mbps", TEXT_TABLE_RIGHT);
	text_table_column(t, "window", 0);
	text_table_column(t, "in all", TEXT_TABLE_RIGHT | TEXT_TABLE_KEEP);
	text_table_column(t, "visits", TEXT_TABLE_RIGHT | TEXT_TABLE_KEEP);
	text_table_column(t, "traffic cost", TEXT_TABLE_RIGHT);
	text_table_column(t, "visit cost", TEXT_TABLE_RIGHT);
	text_table_column(t, "total cost",
			  TEXT_TABLE_RIGHT | TEXT_TABLE_KEEP);
	text_table_column(t, "a year", TEXT_TABLE_RIGHT);
	for (size_t i = 0; i < n; i++) {
		const struct wan_plan *plan = &plans[i];

		for (size_t k = 0; k < plan->phases.n; k++)
			plan_row(t, plan, &plan->phases.v[k], k ?
				 SPAN_EMPTY : plan->scenario->name,
				 grouped(a, k + 1), a);
		if (plan->phases.n > 1)
			plan_row(t, plan, &plan->whole, SPAN_EMPTY,
				 SPAN("all"), a);
	}
	text_table_write(t, sink, width, true, bold);
	text_table_free(t);
}

static void plan_foot(const struct wan_plan *plans, size_t n,
		      struct sink *sink, unsigned width, struct arena *a)
{
	bool priced = true, same = true;

	for (size_t i = 0; i < n; i++) {
		priced = priced && plans[i].whole.cost.known;
		same = same && plans[i].whole.years == plans[0].whole.years;
	}
	sink_put(sink, SPAN("\n"));
	for (size_t i = 0; i < n; i++) {
		if (plans[i].whole.visits)
			people_line(sink, width, arena_printf(a, "  " SPAN_F
				": " SPAN_F " visits to replace the WAN "
				"module", SPAN_A(plans[i].scenario->name),
				SPAN_A(grouped(a, plans[i].whole.visits))));
	}
	if (!priced)
		people_line(sink, width, SPAN("  costs have no default: give "
			"price_per_mb, and visit_cost_per_meter where there "
			"are visits"));
	if (!same)
		people_line(sink, width, SPAN("  the contract lives differ: "
			"compare by day and by year, not in all"));
}

int wan_people_plans(struct frame *f, const struct wan_plan *plans, size_t n)
{
	struct arena a = ARENA_INIT;
	struct table_out_options to;
	struct out *out;
	struct sink *sink;
	bool same = true;

	if (!frame_table(f, &wan_scenario_format, &to))
		return PROG_USAGE;
	frame_summary(f);
	out = frame_out(f);
	sink = out_sink(out);
	for (size_t i = 0; i < n; i++)
		same = same && plans[i].meters == plans[0].meters;
	people_line(sink, to.width, same ? arena_printf(&a, "%zu scenario%s, "
		SPAN_F " meters", n, n == 1 ? "" : "s",
		SPAN_A(grouped(&a, plans[0].meters))) : arena_printf(&a,
		"%zu scenarios of different numbers of meters", n));
	sink_put(sink, SPAN("\n"));
	plan_table(plans, n, sink, to.width, to.bold_head, &a);
	plan_foot(plans, n, sink, to.width, &a);
	arena_release(&a);
	return frame_commit(f, out, PROG_OK);
}

/* ---- firmware ------------------------------------------------------------ */

int wan_people_campaign(struct frame *f, const struct wan_campaign *c)
{
	struct ratio kbps = ratio_of(c->channel_bps), hours;
	struct arena a = ARENA_INIT;
	struct table_out_options to;
	char share[NUM_TEXT], days[RATIO_TEXT];
	struct out *out;
	struct sink *sink;

	if (!frame_table(f, &wan_firmware_format, &to))
		return PROG_USAGE;
	frame_summary(f);
	out = frame_out(f);
	sink = out_sink(out);
	ratio_div(&kbps, 1000);
	hours = c->airtime_s;
	ratio_div(&hours, 3600);
	people_line(sink, to.width, arena_printf(&a, SPAN_F " to " SPAN_F
		" meters takes %s days", SPAN_A(c->service->service),
		SPAN_A(grouped(&a, c->meters)),
		ratio_group(&c->days, 2, RATIO_UP, days)));
	people_line(sink, to.width, arena_printf(&a, "  volume    " SPAN_F
		" of " SPAN_F " bytes each",
		SPAN_A(bytes(&a, &c->volume_bytes)),
		SPAN_A(grouped(&a, c->service->bytes))));
	people_line(sink, to.width, arena_printf(&a, "  channels  " SPAN_F
		" of " SPAN_F " kbps%s%s%s, up to " SPAN_F " meters on one",
		SPAN_A(grouped(&a, c->channels)),
		SPAN_A(decimal(&a, &kbps, 1)),
		c->share_hundredths < 10000 ? ", " : "",
		c->share_hundredths < 10000 ?
		num_percent(c->share_hundredths, 10000, 2, share) : "",
		c->share_hundredths < 10000 ? " % of each for firmware" : "",
		SPAN_A(grouped(&a, c->meters_per_channel))));
	people_line(sink, to.width, arena_printf(&a, "  airtime   " SPAN_F
		" h on the fullest channel, " SPAN_F " a day",
		SPAN_A(decimal(&a, &hours, 1)), SPAN_A(c->window.given ?
		c->window.text : SPAN("24 h"))));
	arena_release(&a);
	return frame_commit(f, out, PROG_OK);
}
