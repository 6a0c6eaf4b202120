/* Every number is a ratio of whole ones; text comes last. */
#include "engine/load_explain.h"

#include "base/num.h"
#include "model/codes.h"

enum { MILLI = 1000, HOUR_S = 3600, QUARTER_S = 900, DAY_S = 86400 };

struct story {
	const struct load_net *net;
	struct load_sheet *sheet;
	const struct load_node *node;
	uint64_t requests, milli, dlms_least, dlms_most;	/* a day */
	uint64_t window_s;
	uint32_t from, slots;
	uint64_t limit;			/* hundredths a second; 0: none */
};

static void add(const struct story *s, const char *item, struct span value,
		const char *unit, struct span how)
{
	struct span *cells = load_sheet_row(s->sheet);

	cells[LOAD_EXPLAIN_COL_NODE] = s->node ? s->node->name : SPAN_EMPTY;
	cells[LOAD_EXPLAIN_COL_ITEM] = span_of(item);
	cells[LOAD_EXPLAIN_COL_VALUE] = value;
	cells[LOAD_EXPLAIN_COL_UNIT] = span_of(unit);
	cells[LOAD_EXPLAIN_COL_ARITHMETIC] = how;
}

static struct span ratio_cell(const struct story *s, uint64_t num,
			      uint64_t den)
{
	struct ratio r = ratio_of(num);

	ratio_div(&r, den);
	return load_sheet_ratio(s->sheet, &r);
}

static struct span grouped(const struct story *s, uint64_t n)
{
	char text[NUM_TEXT];

	return arena_span(&s->sheet->arena, span_of(num_group(n, text)));
}

/* "3 h 20 min" */
static struct span clock_text(const struct story *s, uint64_t seconds)
{
	return arena_printf(&s->sheet->arena, "%llu h %llu min%s",
		(unsigned long long)(seconds / HOUR_S),
		(unsigned long long)(seconds % HOUR_S / 60),
		seconds % 60 ? " and some seconds" : "");
}

/* Scheduled groups if there are any, else all; the widest window of them. */
static void sum_up(struct story *s, uint32_t node)
{
	bool scheduled = false;

	for (size_t i = 0; i < s->net->works.n; i++)
		scheduled = scheduled ||
			(s->net->works.v[i].node == node &&
			 s->net->works.v[i].group->mode == LOAD_SCHEDULED);
	for (size_t i = 0; i < s->net->works.n; i++) {
		const struct load_work *w = &s->net->works.v[i];
		const struct load_group *g = w->group;

		if (w->node != node ||
		    (scheduled && g->mode != LOAD_SCHEDULED))
			continue;
		s->requests += g->count;
		s->milli += g->count * (g->transactions_milli +
					g->alerts_milli);
		s->dlms_least += g->count * g->dlms_least;
		s->dlms_most += g->count * g->dlms_most;
		if (w->slots > s->slots) {
			s->slots = w->slots;
			s->from = w->from;
		}
	}
	s->window_s = (uint64_t)s->slots * s->net->day->slot_s;
}

static void find_limit(struct story *s)
{
	uint64_t limit = LOAD_NO_LIMIT;

	for (uint32_t i = 0; i < s->slots; i++) {
		const uint32_t t = (s->from + i) % s->net->day->slots;

		if (s->node->limit[LOAD_TPS][t] < limit)
			limit = s->node->limit[LOAD_TPS][t];
	}
	s->limit = limit < LOAD_NO_LIMIT ?
		   load_rate(s->net, LOAD_TPS, limit) : 0;
}

static void explain_volume(const struct story *s)
{
	struct arena *a = &s->sheet->arena;
	const struct span n = grouped(s, s->requests);

	add(s, "requests", load_sheet_number(s->sheet, s->requests),
	    "a day", SPAN("sum of count"));
	add(s, "transactions", ratio_cell(s, s->milli, MILLI), "a day",
	    arena_printf(a, "sum of count x (transactions_per_srv + "
			 "alerts_per_srv), " SPAN_F " requests", SPAN_A(n)));
	if (s->dlms_most == 0)
		return;
	add(s, "dlms_least", load_sheet_number(s->sheet, s->dlms_least),
	    "commands a day", arena_printf(a, "sum of count x the smaller "
	    "dlms_per_srv, " SPAN_F " requests", SPAN_A(n)));
	add(s, "dlms_most", load_sheet_number(s->sheet, s->dlms_most),
	    "commands a day", arena_printf(a, "sum of count x the larger "
	    "dlms_per_srv, " SPAN_F " requests", SPAN_A(n)));
}

