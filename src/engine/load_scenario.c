/* Each scenario is the load reckoned again from what is sent then. */
#include "engine/load_scenario.h"

#include <stdlib.h>
#include "base/mem.h"
#include "model/codes.h"

enum { UNITS = 10000000 };		/* of load, a transaction */

void load_net_burst(struct load_net *net, uint64_t seconds)
{
	const uint32_t slot_s = net->day->slot_s;
	uint32_t slots = (uint32_t)((seconds + slot_s - 1) / slot_s);

	if (slots > net->day->slots)
		slots = net->day->slots;
	for (size_t i = 0; i < net->works.n; i++) {
		const struct load_work *w = &net->works.v[i];
		const uint64_t n = w->group->count;

		if (w->group->mode != LOAD_SCHEDULED)
			continue;
		for (uint32_t t = 0; t < net->day->slots; t++)
			w->sent[t] = t < slots ? n * (t + 1) / slots -
						 n * t / slots : 0;
	}
}

static uint64_t least_limit(const struct load_net *net,
			    const struct load_node *n, enum load_resource r)
{
	uint64_t least = LOAD_NO_LIMIT;

	for (uint32_t t = 0; t < net->day->slots; t++) {
		if (n->limit[r][t] < least)
			least = n->limit[r][t];
	}
	return least;
}

static struct span limit_cell(struct load_sheet *sheet,
			      const struct load_net *net,
			      const struct load_node *n,
			      enum load_resource r)
{
	const uint64_t least = least_limit(net, n, r);

	return least < LOAD_NO_LIMIT ?
	       load_sheet_rate(sheet, load_rate(net, r, least)) : SPAN_EMPTY;
}

/* ---- scenarios ----------------------------------------------------------- */

/* Slots above a limit, and transactions above it. */
static void over(const struct load_net *net, const struct load_node *n,
		 uint32_t *slots, uint64_t *excess)
{
	*slots = 0;
	*excess = 0;
	for (uint32_t t = 0; t < net->day->slots; t++) {
		bool above = false;

		for (unsigned r = 0; r < LOAD_RESOURCES; r++) {
			const uint64_t load = n->base[r][t] + n->work[r][t];

			if (load <= n->limit[r][t])
				continue;
			above = true;
			if (r == LOAD_TPS)
				*excess += load - n->limit[r][t];
		}
		*slots += above;
	}
}

static uint64_t left_at(const struct load_net *net,
			const struct load_smooth *plan, uint32_t node)
{
	uint64_t left = 0;

	for (size_t i = 0; plan && i < plan->left.n; i++) {
		const uint32_t at = plan->left.v[i].work->node;

		if (at == node || net->nodes.v[at].parent == node)
			left += plan->left.v[i].requests;
	}
	return left;
}

static void add_scenario(struct load_net *net, const char *name,
			 const struct load_smooth *plan,
			 struct load_sheet *sheet)
{
	char text[LOAD_SLOT_TEXT];

