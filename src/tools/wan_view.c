/* Cells from the engine's figures; this is where they are rounded. */
#include "tools/wan_view.h"

#include "base/num.h"

static struct span number(struct arena *a, uint64_t n)
{
	char text[NUM_TEXT];

	return arena_span(a, span_of(num_text(n, text)));
}

static struct span decimal(struct arena *a, const struct ratio *r,
			   unsigned places, enum ratio_rounding how)
{
	char text[RATIO_TEXT];

	return arena_span(a, span_of(ratio_text(r, places, how, text)));
}

static struct span half_up(struct arena *a, const struct ratio *r,
			   unsigned places)
{
	return decimal(a, r, places, RATIO_HALF_UP);
}

static struct span link_bps(struct arena *a, const struct ratio *kbps)
{
	struct ratio bps = *kbps;

	ratio_mul(&bps, 1000);
	return decimal(a, &bps, 0, RATIO_UP);
}

/* "1", "0.032877": as few places as say it, at most six */
static struct span reads_a_day(struct arena *a, uint64_t reads)
{
	struct ratio r = ratio_of(reads);
	struct span text;

	ratio_div(&r, (uint64_t)WAN_READS_UNIT * WAN_YEAR_DAYS);
	text = half_up(a, &r, WAN_READS_PLACES);
	while (text.p[text.n - 1] == '0')
		text.n--;
	if (text.p[text.n - 1] == '.')
		text.n--;
	return text;
}

static void blank(struct span *cells, size_t n)
{
	for (size_t i = 0; i < n; i++)
		cells[i] = SPAN_EMPTY;
}

/* ---- services ------------------------------------------------------------ */

static void fill_figures(const struct wan_figures *g, struct arena *a,
			 struct span *cells)
{
	cells[WAN_SERVICE_COL_KBPS] = half_up(a, &g->kbps, 4);
	cells[WAN_SERVICE_COL_KBPS_1DP] = half_up(a, &g->kbps, 1);
	cells[WAN_SERVICE_COL_MIN_LINK_BPS] = link_bps(a, &g->kbps);
	if (!g->used)
		return;
	cells[WAN_SERVICE_COL_VOLUME_BYTES_PER_DAY] =
		half_up(a, &g->bytes_per_day, 0);
	cells[WAN_SERVICE_COL_MEAN_KBPS] = half_up(a, &g->mean_kbps, 4);
	if (g->peaks)
		cells[WAN_SERVICE_COL_PEAK_KBPS] =
			half_up(a, &g->peak_kbps, 4);
	cells[WAN_SERVICE_COL_CONCURRENCY] = half_up(a, &g->concurrency, 2);
}

static void fill_service(const struct wan_row *row, const struct wan_ask *ask,
			 struct arena *a, struct span *cells)
{
	const struct wan_service *s = row->service;

	blank(cells, WAN_SERVICE_COLUMNS);
	cells[WAN_SERVICE_COL_SECTION] = s->section;
	cells[WAN_SERVICE_COL_SERVICE] = s->service;
	cells[WAN_SERVICE_COL_BYTES] = number(a, s->bytes);
	cells[WAN_SERVICE_COL_MAX_RESPONSE_S] = s->response;
	cells[WAN_SERVICE_COL_PRINTED_KBPS] = s->printed;
	if (row->has_reads)
		cells[WAN_SERVICE_COL_READS_PER_DAY] =
			reads_a_day(a, row->reads);
	if (row->has_meters)
		cells[WAN_SERVICE_COL_METERS] = number(a, row->meters);
	if (s->bytes >= WAN_OVERHEAD_BYTES)
		cells[WAN_SERVICE_COL_PAYLOAD_BYTES] =
			number(a, s->bytes - WAN_OVERHEAD_BYTES);
	cells[WAN_SERVICE_COL_NOTE] = s->note;
	cells[WAN_SERVICE_COL_FUEL] = span_of(wan_fuel_name(row->fuel));
	fill_figures(&row->figures, a, cells);
	if (row->agrees != WAN_NOT_PRINTED)
		cells[WAN_SERVICE_COL_AGREES] = row->agrees == WAN_AGREES ?
						SPAN("Y") : SPAN("N");
	if (!ask->link_bps)
		return;
	cells[WAN_SERVICE_COL_LINK_S] = decimal(a, &row->link_s, 3, RATIO_UP);
	cells[WAN_SERVICE_COL_FITS] = row->fits ? SPAN("Y") : SPAN("N");
}

static void total(struct json *j, const char *name, const struct wan_total *t,
		  bool peaks)
{
	char text[RATIO_TEXT];

	json_object(j, name);
	json_u64(j, "services", t->services);
	json_number(j, "volume_bytes_per_day",
		    ratio_text(&t->bytes_per_day, 0, RATIO_HALF_UP, text));
	json_string(j, "mean_kbps", span_of(
		    ratio_text(&t->mean_kbps, 4, RATIO_HALF_UP, text)));
	json_string(j, "peak_kbps", peaks ? span_of(
		    ratio_text(&t->peak_kbps, 4, RATIO_HALF_UP, text)) :
		    SPAN_EMPTY);
	json_string(j, "concurrency", span_of(
		    ratio_text(&t->concurrency, 2, RATIO_HALF_UP, text)));
	json_end(j);
}

