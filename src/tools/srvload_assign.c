/* What is said about the whole is said before the rows are written. */
#include "tools/srvload_assign.h"

#include "base/num.h"
#include "engine/load_assign.h"
#include "file/load_in.h"
#include "model/codes.h"

enum { AHEAD = 16 };

struct totals {
	const struct srvload_ask *ask;
	const struct load_assign *a;
	const struct load_moves *moves;	/* NULL: nothing to compare with */
	uint64_t none;			/* devices without a time */
};

static void find_moves(struct diag *d, const struct load_moves *m)
{
	char a[NUM_TEXT], b[NUM_TEXT], c[NUM_TEXT], e[NUM_TEXT];

	code_find(d, LOAD043, &(struct code_place){ 0 }, "%s devices move, "
		"each a schedule to delete and one to create; %s stay, %s "
		"are new, %s are gone", num_group(m->moved, a),
		num_group(m->stayed, b), num_group(m->came, c),
		num_group(m->went, e));
}

static void find_wakeups(struct diag *d, const struct totals *t)
{
	const uint64_t saved = (t->a->wakeups_apart - t->a->wakeups) *
			       t->ask->sms_per_wakeup;
	char a[NUM_TEXT], b[NUM_TEXT], c[NUM_TEXT], e[NUM_TEXT];

	code_find(d, LOAD044, &(struct code_place){ 0 }, "%s reads in %s "
		"wake-ups: %s SMS, %s saved", num_group(t->a->wakeups_apart,
		a), num_group(t->a->wakeups, b),
		num_group(t->a->wakeups * t->ask->sms_per_wakeup, c),
		num_group(saved, e));
}

static void members(struct json *j, const struct totals *t)
{
	if (!j)
		return;
	if (t->moves) {
		json_object_flat(j, "moves");
		json_u64(j, "moved", t->moves->moved);
		json_u64(j, "stayed", t->moves->stayed);
		json_u64(j, "came", t->moves->came);
		json_u64(j, "went", t->moves->went);
		json_end(j);
	}
	json_object_flat(j, "wakeups");
	json_u64(j, "reads", t->a->wakeups_apart);
	json_u64(j, "wakeups", t->a->wakeups);
	json_u64(j, "sms", t->a->wakeups * t->ask->sms_per_wakeup);
	json_u64(j, "sms_saved", (t->a->wakeups_apart - t->a->wakeups) *
		 t->ask->sms_per_wakeup);
	json_end(j);
	json_object(j, "totals");
	json_u64(j, "devices", t->a->n);
	json_u64(j, "without_time", t->none);
	json_u64(j, "scheduled_twice", t->a->twice);
	json_end(j);
}

static int write_rows(struct frame *f, const struct totals *t)
{
	const struct load_assign *a = t->a;
	struct span cells[LOAD_ASSIGN_COLUMNS];
	char offset[NUM_TEXT];
	struct table_out_options to;
	struct table_out table;
	char (*slot)[LOAD_SLOT_TEXT];
	struct out *out;

	if (!frame_table(f, &load_assign_format, &to))
		return PROG_USAGE;
	slot = mem_array(a->net->day->slots, sizeof(*slot));
	for (uint32_t s = 0; s < a->net->day->slots; s++)
		load_day_slot(a->net->day, s, slot[s]);
	out = frame_out(f);
	table_out_begin(&table, out_sink(out), &load_assign_format, &to);
	members(table_out_members(&table), t);
	for (size_t i = 0; i < a->n; i++) {
		const uint32_t device = a->order[i];
		const bool none = a->slot[device] == LOAD_NO_SLOT;

		/* in order of rank every name is somewhere else */
		if (i + AHEAD < a->n)
			load_device_soon(a->devices, a->order[i + AHEAD]);
		cells[LOAD_ASSIGN_COL_DEVICE_ID] =
			load_device_id(a->devices, device);
		cells[LOAD_ASSIGN_COL_GROUP] =
			intern_get(&a->devices->groups,
				   a->devices->group.v[device]);
		cells[LOAD_ASSIGN_COL_SLOT_START] = none ? SPAN_EMPTY :
			span_of(slot[a->slot[device]]);
		cells[LOAD_ASSIGN_COL_OFFSET_S] = none ? SPAN_EMPTY :
			span_of(num_text(load_assign_offset(a, device),
					 offset));
		table_out_row(&table, cells);
	}
	table_out_end(&table);
	mem_free(slot);
	return frame_commit(f, out, t->ask->status);
}

static int write_all(struct frame *f, struct totals *t)
{
	for (size_t i = 0; i < t->a->n; i++)
		t->none += t->a->slot[i] == LOAD_NO_SLOT;
	if (t->moves)
		find_moves(&f->diag, t->moves);
	if (t->ask->pack)
		find_wakeups(&f->diag, t);
	if (!frame_accepts(f))
		return f->status;
	members(frame_summary(f), t);
	return write_rows(f, t);
}

static bool read_devices(struct frame *f, struct load_devices *v,
			 const struct load_set *s, const char *role,
			 const char *path)
{
	const bool before = span_eq(span_of(role), SPAN("previous"));
	struct rows_source source;
	bool system, ok;

	if (before)
		ok = load_assign_read(v, s, path, &f->limits, &f->diag,
				      &source, &system);
	else
		ok = load_devices_read(v, s, path, &f->limits, &f->diag,
				       &source, &system);
	f->system_failed = f->system_failed || system;
	frame_source(f, role, &source, true);
	return ok;
}

int srvload_assign(struct frame *f, struct load_net *net,
		   const struct load_set *s, const struct srvload_ask *ask)
{
	struct load_devices now = LOAD_DEVICES_INIT, old = LOAD_DEVICES_INIT;
	struct load_assign a;
	struct load_moves moves;
	struct totals t = { .ask = ask, .a = &a };
	bool ok = read_devices(f, &now, s, "devices", ask->devices);
	int status;

	if (ask->previous)
		ok = read_devices(f, &old, s, "previous", ask->previous) &&
		     ok;
	if (!ok) {
		frame_accepts(f);
		status = f->status;
	} else {
		load_assign_make(&a, net, &now, ask->pack, &f->diag);
		if (ask->previous) {
			load_assign_compare(&a, &old, &moves);
			t.moves = &moves;
		}
		status = write_all(f, &t);
		load_assign_release(&a);
	}
	load_devices_release(&now);
	load_devices_release(&old);
	return status;
}
