#include "tools/sitrun_unmatched.h"

#include "base/intern.h"
#include "base/moment.h"
#include "base/num.h"
#include "cli/msg.h"
#include "file/journal.h"
#include "file/journal_out.h"
#include "file/text_table.h"
#include "model/sit_views.h"
#include "tools/people.h"

/* Who made which request: what comes too late was asked for by somebody. */
struct askers {
	struct intern ids;
	VEC(const struct result_row *) rows;	/* by number of id */
	struct results results;
};

static void askers_release(struct askers *a)
{
	intern_release(&a->ids);
	vec_release(&a->rows);
	results_release(&a->results);
}

static bool askers_read(struct askers *a, struct journal *j)
{
	const struct journal_want want = { .attempts = true, .gone = true };

	if (!journal_results(j, &want, &a->results))
		return false;
	for (size_t i = 0; i < a->results.rows.n; i++) {
		const struct result_row *r = &a->results.rows.v[i];
		bool fresh;

		intern_put(&a->ids, r->cell[RESULT_REQUEST_ID], &fresh);
		if (fresh)
			vec_push(&a->rows, r);
	}
	return true;
}

static struct span asker_cell(const struct askers *a, struct span request_id,
			      unsigned column)
{
	const uint32_t at = request_id.n ? intern_find(&a->ids, request_id) :
					   INTERN_NONE;

	return at == INTERN_NONE ? SPAN_EMPTY : a->rows.v[at]->cell[column];
}

static void row(struct table_out *t, const struct askers *a,
		const struct journal_message *m)
{
	char number[NUM_TEXT], arrived[MOMENT_TEXT];
	const struct span cells[UNMATCHED_COLUMNS] = {
		[UNMATCHED_COL_MESSAGE] = span_of(num_text(m->number,
							   number)),
		[UNMATCHED_COL_ARRIVED] = span_of(moment_text(m->arrived_ms,
							      arrived)),
		[UNMATCHED_COL_KIND] = m->kind,
		[UNMATCHED_COL_REQUEST_ID] = m->request_id,
		[UNMATCHED_COL_CASE_ID] = asker_cell(a, m->request_id,
						     RESULT_CASE_ID),
		[UNMATCHED_COL_ATTEMPT] = asker_cell(a, m->request_id,
						     RESULT_ATTEMPT),
		[UNMATCHED_COL_CODE] = m->code,
		[UNMATCHED_COL_SIGNATURE] = m->signature,
		[UNMATCHED_COL_EMBEDDED] = m->embedded,
		[UNMATCHED_COL_SCHEMA] = m->schema,
		[UNMATCHED_COL_PATH] = m->path,
		[UNMATCHED_COL_PEER] = m->peer,
		[UNMATCHED_COL_REASON] = m->unmatched,
	};

	table_out_row(t, cells);
}

static void totals(struct json *j, const struct journal_load *load)
{
	if (!j)
		return;
	json_object(j, "totals");
	json_u64(j, "messages", load->messages.n);
	json_end(j);
}

static int list(struct frame *f, const struct askers *a,
		const struct journal_load *load)
{
	struct table_out_options options;
	struct table_out t;
	struct out *o;

	if (!frame_table(f, &sit_unmatched_format, &options))
		return PROG_USAGE;
	totals(frame_summary(f), load);
	o = frame_out(f);
	table_out_begin(&t, out_sink(o), &sit_unmatched_format, &options);
	totals(table_out_members(&t), load);
	for (size_t i = 0; i < load->messages.n; i++)
		row(&t, a, &load->messages.v[i]);
	table_out_end(&t);
	return frame_commit(f, o, PROG_OK);
}

/* Below a message: the case that had asked, if one had. */
static int people(struct frame *f, const struct askers *a,
		  const struct journal_load *load)
{
	struct text_table *t = text_table_new();
	VEC(struct people_note) notes = VEC_INIT;
	struct arena arena = ARENA_INIT;
	struct table_out_options to;
	struct out *o;

	if (!frame_table(f, &sit_unmatched_format, &to)) {
		text_table_free(t);
		return PROG_USAGE;
	}
	text_table_column(t, "message", TEXT_TABLE_RIGHT | TEXT_TABLE_KEEP);
	text_table_column(t, "arrived", TEXT_TABLE_KEEP);
	text_table_column(t, "kind", TEXT_TABLE_KEEP);
	text_table_column(t, "code", TEXT_TABLE_KEEP);
	text_table_column(t, "reason", TEXT_TABLE_SHRINK | TEXT_TABLE_KEEP);
	for (size_t i = 0; i < load->messages.n; i++) {
		const struct journal_message *m = &load->messages.v[i];
		char number[NUM_TEXT], arrived[MOMENT_TEXT];
		const struct span cells[] = {
			span_of(num_text(m->number, number)),
			span_of(moment_text(m->arrived_ms, arrived)),
			m->kind, m->code, m->unmatched };
		const struct span asker = asker_cell(a, m->request_id,
						     RESULT_CASE_ID);

		text_table_row(t, cells);
		if (asker.n)
			vec_push(&notes, ((struct people_note){ i,
				arena_printf(&arena, "asked for by " SPAN_F
					", attempt " SPAN_F, SPAN_A(asker),
					SPAN_A(asker_cell(a, m->request_id,
						RESULT_ATTEMPT))) }));
	}
	totals(frame_summary(f), load);
	o = frame_out(f);
	if (load->messages.n) {
		people_rows(out_sink(o), t, to.width, to.bold_head, notes.v,
			    notes.n);
		sink_put(out_sink(o), SPAN("\n"));
	}
	sink_putf(out_sink(o), "%zu message%s of no case\n",
		  load->messages.n, load->messages.n == 1 ? "" : "s");
	text_table_free(t);
	vec_release(&notes);
	arena_release(&arena);
	return frame_commit(f, o, PROG_OK);
}

int sitrun_unmatched(struct frame *f, const char *journal)
{
	struct askers askers = { INTERN_INIT, VEC_INIT, RESULTS_INIT };
	struct journal_load load = JOURNAL_LOAD_INIT;
	struct journal_why why;
	struct journal *j = journal_open(journal, JOURNAL_READ, &why);
	int status;

	if (!j) {
		msg_error("%s", why.text);
		return why.wrong == JOURNAL_ALIEN ? PROG_INPUT : PROG_SYSTEM;
	}
	if (journal_unmatched(j, &load) && askers_read(&askers, j)) {
		frame_source_live(f, "journal", journal, load.messages.n);
		status = frame_kind(f) == TABLE_TEXT_TABLE &&
			 !f->common->columns ? people(f, &askers, &load) :
					       list(f, &askers, &load);
	} else {
		msg_error("%s", journal_failure(j));
		status = PROG_SYSTEM;
	}
	askers_release(&askers);
	journal_load_release(&load);
	journal_close(j);
	return status;
}