static void load_totals(struct json *j, const struct wan_load *load,
			const struct wan_ask *ask)
{
	if (!j)
		return;
	json_object(j, "printed");
	json_u64(j, "rows", load->printed);
	json_u64(j, "agreeing", load->agreeing);
	json_end(j);
	if (ask->link_bps) {
		json_object(j, "link");
		json_u64(j, "bps", ask->link_bps);
		json_u64(j, "services", load->rows.n);
		json_u64(j, "not_in_time", load->unfit);
		json_end(j);
	}
	json_object(j, "fuels");
	for (unsigned i = 0; i < WAN_FUELS; i++)
		total(j, wan_fuel_name((enum wan_fuel)i), &load->fuel[i],
		      load->peaks);
	json_end(j);
	total(j, "totals", &load->all, load->peaks);
}

int wan_view_load(struct frame *f, const struct wan_load *load,
		  const struct wan_ask *ask, int status)
{
	struct span cells[WAN_SERVICE_COLUMNS];
	struct arena scratch = ARENA_INIT;
	struct table_out_options to;
	struct table_out t;
	struct out *out;

	if (!frame_table(f, &wan_service_format, &to))
		return PROG_USAGE;
	out = frame_out(f);
	load_totals(frame_summary(f), load, ask);
	table_out_begin(&t, out_sink(out), &wan_service_format, &to);
	load_totals(table_out_members(&t), load, ask);
	for (size_t i = 0; i < load->rows.n; i++) {
		fill_service(&load->rows.v[i], ask, &scratch, cells);
		table_out_row(&t, cells);
		arena_clear(&scratch);
	}
	table_out_end(&t);
	arena_release(&scratch);
	return frame_commit(f, out, status);
}

/* ---- scenarios ----------------------------------------------------------- */

static struct span cost(struct arena *a, const struct wan_cost *c)
{
	return c->known ? half_up(a, &c->amount, 2) : SPAN_EMPTY;
}

static void fill_terms(const struct wan_plan *plan, const struct wan_span *p,
		       struct arena *a, struct span *cells)
{
	const struct wan_scenario *s = plan->scenario;
	struct ratio hours = ratio_of(1000000 - s->availability);

	if (p->has_years) {
		cells[WAN_SCENARIO_COL_FROM_YEAR] = number(a, p->from_year);
		cells[WAN_SCENARIO_COL_TO_YEAR] = number(a, p->to_year);
	}
	cells[WAN_SCENARIO_COL_YEARS] = number(a, p->years);
	cells[WAN_SCENARIO_COL_METERS] = number(a, plan->meters);
	if (p->phase) {
		cells[WAN_SCENARIO_COL_COLLECTION_WINDOW] =
			p->phase->window.text;
		cells[WAN_SCENARIO_COL_PENALTY] = p->phase->penalty;
	}
	if (!s->has_availability)
		return;
	ratio_mul(&hours, 8760);
	ratio_div(&hours, 1000000);
	cells[WAN_SCENARIO_COL_AVAILABILITY_PERCENT] = s->availability_text;
	cells[WAN_SCENARIO_COL_DOWN_HOURS_PER_YEAR] = half_up(a, &hours, 2);
}

static bool has_window(const struct wan_plan *plan, const struct wan_span *p)
{
	if (p->phase)
		return p->phase->window.given;
	for (size_t i = 0; i < plan->phases.n; i++) {
		if (!plan->phases.v[i].phase->window.given)
			return false;
	}
	return true;
}

static void fill_span(const struct wan_plan *plan, const struct wan_span *p,
		      struct span phase, struct arena *a, struct span *cells)
{
	blank(cells, WAN_SCENARIO_COLUMNS);
	cells[WAN_SCENARIO_COL_SCENARIO] = plan->scenario->name;
	cells[WAN_SCENARIO_COL_PHASE] = phase;
	fill_terms(plan, p, a, cells);
	cells[WAN_SCENARIO_COL_MIN_LINK_BPS] = link_bps(a, &p->link_kbps);
	cells[WAN_SCENARIO_COL_VOLUME_BYTES_PER_DAY] =
		half_up(a, &p->total.bytes_per_day, 0);
	cells[WAN_SCENARIO_COL_MEAN_KBPS] =
		half_up(a, &p->total.mean_kbps, 4);
	if (has_window(plan, p))
		cells[WAN_SCENARIO_COL_PEAK_KBPS] =
			half_up(a, &p->total.peak_kbps, 4);
	cells[WAN_SCENARIO_COL_CONCURRENCY] =
		half_up(a, &p->total.concurrency, 2);
	cells[WAN_SCENARIO_COL_VOLUME_BYTES] =
		half_up(a, &p->volume_bytes, 0);
	cells[WAN_SCENARIO_COL_VISITS] = number(a, p->visits);
	cells[WAN_SCENARIO_COL_TRAFFIC_COST] = cost(a, &p->traffic);
	if (p->visits || plan->scenario->has_visit_cost)
		cells[WAN_SCENARIO_COL_VISIT_COST] = cost(a, &p->visit);
	cells[WAN_SCENARIO_COL_TOTAL_COST] = cost(a, &p->cost);
	cells[WAN_SCENARIO_COL_COST_PER_YEAR] = cost(a, &p->a_year);
}

