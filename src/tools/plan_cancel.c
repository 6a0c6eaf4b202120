#include "tools/plan_cancel.h"

#include "engine/count.h"
#include "engine/plan_cancel.h"
#include "tools/plan_again.h"

struct canceller {
	const struct plan_session *s;
	struct plan_cancel c;
};

static bool is_asked(void *ctx, struct plan_scan_row *row)
{
	const struct canceller *x = ctx;

	return plan_cancel_asks(&x->c, span_trim(row->id));
}

static bool is_replaced(const struct plan_session *s,
			const struct plan_scan_row *row)
{
	const uint32_t at = s->row_of_kind[row->kind];
	const struct plan_piece *piece;

	if (at == COUNT_NO_ROW)
		return false;
	piece = &s->classes.pieces.v[at * (size_t)2 + (row->dormant > 0)];
	return piece->residue != PLAN_NONE &&
	       span_eq(s->classes.residue.v[piece->residue].code,
		       SPAN("REPLACE"));
}

static void meet(void *ctx, const struct plan_scan_row *row)
{
	struct canceller *x = ctx;
	const uint32_t supplier = estate_class(&x->s->load.estate, row->kind,
					       RFI_SUPPLIER);

	plan_cancel_meet(&x->c, span_trim(row->id),
			 supplier < NAME_FIRST ? PLAN_ANY_SUPPLIER : supplier,
			 is_replaced(x->s, row));
}

/* The number of who set it; one that nobody has, of a stranger. */
static uint32_t setter(const struct canceller *x, struct span name)
{
	uint32_t cls;

	if (span_trim(name).n == 0)
		return PLAN_ANY_SUPPLIER;
	cls = names_find(x->s->load.names, RFI_SUPPLIER, name);
	return cls < NAME_FIRST ? NAME_BLANK : cls;
}

static void write_rows(const struct canceller *x, struct table_out *t)
{
	const struct plan_schedules *s = x->c.schedules;

	for (size_t i = 0; i < s->rows.n; i++) {
		const struct plan_schedule *r = &s->rows.v[i];
		const enum plan_cancel_why why = plan_cancel_why(&x->c, i);

		if (why != PLAN_KEEP)
			table_out_row(t, (const struct span[CANCEL_COLUMNS]){
				r->schedule_id, r->installation_id,
				r->device_id, r->supplier, r->srv,
				span_of(plan_cancel_name(why)) });
	}
}

bool plan_cancel_write(const struct plan_view *v, const char *path)
{
	const struct plan_schedules *s = &v->s->schedules;
	struct canceller x = { .s = v->s };
	bool ok;

	plan_cancel_init(&x.c, s, v->s->start);
	for (size_t i = 0; i < s->rows.n; i++)
		x.c.supplier[i] = setter(&x, s->rows.v[i].supplier);
	ok = plan_again(v->s, &(struct plan_scan_pass){ is_asked, meet, &x,
							false });
	if (ok) {
		struct table_out t;
		struct out *out = plan_view_open(v, path, &cancel_format, &t);

		write_rows(&x, &t);
		table_out_end(&t);
		ok = plan_view_close(v, out);
	}
	plan_cancel_release(&x.c);
	return ok;
}
