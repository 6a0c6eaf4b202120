#include "tools/sitrun_unmatched.h"

#include "base/moment.h"
#include "base/num.h"
#include "cli/msg.h"
#include "file/journal.h"
#include "model/sit_views.h"

static void row(struct table_out *t, const struct journal_message *m)
{
	char number[NUM_TEXT], arrived[MOMENT_TEXT];
	const struct span cells[UNMATCHED_COLUMNS] = {
		[UNMATCHED_COL_MESSAGE] = span_of(num_text(m->number,
							   number)),
		[UNMATCHED_COL_ARRIVED] = span_of(moment_text(m->arrived_ms,
							      arrived)),
		[UNMATCHED_COL_KIND] = m->kind,
		[UNMATCHED_COL_REQUEST_ID] = m->request_id,
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

static int list(struct frame *f, const struct journal_load *load)
{
	struct table_out_options options;
	struct table_out t;
	struct out *o;

	if (!frame_table(f, &sit_unmatched_format, &options))
		return PROG_USAGE;
	o = frame_out(f);
	table_out_begin(&t, out_sink(o), &sit_unmatched_format, &options);
	for (size_t i = 0; i < load->messages.n; i++)
		row(&t, &load->messages.v[i]);
	table_out_end(&t);
	return frame_commit(f, o, PROG_OK);
}

int sitrun_unmatched(struct frame *f, const char *journal)
{
	struct journal_load load = JOURNAL_LOAD_INIT;
	struct journal_why why;
	struct journal *j = journal_open(journal, JOURNAL_READ, &why);
	int status;

	if (!j) {
		msg_error("%s", why.text);
		return why.wrong == JOURNAL_ALIEN ||
		       why.wrong == JOURNAL_ABSENT ? PROG_INPUT : PROG_SYSTEM;
	}
	if (journal_unmatched(j, &load)) {
		status = list(f, &load);
	} else {
		msg_error("%s", journal_failure(j));
		status = PROG_SYSTEM;
	}
	journal_load_release(&load);
	journal_close(j);
	return status;
}
