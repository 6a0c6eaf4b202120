/* Cells of the queue from the engine's rows. */
#include "tools/dmct_view.h"

#include "base/num.h"
#include "model/state.h"
#include "tools/people.h"

static struct span number(struct arena *a, uint64_t n)
{
	char text[NUM_TEXT];

	return arena_span(a, span_of(num_text(n, text)));
}

static struct span number_if(struct arena *a, uint64_t n)
{
	return n ? number(a, n) : SPAN_EMPTY;
}

static struct span percent(struct arena *a, uint64_t part, uint64_t whole)
{
	char text[NUM_TEXT];

	return arena_span(a, span_of(num_percent(part, whole, 2, text)));
}

static struct span letter(struct arena *a, char c)
{
	return arena_span(a, span_make(&c, 1));
}

static void fill_devices(const struct dmct_row *r, struct span *cells)
{
	for (unsigned d = 0; d < DEVICES; d++) {
		for (unsigned p = 0; p < RELEASE_PARTS; p++)
			cells[DMCT_COL_CH_MANUFACTURER + d * RELEASE_PARTS +
			      p] = r->what.device[d][p];
	}
}

static void fill_evidence(const struct evidence *e, struct arena *a,
			  struct span *cells)
{
	cells[DMCT_COL_CLASS] = span_of(evidence_class_name(e->class));
	cells[DMCT_COL_NEW_MODELS] = e->new_models;
	cells[DMCT_COL_NEW_PAIRS] = e->new_pairs;
	cells[DMCT_COL_OPEN_CELLS] = e->open_cells;
	if (!e->nearest)
		return;
	cells[DMCT_COL_NEAREST_PPC_ID] = e->nearest->ppc_id;
	cells[DMCT_COL_MODELS_CHANGED] = number(a, e->models_changed);
	cells[DMCT_COL_SAME_WAN] = letter(a, e->same_wan);
	cells[DMCT_COL_SAME_SMSO] = letter(a, e->same_smso);
}

static void fill(const struct dmct_queue *q, const struct dmct_row *r,
		 struct arena *a, struct span cells[DMCT_COLUMNS])
{
	for (unsigned i = 0; i < DMCT_COLUMNS; i++)
		cells[i] = SPAN_EMPTY;
	cells[DMCT_COL_ORDER] = number_if(a, r->order);
	cells[DMCT_COL_GATE] = r->gate ? SPAN("Y") : SPAN("N");
	cells[DMCT_COL_ANSWER] = span_of(dmct_answer_name(r->answer));
	cells[DMCT_COL_RANK] = number(a, r->rank);
	cells[DMCT_COL_PPC_ID] = r->what.ppc_id;
	cells[DMCT_COL_SMSO] = r->what.smso;
	cells[DMCT_COL_WAN_PROVIDER] = r->what.wan_provider;
	cells[DMCT_COL_FUEL_TYPE] = r->what.fuel_type;
	fill_devices(r, cells);
	fill_evidence(&r->evidence, a, cells);
	cells[DMCT_COL_COUNT_ACTIVE] = number(a, r->tally->active);
	cells[DMCT_COL_COUNT_DORMANT] = number(a, r->tally->dormant);
	cells[DMCT_COL_COUNT_TOTAL] = number(a, r->tally->total);
	cells[DMCT_COL_SHARE_PERCENT] = percent(a, r->tally->total,
						q->in_scope);
	if (r->order) {
		cells[DMCT_COL_UNLOCKED] = number(a, r->unlocked);
		cells[DMCT_COL_CUMULATIVE_PERCENT] = percent(a, r->total,
							     q->in_scope);
		cells[DMCT_COL_GAP] = number(a, r->gap);
	}
	cells[DMCT_COL_ALSO_UNLOCKS] = r->also_unlocks;
	cells[DMCT_COL_UNLOCKED_BY] = number_if(a, r->unlocked_by);
	if (r->upgrade_to) {
		cells[DMCT_COL_UPGRADE_TO] = r->upgrade_to->ppc_id;
		cells[DMCT_COL_UPGRADE_PATH] = r->upgrade_path;
		cells[DMCT_COL_UPGRADE_DEVICES] = number(a,
			r->upgrade_kinds * r->tally->total);
		cells[DMCT_COL_UPGRADE_UNLOCKS] = number(a, r->tally->total);
	}
	cells[DMCT_COL_REASON] = r->reason;
}