static void plan_totals(struct json *j, const struct wan_plan *plans, size_t n)
{
	if (!j)
		return;
	json_array(j, "scenarios");
	for (size_t i = 0; i < n; i++) {
		json_object_flat(j, NULL);
		json_string(j, "name", plans[i].scenario->name);
		json_u64(j, "meters", plans[i].meters);
		json_u64(j, "phases", plans[i].phases.n);
		json_u64(j, "years", plans[i].whole.years);
		json_u64(j, "visits", plans[i].whole.visits);
		json_bool(j, "priced", plans[i].whole.cost.known);
		json_end(j);
	}
	json_end(j);
}

int wan_view_plans(struct frame *f, const struct wan_plan *plans, size_t n)
{
	struct span cells[WAN_SCENARIO_COLUMNS];
	struct arena scratch = ARENA_INIT;
	struct table_out_options to;
	struct table_out t;
	struct out *out;

	if (!frame_table(f, &wan_scenario_format, &to))
		return PROG_USAGE;
	out = frame_out(f);
	plan_totals(frame_summary(f), plans, n);
	table_out_begin(&t, out_sink(out), &wan_scenario_format, &to);
	plan_totals(table_out_members(&t), plans, n);
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < plans[i].phases.n; k++) {
			fill_span(&plans[i], &plans[i].phases.v[k],
				  number(&scratch, k + 1), &scratch, cells);
			table_out_row(&t, cells);
		}
		fill_span(&plans[i], &plans[i].whole, SPAN("all"), &scratch,
			  cells);
		table_out_row(&t, cells);
		arena_clear(&scratch);
	}
	table_out_end(&t);
	arena_release(&scratch);
	return frame_commit(f, out, PROG_OK);
}

/* ---- firmware, arithmetic ------------------------------------------------ */

int wan_view_campaign(struct frame *f, const struct wan_campaign *c)
{
	struct span cells[WAN_FIRMWARE_COLUMNS];
	struct arena a = ARENA_INIT;
	struct table_out_options to;
	char share[NUM_TEXT];
	struct table_out t;
	struct out *out;

	if (!frame_table(f, &wan_firmware_format, &to))
		return PROG_USAGE;
	out = frame_out(f);
	frame_summary(f);
	cells[WAN_FIRMWARE_COL_SERVICE] = c->service->service;
	cells[WAN_FIRMWARE_COL_BYTES] = number(&a, c->service->bytes);
	cells[WAN_FIRMWARE_COL_METERS] = number(&a, c->meters);
	cells[WAN_FIRMWARE_COL_CHANNELS] = number(&a, c->channels);
	cells[WAN_FIRMWARE_COL_METERS_PER_CHANNEL] =
		number(&a, c->meters_per_channel);
	cells[WAN_FIRMWARE_COL_CHANNEL_BPS] = number(&a, c->channel_bps);
	cells[WAN_FIRMWARE_COL_SHARE_PERCENT] = span_of(
		num_percent(c->share_hundredths, 10000, 2, share));
	cells[WAN_FIRMWARE_COL_WINDOW] = c->window.text;
	cells[WAN_FIRMWARE_COL_WINDOW_S] = number(&a,
						  wan_window_s(&c->window));
	cells[WAN_FIRMWARE_COL_VOLUME_BYTES] = half_up(&a, &c->volume_bytes,
						       0);
	cells[WAN_FIRMWARE_COL_AIRTIME_S] = decimal(&a, &c->airtime_s, 0,
						    RATIO_UP);
	cells[WAN_FIRMWARE_COL_DAYS] = decimal(&a, &c->days, 2, RATIO_UP);
	cells[WAN_FIRMWARE_COL_WHOLE_DAYS] = number(&a, c->whole_days);
	table_out_begin(&t, out_sink(out), &wan_firmware_format, &to);
	table_out_row(&t, cells);
	table_out_end(&t);
	arena_release(&a);
	return frame_commit(f, out, PROG_OK);
}

int wan_view_facts(struct frame *f, const struct wan_facts *facts, int status)
{
	struct table_out_options to;
	struct table_out t;
	struct out *out;

	if (!frame_table(f, &wan_explain_format, &to))
		return PROG_USAGE;
	out = frame_out(f);
	frame_summary(f);
	table_out_begin(&t, out_sink(out), &wan_explain_format, &to);
	for (size_t i = 0; i < facts->v.n; i++) {
		const struct wan_fact *x = &facts->v.v[i];
		const struct span cells[WAN_EXPLAIN_COLUMNS] = {
			x->subject, x->figure, x->arithmetic, x->value,
			x->unit,
		};

		table_out_row(&t, cells);
	}
	table_out_end(&t);
	return frame_commit(f, out, status);
}
