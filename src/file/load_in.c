/* What is not said is 0 or blank here; what it then means is the engine's. */
#include "file/load_in.h"

#include "base/num.h"
#include "file/table_in.h"

enum { DAY_S = 86400, BP = 10000 };

static struct span keep(struct load_set *s, struct span cell)
{
	return arena_span(&s->arena, cell);
}

static bool two_digits(struct span s, size_t at, uint32_t *n)
{
	if (at + 2 > s.n || s.p[at] < '0' || s.p[at] > '9' ||
	    s.p[at + 1] < '0' || s.p[at + 1] > '9')
		return false;
	*n = (uint32_t)(s.p[at] - '0') * 10 + (uint32_t)(s.p[at + 1] - '0');
	return true;
}

bool load_time_parse(struct span text, bool end, uint32_t *minute,
		     int32_t *day)
{
	uint32_t h, m;

	if (day) {
		*day = DATE_NONE;
		if (text.n == 16 && (text.p[10] == 'T' || text.p[10] == ' ')) {
			if (!date_parse(span_make(text.p, 10), day))
				return false;
			text = span_from(text, 11);
		}
	}
	if (text.n != 5 || text.p[2] != ':' || !two_digits(text, 0, &h) ||
	    !two_digits(text, 3, &m) || m > 59)
		return false;
	*minute = h * 60 + m;
	return h < 24 || (end && *minute == LOAD_DAY_MINUTES);
}

static bool delay_seconds(struct span text, uint32_t *delay_s)
{
	uint64_t n, unit = 1;

	if (text.n == 0)
		return false;
	switch (text.p[text.n - 1]) {
	case 'h':
		unit = 3600;
		break;
	case 'm':
		unit = 60;
		break;
	case 's':
		break;
	default:
		return false;
	}
	if (!num_parse(span_make(text.p, text.n - 1), &n) || n > DAY_S ||
	    n * unit > DAY_S)
		return false;
	*delay_s = (uint32_t)(n * unit);
	return true;
}

bool load_delay_parse(struct span text, struct load_delay *v, uint32_t *n,
		      const char **why)
{
	struct span rest = text, one;
	uint64_t sum = 0;

	*n = 0;
	while (span_cut(&rest, ';', &one)) {
		struct span share = one, time;
		uint64_t bp;

		if (*n == LOAD_DELAYS_MAX) {
			*why = "has more than 16 parts";
			return false;
		}
		if (!span_cut(&share, '=', &time) ||
		    !delay_seconds(span_trim(time), &v[*n].delay_s) ||
		    !num_parse_decimal(span_trim(share), 2, &bp) || bp > BP) {
			*why = "is not TIME=PERCENT joined by ;, TIME with s, "
			       "m or h and at most a day";
			return false;
		}
		v[(*n)++].share_bp = (uint32_t)bp;
		sum += bp;
	}
	*why = "does not add up to 100 %";
	return sum == BP;
}

static void too_large(struct table_in *t, unsigned column,
		      const struct span *cells, uint64_t value, uint64_t most,
		      const char *what)
{
	if (value > most)
		table_in_reject(t, LOAD013, column, cells, "is more than %s",
				what);
}

/* ---- groups -------------------------------------------------------------- */

static void take_time(struct table_in *t, unsigned column,
		      const struct span *cells, bool end, uint32_t *minute,
		      int32_t *day)
{
	if (!load_time_parse(cells[column], end, minute, day))
		table_in_reject(t, LOAD015, column, cells, "is not HH:MM or "
			"YYYY-MM-DDTHH:MM of local time%s", end ?
			"; the end of a day is 24:00" : "");
}

