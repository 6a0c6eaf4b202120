/* Cells of the list and of its conditions. */
#include "tools/epcl_view.h"

#include "base/num.h"

static int answer(const struct epcl_view *v)
{
	return v->a->refused && !v->a->admitted ? PROG_NO : PROG_OK;
}

static void write_refused(const struct epcl_view *v, struct json *j)
{
	json_array(j, "refused");
	for (size_t i = 0; i < v->a->checks.n; i++) {
		const struct admit_check *c = &v->a->checks.v[i];

		if (c->met)
			continue;
		json_object_flat(j, NULL);
		json_string(j, "ppc_id", c->row->ppc_id);
		json_string(j, "condition",
			    span_of(admit_condition_name(c->condition)));
		json_string(j, "text", c->text);
		json_end(j);
	}
	json_end(j);
}

void epcl_view_totals(const struct epcl_view *v, struct json *j)
{
	char day[DATE_TEXT];

	if (!j)
		return;
	json_string(j, "as_of", span_of(date_text(v->as_of, day)));
	json_string(j, "release", v->ppcl->number);
	write_refused(v, j);
	json_object(j, "totals");
	json_u64(j, "entries", v->a->list.rows.n);
	json_u64(j, "carried", v->a->carried);
	json_u64(j, "admitted", v->a->admitted);
	json_u64(j, "refused", v->a->refused);
	json_end(j);
}

int epcl_view_rows(const struct epcl_view *v)
{
	struct span cells[EPCL_COLUMNS];
	struct arena scratch = ARENA_INIT;
	struct table_out_options to;
	struct table_out t;
	struct out *out;

	if (!frame_table(v->f, &epcl_format, &to))
		return PROG_USAGE;
	out = frame_out(v->f);
	table_out_begin(&t, out_sink(out), &epcl_format, &to);
	epcl_view_totals(v, table_out_members(&t));
	for (size_t i = 0; i < v->a->list.rows.n; i++) {
		epcl_cells(&v->a->list.rows.v[i], &scratch, cells);
		table_out_row(&t, cells);
		arena_clear(&scratch);
	}
	table_out_end(&t);
	arena_release(&scratch);
	return frame_commit(v->f, out, answer(v));
}

static struct span number(struct arena *a, uint64_t n)
{
	char text[NUM_TEXT];

	return arena_span(a, span_of(num_text(n, text)));
}

int epcl_view_explain(const struct epcl_view *v)
{
	struct arena scratch = ARENA_INIT;
	struct table_out_options to;
	struct table_out t;
	struct out *out;

	if (!frame_table(v->f, &admission_format, &to))
		return PROG_USAGE;
	out = frame_out(v->f);
	table_out_begin(&t, out_sink(out), &admission_format, &to);
	for (size_t r = 0; r < v->ppcl->rows.n; r++) {
		for (size_t i = 0; i < v->a->checks.n; i++) {
			const struct admit_check *c = &v->a->checks.v[i];
			const struct span cells[ADMISSION_COLUMNS] = {
				c->row->ppc_id,
				span_of(admit_condition_name(c->condition)),
				c->met ? SPAN("Y") : SPAN("N"),
				c->has_counts ? number(&scratch,
						       c->numerator) :
						SPAN_EMPTY,
				c->has_counts ? number(&scratch,
						       c->denominator) :
						SPAN_EMPTY,
				c->text,
			};

			if (c->row == &v->ppcl->rows.v[r])
				table_out_row(&t, cells);
		}
	}
	table_out_end(&t);
	arena_release(&scratch);
	return frame_commit(v->f, out, answer(v));
}
