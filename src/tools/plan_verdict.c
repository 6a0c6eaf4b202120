/* A check tells its findings last, and they reject the plan, not the input. */
#include "tools/plan_verdict.h"

#include "base/num.h"
#include "engine/plan_restore.h"
#include "file/plan_back_in.h"
#include "model/codes.h"

struct checked {
	struct plan_session *s;
	struct plan_text text;
	struct plan plan;
	struct plan_lines lines;
	uint64_t lost;			/* rows of a previous plan */
	bool restored;			/* every row and price */
};

static bool read_text(struct plan_session *s, struct plan_text *t,
		      const char *role, const char *path, bool prices)
{
	struct frame *f = s->f;
	struct rows_source source = { .name = NULL };
	bool system = false;
	const bool ok = (prices ? plan_prices_read : plan_back_read)(t, path,
		&f->limits, &f->diag, &source, &system);

	f->system_failed = f->system_failed || system;
	frame_source(f, role, &source, true);
	return ok;
}

static void not_restored(void *data, enum code code, bool is_price,
			 uint64_t line, struct span text)
{
	struct checked *c = data;

	c->restored = false;
	code_find(&c->s->f->diag, code, &(struct code_place){
		.file = is_price ? c->text.prices_file : c->text.file,
		.line = line }, "the row " SPAN_F, SPAN_A(text));
}

static void wrong(void *data, const struct plan_wrong *w)
{
	struct checked *c = data;
	struct code_place at = { .file = c->text.file };

	if (w->row != PLAN_NO_ROW) {
		at.line = c->lines.row.v[w->row];
	} else if (w->price != PLAN_NO_ROW) {
		at.file = c->text.prices_file;
		at.line = c->lines.price.v[w->price];
	}
	code_find(&c->s->f->diag, w->code, &at, SPAN_F, SPAN_A(w->text));
}

static struct span fixed(struct arena *a, plan_fixed v)
{
	char text[PLAN_FIXED_TEXT];

	return arena_span(a, span_of(plan_fixed_text(v, 12, text)));
}

static int write_verdict(struct checked *c, const struct plan_verdict *v)
{
	struct frame *f = c->s->f;
	const bool yes = v->accepted && c->restored;
	struct table_out_options to;
	struct arena a = ARENA_INIT;
	char goal[NUM_TEXT];
	struct table_out t;
	struct out *out;

	if (!frame_table(f, &plan_verdict_format, &to))
		return PROG_USAGE;
	out = frame_out(f);
	table_out_begin(&t, out_sink(out), &plan_verdict_format, &to);
	if (table_out_members(&t))
		json_bool(table_out_members(&t), "accepted", yes);
	for (unsigned g = 0; g < PLAN_GOALS; g++) {
		const struct plan_goal_value *x = &v->goal[g];

		if (!x->proved && !x->sought)
			continue;
		table_out_row(&t, (const struct span[VERDICT_COLUMNS]){
			span_of(num_text(g + 1, goal)),
			span_of(plan_goal_name((enum plan_goal)g)),
			fixed(&a, x->value),
			x->proved ? fixed(&a, x->bound) : SPAN_EMPTY,
			x->proved ? fixed(&a, x->gap) : SPAN_EMPTY,
			c->text.goal[g].stated ?
			fixed(&a, c->text.goal[g].gap) : SPAN_EMPTY,
			yes ? SPAN("Y") : SPAN("N") });
	}
	table_out_end(&t);
	arena_release(&a);
	return frame_commit(f, out, yes ? PROG_OK : PROG_NO);
}

static void checked_release(struct checked *c)
{
	plan_lines_release(&c->lines);
	plan_release(&c->plan);
	plan_text_release(&c->text);
}

static bool read_gap(struct plan_text *t, struct span text)
{
	struct span rest = text, name;

	span_cut(&rest, '=', &name);
	for (unsigned g = 0; g < PLAN_GOALS; g++) {
		if (!span_eq_nocase(name, span_of(plan_goal_name(
				(enum plan_goal)g))))
			continue;
		t->goal[g].stated = plan_fixed_parse(rest, &t->goal[g].gap);
		return t->goal[g].stated;
	}
	return false;
}

int plan_verdict_write(struct plan_session *s, const char *path,
		       const char *prices, const char *const *gap,
		       size_t gaps)
{
	struct checked c = { .s = s, .restored = true };
	struct plan_verdict v;
	int status;

	plan_text_init(&c.text);
	plan_init(&c.plan);
	for (size_t i = 0; i < gaps; i++) {
		if (!read_gap(&c.text, span_of(gap[i])))
			return frame_usage(s->f, "--gap: '%s' is not left, "
					   "waiting, peak or changes, '=' and "
					   "a number", gap[i]);
	}
	read_text(s, &c.text, "plan", path, false);
	if (prices)
		read_text(s, &c.text, "prices", prices, true);
	if (s->f->diag.count[DIAG_ERROR] || s->f->system_failed) {
		frame_accepts(s->f);
		status = s->f->status;
	} else {
		plan_restore(&c.text, &s->question.problem, &c.plan,
			     &c.lines, not_restored, &c);
		plan_check(&s->question.problem, &c.plan, wrong, &c, &v);
		status = write_verdict(&c, &v);
	}
	checked_release(&c);
	return status;
}

static void lost(void *data, enum code code, bool is_price, uint64_t line,
		 struct span text)
{
	struct checked *c = data;

	(void)code;
	(void)line;
	(void)text;
	c->lost += !is_price;
}

bool plan_previous_read(struct plan_session *s, const char *path,
			struct plan *plan)
{
	struct checked c = { .s = s };
	bool ok;

	plan_text_init(&c.text);
	plan_init(plan);
	ok = read_text(s, &c.text, "previous", path, false);
	c.text.prices.n = 0;
	if (ok)
		plan_restore(&c.text, &s->question.problem, plan, &c.lines,
			     lost, &c);
	if (c.lost)
		code_find(&s->f->diag, PLAN043, &(struct code_place){
			.file = c.text.file }, "%llu of %zu rows are of "
			"classes or periods that there no longer are",
			(unsigned long long)c.lost, c.text.rows.n);
	plan->prices.n = 0;
	s->question.problem.previous = plan->rows.v;
	s->question.problem.previous_rows = plan->rows.n;
	s->question.problem.has_previous = ok;
	plan_lines_release(&c.lines);
	plan_text_release(&c.text);
	return ok;
}
