/* Views that are tables of their own: cells from engine structs. */
#include "tools/select_view.h"

#include <string.h>

#include "base/num.h"
#include "engine/canon.h"
#include "engine/curve.h"
#include "engine/explain.h"
#include "engine/release.h"
#include "engine/stability.h"
#include "file/printed.h"
#include "file/tables_in.h"
#include "model/codes.h"
#include "model/formats.h"

void select_view_init(struct select_view *v, struct load *l,
		      struct selection *s)
{
	memset(v, 0, sizeof(*v));
	v->l = l;
	v->s = s;
}

void select_view_release(struct select_view *v)
{
	arena_release(&v->arena);
}

struct span select_view_smso(const struct select_view *v, struct span smso)
{
	if (!v->public)
		return smso;
	for (size_t i = 0; i < v->aliases->names.n; i++) {
		if (canon_eq(v->aliases->names.v[i].smso, smso))
			return v->aliases->names.v[i].alias;
	}
	return SPAN("(no public name)");
}

static bool is_count_column(unsigned c)
{
	return c == SELECTION_COL_COUNT_ACTIVE ||
	       c == SELECTION_COL_COUNT_DORMANT ||
	       c == SELECTION_COL_COUNT_TOTAL;
}

static bool is_usual(unsigned rfi_column_number)
{
	return table_find(&selection_format, span_of(
		rfi_wide_format.columns[rfi_column_number].name)) !=
	       TABLE_ABSENT;
}

const struct table_format *select_view_format(struct select_view *v)
{
	const struct tally *t = v->s->tally;
	struct table_column *columns = arena_zero(&v->arena,
		SELECTION_COLUMNS + t->columns.n, sizeof(*columns));
	struct table_format *f = arena_zero(&v->arena, 1, sizeof(*f));
	unsigned n = 0;

	*f = selection_format;
	for (unsigned c = 0; c < SELECTION_COLUMNS; c++) {
		if (!(v->public && is_count_column(c)))
			columns[n++] = selection_format.columns[c];
		if (c != SELECTION_COL_PPMID_FW_VERSION)
			continue;
		for (size_t i = 0; i < t->columns.n; i++) {
			if (!is_usual(t->columns.v[i]))
				columns[n++] = rfi_wide_format.columns[
					t->columns.v[i]];
		}
	}
	f->columns = columns;
	f->count = n;
	return f;
}

static struct span number(struct arena *a, uint64_t n)
{
	char text[NUM_TEXT];

	return arena_span(a, span_of(num_text(n, text)));
}

static struct span percent(struct arena *a, uint64_t part, uint64_t whole)
{
	char text[NUM_TEXT];

	return arena_span(a, span_of(num_percent(part, whole, 2, text)));
}

static struct span key_cell(const struct select_view *v,
			    const struct selection_row *r, const char *name)
{
	const uint32_t column = table_find(&rfi_wide_format, span_of(name));
	const uint32_t at = column == TABLE_ABSENT ? TABLE_ABSENT :
			    tally_column(v->s->tally, column);

	if (at == TABLE_ABSENT)
		return SPAN_EMPTY;
	if (column == RFI_SMSO)
		return select_view_smso(v, r->tally->key[at]);
	return r->tally->key[at];
}

static struct span row_cell(struct select_view *v,
			    const struct selection_row *r, unsigned c,
			    struct arena *a)
{
	const struct selection *s = v->s;
	const bool ranked = r->rank != 0;

	switch (c) {
	case SELECTION_COL_RANK:
		return ranked ? number(a, r->rank) : SPAN_EMPTY;
	case SELECTION_COL_PPC_ID:
		return selection_ppc_id(v->s, r);
	case SELECTION_COL_DISPOSITION:
		return span_of(selection_disposition_name(r->disposition));
	case SELECTION_COL_COUNT_ACTIVE:
		return number(a, r->tally->active);
	case SELECTION_COL_COUNT_DORMANT:
		return number(a, r->tally->dormant);
	case SELECTION_COL_COUNT_TOTAL:
		return number(a, r->tally->total);
	case SELECTION_COL_SHARE_PERCENT:
		return ranked ? percent(a, r->tally->total, s->in_scope) :
				SPAN_EMPTY;
	case SELECTION_COL_CUMULATIVE_PERCENT:
		return r->disposition == SELECTION_SELECTED ?
		       percent(a, r->cumulative, s->in_scope) : SPAN_EMPTY;
	case SELECTION_COL_ENTRY_HOLD:
		return r->hold;
	case SELECTION_COL_REASON:
		return r->reason;
	default:
		return key_cell(v, r, selection_format.columns[c].name);
	}
}

static void write_row(struct select_view *v, const struct selection_row *r,
		      const struct table_format *format, struct table_out *t,
		      struct span *cells, struct arena *a)
{
	for (unsigned i = 0; i < format->count; i++) {
		const uint32_t c = table_find(&selection_format,
			span_of(format->columns[i].name));

		cells[i] = c == TABLE_ABSENT ?
			key_cell(v, r, format->columns[i].name) :
			row_cell(v, r, c, a);
	}
	table_out_row(t, cells);
}

