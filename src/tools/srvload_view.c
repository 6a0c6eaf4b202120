/* Rows and bars from loads by slot. */
#include "tools/srvload_view.h"

#include "base/num.h"
#include "engine/load_tell.h"
#include "tools/people.h"

enum { BAR_S = 1800, BAR_MIN = 10, BAR_MAX = 40, EIGHTHS = 8 };

struct span srvload_rate(struct arena *a, uint64_t n)
{
	if (n % 100 == 0)
		return arena_printf(a, "%llu", (unsigned long long)(n / 100));
	if (n % 10 == 0)
		return arena_printf(a, "%llu.%llu",
				    (unsigned long long)(n / 100),
				    (unsigned long long)(n / 10 % 10));
	return arena_printf(a, "%llu.%02llu", (unsigned long long)(n / 100),
			    (unsigned long long)(n % 100));
}

enum load_resource srvload_resource(const struct load_node *n)
{
	return n->dco ? LOAD_DLMS : LOAD_TPS;
}

static struct span rate(struct arena *a, const struct load_net *net,
			enum load_resource r, uint64_t load)
{
	return srvload_rate(a, load_rate(net, r, load));
}

static void fill(const struct load_net *net, const struct load_node *n,
		 uint32_t t, struct arena *a, struct span *cells)
{
	const enum load_resource r = srvload_resource(n);
	char text[LOAD_SLOT_TEXT];

	for (unsigned i = 0; i < LOAD_PROFILE_COLUMNS; i++)
		cells[i] = SPAN_EMPTY;
	cells[LOAD_PROFILE_COL_NODE] = n->name;
	cells[LOAD_PROFILE_COL_SLOT_START] = arena_span(a,
		span_of(load_day_slot(net->day, t, text)));
	if (!n->dco) {
		cells[LOAD_PROFILE_COL_BASE_TPS] = rate(a, net, LOAD_TPS,
			n->base[LOAD_TPS][t]);
		cells[LOAD_PROFILE_COL_SCHEDULED_TPS] = rate(a, net,
			LOAD_TPS, n->work[LOAD_TPS][t]);
		cells[LOAD_PROFILE_COL_TOTAL_TPS] = rate(a, net, LOAD_TPS,
			n->base[LOAD_TPS][t] + n->work[LOAD_TPS][t]);
	}
	cells[LOAD_PROFILE_COL_DLMS_PER_S] = rate(a, net, LOAD_DLMS,
		n->base[LOAD_DLMS][t] + n->work[LOAD_DLMS][t]);
	if (n->limit[r][t] < LOAD_NO_LIMIT)
		cells[LOAD_PROFILE_COL_LIMIT] = rate(a, net, r,
						     n->limit[r][t]);
}

/* ---- members ------------------------------------------------------------- */

static void number(struct json *j, const char *name, uint64_t hundredths)
{
	struct arena a = ARENA_INIT;

	json_number(j, name, srvload_rate(&a, hundredths).p);
	arena_release(&a);
}

static void interval(struct json *j, const struct load_net *net,
		     uint32_t from, uint32_t slots)
{
	char text[LOAD_SLOT_TEXT];

	json_string(j, "from", span_of(load_day_slot(net->day, from, text)));
	json_string(j, "to", span_of(load_day_slot_end(net->day,
		(from + slots - 1) % net->day->slots, text)));
}

static void plan_members(struct json *j, const struct load_net *net,
			 const struct load_smooth *p)
{
	json_array(j, "critical");
	for (size_t i = 0; i < p->bottlenecks.n; i++) {
		const struct load_bottleneck *b = &p->bottlenecks.v[i];

		json_object_flat(j, NULL);
		json_string(j, "node", net->nodes.v[b->node].name);
		json_string(j, "resource",
			    span_of(load_resource_name(b->resource)));
		interval(j, net, b->from, b->slots);
		json_u64(j, "requests", b->work);
		if (b->level)
			number(j, "level", load_rate(net, b->resource,
						     b->level));
		json_end(j);
	}
	json_end(j);
	json_array(j, "left");
	for (size_t i = 0; i < p->left.n; i++) {
		const struct load_left *l = &p->left.v[i];

		json_object_flat(j, NULL);
		json_string(j, "node", net->nodes.v[l->work->node].name);
		json_string(j, "group", l->work->group->name);
		json_u64(j, "requests", l->requests);
		if (l->slots)
			interval(j, net, l->from, l->slots);
		json_end(j);
	}
	json_end(j);
	json_array(j, "proof");
	for (size_t i = 0; i < p->parts.n; i++) {
		const struct load_part *k = &p->parts.v[i];

		json_object_flat(j, NULL);
		json_string(j, "node", net->nodes.v[k->node].name);
		json_bool(j, "least_majorised", k->exact);
		json_u64(j, "bound_ppm", k->bound_ppm);
		json_u64(j, "worst_ppm", k->worst_ppm);
		json_end(j);
	}
	json_end(j);
}

