/* One loop for every view that is a table of text. */
#include "tools/srvload_sheet.h"

static void totals(struct json *j, const struct load_sheet *s)
{
	if (!j)
		return;
	json_object(j, "totals");
	json_u64(j, "rows", s->rows.n);
	json_end(j);
}

int srvload_sheet(struct frame *f, const struct load_sheet *s, int status)
{
	struct table_out_options to;
	struct table_out t;
	struct out *out;

	if (!frame_accepts(f))
		return f->status;
	totals(frame_summary(f), s);
	if (!frame_table(f, s->format, &to))
		return PROG_USAGE;
	out = frame_out(f);
	table_out_begin(&t, out_sink(out), s->format, &to);
	totals(table_out_members(&t), s);
	for (size_t i = 0; i < s->rows.n; i++)
		table_out_row(&t, s->rows.v[i]);
	table_out_end(&t);
	return frame_commit(f, out, status);
}