	load_net_reckon(net, LOAD_ALL_MODES);
	for (uint32_t i = 0; i < net->nodes.n; i++) {
		const struct load_node *n = &net->nodes.v[i];
		struct span *c = load_sheet_row(sheet);
		const uint64_t left = left_at(net, plan, i);
		uint64_t peak, excess;
		uint32_t slot, slots;

		over(net, n, &slots, &excess);
		c[LOAD_COMPARE_COL_SCENARIO] = span_of(name);
		c[LOAD_COMPARE_COL_NODE] = n->name;
		peak = load_peak(net, i, LOAD_TPS, &slot);
		c[LOAD_COMPARE_COL_PEAK_TPS] = load_sheet_rate(sheet,
			load_rate(net, LOAD_TPS, peak));
		c[LOAD_COMPARE_COL_PEAK_SLOT] = arena_span(&sheet->arena,
			span_of(load_day_slot(net->day, slot, text)));
		c[LOAD_COMPARE_COL_LIMIT_TPS] = limit_cell(sheet, net, n,
							   LOAD_TPS);
		peak = load_peak(net, i, LOAD_DLMS, &slot);
		c[LOAD_COMPARE_COL_PEAK_DLMS_PER_S] = load_sheet_rate(sheet,
			load_rate(net, LOAD_DLMS, peak));
		c[LOAD_COMPARE_COL_LIMIT_DLMS_PER_S] = limit_cell(sheet, net,
			n, LOAD_DLMS);
		c[LOAD_COMPARE_COL_OVER_S] = load_sheet_number(sheet,
			(uint64_t)slots * net->day->slot_s);
		c[LOAD_COMPARE_COL_EXCESS_TRANSACTIONS] =
			load_sheet_number(sheet, (excess + UNITS - 1) /
					  UNITS);
		c[LOAD_COMPARE_COL_LEFT] = load_sheet_number(sheet, left);
		c[LOAD_COMPARE_COL_FITS] = slots || left ? SPAN("N") :
							   SPAN("Y");
	}
}

static void add_smooth(struct load_net *net, const char *name,
		       struct load_sheet *sheet)
{
	struct load_smooth plan;

	load_net_spread(net);
	load_smooth(net, &plan);
	add_scenario(net, name, &plan, sheet);
	load_smooth_release(&plan);
}

/* So much of a day's DLMS commands more, all in the window. */
static void add_firmware(struct load_net *net,
			 const struct load_compare_rules *r)
{
	for (uint32_t i = 0; i < net->nodes.n; i++) {
		uint64_t *base = net->nodes.v[i].base[LOAD_DLMS];
		uint64_t sum = 0, slots = 0, done = 0;

		for (uint32_t t = 0; t < net->day->slots; t++) {
			sum += base[t];
			slots += load_day_within(net->day, t,
				r->firmware_from, r->firmware_to, false);
		}
		sum = sum / 10000 * r->firmware_bp;
		for (uint32_t t = 0; t < net->day->slots; t++) {
			if (!load_day_within(net->day, t, r->firmware_from,
					     r->firmware_to, false))
				continue;
			base[t] += sum / slots + (done < sum % slots);
			done++;
		}
	}
}

void load_compare(struct load_net *net, const struct load_compare_rules *r,
		  struct load_sheet *sheet)
{
	load_net_spread(net);
	load_net_burst(net, r->burst_s);
	add_scenario(net, "on-demand", NULL, sheet);
	load_net_spread(net);
	add_scenario(net, "jitter", NULL, sheet);
	add_smooth(net, "smooth", sheet);
	add_firmware(net, r);
	add_smooth(net, "smooth-with-firmware", sheet);
}

/* ---- capacity ------------------------------------------------------------ */

/* The set with other counts, or one group more; strings are shared. */
static void copy_groups(const struct load_set *s, struct load_set *copy)
{
	*copy = *s;
	copy->groups.v = NULL;
	copy->groups.n = copy->groups.cap = 0;
	for (size_t i = 0; i < s->groups.n; i++)
		vec_push(&copy->groups, s->groups.v[i]);
}

/* The longest run of slots into which no request of the work fits. */
static void full_run(const struct load_net *net, const struct load_work *w,
		     uint32_t *from, uint32_t *slots)
{
	const struct load_node *n = &net->nodes.v[w->node];
	const struct load_node *p = n->parent == LOAD_NO_NODE ? n :
				    &net->nodes.v[n->parent];
	uint32_t run = 0;

	*from = *slots = 0;
	for (uint32_t k = 0; k < w->slots; k++) {
		const uint32_t t = (w->from + k) % net->day->slots;
		const bool full =
			n->base[LOAD_TPS][t] + n->work[LOAD_TPS][t] +
			w->weights.tps[0] > n->limit[LOAD_TPS][t] ||
			p->base[LOAD_DLMS][t] + p->work[LOAD_DLMS][t] +
			w->weights.dlms > p->limit[LOAD_DLMS][t];

		run = full ? run + 1 : 0;
		if (run > *slots) {
			*slots = run;
			*from = (t + net->day->slots + 1 - run) %
				net->day->slots;
		}
	}
}

