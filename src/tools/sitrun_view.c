/* How large a campaign is: for people, and beside the rows. */
#include "base/num.h"
#include "file/cases_out.h"
#include "tools/people.h"
#include "tools/sitrun.h"

static struct span grouped(struct arena *a, uint64_t n)
{
	char text[NUM_TEXT];

	return arena_span(a, span_of(num_group(n, text)));
}

static struct span counted(struct arena *a, uint64_t n, const char *what)
{
	return arena_printf(a, SPAN_F " %s%s", SPAN_A(grouped(a, n)), what,
			    n == 1 ? "" : "s");
}

/* "2 h 10 min", "45 s": the two largest units that there are. */
static struct span duration(struct arena *a, uint64_t s)
{
	static const struct {
		uint64_t s;
		const char *name;
	} units[] = { { 86400, "d" }, { 3600, "h" }, { 60, "min" },
		      { 1, "s" } };

	for (unsigned i = 0; i < 3; i++) {
		const uint64_t rest = s % units[i].s / units[i + 1].s;

		if (s < units[i].s)
			continue;
		if (!rest)
			return arena_printf(a, "%llu %s", (unsigned long long)
				(s / units[i].s), units[i].name);
		return arena_printf(a, "%llu %s %llu %s",
			(unsigned long long)(s / units[i].s), units[i].name,
			(unsigned long long)rest, units[i + 1].name);
	}
	return arena_printf(a, "%llu s", (unsigned long long)s);
}

struct span sitrun_view_size(const struct case_size *size, struct arena *a)
{
	struct span held = size->held ? arena_printf(a, ", of which "
		SPAN_F " held", SPAN_A(grouped(a, size->held))) : SPAN_EMPTY;

	return arena_printf(a, SPAN_F " (" SPAN_F " positive, " SPAN_F
		" negative" SPAN_F ") for " SPAN_F ", " SPAN_F ", " SPAN_F
		", " SPAN_F, SPAN_A(counted(a, size->cases, "case")),
		SPAN_A(grouped(a, size->polarity[CASE_POSITIVE])),
		SPAN_A(grouped(a, size->polarity[CASE_NEGATIVE])),
		SPAN_A(held),
		SPAN_A(counted(a, size->combinations, "combination")),
		SPAN_A(counted(a, size->sets, "set")),
		SPAN_A(counted(a, size->devices, "device")),
		SPAN_A(counted(a, size->services, "service")));
}

/* "10", "0.5" */
static struct span rate(struct arena *a, uint64_t milli)
{
	unsigned long long whole = milli / 1000, part = milli % 1000;
	unsigned places = 3;

	while (part && part % 10 == 0) {
		part /= 10;
		places--;
	}
	return part ? arena_printf(a, "%llu.%0*llu", whole, (int)places,
				   part) : arena_printf(a, "%llu", whole);
}

struct span sitrun_view_time(const struct case_size *size,
			     const struct campaign *c, struct arena *a)
{
	const uint64_t cap = size->by_s1sp ? c->limits.per_s1sp_milli :
					     c->limits.tps_milli;
	const struct span at = cap ? arena_printf(a, "at " SPAN_F " a second%s",
		SPAN_A(rate(a, cap)), size->by_s1sp ? " to an S1SP" : "") :
		SPAN("without a cap");
	const struct span later = size->wait_s ? arena_printf(a, "; future-"
		"dated and scheduled answers may come " SPAN_F " after their "
		"time", SPAN_A(duration(a, size->wait_s))) : SPAN_EMPTY;

	return arena_printf(a, SPAN_F ": " SPAN_F " " SPAN_F ", " SPAN_F
		" if every answer takes its target time" SPAN_F,
		SPAN_A(counted(a, size->requests, "request")),
		SPAN_A(duration(a, size->least_s)), SPAN_A(at),
		SPAN_A(duration(a, size->most_s)), SPAN_A(later));
}

static void totals(struct json *j, const struct case_size *size)
{
	if (!j)
		return;
	json_object(j, "totals");
	json_u64(j, "cases", size->cases);
	json_u64(j, "positive", size->polarity[CASE_POSITIVE]);
	json_u64(j, "negative", size->polarity[CASE_NEGATIVE]);
	json_u64(j, "held", size->held);
	json_u64(j, "mandatory", size->mandatory);
	json_u64(j, "combinations", size->combinations);
	json_u64(j, "sets", size->sets);
	json_u64(j, "devices", size->devices);
	json_u64(j, "services", size->services);
	json_u64(j, "requests", size->requests);
	json_u64(j, "least_s", size->least_s);
	json_u64(j, "most_s", size->most_s);
	json_u64(j, "wait_s", size->wait_s);
	json_end(j);
}

