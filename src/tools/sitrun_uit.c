/* Are the sets for UIT there? */
#include "cli/msg.h"
#include "engine/uit_sets.h"
#include "model/sit_views.h"
#include "tools/sitrun_views.h"

static void fill(const struct uit_set *s, struct span cells[UIT_COLUMNS])
{
	cells[UIT_COL_SET] = s->set;
	cells[UIT_COL_PPC_ID] = s->ppc_id;
	cells[UIT_COL_SMETS] = s->smets;
	cells[UIT_COL_DEVICES] = s->devices;
	cells[UIT_COL_STATUS] = s->status;
	cells[UIT_COL_SERVES] = span_of(uit_serves_name(s->serves));
	cells[UIT_COL_REASON] = s->reason;
}

static void totals(struct json *j, const struct uit_sets *u)
{
	if (!j)
		return;
	json_object(j, "totals");
	json_u64(j, "sets", u->v.n);
	json_u64(j, "migrated_smets1", u->migrated);
	json_u64(j, "fresh_smets2", u->fresh);
	json_end(j);
}

static int rows(struct sitrun_views *v, const struct uit_sets *u)
{
	struct span cells[UIT_COLUMNS];
	struct table_out_options to;
	struct table_out t;
	struct out *out;

	if (!frame_table(v->f, &uit_sets_format, &to))
		return PROG_USAGE;
	out = frame_out(v->f);
	table_out_begin(&t, out_sink(out), &uit_sets_format, &to);
	totals(table_out_members(&t), u);
	for (size_t i = 0; i < u->v.n; i++) {
		fill(&u->v.v[i], cells);
		table_out_row(&t, cells);
	}
	table_out_end(&t);
	if (!u->migrated)
		msg_note("no set can serve as the migrated SMETS1 set");
	if (!u->fresh)
		msg_note("no set can serve as the fresh SMETS2 set");
	return frame_commit(v->f, out, u->migrated && u->fresh ? PROG_OK :
								 PROG_NO);
}

int sitrun_view_uit_sets(struct sitrun_views *v)
{
	struct uit_sets u;
	int status;

	if (!frame_accepts(v->f))
		return v->f->status;
	uit_sets(&v->s->world, &u);
	totals(frame_summary(v->f), &u);
	status = rows(v, &u);
	uit_sets_release(&u);
	return status;
}