static void write_obligations(struct select_view *v, struct json *j)
{
	json_array(j, "obligations");
	for (size_t i = 0; i < v->s->obligations.n; i++) {
		const struct selection_obligation *o =
			&v->s->obligations.v[i];

		json_object_flat(j, NULL);
		json_string(j, "smso", select_view_smso(v, o->smso));
		if (o->rank)
			json_u64(j, "rank", o->rank);
		else
			json_string(j, "rank", SPAN_EMPTY);
		json_string(j, "obligation", o->rank ?
			SPAN("first combination: Migration Testing in the SIT "
			     "environment before go-live") :
			SPAN("no combination reported"));
		json_end(j);
	}
	json_end(j);
}

static void write_members(struct select_view *v, struct json *j)
{
	const struct selection *s = v->s;
	char text[NUM_TEXT];

	if (!j)
		return;
	json_string(j, "as_of", v->as_of);
	json_string(j, "capability", s->policy->capability);
	if (!v->public) {
		json_u64(j, "objective", s->objective);
		json_u64(j, "bound", s->bound);
	}
	json_bool(j, "optimal", s->optimal);
	write_obligations(v, j);
	json_object(j, "totals");
	if (!v->public) {
		json_u64(j, "in_scope", s->in_scope);
		json_u64(j, "selected", s->selected);
		json_u64(j, "unresolved", tally_total(s->tally, UNRESOLVED));
		json_u64(j, "out_of_scope",
			 tally_total(s->tally, OUT_OF_SCOPE));
		json_u64(j, "non_intender",
			 tally_total(s->tally, NON_INTENDER));
	}
	json_u64(j, "combinations", s->combinations);
	json_u64(j, "selected_combinations", s->selected_count);
	num_percent(s->selected, s->in_scope, 2, text);
	if (text[0])
		json_number(j, "share_percent", text);
	else
		json_string(j, "share_percent", SPAN_EMPTY);
	json_string(j, "share_percent_whole", span_of(
		num_percent(s->selected, s->in_scope, 0, text)));
	json_end(j);
}

void select_view_summarise(struct select_view *v)
{
	const struct selection *s = v->s;
	struct json *j = &v->l->f->summary_json;

	if (v->l->f->summary.n == 0)
		return;
	json_object(j, "selection");
	json_u64(j, "in_scope", s->in_scope);
	json_u64(j, "selected", s->selected);
	json_u64(j, "combinations", s->combinations);
	json_u64(j, "selected_combinations", s->selected_count);
	json_end(j);
}

int select_view_rows(struct select_view *v, bool all)
{
	const struct table_format *format = select_view_format(v);
	struct span *cells = arena_zero(&v->arena, format->count,
					sizeof(*cells));
	struct arena scratch = ARENA_INIT;
	struct table_out_options to;
	struct table_out t;
	struct out *out;

	if (!frame_table(v->l->f, format, &to))
		return PROG_USAGE;
	out = frame_out(v->l->f);
	table_out_begin(&t, out_sink(out), format, &to);
	write_members(v, table_out_members(&t));
	for (size_t i = 0; i < v->s->rows.n; i++) {
		const struct selection_row *r = &v->s->rows.v[i];

		if (!all && r->disposition != SELECTION_SELECTED)
			continue;
		write_row(v, r, format, &t, cells, &scratch);
		arena_clear(&scratch);
	}
	table_out_end(&t);
	arena_release(&scratch);
	return frame_commit(v->l->f, out, PROG_OK);
}

int select_view_curve(struct select_view *v)
{
	struct table_out_options to;
	struct table_out t;
	struct arena a = ARENA_INIT;
	struct curve c;
	struct out *out;

	if (!frame_table(v->l->f, &curve_format, &to))
		return PROG_USAGE;
	curve_init(&c, v->s->tally, v->s->policy);
	out = frame_out(v->l->f);
	table_out_begin(&t, out_sink(out), &curve_format, &to);
	for (size_t k = 0; k < c.points.n; k++) {
		const struct curve_point *p = &c.points.v[k];
		const struct span cells[CURVE_COLUMNS] = {
			number(&a, k + 1),
			percent(&a, p->installations, c.in_scope),
			number(&a, p->hardware), number(&a, c.hardware),
			number(&a, p->models), number(&a, c.models),
			number(&a, p->pairs), number(&a, c.pairs),
		};

		table_out_row(&t, cells);
		arena_clear(&a);
	}
	table_out_end(&t);
	curve_release(&c);
	arena_release(&a);
	return frame_commit(v->l->f, out, PROG_OK);
}

