/* Two cycles side by side. */
#include "base/num.h"
#include "engine/sit_compare.h"
#include "model/sit_views.h"
#include "tools/people.h"
#include "tools/sitrun_views.h"

static struct span verdict(const struct outcome *is)
{
	return is ? span_of(verdict_name(is->verdict)) : SPAN_EMPTY;
}

static struct span ms(struct arena *a, bool has, uint64_t n)
{
	return has ? sitrun_view_number(a, n) : SPAN_EMPTY;
}

static struct span shift(const struct compared *x, struct arena *a)
{
	if (!x->has_old_ms || !x->has_new_ms)
		return SPAN_EMPTY;
	return x->new_ms < x->old_ms ?
	       arena_printf(a, "-%llu", (unsigned long long)
			    (x->old_ms - x->new_ms)) :
	       sitrun_view_number(a, x->new_ms - x->old_ms);
}

static struct span reason(const struct outcome *is)
{
	return is ? is->row->cell[RESULT_REASON] : SPAN_EMPTY;
}

static void fill(const struct compared *x, struct arena *a,
		 struct span cells[CYCLES_COLUMNS])
{
	cells[CYCLES_COL_CHANGE] = span_of(change_kind_name(x->change));
	cells[CYCLES_COL_CASE_ID] = x->which->id;
	cells[CYCLES_COL_PPC_ID] = x->which->ppc_id;
	cells[CYCLES_COL_SRV] = x->which->srv;
	cells[CYCLES_COL_OLD_VERDICT] = verdict(x->old);
	cells[CYCLES_COL_NEW_VERDICT] = verdict(x->new);
	cells[CYCLES_COL_OLD_MS] = ms(a, x->has_old_ms, x->old_ms);
	cells[CYCLES_COL_NEW_MS] = ms(a, x->has_new_ms, x->new_ms);
	cells[CYCLES_COL_SHIFT_MS] = shift(x, a);
	cells[CYCLES_COL_FIRMWARE] = x->firmware;
	cells[CYCLES_COL_OLD_REASON] = reason(x->old);
	cells[CYCLES_COL_NEW_REASON] = reason(x->new);
}

struct sides {
	struct comparison c;
	struct outcome_rates older, newer;
};

static void side(struct json *j, const char *name,
		 const struct outcome_rates *r)
{
	json_object(j, name);
	json_u64(j, "tried", r->tried);
	json_u64(j, "passed", r->verdict[VERDICT_PASS]);
	json_u64(j, "first_time", r->first_time);
	sitrun_view_share(j, "passed_percent", r->verdict[VERDICT_PASS],
			  r->tried);
	sitrun_view_share(j, "first_time_percent", r->first_time, r->tried);
	json_end(j);
}

static void totals(const struct sitrun_views *v, struct json *j,
		   const struct sides *s)
{
	static const char *const names[CYCLES_CHANGES] = {
		"fixed", "broken", "still_failing", "new", "lost",
		"still_passing", "left_out" };

	if (!j)
		return;
	if (v->clock.n)
		json_string(j, "clock", v->clock);
	json_object(j, "totals");
	for (unsigned k = 0; k < CYCLES_CHANGES; k++)
		json_u64(j, names[k], s->c.count[k]);
	side(j, "older", &s->older);
	side(j, "newer", &s->newer);
	json_u64(j, "timed", s->c.timed);
	if (s->c.timed) {
		json_u64(j, "old_p50_ms", s->c.old_p50);
		json_u64(j, "new_p50_ms", s->c.new_p50);
		json_u64(j, "old_p95_ms", s->c.old_p95);
		json_u64(j, "new_p95_ms", s->c.new_p95);
	}
	json_end(j);
}

static int rows(struct sitrun_views *v, const struct sides *s, int status)
{
	struct span cells[CYCLES_COLUMNS];
	struct arena scratch = ARENA_INIT;
	struct table_out_options to;
	struct table_out t;
	struct out *out;

	if (!frame_table(v->f, &sit_compare_format, &to))
		return PROG_USAGE;
	out = frame_out(v->f);
	table_out_begin(&t, out_sink(out), &sit_compare_format, &to);
	totals(v, table_out_members(&t), s);
	for (size_t i = 0; i < s->c.v.n; i++) {
		fill(&s->c.v.v[i], &scratch, cells);
		table_out_row(&t, cells);
		arena_clear(&scratch);
	}
	table_out_end(&t);
	arena_release(&scratch);
	return frame_commit(v->f, out, status);
}