/* What the two ends say together. */
static void check_window(struct table_in *t, const struct span *cells,
			 const struct load_window *w)
{
	const unsigned end = LOAD_GROUPS_COL_WINDOW_END;
	const bool dated = w->start_day != DATE_NONE;
	int64_t minutes;

	if (dated != (w->end_day != DATE_NONE)) {
		table_in_reject(t, LOAD017, end, cells, "and '" SPAN_F
			"' are not both dated", SPAN_A(
			cells[LOAD_GROUPS_COL_WINDOW_START]));
		return;
	}
	if (!dated) {
		if (w->start == w->end)
			table_in_reject(t, LOAD016, end, cells, "is where the "
				"window begins; both blank is the whole day");
		return;
	}
	minutes = ((int64_t)w->end_day - w->start_day) *
		  (int64_t)LOAD_DAY_MINUTES + w->end - w->start;
	if (minutes == 0)
		table_in_reject(t, LOAD016, end, cells,
				"is where the window begins");
	else if (minutes < 0)
		table_in_reject(t, LOAD017, end, cells, "is before '" SPAN_F
			"', where the window begins", SPAN_A(
			cells[LOAD_GROUPS_COL_WINDOW_START]));
	else if (minutes > (int64_t)LOAD_DAY_MINUTES)
		table_in_reject(t, LOAD017, end, cells, "is more than a day "
				"after the window begins");
}

static void take_window(struct table_in *t, const struct span *cells,
			struct load_window *w)
{
	const unsigned start = LOAD_GROUPS_COL_WINDOW_START;
	const unsigned end = LOAD_GROUPS_COL_WINDOW_END;
	const bool ok = t->ok;

	w->start_day = w->end_day = DATE_NONE;
	if (cells[start].n == 0 && cells[end].n == 0) {
		w->any = true;
		w->end = LOAD_DAY_MINUTES;
		return;
	}
	t->ok = true;
	if (table_in_present(t, LOAD010, start, cells))
		take_time(t, start, cells, false, &w->start, &w->start_day);
	if (table_in_present(t, LOAD010, end, cells))
		take_time(t, end, cells, true, &w->end, &w->end_day);
	if (t->ok)
		check_window(t, cells, w);
	t->ok = t->ok && ok;
}

static void take_dlms(struct table_in *t, const struct span *cells,
		      struct load_group *g)
{
	const unsigned column = LOAD_GROUPS_COL_DLMS_PER_SRV;
	struct span rest = cells[column], least, most;

	if (rest.n == 0)
		return;
	span_cut(&rest, '-', &least);
	if (!span_cut(&rest, '-', &most))
		most = least;
	if (rest.n || !num_parse(span_trim(least), &g->dlms_least) ||
	    !num_parse(span_trim(most), &g->dlms_most) ||
	    g->dlms_most < g->dlms_least)
		table_in_reject(t, LOAD004, column, cells, "is not a count, "
				"nor two as 5-11, the smaller first");
	too_large(t, column, cells, g->dlms_most, LOAD_PER_SRV_MAX,
		  "100000 commands a request");
}

static void take_month_day(struct table_in *t, unsigned column,
			   const struct span *cells, uint64_t *day)
{
	if (table_in_count(t, column, cells, day) && (*day < 1 || *day > 31))
		table_in_reject(t, LOAD013, column, cells,
				"is not a day of a month, 1 to 31");
}

static void take_numbers(struct table_in *t, const struct span *cells,
			 struct load_group *g)
{
	const unsigned cv = LOAD_GROUPS_COL_COMMAND_VARIANT;
	const unsigned count = LOAD_GROUPS_COL_COUNT;
	const unsigned per = LOAD_GROUPS_COL_TRANSACTIONS_PER_SRV;
	const unsigned alerts = LOAD_GROUPS_COL_ALERTS_PER_SRV;
	const unsigned retry = LOAD_GROUPS_COL_RETRY_SHARE_PERCENT;
	const unsigned delay = LOAD_GROUPS_COL_DELAY;
	const char *why;

	if (table_in_count(t, cv, cells, &g->command_variant) &&
	    (g->command_variant < 1 || g->command_variant > 9))
		table_in_reject(t, LOAD013, cv, cells,
				"is not a command variant, 1 to 9");
	take_month_day(t, LOAD_GROUPS_COL_BILLING_DAY, cells,
		       &g->billing_day);
	take_month_day(t, LOAD_GROUPS_COL_READ_DAY, cells, &g->read_day);
	if (table_in_present(t, LOAD010, count, cells))
		table_in_count(t, count, cells, &g->count);
	too_large(t, count, cells, g->count, LOAD_COUNT_MAX, "1000000000");
	g->transactions_milli = 2000;
	table_in_decimal(t, per, cells, 3, &g->transactions_milli);
	too_large(t, per, cells, g->transactions_milli, LOAD_PER_SRV_MAX,
		  "100 transactions a request");
	table_in_decimal(t, alerts, cells, 3, &g->alerts_milli);
	too_large(t, alerts, cells, g->alerts_milli, LOAD_PER_SRV_MAX,
		  "100 alerts a request");
	take_dlms(t, cells, g);
	table_in_decimal(t, retry, cells, 2, &g->retry_bp);
	too_large(t, retry, cells, g->retry_bp, BP, "100 %");
	if (cells[delay].n &&
	    !load_delay_parse(cells[delay], g->delay, &g->delays, &why))
		table_in_reject(t, LOAD032, delay, cells, "%s", why);
}

