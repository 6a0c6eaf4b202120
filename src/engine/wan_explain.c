/* What is said here is what engine/wan.c and wan_scenario.c do, in their
 * order. */
#include "engine/wan_explain.h"

#include "base/num.h"

#define U(n)	(unsigned long long)(n)

static struct span text(struct wan_facts *f, const struct ratio *r,
			unsigned places, enum ratio_rounding how)
{
	char t[RATIO_TEXT];

	return arena_span(&f->arena, span_of(ratio_text(r, places, how, t)));
}

static void add(struct wan_facts *f, struct span subject, const char *figure,
		struct span arithmetic, struct span value, const char *unit)
{
	const struct wan_fact fact = { subject, span_of(figure), arithmetic,
				       value, span_of(unit) };

	vec_push(&f->v, fact);
}

/* "1 a day", "12 / 365 a day": as it was said, for whole numbers */
static struct span reads_text(struct wan_facts *f, uint64_t reads)
{
	struct ratio day = ratio_of(reads), year = ratio_of(reads);
	struct span often;
	char t[RATIO_TEXT];

	ratio_div(&year, WAN_READS_UNIT);
	ratio_div(&day, (uint64_t)WAN_READS_UNIT * WAN_YEAR_DAYS);
	if (day.den == 1)
		return text(f, &day, 0, RATIO_HALF_UP);
	if (year.den == 1)
		return arena_printf(&f->arena, "%s / %u",
			ratio_text(&year, 0, RATIO_HALF_UP, t),
			WAN_YEAR_DAYS);
	often = span_of(ratio_text(&year, WAN_READS_PLACES, RATIO_HALF_UP,
				   t));
	while (often.n && often.p[often.n - 1] == '0')
		often.n--;
	return arena_printf(&f->arena, SPAN_F " / %u", SPAN_A(often),
			    WAN_YEAR_DAYS);
}

static void explain_link(struct wan_facts *f, struct span subject,
			 const struct wan_service *s,
			 const struct ratio *kbps)
{
	struct ratio bps = *kbps;

	add(f, subject, "kbps", arena_printf(&f->arena,
		"%llu B x 8 / 1000 / " SPAN_F " s", U(s->bytes),
		SPAN_A(s->response)), text(f, kbps, 4, RATIO_HALF_UP), "kbps");
	ratio_mul(&bps, 1000);
	add(f, subject, "min_link_bps", arena_printf(&f->arena,
		"%llu B x 8 / " SPAN_F " s, rounded up", U(s->bytes),
		SPAN_A(s->response)), text(f, &bps, 0, RATIO_UP), "bit/s");
	if (s->bytes >= WAN_OVERHEAD_BYTES)
		add(f, subject, "payload_bytes", arena_printf(&f->arena,
			"%llu B - %u B", U(s->bytes), WAN_OVERHEAD_BYTES),
			arena_printf(&f->arena, "%llu",
			U(s->bytes - WAN_OVERHEAD_BYTES)), "B");
}

static void explain_figures(struct wan_facts *f, struct span subject,
			    const struct wan_service *s, uint64_t meters,
			    uint64_t reads, uint64_t window_s,
			    const struct wan_figures *g)
{
	const struct span often = reads_text(f, reads);

	add(f, subject, "volume_bytes_per_day", arena_printf(&f->arena,
		"%llu meters x " SPAN_F " a day x %llu B", U(meters),
		SPAN_A(often), U(s->bytes)),
		text(f, &g->bytes_per_day, 0, RATIO_HALF_UP), "B a day");
	add(f, subject, "mean_kbps", arena_printf(&f->arena,
		"%llu x " SPAN_F " x %llu B x 8 / 86400 s / 1000", U(meters),
		SPAN_A(often), U(s->bytes)),
		text(f, &g->mean_kbps, 4, RATIO_HALF_UP), "kbps");
	if (g->peaks)
		add(f, subject, "peak_kbps", reads == 0 ?
			SPAN("nothing is read") : arena_printf(&f->arena,
			"%llu x %llu B x 8 / %llu s / 1000", U(meters),
			U(s->bytes), U(window_s)),
			text(f, &g->peak_kbps, 4, RATIO_HALF_UP), "kbps");
	add(f, subject, "concurrency", arena_printf(&f->arena,
		"%llu x " SPAN_F " x " SPAN_F " s / 86400 s", U(meters),
		SPAN_A(often), SPAN_A(s->response)),
		text(f, &g->concurrency, 2, RATIO_HALF_UP), "exchanges");
}