/* ---- the page: what did not stay as it was ---- */

static void table(const struct comparison *c, struct sink *sink,
		  const struct table_out_options *to, struct arena *a)
{
	struct text_table *t = text_table_new();

	text_table_column(t, "change", TEXT_TABLE_KEEP);
	text_table_column(t, "before", TEXT_TABLE_KEEP);
	text_table_column(t, "now", TEXT_TABLE_KEEP);
	text_table_column(t, "shift ms", TEXT_TABLE_RIGHT);
	text_table_column(t, "case", TEXT_TABLE_KEEP);
	text_table_column(t, "firmware", TEXT_TABLE_SHRINK);
	for (size_t i = 0; i < c->v.n; i++) {
		const struct compared *x = &c->v.v[i];
		const struct span cells[] = {
			span_of(change_kind_name(x->change)),
			verdict(x->old), verdict(x->new), shift(x, a),
			x->which->id, x->firmware,
		};

		if (x->change != CYCLES_STILL_PASSING &&
		    x->change != CYCLES_LEFT_OUT)
			text_table_row(t, cells);
	}
	text_table_write(t, sink, to->width, true, to->bold_head);
	text_table_free(t);
}

static void foot(const struct sides *s, struct sink *sink, unsigned width,
		 struct arena *a)
{
	static const char *const words[CYCLES_CHANGES] = {
		"fixed", "broken", "still failing", "new", "lost",
		"still passing", "left out" };
	struct buf b = BUF_INIT;

	for (unsigned k = 0; k < CYCLES_CHANGES; k++)
		buf_addf(&b, "%s%llu %s", k ? ", " : "",
			 (unsigned long long)s->c.count[k], words[k]);
	people_line(sink, width, buf_span(&b));
	people_line(sink, width, arena_printf(a, "before: " SPAN_F,
		SPAN_A(sitrun_view_rates(&s->older, a))));
	people_line(sink, width, arena_printf(a, "now: " SPAN_F,
		SPAN_A(sitrun_view_rates(&s->newer, a))));
	if (s->c.timed)
		people_line(sink, width, arena_printf(a, "of %llu that pass "
			"both times: median %llu ms -> %llu ms, 95 in 100 "
			"%llu ms -> %llu ms", (unsigned long long)s->c.timed,
			(unsigned long long)s->c.old_p50,
			(unsigned long long)s->c.new_p50,
			(unsigned long long)s->c.old_p95,
			(unsigned long long)s->c.new_p95));
	buf_release(&b);
}

static int people(struct sitrun_views *v, const struct sides *s, int status)
{
	struct sitrun_page page;

	if (!sitrun_page_open(&page, v, &sit_compare_format))
		return PROG_USAGE;
	table(&s->c, page.sink, &page.to, &page.arena);
	sink_put(page.sink, SPAN("\n"));
	foot(s, page.sink, page.to.width, &page.arena);
	sitrun_view_clock(v, page.sink, page.to.width);
	return sitrun_page_close(&page, status);
}

/* No, where the newer cycle fails, broke or lost something. */
static int status_of(const struct comparison *c)
{
	for (size_t i = 0; i < c->v.n; i++) {
		const struct outcome *now = c->v.v[i].new;

		if (!now || (now->verdict != VERDICT_PASS &&
			     now->verdict != VERDICT_SKIP))
			return PROG_NO;
	}
	return PROG_OK;
}

int sitrun_view_compare(struct sitrun_views *v)
{
	struct sides s;
	int status;

	if (!frame_accepts(v->f))
		return v->f->status;
	sit_compare(&v->older, &v->outcomes, &s.c);
	outcome_rates(&s.older, &v->older);
	outcome_rates(&s.newer, &v->outcomes);
	totals(v, frame_summary(v->f), &s);
	status = sitrun_view_for_people(v) ?
		 people(v, &s, status_of(&s.c)) :
		 rows(v, &s, status_of(&s.c));
	comparison_release(&s.c);
	return status;
}