void srvload_view_members(struct json *j, const struct srvload_view *v)
{
	uint64_t requests = 0, milli = 0, dlms = 0;
	char date[DATE_TEXT];

	if (!j)
		return;
	for (size_t i = 0; i < v->net->works.n; i++) {
		const struct load_group *g = v->net->works.v[i].group;

		requests += g->count;
		milli += g->count * (g->transactions_milli +
				     g->alerts_milli);
		dlms += g->count * g->dlms_most;
	}
	json_string(j, "date", span_of(date_text(v->net->day->date, date)));
	json_u64(j, "slot_s", v->net->day->slot_s);
	if (v->plan)
		plan_members(j, v->net, v->plan);
	json_object(j, "totals");
	json_u64(j, "groups", v->net->works.n);
	json_u64(j, "requests", requests);
	json_u64(j, "transactions", milli / 1000);
	json_u64(j, "dlms", dlms);
	if (v->plan)
		json_u64(j, "left", v->plan->left_total);
	json_end(j);
}

int srvload_view_rows(struct frame *f, const struct srvload_view *v)
{
	struct span cells[LOAD_PROFILE_COLUMNS];
	struct arena scratch = ARENA_INIT;
	struct table_out_options to;
	struct table_out t;
	struct out *out;

	if (!frame_table(f, &load_profile_format, &to))
		return PROG_USAGE;
	out = frame_out(f);
	table_out_begin(&t, out_sink(out), &load_profile_format, &to);
	srvload_view_members(table_out_members(&t), v);
	for (uint32_t i = 0; i < v->net->nodes.n; i++) {
		for (uint32_t s = 0; s < v->net->day->slots; s++) {
			fill(v->net, &v->net->nodes.v[i], s, &scratch,
			     cells);
			table_out_row(&t, cells);
			arena_clear(&scratch);
		}
	}
	table_out_end(&t);
	arena_release(&scratch);
	return frame_commit(f, out, v->status);
}

/* ---- bars ---------------------------------------------------------------- */

struct bars {
	const struct srvload_view *v;
	const struct load_node *n;
	enum load_resource r;
	const uint64_t *before;
	uint32_t step;			/* slots a bar */
	uint64_t top;			/* hundredths of the longest bar */
	unsigned width;			/* cells of it */
};

static uint64_t highest(const struct bars *b, uint32_t from, bool before)
{
	uint64_t high = 0;

	for (uint32_t t = from; t < from + b->step &&
	     t < b->v->net->day->slots; t++) {
		const uint64_t load = before ? b->before[t] :
			b->n->base[b->r][t] + b->n->work[b->r][t];

		if (load > high)
			high = load;
	}
	return load_rate(b->v->net, b->r, high);
}

static uint64_t lowest_limit(const struct bars *b)
{
	uint64_t limit = LOAD_NO_LIMIT;

	for (uint32_t t = 0; t < b->v->net->day->slots; t++) {
		if (b->n->limit[b->r][t] < limit)
			limit = b->n->limit[b->r][t];
	}
	return limit < LOAD_NO_LIMIT ? load_rate(b->v->net, b->r, limit) : 0;
}

static void bar(const struct bars *b, uint64_t value, struct buf *line)
{
	static const char *const parts[] = {
		"", "▏", "▎", "▍", "▌", "▋", "▊", "▉",
	};
	const uint64_t cells = (uint64_t)b->width * EIGHTHS;
	const uint64_t n = b->top ? (value * cells + b->top / 2) / b->top : 0;

	for (uint64_t i = 0; i < n / EIGHTHS; i++)
		buf_addf(line, "█");
	buf_addf(line, "%s ", parts[n % EIGHTHS]);
}

static void rounded(struct buf *line, uint64_t hundredths)
{
	char text[NUM_TEXT];

	buf_addf(line, "%s", num_group((hundredths + 50) / 100, text));
}