static bool first_of_window(const struct load_net *net, size_t at)
{
	const struct load_work *w = &net->works.v[at];

	for (size_t i = 0; i < at; i++) {
		const struct load_work *v = &net->works.v[i];

		if (v->group->mode == LOAD_SCHEDULED && v->node == w->node &&
		    v->from == w->from && v->slots == w->slots)
			return false;
	}
	return w->group->mode == LOAD_SCHEDULED;
}

static uint64_t in_window(const struct load_net *net,
			  const struct load_work *w)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < net->works.n; i++) {
		const struct load_work *v = &net->works.v[i];

		if (v->group->mode == LOAD_SCHEDULED && v->node == w->node &&
		    v->from == w->from && v->slots == w->slots)
			sum += v->group->count;
	}
	return sum;
}

static void add_window(const struct load_net *net, const struct load_work *w,
		       struct load_sheet *sheet, struct span *c)
{
	char text[LOAD_SLOT_TEXT];

	c[LOAD_CAPACITY_COL_NODE] = net->nodes.v[w->node].name;
	c[LOAD_CAPACITY_COL_WINDOW_START] = arena_span(&sheet->arena,
		span_of(load_day_slot(net->day, w->from, text)));
	c[LOAD_CAPACITY_COL_WINDOW_END] = arena_span(&sheet->arena,
		span_of(load_day_slot_end(net->day,
			(w->from + w->slots - 1) % net->day->slots, text)));
	c[LOAD_CAPACITY_COL_REQUESTS] = load_sheet_number(sheet,
		in_window(net, w));
}

/* As many as are asked for beyond all that is there; what is not left over
 * fits. */
static void try_more(const struct load_set *s, const struct load_day *day,
		     bool utc, const struct load_group *like,
		     uint64_t left_before, struct load_sheet *sheet,
		     struct span *c)
{
	struct load_set more;
	struct load_net net;
	struct load_smooth plan;
	struct load_group extra = *like;
	uint64_t total = 0, fits;
	uint32_t from = 0, slots = 0;
	char text[LOAD_SLOT_TEXT];

	copy_groups(s, &more);
	for (size_t i = 0; i < s->groups.n; i++)
		total += s->groups.v[i].count;
	extra.name = SPAN_EMPTY;	/* before all others */
	extra.count = LOAD_COUNT_MAX - total;
	vec_push(&more.groups, extra);
	load_net_init(&net, &more, day, utc);
	load_net_spread(&net);
	load_smooth(&net, &plan);
	load_net_reckon(&net, LOAD_ALL_MODES);
	fits = extra.count + left_before > plan.left_total ?
	       extra.count + left_before - plan.left_total : 0;
	c[LOAD_CAPACITY_COL_MORE] = load_sheet_number(sheet, fits);
	if (net.works.n)
		full_run(&net, &net.works.v[0], &from, &slots);
	if (slots) {
		c[LOAD_CAPACITY_COL_FULL_FROM] = arena_span(&sheet->arena,
			span_of(load_day_slot(day, from, text)));
		c[LOAD_CAPACITY_COL_FULL_TO] = arena_span(&sheet->arena,
			span_of(load_day_slot_end(day, (from + slots - 1) %
						  day->slots, text)));
	}
	load_smooth_release(&plan);
	load_net_release(&net);
	vec_release(&more.groups);
}