static void take_group(struct table_in *t, const struct span *cells)
{
	struct load_set *s = t->into;
	struct load_group g = { .file = t->file, .line = t->line,
				.smets = 1, .first_date = DATE_NONE };
	unsigned value;

	table_in_present(t, LOAD010, LOAD_GROUPS_COL_GROUP, cells);
	table_in_present(t, LOAD010, LOAD_GROUPS_COL_S1SP, cells);
	if (table_in_present(t, LOAD010, LOAD_GROUPS_COL_SRV, cells))
		g.srv = srv_find(cells[LOAD_GROUPS_COL_SRV]);
	if (table_in_present(t, LOAD010, LOAD_GROUPS_COL_MODE, cells) &&
	    table_in_value(t, LOAD_GROUPS_COL_MODE, cells, &value))
		g.mode = (enum load_mode)value;
	if (table_in_value(t, LOAD_GROUPS_COL_SMETS, cells, &value))
		g.smets = value + 1;
	if (table_in_value(t, LOAD_GROUPS_COL_FREQUENCY, cells, &value))
		g.frequency = (enum load_frequency)value;
	table_in_day(t, LOAD_GROUPS_COL_FIRST_DATE, cells, &g.first_date);
	take_window(t, cells, &g.window);
	take_numbers(t, cells, &g);
	if (!t->ok)
		return;
	g.name = keep(s, cells[LOAD_GROUPS_COL_GROUP]);
	g.s1sp = keep(s, cells[LOAD_GROUPS_COL_S1SP]);
	g.supplier = keep(s, cells[LOAD_GROUPS_COL_SUPPLIER]);
	g.user = keep(s, cells[LOAD_GROUPS_COL_USER]);
	g.role = keep(s, cells[LOAD_GROUPS_COL_ROLE]);
	g.srv_name = keep(s, cells[LOAD_GROUPS_COL_SRV]);
	g.device_type = keep(s, cells[LOAD_GROUPS_COL_DEVICE_TYPE]);
	vec_push(&s->groups, g);
}

/* ---- what stands beside them --------------------------------------------- */

static void take_rate(struct table_in *t, unsigned column,
		      const struct span *cells, uint64_t *milli)
{
	table_in_decimal(t, column, cells, 3, milli);
	too_large(t, column, cells, *milli, LOAD_RATE_MAX,
		  "1000000 a second");
}

static void take_base(struct table_in *t, const struct span *cells)
{
	const unsigned start = LOAD_BASE_COL_SLOT_START;
	const unsigned length = LOAD_BASE_COL_SLOT_S;
	struct load_set *s = t->into;
	struct load_base b = { .line = t->line };

	table_in_present(t, LOAD010, LOAD_BASE_COL_NODE, cells);
	if (table_in_present(t, LOAD010, start, cells) &&
	    !load_time_parse(cells[start], false, &b.start, NULL))
		table_in_reject(t, LOAD015, start, cells,
				"is not HH:MM of local time");
	if (table_in_present(t, LOAD010, length, cells) &&
	    table_in_count(t, length, cells, &b.slot_s) &&
	    (b.slot_s == 0 || b.slot_s > DAY_S || b.slot_s % 60))
		table_in_reject(t, LOAD013, length, cells, "is not whole "
				"minutes in seconds, 60 to 86400");
	take_rate(t, LOAD_BASE_COL_TPS, cells, &b.tps_milli);
	take_rate(t, LOAD_BASE_COL_DLMS_PER_S, cells, &b.dlms_milli);
	if (!t->ok)
		return;
	b.node = keep(s, cells[LOAD_BASE_COL_NODE]);
	vec_push(&s->base, b);
}