static struct span service_name(struct wan_facts *f,
				const struct wan_service *s)
{
	return arena_printf(&f->arena, SPAN_F ": " SPAN_F,
			    SPAN_A(s->section), SPAN_A(s->service));
}

static void explain_total(struct wan_facts *f, struct span subject,
			  const struct wan_total *t, bool peaks)
{
	struct span of = arena_printf(&f->arena, "sum over %llu service%s in "
		"use", U(t->services), t->services == 1 ? "" : "s");

	add(f, subject, "volume_bytes_per_day", of,
	    text(f, &t->bytes_per_day, 0, RATIO_HALF_UP), "B a day");
	add(f, subject, "mean_kbps", of,
	    text(f, &t->mean_kbps, 4, RATIO_HALF_UP), "kbps");
	if (peaks)
		add(f, subject, "peak_kbps", of,
		    text(f, &t->peak_kbps, 4, RATIO_HALF_UP), "kbps");
	add(f, subject, "concurrency", of,
	    text(f, &t->concurrency, 2, RATIO_HALF_UP), "exchanges");
}

static void explain_printed(struct wan_facts *f, struct span subject,
			    const struct wan_row *row)
{
	const struct wan_service *s = row->service;
	struct span why = SPAN("follows from bytes and seconds");

	if (row->agrees == WAN_NOT_PRINTED)
		return;
	if (row->agrees == WAN_DISAGREES && row->printed_from)
		why = arena_printf(&f->arena, "does not follow: it would "
			"take %llu B to %llu B", U(row->printed_from),
			U(row->printed_to));
	else if (row->agrees == WAN_DISAGREES)
		why = SPAN("does not follow from any size");
	add(f, subject, "printed_kbps", why, s->printed, "kbps");
}

void wan_explain_load(const struct wan_load *load, const struct wan_ask *ask,
		      struct wan_facts *f)
{
	const uint64_t window_s = wan_window_s(&ask->window);

	for (size_t i = 0; i < load->rows.n; i++) {
		const struct wan_row *row = &load->rows.v[i];
		const struct wan_service *s = row->service;
		const struct span subject = service_name(f, s);

		explain_link(f, subject, s, &row->figures.kbps);
		explain_printed(f, subject, row);
		if (row->figures.used)
			explain_figures(f, subject, s, row->meters,
					row->reads, window_s, &row->figures);
		if (ask->link_bps)
			add(f, subject, "link_s", arena_printf(&f->arena,
				"%llu B x 8 / %llu bit/s, %s " SPAN_F " s",
				U(s->bytes), U(ask->link_bps), row->fits ?
				"within" : "not within", SPAN_A(s->response)),
				text(f, &row->link_s, 3, RATIO_UP), "s");
	}
	if (load->all.services > 0)
		explain_total(f, SPAN("all"), &load->all, load->peaks);
}

/* ---- scenarios ----------------------------------------------------------- */

static struct span phase_name(struct wan_facts *f, const struct wan_plan *p,
			      size_t i)
{
	return arena_printf(&f->arena, SPAN_F ", phase %zu",
			    SPAN_A(p->scenario->name), i + 1);
}

static void explain_costs(struct wan_facts *f, struct span subject,
			  const struct wan_scenario *s,
			  const struct wan_span *p)
{
	const struct span volume = text(f, &p->volume_bytes, 0,
					RATIO_HALF_UP);
	const char *whole = p->volume_bytes.den == 1 ? "" :
			    ", before it was rounded";

	if (p->visits)
		add(f, subject, "visits", SPAN("the WAN module of every meter "
		    "is replaced"), arena_printf(&f->arena, "%llu",
		    U(p->visits)), "meters");
	if (p->traffic.known)
		add(f, subject, "traffic_cost", arena_printf(&f->arena,
			SPAN_F " B / 1000000 x " SPAN_F "%s", SPAN_A(volume),
			SPAN_A(s->price_text), whole),
			text(f, &p->traffic.amount, 2, RATIO_HALF_UP), "");
	if (p->visit.known && p->visits)
		add(f, subject, "visit_cost", arena_printf(&f->arena,
			"%llu x " SPAN_F, U(p->visits),
			SPAN_A(s->visit_text)),
			text(f, &p->visit.amount, 2, RATIO_HALF_UP), "");
	if (!p->cost.known)
		return;
	add(f, subject, "total_cost", SPAN("traffic and visits"),
	    text(f, &p->cost.amount, 2, RATIO_HALF_UP), "");
	add(f, subject, "cost_per_year", arena_printf(&f->arena,
		"of %llu years", U(p->years)),
	    text(f, &p->a_year.amount, 2, RATIO_HALF_UP), "");
}

