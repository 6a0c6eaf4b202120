/* The ramp-down: installations left at each SMSO by period. For people, a
 * column for each SMSO; else a row, which a spreadsheet can pivot. */
#include "tools/plan_view.h"

#include "base/buf.h"
#include "base/intern.h"
#include "file/text_table.h"

struct ramp {
	const struct plan_view *v;
	struct intern names;
	uint32_t *order;	/* of the names, bytewise */
	uint32_t *smso_of;	/* by class */
	uint64_t *never, *left;	/* by SMSO */
	uint64_t *done_ppm;	/* by class, so far */
};

/* What never migrates of an SMSO: the excluded of its pieces. */
static void sum_smsos(const struct plan_view *v, struct intern *names,
		      uint64_t **never, uint32_t **smso_of)
{
	const struct plan_session *s = v->s;
	const uint32_t at = tally_column(s->tally, RFI_SMSO);
	const uint32_t fuel_at = tally_column(s->tally, RFI_FUEL_TYPE);

	*smso_of = mem_array(s->classes.n + (size_t)1, sizeof(**smso_of));
	for (uint32_t i = 0; i < s->classes.n; i++)
		(*smso_of)[i] = intern_put(names,
			s->classes.list[i].label[PLAN_SMSO], NULL);
	*never = mem_array(s->tally->rows.n + s->classes.n + (size_t)1,
			   sizeof(**never));
	for (size_t i = 0; i < s->classes.pieces.n; i++) {
		const struct plan_piece *p = &s->classes.pieces.v[i];
		const struct tally_row *row = &s->tally->rows.v[i / 2];
		const struct span fuel = fuel_at == TABLE_ABSENT ?
					 SPAN_EMPTY : row->key[fuel_at];
		uint64_t n = p->excluded;

		if (n == 0 && p->gas_excluded_count == 0)
			continue;
		if (s->unit == PLAN_METERS)
			n = n * plan_meters(fuel) + p->gas_excluded_count;
		(*never)[intern_put(names, at == TABLE_ABSENT ? SPAN_EMPTY :
				    row->key[at], NULL)] += n;
	}
}

static uint32_t *names_in_order(const struct intern *names)
{
	uint32_t *order = mem_array(names->count + (size_t)1, sizeof(*order));

	for (uint32_t i = 0; i < names->count; i++) {
		uint32_t j = i;

		while (j && span_cmp(intern_get(names, order[j - 1]),
				     intern_get(names, i)) > 0) {
			order[j] = order[j - 1];
			j--;
		}
		order[j] = i;
	}
	return order;
}

static void ramp_init(struct ramp *r, const struct plan_view *v)
{
	*r = (struct ramp){ .v = v, .names = INTERN_INIT };
	sum_smsos(v, &r->names, &r->never, &r->smso_of);
	r->order = names_in_order(&r->names);
	r->done_ppm = mem_array(v->s->classes.n + (size_t)1,
				sizeof(*r->done_ppm));
	r->left = mem_array(r->names.count + (size_t)1, sizeof(*r->left));
}

static void ramp_release(struct ramp *r)
{
	mem_free(r->never);
	mem_free(r->smso_of);
	mem_free(r->order);
	mem_free(r->done_ppm);
	mem_free(r->left);
	intern_release(&r->names);
}

/* left, at the end of the period; periods in order. */
static void ramp_to(struct ramp *r, uint32_t period)
{
	const struct plan_problem *p = &r->v->s->question.problem;

	for (uint32_t n = 0; n < r->names.count; n++)
		r->left[n] = r->never[n];
	for (uint32_t c = 0; c < p->classes; c++) {
		uint64_t n;

		r->done_ppm[c] += r->v->usage->done_ppm[(size_t)c *
							p->periods + period];
		n = r->done_ppm[c] / PLAN_PPM;
		n = n < p->class_list[c].count ?
		    p->class_list[c].count - n : 0;
		r->left[r->smso_of[c]] += plan_session_units(r->v->s, c, n);
	}
}

static void write_rows(struct ramp *r, struct table_out *t)
{
	const struct plan_problem *p = &r->v->s->question.problem;
	struct arena a = ARENA_INIT;

	for (uint32_t i = 0; i < p->periods; i++) {
		ramp_to(r, i);
		for (uint32_t n = 0; n < r->names.count; n++) {
			table_out_row(t, (const struct span[RAMP_COLUMNS]){
				plan_day(&a, p->period[i].start),
				intern_get(&r->names, r->order[n]),
				plan_number(&a, r->left[r->order[n]]),
				plan_number(&a, r->never[r->order[n]]),
				span_of(plan_view_unit(r->v)) });
			arena_clear(&a);
		}
	}
	arena_release(&a);
}

static void write_line(struct ramp *r, struct text_table *t,
		       struct span title, const uint64_t *of)
{
	struct arena a = ARENA_INIT;
	struct span *cells = mem_array(r->names.count + (size_t)2,
				       sizeof(*cells));
	uint64_t sum = 0;

	cells[0] = title;
	for (uint32_t n = 0; n < r->names.count; n++) {
		cells[n + 1] = plan_grouped(&a, of[r->order[n]]);
		sum += of[r->order[n]];
	}
	cells[r->names.count + 1] = plan_grouped(&a, sum);
	text_table_row(t, cells);
	mem_free(cells);
	arena_release(&a);
}

static void write_columns(struct ramp *r, struct sink *sink,
			  const struct table_out_options *to)
{
	const struct plan_problem *p = &r->v->s->question.problem;
	struct text_table *t = text_table_new();
	struct buf name = BUF_INIT;
	struct arena a = ARENA_INIT;

	text_table_column(t, "from", TEXT_TABLE_KEEP);
	for (uint32_t n = 0; n < r->names.count; n++) {
		const struct span smso = intern_get(&r->names, r->order[n]);

		buf_clear(&name);
		buf_addf(&name, SPAN_F, SPAN_A(smso));
		text_table_column(t, smso.n ? name.p : "(no SMSO)",
				  TEXT_TABLE_RIGHT);
	}
	text_table_column(t, "all", TEXT_TABLE_RIGHT | TEXT_TABLE_KEEP);
	for (uint32_t i = 0; i < p->periods; i++) {
		ramp_to(r, i);
		write_line(r, t, plan_day(&a, p->period[i].start), r->left);
	}
	write_line(r, t, SPAN("never"), r->never);
	text_table_write(t, sink, to->width, false, to->bold_head);
	text_table_free(t);
	buf_release(&name);
	arena_release(&a);
}

int plan_view_ramp(const struct plan_view *v)
{
	struct frame *f = v->s->f;
	struct table_out_options to;
	struct table_out t;
	struct ramp r;
	struct out *out;

	if (!frame_table(f, &plan_ramp_format, &to))
		return PROG_USAGE;
	out = frame_out(f);
	ramp_init(&r, v);
	if (to.kind == TABLE_TEXT_TABLE && !to.picks) {
		write_columns(&r, out_sink(out), &to);
	} else {
		table_out_begin(&t, out_sink(out), &plan_ramp_format, &to);
		plan_view_totals(v, table_out_members(&t), true);
		write_rows(&r, &t);
		table_out_end(&t);
	}
	ramp_release(&r);
	return frame_commit(f, out, v->status);
}