static void take_limit(struct table_in *t, const struct span *cells)
{
	const unsigned from = LOAD_LIMITS_COL_FROM_TIME;
	const unsigned to = LOAD_LIMITS_COL_TO_TIME;
	const unsigned headroom = LOAD_LIMITS_COL_HEADROOM_PERCENT;
	struct load_set *s = t->into;
	struct load_limit l = { .line = t->line };
	unsigned value = 0;

	table_in_present(t, LOAD010, LOAD_LIMITS_COL_NODE, cells);
	if (table_in_present(t, LOAD010, LOAD_LIMITS_COL_RESOURCE, cells))
		table_in_value(t, LOAD_LIMITS_COL_RESOURCE, cells, &value);
	if (cells[from].n && !load_time_parse(cells[from], false, &l.from,
					      NULL))
		table_in_reject(t, LOAD015, from, cells,
				"is not HH:MM of local time");
	if (cells[to].n && !load_time_parse(cells[to], true, &l.to, NULL))
		table_in_reject(t, LOAD015, to, cells,
				"is not HH:MM of local time, or 24:00");
	if (cells[to].n == 0)
		l.to = LOAD_DAY_MINUTES;
	if (table_in_present(t, LOAD010, LOAD_LIMITS_COL_LIMIT, cells))
		take_rate(t, LOAD_LIMITS_COL_LIMIT, cells, &l.limit_milli);
	table_in_decimal(t, headroom, cells, 2, &l.headroom_bp);
	too_large(t, headroom, cells, l.headroom_bp, BP, "100 %");
	if (!t->ok)
		return;
	l.node = keep(s, cells[LOAD_LIMITS_COL_NODE]);
	l.resource = (enum load_resource)value;
	vec_push(&s->limits, l);
}

static void take_node(struct table_in *t, const struct span *cells)
{
	struct load_set *s = t->into;
	struct load_node_row n = { .line = t->line };

	if (!table_in_present(t, LOAD010, LOAD_NODES_COL_S1SP, cells))
		return;
	n.s1sp = keep(s, cells[LOAD_NODES_COL_S1SP]);
	n.dco = keep(s, cells[LOAD_NODES_COL_DCO]);
	n.cv9_srvs = keep(s, cells[LOAD_NODES_COL_CV9_SRVS]);
	vec_push(&s->nodes, n);
}

static const struct table_in_kind groups_kind = {
	&load_groups_format, take_group, LOAD012, 0 };
static const struct table_in_kind base_kind = {
	&load_base_format, take_base, LOAD012, 0 };
static const struct table_in_kind limits_kind = {
	&load_limits_format, take_limit, LOAD012, 0 };
static const struct table_in_kind nodes_kind = {
	&load_nodes_format, take_node, LOAD012, 0 };

static bool read_kind(const struct table_in_kind *kind, struct load_set *s,
		      const char *path, const struct input_limits *limits,
		      struct diag *d, struct rows_source *source,
		      const char **name, bool *system)
{
	const bool ok = table_in_read(kind, path, limits, d, s, source,
				      system);

	*name = source->name;
	return ok;
}

bool load_groups_read(struct load_set *s, const char *path,
		      const struct input_limits *limits, struct diag *d,
		      struct rows_source *source, bool *system)
{
	return table_in_read(&groups_kind, path, limits, d, s, source,
			     system);
}

bool load_base_read(struct load_set *s, const char *path,
		    const struct input_limits *limits, struct diag *d,
		    struct rows_source *source, bool *system)
{
	return read_kind(&base_kind, s, path, limits, d, source,
			 &s->base_file, system);
}

bool load_limits_read(struct load_set *s, const char *path,
		      const struct input_limits *limits, struct diag *d,
		      struct rows_source *source, bool *system)
{
	return read_kind(&limits_kind, s, path, limits, d, source,
			 &s->limits_file, system);
}

bool load_nodes_read(struct load_set *s, const char *path,
		     const struct input_limits *limits, struct diag *d,
		     struct rows_source *source, bool *system)
{
	return read_kind(&nodes_kind, s, path, limits, d, source,
			 &s->nodes_file, system);
}