static void explain_rate(const struct story *s, const char *item,
			 uint64_t over_s)
{
	add(s, item, ratio_cell(s, s->milli, MILLI * over_s), "TPS",
	    arena_printf(&s->sheet->arena, SPAN_F " transactions / %llu s",
			 SPAN_A(grouped(s, s->milli / MILLI)),
			 (unsigned long long)over_s));
}

/* How long at the limit alone; hundredths a second against thousandths. */
static void explain_limit(const struct story *s)
{
	struct arena *a = &s->sheet->arena;
	const struct span limit = load_sheet_rate(s->sheet, s->limit);
	struct ratio seconds = ratio_of(s->milli), most = ratio_of(s->limit);
	struct ratio rate = ratio_of(s->milli);
	uint64_t whole = 0;

	if (s->limit == 0)
		return;
	ratio_div(&seconds, 10);
	ratio_div(&seconds, s->limit);
	ratio_whole(&seconds, RATIO_UP, &whole);
	add(s, "time_at_limit", load_sheet_ratio(s->sheet, &seconds), "s",
	    arena_printf(a, SPAN_F " transactions / " SPAN_F " TPS = "
			 SPAN_F, SPAN_A(grouped(s, s->milli / MILLI)),
			 SPAN_A(limit), SPAN_A(clock_text(s, whole))));
	ratio_div(&most, 100);
	ratio_div(&rate, MILLI * s->window_s);
	if (ratio_cmp(&rate, &most) > 0) {
		add(s, "base_at_most", SPAN("none"), "TPS",
		    arena_printf(a, "the limit of " SPAN_F " TPS is less "
			"than the groups alone take", SPAN_A(limit)));
		return;
	}
	most.num = most.num * rate.den - rate.num * most.den;
	most.den *= rate.den;
	add(s, "base_at_most", load_sheet_ratio(s->sheet, &most), "TPS",
	    arena_printf(a, SPAN_F " TPS less the average in the window",
			 SPAN_A(limit)));
}

/* With one alert for each request on top. */
static void explain_alerts(const struct story *s)
{
	struct story more = *s;
	struct arena *a = &s->sheet->arena;

	more.milli += s->requests * MILLI;
	add(s, "transactions_with_alert", ratio_cell(s, more.milli, MILLI),
	    "a day", arena_printf(a, SPAN_F " transactions and one alert for "
	    "each of " SPAN_F " requests",
	    SPAN_A(grouped(s, s->milli / MILLI)),
	    SPAN_A(grouped(s, s->requests))));
	explain_rate(&more, "window_tps_with_alert", s->window_s);
}

static void explain_node(struct story *s)
{
	char a[LOAD_SLOT_TEXT], z[LOAD_SLOT_TEXT];
	struct arena *arena = &s->sheet->arena;

	explain_volume(s);
	explain_limit(s);
	add(s, "window", load_sheet_number(s->sheet, s->window_s), "s",
	    arena_printf(arena, "%s to %s",
		load_day_slot(s->net->day, s->from, a),
		load_day_slot_end(s->net->day, (s->from + s->slots - 1) %
				  s->net->day->slots, z)));
	explain_rate(s, "window_tps", s->window_s);
	explain_rate(s, "day_tps", DAY_S);
	explain_rate(s, "hour_tps", HOUR_S);
	explain_rate(s, "quarter_tps", QUARTER_S);
	explain_alerts(s);
	if (s->dlms_most == 0)
		return;
	add(s, "window_dlms_least", ratio_cell(s, s->dlms_least,
	    s->window_s), "commands a second",
	    arena_printf(arena, SPAN_F " commands / %llu s",
	    SPAN_A(grouped(s, s->dlms_least)),
	    (unsigned long long)s->window_s));
	add(s, "window_dlms_most", ratio_cell(s, s->dlms_most, s->window_s),
	    "commands a second", arena_printf(arena, SPAN_F
	    " commands / %llu s", SPAN_A(grouped(s, s->dlms_most)),
	    (unsigned long long)s->window_s));
}

/* ---- percentages that were printed --------------------------------------- */

/* A printed percent is right to half of one: work / ((percent +- 1/2) %). */
static struct ratio day_of(uint64_t work, uint64_t percent, bool largest)
{
	const uint64_t twice = 2 * percent;
	struct ratio r = ratio_of(work);