static void head(const struct bars *b, struct sink *sink)
{
	struct buf line = BUF_INIT;
	char date[DATE_TEXT];
	const uint64_t limit = lowest_limit(b);

	buf_addf(&line, "%s " SPAN_F, b->n->dco ? "DCO" : "S1SP",
		 SPAN_A(b->n->name));
	if (b->v->net->day->date != DATE_NONE)
		buf_addf(&line, ", %s", date_text(b->v->net->day->date,
						  date));
	if (limit) {
		buf_addf(&line, ", limit ");
		load_add_hundredths(&line, limit);
	}
	buf_addf(&line, " %s\n", b->r == LOAD_TPS ? "TPS" :
		 "DLMS commands a second");
	sink_put(sink, buf_span(&line));
	buf_release(&line);
}

static void draw(struct bars *b, struct sink *sink)
{
	struct buf line = BUF_INIT;
	char text[LOAD_SLOT_TEXT];

	head(b, sink);
	for (uint32_t t = 0; t < b->v->net->day->slots; t += b->step) {
		const uint64_t now = highest(b, t, false);

		buf_clear(&line);
		buf_addf(&line, " %s ", load_day_slot(b->v->net->day, t,
						      text));
		bar(b, now, &line);
		rounded(&line, now);
		if (b->before && highest(b, t, true) != now) {
			buf_addf(&line, "   before smoothing ");
			rounded(&line, highest(b, t, true));
		}
		buf_addf(&line, "\n");
		sink_put(sink, buf_span(&line));
	}
	buf_release(&line);
}

/* " peak 398 at 00:00 to 03:40 (critical interval: ...)" */
static void foot(const struct bars *b, uint32_t node, struct sink *sink,
		 unsigned width)
{
	const struct load_net *net = b->v->net;
	const struct load_bottleneck *k = NULL;
	struct buf line = BUF_INIT;
	char text[NUM_TEXT], at[LOAD_SLOT_TEXT];
	uint32_t slot;
	const uint64_t peak = load_peak(net, node, b->r, &slot);

	for (size_t i = 0; b->v->plan && i < b->v->plan->bottlenecks.n &&
	     !k; i++) {
		if (b->v->plan->bottlenecks.v[i].node == node &&
		    b->v->plan->bottlenecks.v[i].resource == b->r)
			k = &b->v->plan->bottlenecks.v[i];
	}
	buf_addf(&line, " peak ");
	rounded(&line, load_rate(net, b->r, peak));
	if (peak)
		buf_addf(&line, " from %s", load_day_slot(net->day, slot,
							  at));
	if (k) {
		buf_addf(&line, "; critical interval ");
		load_add_interval(&line, net, k->from, k->slots);
		buf_addf(&line, ": %s requests", num_group(k->work, text));
		if (b->n->limited[b->r])
			buf_addf(&line, " against the limit less what is "
				 "there anyway");
	}
	people_line(sink, width, buf_span(&line));
	buf_release(&line);
}

static void left(const struct srvload_view *v, struct sink *sink,
		 unsigned width)
{
	struct buf line = BUF_INIT;
	char text[NUM_TEXT];

	if (!v->plan || v->plan->left_total == 0)
		return;
	buf_addf(&line, " does not fit: %s requests",
		 num_group(v->plan->left_total, text));
	people_line(sink, width, buf_span(&line));
	buf_release(&line);
}

int srvload_view_people(struct frame *f, const struct srvload_view *v)
{
	const uint32_t slot_s = v->net->day->slot_s;
	struct table_out_options to;
	struct out *out;

	if (!frame_table(f, &load_profile_format, &to))
		return PROG_USAGE;
	out = frame_out(f);
	for (uint32_t i = 0; i < v->net->nodes.n; i++) {
		struct bars b = { .v = v, .n = &v->net->nodes.v[i] };
		uint32_t slot;

		b.r = srvload_resource(b.n);
		b.before = v->before ? v->before[i] : NULL;
		b.step = slot_s < BAR_S ? BAR_S / slot_s : 1;
		b.width = to.width < 60 ? BAR_MIN : to.width - 50;
		if (b.width > BAR_MAX || to.width == 0)
			b.width = BAR_MAX;
		b.top = load_rate(v->net, b.r, load_peak(v->net, i, b.r,
							 &slot));
		if (lowest_limit(&b) > b.top)
			b.top = lowest_limit(&b);
		if (i)
			sink_put(out_sink(out), SPAN("\n"));
		draw(&b, out_sink(out));
		foot(&b, i, out_sink(out), to.width);
	}
	left(v, out_sink(out), to.width);
	return frame_commit(f, out, v->status);
}