void dmct_view_totals(struct json *j, const struct dmct_queue *q)
{
	if (!j)
		return;
	json_object(j, "exact");
	json_u64(j, "tests", q->exact);
	json_u64(j, "unlocked", q->exact_total);
	json_u64(j, "bound", q->exact_bound);
	json_bool(j, "optimal", q->exact_total == q->exact_bound);
	json_end(j);
	json_object(j, "totals");
	json_u64(j, "in_scope", q->in_scope);
	json_u64(j, "eligible", q->eligible);
	json_u64(j, "no_test", q->no_test);
	json_u64(j, "uneconomic", q->uneconomic);
	json_u64(j, "upgradable", q->upgradable);
	json_u64(j, "candidates", q->rows.n);
	json_u64(j, "tests", q->tests);
	json_u64(j, "gates", q->gates);
	json_end(j);
}

int dmct_view_rows(struct frame *f, const struct dmct_queue *q)
{
	struct span cells[DMCT_COLUMNS];
	struct arena scratch = ARENA_INIT;
	struct table_out_options to;
	struct table_out t;
	struct out *out;

	if (!frame_table(f, &dmct_format, &to))
		return PROG_USAGE;
	out = frame_out(f);
	table_out_begin(&t, out_sink(out), &dmct_format, &to);
	dmct_view_totals(table_out_members(&t), q);
	for (size_t i = 0; i < q->rows.n; i++) {
		fill(q, &q->rows.v[i], &scratch, cells);
		table_out_row(&t, cells);
		arena_clear(&scratch);
	}
	table_out_end(&t);
	arena_release(&scratch);
	return frame_commit(f, out, PROG_OK);
}

int dmct_view_states(struct frame *f)
{
	struct table_out_options to;
	struct table_out t;
	struct out *out;

	if (!frame_table(f, &state_format, &to))
		return PROG_USAGE;
	out = frame_out(f);
	table_out_begin(&t, out_sink(out), &state_format, &to);
	for (size_t i = 0; i < STATE_RULES; i++) {
		const struct state_rule *r = &state_rules[i];
		const struct span cells[STATE_COLUMNS] = {
			span_of(state_name(r->from)), span_of(r->event),
			span_of(r->guard), span_of(state_name(r->to)),
			span_of(r->source),
		};

		table_out_row(&t, cells);
	}
	table_out_end(&t);
	return frame_commit(f, out, PROG_OK);
}

/* ---- the page ------------------------------------------------------------ */

static struct span grouped(struct arena *a, uint64_t n)
{
	char text[NUM_TEXT];

	return arena_span(a, span_of(num_group(n, text)));
}

static struct span share(struct arena *a, uint64_t part, uint64_t whole)
{
	char text[NUM_TEXT];

	return arena_span(a, span_of(num_percent(part, whole, 1, text)));
}

static struct span whats_new(const struct dmct_row *r)
{
	if (r->upgrade_to)
		return r->upgrade_path;
	if (r->evidence.new_models.n)
		return r->evidence.new_models;
	return r->evidence.new_pairs.n ? r->evidence.new_pairs : r->reason;
}