	ratio_mul(&r, 200);
	ratio_div(&r, largest ? twice - 1 : twice + 1);
	return r;
}

/* What two printed shares leave of a day: both have to be true. */
static void day_range(const struct story *s, uint64_t least, uint64_t most,
		      struct ratio *low, struct ratio *high)
{
	const struct ratio low_most = day_of(s->dlms_most, most, false);
	const struct ratio high_most = day_of(s->dlms_most, most, true);

	*low = day_of(s->dlms_least, least, false);
	*high = day_of(s->dlms_least, least, true);
	if (ratio_cmp(low, &low_most) < 0)
		*low = low_most;
	if (ratio_cmp(high, &high_most) > 0)
		*high = high_most;
}

static struct span percent_over(const struct story *s, struct ratio part,
				const struct ratio *whole, uint64_t *percent)
{
	struct ratio inverse = { whole->den, whole->num, whole->over };
	const struct ratio hundred = ratio_of(100);

	ratio_mul_ratio(&part, &inverse);
	ratio_mul(&part, 100);
	if (ratio_cmp(&part, &hundred) <= 0) {
		*percent = 0;
		return SPAN("0");
	}
	part.num -= 100 * part.den;
	ratio_whole(&part, RATIO_HALF_UP, percent);
	return load_sheet_number(s->sheet, *percent);
}

static struct span millions(const struct story *s, struct ratio r)
{
	char text[RATIO_TEXT];

	ratio_div(&r, 1000000);
	ratio_text(&r, 0, RATIO_HALF_UP, text);
	return arena_span(&s->sheet->arena, span_of(text));
}

static void explain_day(const struct story *s, const char *least,
			const char *most, uint64_t p_least, uint64_t p_most,
			const struct ratio *low, const struct ratio *high)
{
	const struct span how = arena_printf(&s->sheet->arena,
		SPAN_F " is %llu %% of it, " SPAN_F " is %llu %%, each right "
		"to half a percent", SPAN_A(grouped(s, s->dlms_least)),
		(unsigned long long)p_least,
		SPAN_A(grouped(s, s->dlms_most)),
		(unsigned long long)p_most);

	add(s, least, millions(s, *low), "million commands a day", how);
	add(s, most, millions(s, *high), "million commands a day", how);
}

static void explain_published(struct story *s, const struct load_published *p,
			      struct diag *d)
{
	struct ratio with_low, with_high, low, high;
	uint64_t least, most;
	struct span how = SPAN("a day with firmware / a day without, "
			       "less 100 %");

	if (!p->with_most || !p->without_most || s->dlms_most == 0)
		return;
	day_range(s, p->with_least, p->with_most, &with_low, &with_high);
	day_range(s, p->without_least, p->without_most, &low, &high);
	explain_day(s, "day_with_firmware_least", "day_with_firmware_most",
		    p->with_least, p->with_most, &with_low, &with_high);
	explain_day(s, "day_without_firmware_least",
		    "day_without_firmware_most", p->without_least,
		    p->without_most, &low, &high);
	add(s, "firmware_uplift_least",
	    percent_over(s, with_low, &high, &least), "%", how);
	add(s, "firmware_uplift_most", percent_over(s, with_high, &low,
						    &most), "%", how);
	if (p->uplift_most == 0 ||
	    (p->uplift_least <= most && p->uplift_most >= least))
		return;
	code_find(d, LOAD045, &(struct code_place){ 0 }, "the published "
		"shares imply that firmware raises a day by %llu %% to %llu "
		"%%, although about %llu %% is stated",
		(unsigned long long)least, (unsigned long long)most,
		(unsigned long long)p->uplift_least);
}

void load_explain(const struct load_net *net, const struct load_published *p,
		  struct load_sheet *sheet, struct diag *d)
{
	struct story all = { .net = net, .sheet = sheet };

	for (uint32_t i = 0; i < net->nodes.n; i++) {
		struct story s = { .net = net, .sheet = sheet,
				   .node = &net->nodes.v[i] };

		sum_up(&s, i);
		if (s.node->dco || s.slots == 0)
			continue;
		find_limit(&s);
		explain_node(&s);
		all.dlms_least += s.dlms_least;
		all.dlms_most += s.dlms_most;
	}
	explain_published(&all, p, d);
}
