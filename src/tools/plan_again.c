#include "tools/plan_again.h"

#include <string.h>

#include "cli/msg.h"
#include "engine/plan_assign.h"

struct again {
	struct plan_session *s;
	const struct plan_scan_pass *pass;
	VEC(uint32_t) kind_of;		/* of the first reading, by kind */
	bool changed;
};

static uint32_t first_kind(struct again *x, uint32_t kind,
			   const struct span *cells)
{
	while (x->kind_of.n <= kind)
		vec_push(&x->kind_of, ESTATE_REFUSED);
	if (x->kind_of.v[kind] == ESTATE_REFUSED)
		x->kind_of.v[kind] = estate_find(&x->s->load.estate, cells);
	return x->kind_of.v[kind];
}

static bool take(struct load *l, uint32_t kind,
		 const struct check_count *count, const struct span *cells)
{
	struct again *x = l->ctx;
	struct plan_scan_row row = {
		.kind = first_kind(x, kind, cells),
		.active = count->active, .dormant = count->dormant,
		.id = cells[RFI_INSTALLATION_ID],
	};

	if (row.kind == ESTATE_REFUSED) {
		x->changed = true;
	} else if (x->pass->wanted(x->pass->ctx, &row)) {
		row.hash = plan_hash(span_trim(row.id));
		x->pass->take(x->pass->ctx, &row);
	}
	return true;
}

static void read_carefully(struct again *x)
{
	struct plan_session *s = x->s;
	struct load load = s->load;
	struct frame f = *s->f;

	f.diag = (struct diag)DIAG_INIT;
	memset(&f.sources, 0, sizeof(f.sources));
	load.f = &f;
	load.check.diag = &f.diag;
	load.take = take;
	load.take_scan = NULL;
	load.ctx = x;
	load.files = 0;
	load.rows = 0;
	load.digest = false;
	estate_init(&load.estate, s->load.names, ESTATE_COUNTING,
		    &s->load.policy);
	load_files(&load, s->files, s->files_n);
	if (load.estate.active != s->load.estate.active ||
	    load.estate.dormant != s->load.estate.dormant)
		x->changed = true;
	s->f->system_failed = s->f->system_failed || f.system_failed;
	estate_release(&load.estate);
	vec_release(&f.sources);
	diag_release(&f.diag);
}

bool plan_again(struct plan_session *s, const struct plan_scan_pass *pass)
{
	struct again x = { .s = s, .pass = pass };

	if (!s->scans.n || s->unscanned)
		read_carefully(&x);
	else
		for (size_t i = 0; i < s->scans.n && !x.changed; i++)
			x.changed = !plan_scan_each(s->scans.v[i], pass);
	vec_release(&x.kind_of);
	if (x.changed)
		msg_error("the inventory changed while it was read; run "
			  "again");
	s->f->system_failed = s->f->system_failed || x.changed;
	return !x.changed;
}
