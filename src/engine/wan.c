/* Every figure is one product, in the order of its formula. */
#include "engine/wan.h"

#include "model/codes.h"

static struct ratio link_kbps(const struct wan_service *s)
{
	struct ratio r = ratio_of(s->bytes);

	ratio_mul(&r, 8);
	ratio_div(&r, s->response_ms);	/* bits a ms are kilobits a second */
	return r;
}

void wan_figures_link(const struct wan_service *s, struct wan_figures *f)
{
	const struct ratio none = ratio_of(0);

	*f = (struct wan_figures){ .kbps = link_kbps(s),
		.bytes_per_day = none, .mean_kbps = none, .peak_kbps = none,
		.concurrency = none };
}

void wan_figures_make(const struct wan_service *s, uint64_t meters,
		      uint64_t reads, uint64_t window_s,
		      struct wan_figures *f)
{
	struct ratio a_day = ratio_of(meters);

	wan_figures_link(s, f);
	f->used = true;
	ratio_div(&a_day, (uint64_t)WAN_READS_UNIT * WAN_YEAR_DAYS);
	ratio_mul(&a_day, reads);
	f->bytes_per_day = a_day;
	ratio_mul(&f->bytes_per_day, s->bytes);
	f->mean_kbps = f->bytes_per_day;
	ratio_mul(&f->mean_kbps, 8);
	ratio_div(&f->mean_kbps, (uint64_t)WAN_DAY_S * 1000);
	f->concurrency = a_day;
	ratio_mul(&f->concurrency, s->response_ms);
	ratio_div(&f->concurrency, (uint64_t)WAN_DAY_S * 1000);
	if (window_s == 0)
		return;
	f->peaks = true;
	if (reads == 0)
		return;
	f->peak_kbps = ratio_of(meters);
	ratio_mul(&f->peak_kbps, s->bytes);
	ratio_mul(&f->peak_kbps, 8);
	ratio_div(&f->peak_kbps, window_s * 1000);
}

bool wan_figures_over(const struct wan_figures *f)
{
	return f->kbps.over || f->bytes_per_day.over || f->mean_kbps.over ||
	       f->peak_kbps.over || f->concurrency.over;
}

struct wan_total wan_total_none(void)
{
	const struct ratio none = ratio_of(0);

	return (struct wan_total){ 0, none, none, none, none };
}

void wan_total_add(struct wan_total *t, const struct wan_figures *f)
{
	if (!f->used)
		return;
	t->services++;
	ratio_add(&t->bytes_per_day, &f->bytes_per_day);
	ratio_add(&t->mean_kbps, &f->mean_kbps);
	ratio_add(&t->peak_kbps, &f->peak_kbps);
	ratio_add(&t->concurrency, &f->concurrency);
}

static bool total_over(const struct wan_total *t)
{
	return t->bytes_per_day.over || t->mean_kbps.over ||
	       t->peak_kbps.over || t->concurrency.over;
}

/* ---- what is printed --------------------------------------------------- */

static uint64_t ten_to(unsigned places)
{
	uint64_t n = 1;

	while (places-- > 0)
		n *= 10;
	return n;
}

/* The least bytes whose rate, in units of the last place, is at least half
 * units of `twice`: bytes >= twice / 2 / 10^places x ms / 8. */
static bool least_bytes(uint64_t twice, unsigned places, uint64_t ms,
			uint64_t *bytes)
{
	struct ratio r = ratio_of(twice);

	ratio_mul(&r, ms);
	ratio_div(&r, 16 * ten_to(places));
	return ratio_whole(&r, RATIO_UP, bytes);
}

/* Half up to v means at least v - 1/2 and less than v + 1/2. */
static void compare(struct wan_row *row)
{
	const struct wan_service *s = row->service;
	const uint64_t v = s->printed_scaled;
	uint64_t from = 0, behind;

	if (s->printed.n == 0)
		return;
	if ((v > 0 && !least_bytes(2 * v - 1, s->printed_places,
				   s->response_ms, &from)) ||
	    !least_bytes(2 * v + 1, s->printed_places, s->response_ms,
			 &behind)) {
		row->agrees = WAN_DISAGREES;
		return;
	}
	row->agrees = s->bytes >= from && s->bytes < behind ? WAN_AGREES :
							      WAN_DISAGREES;
	if (from == 0)
		from = 1;		/* there is no message of nothing */
	if (from < behind) {
		row->printed_from = from;
		row->printed_to = behind - 1;
	}
}

static void tell(const struct wan_services *services,
		 const struct wan_row *row, struct diag *d)
{
	const struct wan_service *s = row->service;
	const struct code_place at = {
		.file = services->file, .line = s->line,
		.position = WAN_SERVICE_COL_PRINTED_KBPS + 1,
		.column = "printed_kbps", .value = &s->printed,
	};
	char kbps[RATIO_TEXT];

	ratio_text(&row->figures.kbps, s->printed_places, RATIO_HALF_UP,
		   kbps);
	if (row->printed_from)
		code_find(d, LOAD057, &at, "does not follow from %llu bytes "
			  "in " SPAN_F " s, which give %s; %llu to %llu bytes "
			  "would give it", (unsigned long long)s->bytes,
			  SPAN_A(s->response), kbps,
			  (unsigned long long)row->printed_from,
			  (unsigned long long)row->printed_to);
	else
		code_find(d, LOAD057, &at, "does not follow from %llu bytes "
			  "in " SPAN_F " s, which give %s; no size would "
			  "give it", (unsigned long long)s->bytes,
			  SPAN_A(s->response), kbps);
}

