/* What stands beside the rows of a plan: totals, residue, goals, prices and
 * reasons; as members of JSON, and as tables of their own. */
#include "tools/plan_more.h"

#include "base/num.h"
#include "cli/msg.h"
#include "engine/lp.h"
#include "engine/plan_make.h"
#include "file/lp_out.h"

static struct span fixed(struct arena *a, plan_fixed v, unsigned places)
{
	char text[PLAN_FIXED_TEXT];

	return arena_span(a, span_of(plan_fixed_text(v, places, text)));
}

/* Millionths, exact, without zeros at the end. */
static struct span price(struct arena *a, int64_t micro)
{
	struct span s = fixed(a, (plan_fixed)micro *
			      (PLAN_ONE / 1000000), 6);

	while (s.n && s.p[s.n - 1] == '0')
		s.n--;
	if (s.n && s.p[s.n - 1] == '.')
		s.n--;
	return s;
}

static void fill_price(const struct plan_view *v, const struct plan_price *p,
		       struct arena *a, struct span cells[PRICES_COLUMNS])
{
	const struct plan_question *q = &v->s->question;

	for (unsigned i = 0; i < PRICES_COLUMNS; i++)
		cells[i] = SPAN_EMPTY;
	cells[PRICES_COL_GOAL] = plan_number(a, (uint64_t)p->goal + 1);
	cells[PRICES_COL_ROW] = span_of(plan_row_name(p->row));
	if (p->row == PLAN_ROW_CAPACITY) {
		cells[PRICES_COL_NODE] = q->nodes[p->at].name;
		cells[PRICES_COL_STEP] = span_of(plan_step_name(p->step));
	} else if (p->row == PLAN_ROW_MILESTONE) {
		cells[PRICES_COL_NODE] = q->milestones[p->at].name;
	} else if (p->row == PLAN_ROW_FREEZE) {
		cells[PRICES_COL_NODE] = plan_number(a, (uint64_t)p->at + 1);
	}
	if (p->period != PLAN_NONE)
		cells[PRICES_COL_PERIOD_START] =
			plan_day(a, v->s->period[p->period].start);
	cells[PRICES_COL_PRICE] = price(a, p->micro);
}

struct out *plan_view_open(const struct plan_view *v, const char *path,
			   const struct table_format *format,
			   struct table_out *t)
{
	const struct span name = span_of(path);
	const struct frame *f = v->s->f;
	const struct table_out_options to = {
		.kind = span_ends(name, SPAN(".json")) ? TABLE_JSON :
			span_ends(name, SPAN(".ndjson")) ? TABLE_NDJSON :
			span_ends(name, SPAN(".tsv")) ? TABLE_TSV : TABLE_CSV,
		.for_spreadsheet = f->common->for_spreadsheet,
	};
	struct out *out = out_open(path);

	table_out_begin(t, out_sink(out), format, &to);
	return out;
}

bool plan_view_close(const struct plan_view *v, struct out *out)
{
	struct buf why = BUF_INIT;
	const bool ok = out_commit(out, &why);

	if (!ok) {
		msg_error("%s", why.p);
		v->s->f->system_failed = true;
	}
	buf_release(&why);
	return ok;
}

bool plan_view_prices_file(const struct plan_view *v, const char *path)
{
	struct span cells[PRICES_COLUMNS];
	struct arena a = ARENA_INIT;
	struct table_out t;
	struct out *out = plan_view_open(v, path, &prices_format, &t);

	for (size_t i = 0; i < v->plan->prices.n; i++) {
		fill_price(v, &v->plan->prices.v[i], &a, cells);
		table_out_row(&t, cells);
		arena_clear(&a);
	}
	table_out_end(&t);
	arena_release(&a);
	return plan_view_close(v, out);
}

bool plan_view_model_file(const struct plan_view *v, const char *path)
{
	struct lp *lp = plan_programme(&v->s->question.problem);
	const struct linear model = lp_look(lp);
	struct out *out = out_open(path);

	lp_write(out_sink(out), &model, "plan");
	lp_free(lp);
	return plan_view_close(v, out);
}

/* ---- reasons ------------------------------------------------------------- */

static void write_reasons(const struct plan_view *v, struct table_out *t,
			  const plan_reasons *of)
{
	struct arena a = ARENA_INIT;

	for (size_t i = 0; i < of->n; i++) {
		const struct plan_reason *r = &of->v[i];

		table_out_row(t, (const struct span[WHY_COLUMNS]){
			r->class_index == PLAN_NONE ? SPAN_EMPTY :
			v->s->classes.list[r->class_index].label[PLAN_CLASS],
			r->rule, plan_number(&a, r->count), r->text });
		arena_clear(&a);
	}
	arena_release(&a);
}

bool plan_view_reasons_file(const struct plan_view *v, const char *path)
{
	struct table_out t;
	struct out *out = plan_view_open(v, path, &why_format, &t);

	write_reasons(v, &t, v->reasons);
	table_out_end(&t);
	return plan_view_close(v, out);
}

int plan_view_reasons(const struct plan_view *v, const plan_reasons *of)
{
	struct frame *f = v->s->f;
	struct table_out_options to;
	struct table_out t;
	struct out *out;

	if (!frame_table(f, &why_format, &to))
		return PROG_USAGE;
	out = frame_out(f);
	table_out_begin(&t, out_sink(out), &why_format, &to);
	write_reasons(v, &t, of);
	table_out_end(&t);
	return frame_commit(f, out, PROG_OK);
}