int sitrun_view_rows(struct sitrun *s, const struct cases *cases,
		     const struct case_size *size)
{
	struct span cells[CASES_COLUMNS];
	struct arena scratch = ARENA_INIT;
	struct table_out_options to;
	struct table_out t;
	struct out *out;

	if (!frame_table(s->f, &cases_format, &to))
		return PROG_USAGE;
	totals(frame_summary(s->f), size);
	out = frame_out(s->f);
	table_out_begin(&t, out_sink(out), &cases_format, &to);
	totals(table_out_members(&t), size);
	for (size_t i = 0; i < cases->rows.n; i++) {
		cases_out_cells(&cases->rows.v[i], &scratch, cells);
		table_out_row(&t, cells);
		arena_clear(&scratch);
	}
	table_out_end(&t);
	arena_release(&scratch);
	return frame_commit(s->f, out, PROG_OK);
}

/* ---- the page ---- */

struct line {
	struct span ppc_id, held;
	enum case_installation installation;
	uint64_t cases, mode[CASE_MODES], negative;
};

typedef VEC(struct line) lines;

/* A line for each combination and installation type, as they come. */
static struct line *line_of(lines *l, const struct testcase *c)
{
	struct line *last;

	for (size_t i = 0; i < l->n; i++) {
		if (l->v[i].installation == c->installation &&
		    span_eq(l->v[i].ppc_id, c->ppc_id))
			return &l->v[i];
	}
	last = vec_add(l);
	last->ppc_id = c->ppc_id;
	last->installation = c->installation;
	last->held = c->not_before;
	return last;
}

static void table(const struct cases *cases, struct sink *sink,
		  unsigned width, bool bold, struct arena *a)
{
	static const char *const names[] = { "cases", "on demand",
		"future", "scheduled", "DCC", "refusals" };
	struct text_table *t = text_table_new();
	lines all = VEC_INIT;

	text_table_column(t, "PPC", TEXT_TABLE_KEEP);
	text_table_column(t, "installation", 0);
	for (unsigned i = 0; i < 6; i++)
		text_table_column(t, names[i],
				  TEXT_TABLE_RIGHT | TEXT_TABLE_KEEP);
	text_table_column(t, "held, or not before", TEXT_TABLE_SHRINK);
	for (size_t i = 0; i < cases->rows.n; i++) {
		const struct testcase *c = &cases->rows.v[i];
		struct line *l = line_of(&all, c);

		l->cases++;
		if (c->polarity == CASE_NEGATIVE)
			l->negative++;
		else
			l->mode[c->mode]++;
	}
	for (size_t i = 0; i < all.n; i++) {
		const struct line *l = &all.v[i];
		const struct span cells[] = {
			l->ppc_id.n ? l->ppc_id : SPAN("-"),
			span_of(case_installation_name(l->installation)),
			grouped(a, l->cases),
			grouped(a, l->mode[CASE_ON_DEMAND]),
			grouped(a, l->mode[CASE_FUTURE_DATED]),
			grouped(a, l->mode[CASE_SCHEDULED]),
			grouped(a, l->mode[CASE_DCC_ONLY]),
			grouped(a, l->negative), l->held,
		};

		text_table_row(t, cells);
	}
	text_table_write(t, sink, width, true, bold);
	text_table_free(t);
	vec_release(&all);
}

int sitrun_view_people(struct sitrun *s, const struct cases *cases,
		       const struct case_size *size)
{
	struct arena a = ARENA_INIT;
	struct table_out_options to;
	struct out *out;
	struct sink *sink;

	if (!frame_table(s->f, &cases_format, &to))
		return PROG_USAGE;
	totals(frame_summary(s->f), size);
	out = frame_out(s->f);
	sink = out_sink(out);
	people_line(sink, to.width, sitrun_view_size(size, &a));
	sink_put(sink, SPAN("\n"));
	table(cases, sink, to.width, to.bold_head, &a);
	sink_put(sink, SPAN("\n"));
	people_line(sink, to.width, arena_printf(&a, "  " SPAN_F,
		SPAN_A(sitrun_view_time(size, &s->campaign, &a))));
	people_line(sink, to.width, SPAN("  nothing was sent; --format csv "
					 "writes the cases"));
	arena_release(&a);
	return frame_commit(s->f, out, PROG_OK);
}