void load_capacity(const struct load_set *s, const struct load_day *day,
		   bool utc, struct load_sheet *sheet)
{
	struct load_net net;
	struct load_smooth plan;

	load_net_init(&net, s, day, utc);
	load_net_spread(&net);
	load_smooth(&net, &plan);
	for (size_t i = 0; i < net.works.n; i++) {
		const struct load_work *w = &net.works.v[i];
		struct span *c;

		if (!first_of_window(&net, i))
			continue;
		c = load_sheet_row(sheet);
		add_window(&net, w, sheet, c);
		try_more(s, day, utc, w->group, plan.left_total, sheet, c);
	}
	sheet->no = plan.left_total;
	load_smooth_release(&plan);
	load_net_release(&net);
}

/* ---- weeks of a plan ----------------------------------------------------- */

/* Meters of an installation that a group reads. */
static uint64_t meters(const struct load_group *g,
		       const struct load_migrated_row *m)
{
	const bool gas = !span_eq_nocase(m->fuel, SPAN("SE"));
	const bool electricity = !span_eq_nocase(m->fuel, SPAN("SG"));
	const bool asks_gas = g->device_type.n == 0 ||
			      span_eq(g->device_type, SPAN("GSME")) ||
			      span_eq(g->device_type, SPAN("GPF"));
	const bool asks_electricity = g->device_type.n == 0 ||
				      span_eq(g->device_type, SPAN("ESME"));

	if (g->mode != LOAD_SCHEDULED || !span_eq(g->s1sp, m->s1sp) ||
	    (g->supplier.n && !span_eq(g->supplier, m->supplier)))
		return 0;
	if (m->meter)
		return (gas && asks_gas) || (electricity && asks_electricity);
	return (unsigned)(gas && asks_gas) +
	       (unsigned)(electricity && asks_electricity);
}

static int by_period(const void *a, const void *b)
{
	const struct load_migrated_row *x = a, *y = b;

	return (x->period > y->period) - (x->period < y->period);
}

static void add_week(const struct load_net *net,
		     const struct load_smooth *plan, int32_t period,
		     const struct load_migrated *m, const uint64_t *added,
		     struct load_sheet *sheet)
{
	char date[DATE_TEXT];

	for (uint32_t i = 0; i < net->nodes.n; i++) {
		const struct load_node *n = &net->nodes.v[i];
		const uint64_t left = left_at(net, plan, i);
		uint64_t done = 0, more = 0, requests = 0, peak;
		uint32_t slot;
		struct span *c;

		if (n->dco)
			continue;
		for (size_t k = 0; k < m->rows.n; k++) {
			if (m->rows.v[k].period <= period &&
			    span_eq(m->rows.v[k].s1sp, n->name))
				done += m->rows.v[k].done_hundredths;
		}
		for (size_t k = 0; k < net->set->groups.n; k++) {
			const struct load_group *g = &net->set->groups.v[k];

			if (g->mode == LOAD_SCHEDULED &&
			    span_eq(g->s1sp, n->name)) {
				requests += g->count;
				more += added[k];
			}
		}
		c = load_sheet_row(sheet);
		c[LOAD_WEEKS_COL_PERIOD_START] = arena_span(&sheet->arena,
			span_of(date_text(period, date)));
		c[LOAD_WEEKS_COL_NODE] = n->name;
		c[LOAD_WEEKS_COL_METERS] = load_sheet_number(sheet,
			(done + 99) / 100);
		c[LOAD_WEEKS_COL_ADDED] = load_sheet_number(sheet, more);
		c[LOAD_WEEKS_COL_REQUESTS] = load_sheet_number(sheet,
							       requests);
		peak = load_peak(net, i, LOAD_TPS, &slot);
		c[LOAD_WEEKS_COL_PEAK_TPS] = load_sheet_rate(sheet,
			load_rate(net, LOAD_TPS, peak));
		c[LOAD_WEEKS_COL_LIMIT_TPS] = limit_cell(sheet, net, n,
							 LOAD_TPS);
		c[LOAD_WEEKS_COL_LEFT] = load_sheet_number(sheet, left);
		c[LOAD_WEEKS_COL_FITS] = left ? SPAN("N") : SPAN("Y");
		sheet->no += left > 0;
	}
}