/* ---- members ------------------------------------------------------------- */

static void write_inputs(const struct plan_view *v, struct json *j)
{
	const struct frame *f = v->s->f;

	json_array(j, "inputs");
	for (size_t i = 0; i < f->sources.n; i++) {
		const struct frame_source *s = &f->sources.v[i];

		json_object_flat(j, NULL);
		json_string(j, "role", span_of(s->role));
		json_string(j, "name", span_of(s->source.name));
		json_string(j, "sha256", span_of(s->source.sha256));
		if (s->has_rows)
			json_u64(j, "rows", s->source.rows);
		json_end(j);
	}
	json_end(j);
}

static void write_residue(const struct plan_view *v, struct json *j)
{
	const struct plan_classes *c = &v->s->classes;

	json_array(j, "never");
	for (size_t i = 0; i < c->residue.n; i++) {
		const struct plan_residue *r = &c->residue.v[i];

		json_object_flat(j, NULL);
		json_string(j, "code", r->code);
		json_u64(j, "installations", r->installations);
		json_u64(j, "meters", r->meters);
		json_string(j, "text", r->text);
		json_end(j);
	}
	json_end(j);
}

static void write_goals(const struct plan_view *v, struct json *j,
			struct arena *a)
{
	json_array(j, "goals");
	for (unsigned g = 0; g < PLAN_GOALS; g++) {
		const struct plan_goal_value *x = &v->plan->goal[g];

		if (!x->sought)
			continue;
		json_object_flat(j, NULL);
		json_u64(j, "goal", g + 1);
		json_string(j, "name",
			    span_of(plan_goal_name((enum plan_goal)g)));
		json_string(j, "value", fixed(a, x->value, 12));
		if (x->proved) {
			json_string(j, "bound", fixed(a, x->bound, 12));
			json_string(j, "gap", fixed(a, x->gap, 12));
		}
		json_end(j);
	}
	json_end(j);
}

static void write_prices(const struct plan_view *v, struct json *j,
			 struct arena *a)
{
	struct span cells[PRICES_COLUMNS];

	json_array(j, "prices");
	for (size_t i = 0; i < v->plan->prices.n; i++) {
		fill_price(v, &v->plan->prices.v[i], a, cells);
		json_object_flat(j, NULL);
		for (unsigned c = 0; c < PRICES_COLUMNS; c++)
			json_string(j, prices_format.columns[c].name,
				    cells[c]);
		json_end(j);
	}
	json_end(j);
}

static void write_why(const struct plan_view *v, struct json *j)
{
	json_array(j, "why");
	for (size_t i = 0; i < v->reasons->n; i++) {
		const struct plan_reason *r = &v->reasons->v[i];

		if (r->class_index == PLAN_NONE)
			continue;
		json_object_flat(j, NULL);
		json_string(j, "class",
			v->s->classes.list[r->class_index].label[PLAN_CLASS]);
		json_string(j, "rule", r->rule);
		json_u64(j, "count", r->count);
		json_string(j, "text", r->text);
		json_end(j);
	}
	json_end(j);
}

static void write_totals(const struct plan_view *v, struct json *j,
			 struct arena *a)
{
	const struct plan_session *s = v->s;
	struct plan_compared came_to;

	plan_compared_make(v, a, &came_to);
	json_object(j, "totals");
	json_u64(j, "installations", s->classes.installations);
	json_u64(j, "planned", s->classes.planned);
	json_u64(j, "never", s->classes.never);
	json_u64(j, "left_behind", v->usage->behind_all);
	json_string(j, "left_expected", fixed(a, v->plan->left_total, 6));
	json_string(j, "left_whatever_the_capacity",
		    fixed(a, v->plan->never_total, 6));
	json_u64(j, "classes", s->classes.n);
	json_u64(j, "periods", s->periods);
	json_u64(j, "rows", v->plan->rows.n);
	json_u64(j, "superseded", s->notes.superseded);
	json_u64(j, "replaced", s->notes.replaced);
	json_string(j, "finish", plan_day(a, came_to.finish));
	json_string(j, "customer_days_waiting", came_to.waiting);
	json_string(j, "peak_per_day", came_to.peak);
	json_string(j, "bottleneck", came_to.bottleneck);
	json_string(j, "gap_left", came_to.gap_left);
	plan_chances_members(v, j);
	json_end(j);
}

void plan_view_totals(const struct plan_view *v, struct json *j, bool inputs)
{
	const struct plan_session *s = v->s;
	struct arena a = ARENA_INIT;

	if (!j)
		return;
	json_string(j, "as_of", plan_day(&a, s->as_of));
	json_string(j, "known_on", plan_day(&a, s->known_on));
	json_string(j, "start", plan_day(&a, s->start));
	json_string(j, "unit", s->unit == PLAN_METERS ? SPAN("meter") :
							SPAN("installation"));
	json_u64(j, "weight_scale", s->classes.weight_scale);
	json_bool(j, "feasible", v->status == PROG_OK);
	if (inputs)
		write_inputs(v, j);
	write_totals(v, j, &a);
	write_residue(v, j);
	write_goals(v, j, &a);
	write_prices(v, j, &a);
	write_why(v, j);
	arena_release(&a);
}