/* ---- the load ---------------------------------------------------------- */

static void settle(const struct wan_ask *ask, struct wan_row *row)
{
	const struct wan_service *s = row->service;

	row->has_meters = s->has_meters;
	row->meters = s->meters;
	row->has_reads = s->has_reads;
	row->reads = s->reads;
	if (ask->meters.given) {
		row->has_meters = true;
		row->meters = wan_meters_of(&ask->meters, row->fuel);
	}
	for (size_t i = 0; i < ask->n_reads; i++) {
		if (!span_eq_nocase(ask->reads[i].service, s->service))
			continue;
		row->has_reads = true;
		row->reads = ask->reads[i].reads;
	}
}

static void fit(const struct wan_ask *ask, struct wan_row *row)
{
	struct ratio time = ratio_of(row->service->response_ms);

	row->link_s = ratio_of(row->service->bytes);
	ratio_mul(&row->link_s, 8);
	ratio_div(&row->link_s, ask->link_bps);
	ratio_div(&time, 1000);
	row->fits = ratio_cmp(&row->link_s, &time) <= 0;
}

static void check_ask(const struct wan_services *services,
		      const struct wan_ask *ask, const struct wan_load *load,
		      struct diag *d)
{
	bool seen[WAN_FUELS] = { false };

	for (size_t i = 0; i < ask->n_reads; i++) {
		const struct span *name = &ask->reads[i].service;
		bool known = false;

		for (size_t k = 0; k < services->v.n && !known; k++)
			known = span_eq_nocase(services->v.v[k].service,
					       *name);
		if (!known)
			code_find(d, LOAD066, &(struct code_place){
				.file = services->file, .value = name },
				"of --reads is no service of the table");
	}
	for (size_t i = 0; i < load->rows.n; i++) {
		const struct wan_row *row = &load->rows.v[i];

		seen[row->fuel] = seen[row->fuel] || row->figures.used;
	}
	if (ask->meters.given && !ask->meters.by_fuel &&
	    seen[WAN_ELECTRICITY] && seen[WAN_GAS])
		code_find(d, LOAD064, &(struct code_place){
			.file = services->file }, "--meters is one number for "
			"both electricity services and gas services: each "
			"counts all meters");
}

void wan_load_make(const struct wan_services *services,
		   const struct wan_ask *ask, struct wan_load *load,
		   struct diag *d)
{
	const uint64_t window_s = ask->window.given ?
				  wan_window_s(&ask->window) : 0;

	*load = (struct wan_load){ .peaks = window_s > 0,
				   .all = wan_total_none() };
	for (unsigned i = 0; i < WAN_FUELS; i++)
		load->fuel[i] = wan_total_none();
	for (size_t i = 0; i < services->v.n; i++) {
		struct wan_row *row = vec_add(&load->rows);

		row->service = &services->v.v[i];
		row->fuel = wan_section_fuel(row->service->section);
		settle(ask, row);
		if (row->has_meters && row->has_reads)
			wan_figures_make(row->service, row->meters,
					 row->reads, window_s, &row->figures);
		else
			wan_figures_link(row->service, &row->figures);
		wan_total_add(&load->fuel[row->fuel], &row->figures);
		wan_total_add(&load->all, &row->figures);
		compare(row);
		load->printed += row->agrees != WAN_NOT_PRINTED;
		load->agreeing += row->agrees == WAN_AGREES;
		if (ask->compare_printed && row->agrees == WAN_DISAGREES)
			tell(services, row, d);
		row->link_s = ratio_of(0);
		if (ask->link_bps) {
			fit(ask, row);
			load->unfit += !row->fits;
		}
		if (wan_figures_over(&row->figures) || row->link_s.over ||
		    total_over(&load->all))
			code_find(d, LOAD058, &(struct code_place){
				.file = services->file,
				.line = row->service->line },
				"the figures of this service are too large "
				"to be exact");
	}
	check_ask(services, ask, load, d);
}

void wan_load_release(struct wan_load *load)
{
	vec_release(&load->rows);
}

/* ---- firmware ------------------------------------------------------------ */

const struct wan_service *wan_firmware_service(const struct wan_services *s)
{
	const struct span word = SPAN("firmware");
	const struct wan_service *found = NULL;

	for (size_t i = 0; i < s->v.n; i++) {
		const struct wan_service *v = &s->v.v[i];

		if (v->service.n < word.n ||
		    !span_eq_nocase(span_make(v->service.p, word.n), word))
			continue;
		if (found)
			return NULL;
		found = v;
	}
	return found;
}

bool wan_campaign_make(struct wan_campaign *c)
{
	c->meters_per_channel = c->meters / c->channels +
				(c->meters % c->channels > 0);
	c->volume_bytes = ratio_of(c->meters);
	ratio_mul(&c->volume_bytes, c->service->bytes);
	c->airtime_s = ratio_of(c->meters_per_channel);
	ratio_mul(&c->airtime_s, c->service->bytes);
	ratio_mul(&c->airtime_s, 8);
	ratio_div(&c->airtime_s, c->channel_bps);
	ratio_div(&c->airtime_s, c->share_hundredths);
	ratio_mul(&c->airtime_s, 10000);
	c->days = c->airtime_s;
	ratio_div(&c->days, wan_window_s(&c->window));
	return !c->volume_bytes.over &&
	       ratio_whole(&c->days, RATIO_UP, &c->whole_days);
}