static void plan_week(const struct load_set *s, const struct load_day *day,
		      bool utc, int32_t period, const struct load_migrated *m,
		      struct load_sheet *sheet)
{
	uint64_t *added = mem_array(s->groups.n + 1, sizeof(*added));
	struct load_set then;
	struct load_net net;
	struct load_smooth plan;

	copy_groups(s, &then);
	for (size_t k = 0; k < then.groups.n; k++) {
		struct load_group *g = &then.groups.v[k];
		uint64_t sum = 0;

		for (size_t i = 0; i < m->rows.n; i++) {
			if (m->rows.v[i].period <= period)
				sum += meters(g, &m->rows.v[i]) *
				       m->rows.v[i].done_hundredths;
		}
		added[k] = (sum + 99) / 100;
		g->count += added[k];
	}
	load_net_init(&net, &then, day, utc);
	load_net_spread(&net);
	load_smooth(&net, &plan);
	load_net_reckon(&net, LOAD_ALL_MODES);
	add_week(&net, &plan, period, m, added, sheet);
	load_smooth_release(&plan);
	load_net_release(&net);
	vec_release(&then.groups);
	mem_free(added);
}

/* Migrated, and no group that would read them. */
static void tell_unread(const struct load_set *s,
			const struct load_migrated *m, struct diag *d)
{
	for (size_t i = 0; i < m->rows.n; i++) {
		const struct load_migrated_row *r = &m->rows.v[i];
		bool read = false;

		for (size_t k = 0; k < s->groups.n; k++)
			read = read || meters(&s->groups.v[k], r);
		if (!read)
			code_find(d, LOAD046, &(struct code_place){
				.file = m->file, .line = r->line,
				.column = "s1sp", .value = &r->s1sp },
				"and supplier '" SPAN_F "' have no scheduled "
				"group that reads these meters",
				SPAN_A(r->supplier));
	}
}

static bool too_many(const struct load_set *s, const struct load_migrated *m)
{
	uint64_t sum = 0;

	for (size_t k = 0; k < s->groups.n; k++)
		sum += s->groups.v[k].count;
	for (size_t i = 0; i < m->rows.n; i++) {
		for (size_t k = 0; k < s->groups.n &&
		     sum <= LOAD_COUNT_MAX; k++)
			sum += (meters(&s->groups.v[k], &m->rows.v[i]) *
				m->rows.v[i].done_hundredths + 99) / 100;
	}
	return sum > LOAD_COUNT_MAX;
}

void load_weeks(const struct load_set *s, const struct load_day *day,
		bool utc, const struct load_migrated *m,
		struct load_sheet *sheet, struct diag *d)
{
	struct load_migrated_row *rows = mem_array(m->rows.n + 1,
						   sizeof(*rows));
	char date[DATE_TEXT];
	uint64_t before = 0;

	if (too_many(s, m)) {
		code_find(d, LOAD013, &(struct code_place){ .file = m->file },
			  "the plan brings more than %u requests a day in all",
			  LOAD_COUNT_MAX);
		mem_free(rows);
		return;
	}
	tell_unread(s, m, d);
	for (size_t i = 0; i < m->rows.n; i++)
		rows[i] = m->rows.v[i];
	qsort(rows, m->rows.n, sizeof(*rows), by_period);
	for (size_t i = 0; i < m->rows.n; i++) {
		if (i && rows[i].period == rows[i - 1].period)
			continue;
		plan_week(s, day, utc, rows[i].period, m, sheet);
		if (sheet->no && !before)
			code_find(d, LOAD047, &(struct code_place){ 0 },
				  "from the period of %s on the scheduled "
				  "reads do not fit",
				  date_text(rows[i].period, date));
		before = sheet->no;
	}
	mem_free(rows);
}