int select_view_explain(struct select_view *v)
{
	struct table_out_options to;
	struct table_out t;
	struct explanation x;
	struct out *out;

	if (!frame_table(v->l->f, &explain_format, &to))
		return PROG_USAGE;
	explain_selection(v->s, SELECT_VIEW_NEAR_MISSES, &x);
	out = frame_out(v->l->f);
	table_out_begin(&t, out_sink(out), &explain_format, &to);
	for (size_t i = 0; i < x.rows.n; i++) {
		const struct explain_row *e = &x.rows.v[i];
		const struct selection_row *r = e->row;
		const struct span cells[EXPLAIN_COLUMNS] = {
			number(&x.arena, r->rank),
			selection_ppc_id(v->s, r),
			span_of(selection_disposition_name(r->disposition)),
			key_cell(v, r, "smso"),
			e->combination,
			number(&x.arena, r->tally->total),
			percent(&x.arena, r->tally->total, v->s->in_scope),
			e->covers_alone,
			span_of(selection_rule_name(r->rule)),
			e->text,
		};

		table_out_row(&t, cells);
	}
	table_out_end(&t);
	explanation_release(&x);
	return frame_commit(v->l->f, out, PROG_OK);
}

int select_view_stability(struct select_view *v, bool by_reporter)
{
	struct stability st = STABILITY_INIT;
	struct table_out_options to;
	struct table_out t;
	struct out *out;

	if (!frame_table(v->l->f, &stability_format, &to))
		return PROG_USAGE;
	stability_of_cut(v->s, &st);
	if (by_reporter)
		stability_without(v->s, &v->l->estate, &v->l->policy, &st);
	out = frame_out(v->l->f);
	table_out_begin(&t, out_sink(out), &stability_format, &to);
	for (size_t i = 0; i < st.rows.n; i++) {
		const struct stability_row *r = &st.rows.v[i];
		const struct span cells[STABILITY_COLUMNS] = {
			span_of(r->check), r->subject,
			number(&st.arena, r->installations),
			r->has_margin ? number(&st.arena, r->margin) :
					SPAN_EMPTY,
			r->turns ? SPAN("Y") : SPAN("N"),
			r->enters, r->leaves, r->text,
		};

		table_out_row(&t, cells);
	}
	table_out_end(&t);
	stability_release(&st);
	return frame_commit(v->l->f, out, PROG_OK);
}

int select_view_printed(struct select_view *v, struct span number_text)
{
	struct release r = RELEASE_INIT;
	struct table_out_options to = { .kind = frame_kind(v->l->f) };
	struct out *out;

	to.for_spreadsheet = v->l->f->common->for_spreadsheet;
	to.book = frame_book();
	release_from_selection(v->s, number_text, &r);
	out = frame_out(v->l->f);
	printed_write(&r, out_sink(out), &to);
	release_release(&r);
	return frame_commit(v->l->f, out, PROG_OK);
}

void select_view_list(struct select_view *v, bool curve, bool explain,
		      bool stability)
{
	if (curve)
		frame_listed(v->l->f, &curve_format);
	else if (explain)
		frame_listed(v->l->f, &explain_format);
	else if (stability)
		frame_listed(v->l->f, &stability_format);
	else
		frame_listed(v->l->f, select_view_format(v));
}

static void tell_ties(struct select_view *v)
{
	struct selection_cut cut;
	struct buf b = BUF_INIT;

	if (!selection_cut(v->s, &cut) || !cut.tied)
		return;
	for (size_t i = 0; i < v->s->combinations; i++) {
		const struct selection_row *r = &v->s->rows.v[i];

		if (r->tally->total == cut.last_in->tally->total)
			buf_addf(&b, "%s%llu", b.n ? ", " : "",
				 (unsigned long long)r->rank);
	}
	code_find(&v->l->f->diag, DMC014, &(struct code_place){ NULL },
		  "ranks %s have the same count, and the cut goes between "
		  "them; active count, then key, decided", b.p);
	buf_release(&b);
}

void select_view_tell(struct select_view *v)
{
	const struct selection *s = v->s;

	if (s->verdict != SELECTION_DONE)
		return;
	if (s->selected_count < s->policy->top)
		code_find(&v->l->f->diag, DMC011, &(struct code_place){ NULL },
			  "%llu of the %llu combinations asked for could be "
			  "selected", (unsigned long long)s->selected_count,
			  (unsigned long long)s->policy->top);
	tell_ties(v);
	if (v->l->f->diag.count[DIAG_ERROR])
		return;
	for (size_t i = 0; i < s->obligations.n; i++) {
		const struct selection_obligation *o = &s->obligations.v[i];
		const struct span smso = select_view_smso(v, o->smso);

		if (o->rank)
			code_find(&v->l->f->diag, DMC017,
				  &(struct code_place){ .value = &smso },
				  "has no selected combination; its first "
				  "(rank %llu) needs Migration Testing in SIT "
				  "before go-live",
				  (unsigned long long)o->rank);
		else
			code_find(&v->l->f->diag, DMC017,
				  &(struct code_place){ .value = &smso },
				  "is in scope, and no combination of it was "
				  "reported");
	}
}