static void rows(const struct dmct_queue *q, struct sink *sink,
		 unsigned width, bool bold, struct arena *a)
{
	struct text_table *t = text_table_new();

	text_table_column(t, "test", TEXT_TABLE_RIGHT | TEXT_TABLE_KEEP);
	text_table_column(t, "answer", TEXT_TABLE_KEEP);
	text_table_column(t, "class", TEXT_TABLE_KEEP);
	text_table_column(t, "rank", TEXT_TABLE_RIGHT | TEXT_TABLE_KEEP);
	text_table_column(t, "SMSO", TEXT_TABLE_KEEP);
	text_table_column(t, "base", TEXT_TABLE_RIGHT | TEXT_TABLE_KEEP);
	text_table_column(t, "unlocked", TEXT_TABLE_RIGHT);
	text_table_column(t, "cum. %", TEXT_TABLE_RIGHT);
	text_table_column(t, "nearest", 0);
	text_table_column(t, "what is new", TEXT_TABLE_SHRINK);
	for (size_t i = 0; i < q->rows.n; i++) {
		const struct dmct_row *r = &q->rows.v[i];
		const struct span cells[] = {
			r->order ? arena_printf(a, "%llu%s",
				(unsigned long long)r->order,
				r->gate ? " gate" : "") : SPAN_EMPTY,
			span_of(dmct_answer_name(r->answer)),
			span_of(evidence_class_name(r->evidence.class)),
			number(a, r->rank), r->what.smso,
			grouped(a, r->tally->total),
			r->order ? grouped(a, r->unlocked) : SPAN_EMPTY,
			r->order ? share(a, r->total, q->in_scope) :
				   SPAN_EMPTY,
			r->evidence.nearest ? r->evidence.nearest->ppc_id :
					      SPAN_EMPTY,
			whats_new(r),
		};

		text_table_row(t, cells);
	}
	text_table_write(t, sink, width, true, bold);
	text_table_free(t);
}

static struct span with_share(struct arena *a, uint64_t n, uint64_t whole)
{
	return arena_printf(a, SPAN_F " (" SPAN_F " %%)",
			    SPAN_A(grouped(a, n)), SPAN_A(share(a, n, whole)));
}

static void foot(const struct dmct_queue *q, struct sink *sink,
		 unsigned width, struct arena *a)
{
	sink_put(sink, SPAN("\n"));
	people_line(sink, width, arena_printf(a, "  on the list " SPAN_F
		"; no test needed " SPAN_F "; never " SPAN_F,
		SPAN_A(with_share(a, q->eligible, q->in_scope)),
		SPAN_A(with_share(a, q->no_test, q->in_scope)),
		SPAN_A(with_share(a, q->uneconomic, q->in_scope))));
	if (q->exact)
		people_line(sink, width, arena_printf(a, "  the first %llu "
			"test%s: " SPAN_F "%s",
			(unsigned long long)q->exact,
			q->exact == 1 ? "" : "s",
			SPAN_A(with_share(a, q->exact_total, q->in_scope)),
			q->exact_total == q->exact_bound ?
			", and no others do more" : ""));
	if (q->exact && q->exact_total != q->exact_bound)
		people_line(sink, width, arena_printf(a, "  no others reach "
			"more than " SPAN_F, SPAN_A(with_share(a,
			q->exact_bound, q->in_scope))));
	if (q->upgradable)
		people_line(sink, width, arena_printf(a, "  by firmware "
			"alone " SPAN_F, SPAN_A(with_share(a, q->upgradable,
			q->in_scope))));
}

int dmct_view_people(struct frame *f, const struct dmct_queue *q)
{
	struct arena a = ARENA_INIT;
	struct table_out_options to;
	struct out *out;
	struct sink *sink;

	if (!frame_table(f, &dmct_format, &to))
		return PROG_USAGE;
	out = frame_out(f);
	sink = out_sink(out);
	people_line(sink, to.width, arena_printf(&a, SPAN_F " installations "
		"in scope, %zu candidates, %llu test%s",
		SPAN_A(grouped(&a, q->in_scope)), q->rows.n,
		(unsigned long long)q->tests, q->tests == 1 ? "" : "s"));
	sink_put(sink, SPAN("\n"));
	rows(q, sink, to.width, to.bold_head, &a);
	foot(q, sink, to.width, &a);
	arena_release(&a);
	return frame_commit(f, out, PROG_OK);
}