static void explain_phase(struct wan_facts *f, const struct wan_plan *plan,
			  size_t n)
{
	const struct wan_span *p = &plan->phases.v[n];
	const struct span subject = phase_name(f, plan, n);

	for (size_t i = p->first; i < p->end; i++) {
		const struct wan_class *c = &plan->classes.v[i];
		struct span name = c->fuel == WAN_BOTH ? c->service->service :
				   service_name(f, c->service);

		name = arena_printf(&f->arena, SPAN_F ", " SPAN_F,
				    SPAN_A(subject), SPAN_A(name));
		explain_link(f, name, c->service, &c->figures.kbps);
		explain_figures(f, name, c->service, c->meters, c->reads,
				wan_window_s(&p->phase->window), &c->figures);
	}
	explain_total(f, subject, &p->total, p->phase->window.given);
	add(f, subject, "volume_bytes", arena_printf(&f->arena,
		"that volume a day x 365 x %llu years, before it was rounded",
		U(p->years)), text(f, &p->volume_bytes, 0, RATIO_HALF_UP),
	    "B");
	explain_costs(f, subject, plan->scenario, p);
}

void wan_explain_plan(const struct wan_plan *plan, struct wan_facts *f)
{
	const struct wan_scenario *s = plan->scenario;

	for (size_t i = 0; i < plan->phases.n; i++)
		explain_phase(f, plan, i);
	if (plan->phases.n > 1) {
		const struct span subject = arena_printf(&f->arena, SPAN_F
			", all phases", SPAN_A(s->name));

		add(f, subject, "volume_bytes", SPAN("sum of the phases"),
		    text(f, &plan->whole.volume_bytes, 0, RATIO_HALF_UP),
		    "B");
		explain_costs(f, subject, s, &plan->whole);
	}
	if (s->has_availability) {
		struct ratio hours = ratio_of(1000000 - s->availability);

		ratio_mul(&hours, 8760);
		ratio_div(&hours, 1000000);
		add(f, s->name, "down_hours_per_year", arena_printf(&f->arena,
			"(100 - " SPAN_F ") / 100 x 8760 h",
			SPAN_A(s->availability_text)),
		    text(f, &hours, 2, RATIO_HALF_UP), "h");
	}
}

/* ---- firmware ------------------------------------------------------------ */

void wan_explain_campaign(const struct wan_campaign *c, struct wan_facts *f)
{
	const struct span name = c->service->service;
	const uint64_t window_s = wan_window_s(&c->window);
	char share[NUM_TEXT];

	num_percent(c->share_hundredths, 10000, 2, share);
	add(f, name, "volume_bytes", arena_printf(&f->arena,
		"%llu meters x %llu B", U(c->meters), U(c->service->bytes)),
	    text(f, &c->volume_bytes, 0, RATIO_HALF_UP), "B");
	add(f, name, "meters_per_channel", arena_printf(&f->arena,
		"%llu meters / %llu channels, rounded up", U(c->meters),
		U(c->channels)), arena_printf(&f->arena, "%llu",
		U(c->meters_per_channel)), "meters");
	add(f, name, "airtime_s", arena_printf(&f->arena,
		"%llu x %llu B x 8 / (%llu bit/s x %s %%), rounded up",
		U(c->meters_per_channel), U(c->service->bytes),
		U(c->channel_bps), share),
	    text(f, &c->airtime_s, 0, RATIO_UP), "s");
	add(f, name, "days", arena_printf(&f->arena,
		"%llu x %llu B x 8 / (%llu bit/s x %s %%) / %llu s, rounded "
		"up", U(c->meters_per_channel), U(c->service->bytes),
		U(c->channel_bps), share, U(window_s)),
	    text(f, &c->days, 2, RATIO_UP), "days");
}

void wan_facts_release(struct wan_facts *facts)
{
	vec_release(&facts->v);
	arena_release(&facts->arena);
}
