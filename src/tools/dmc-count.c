/*
 * dmc-count - an inventory into a tally of combinations
 *
 * Reads   inventories of rfi-check (or returns), under a policy.
 * Writes  one row a disposition and combination, with its installations.
 * Refuses rows that rfi-check would refuse; warnings are rfi-check's.
 */
#include "base/num.h"
#include "cli/msg.h"
#include "engine/count.h"
#include "engine/since.h"
#include "model/codes.h"
#include "tools/count_notes.h"
#include "tools/load.h"

#define TOOL_OPTIONS "tools/dmc-count.opts.h"
#include "tools/own_options.h"

static const struct cli cli = {
	.tool = "dmc-count",
	.operands = "[INVENTORY ...]",
	.purpose = "count installations by device model combination",
	.examples =
		"rfi-check returns/*.csv | dmc-count --policy policy.json\n"
		"dmc-count --policy policy.json --format json inventory.csv\n"
		"dmc-count --since last-quarter.csv inventory.csv\n",
	OWN_OPTIONS,
};

static void write_totals(struct json *j, const struct tally *t)
{
	static const char *const names[DISPOSITIONS] = {
		"in_scope", "out_of_scope", "non_intender", "unresolved",
	};

	if (!j)
		return;
	json_object(j, "totals");
	for (unsigned d = 0; d < DISPOSITIONS; d++)
		json_u64(j, names[d], tally_total(t, (enum disposition)d));
	json_u64(j, "combinations", tally_count(t, IN_SCOPE));
	json_end(j);
}

static int write_tally(struct load *l, struct tally *t)
{
	const struct table_format *format = tally_format(t);
	struct span *cells = arena_zero(&t->arena, format->count,
					sizeof(*cells));
	struct arena scratch = ARENA_INIT;
	struct table_out_options to;
	struct table_out w;
	struct out *out;

	if (!frame_table(l->f, format, &to))
		return PROG_USAGE;
	out = frame_out(l->f);
	table_out_begin(&w, out_sink(out), format, &to);
	write_totals(table_out_members(&w), t);
	for (size_t i = 0; i < t->rows.n; i++) {
		tally_cells(t, &t->rows.v[i], &scratch, cells);
		table_out_row(&w, cells);
		arena_clear(&scratch);
	}
	table_out_end(&w);
	arena_release(&scratch);
	return frame_commit(l->f, out, PROG_OK);
}

/* The tally's columns behind `change`, and three counts of before. */
static const struct table_format *since_format(struct tally *t)
{
	static const struct table_column more[] = {
#define COL(id, name, type, values, flags, help) \
		{ name, TABLE_##type, values, flags, help },
#include "model/since.cols.h"
#undef COL
	};
	const struct table_format *tally = tally_format(t);
	const unsigned n = tally->count + 4;
	struct table_column *columns = arena_zero(&t->arena, n,
						  sizeof(*columns));
	struct table_format *f = arena_zero(&t->arena, 1, sizeof(*f));

	*f = *tally;
	f->schema = "dmc-since/1";
	f->columns = columns;
	f->count = n;
	columns[0] = more[0];
	for (unsigned i = 0; i < tally->count; i++)
		columns[1 + i] = tally->columns[i];
	for (unsigned i = 0; i < 3; i++)
		columns[1 + tally->count + i] = more[1 + i];
	return f;
}

static void since_cells(const struct tally *t, const struct since_row *r,
			struct arena *scratch, struct span *cells)
{
	static const struct tally_row none;
	struct tally_row now = r->after ? *r->after : *r->before;
	const struct tally_row *old = r->before ? r->before : &none;
	const uint64_t before[3] = { old->active, old->dormant, old->total };
	char text[NUM_TEXT];

	if (!r->after)
		now.active = now.dormant = now.total = 0;
	cells[0] = span_of(since_change_name(r->change));
	tally_cells(t, &now, scratch, cells + 1);
	for (unsigned i = 0; i < 3; i++)
		cells[5 + t->columns.n + i] = arena_span(scratch,
			span_of(num_text(before[i], text)));
}

static void write_changes(struct json *j, const struct since *s)
{
	static const char *const names[SINCE_CHANGES] = {
		"came", "left", "grew", "shrank", "same",
	};

	if (!j)
		return;
	json_object(j, "totals");
	for (unsigned c = 0; c < SINCE_CHANGES; c++)
		json_u64(j, names[c], s->count[c]);
	json_end(j);
}

static int write_since(struct load *l, struct tally *now, struct tally *old)
{
	const struct table_format *format = since_format(now);
	struct span *cells = arena_zero(&now->arena, format->count,
					sizeof(*cells));
	struct arena scratch = ARENA_INIT;
	struct table_out_options to;
	struct table_out w;
	struct since s;
	struct out *out;

	if (!frame_table(l->f, format, &to))
		return PROG_USAGE;
	since_compare(old, now, &s);
	out = frame_out(l->f);
	table_out_begin(&w, out_sink(out), format, &to);
	write_changes(table_out_members(&w), &s);
	for (size_t i = 0; i < s.rows.n; i++) {
		if (s.rows.v[i].change == SINCE_SAME)
			continue;
		since_cells(now, &s.rows.v[i], &scratch, cells);
		table_out_row(&w, cells);
		arena_clear(&scratch);
	}
	table_out_end(&w);
	since_release(&s);
	arena_release(&scratch);
	return frame_commit(l->f, out, PROG_OK);
}

static void count(struct load *l, struct tally *t, struct count_notes *notes)
{
	if (!l->is_tally) {
		count_estate(&l->estate, &l->policy, PRECEDENCE_ALL, t, notes);
		return;
	}
	*t = l->tally;
	l->tally = (struct tally)TALLY_INIT;
}

/* OLD is loaded the same way, by the same policy. */
static int compare_with_old(struct load *l, struct tally *now,
			    const struct load_paths *names)
{
	char *path[] = { (char *)opts.since };
	struct tally old = TALLY_INIT;
	struct count_notes notes;
	struct load before;
	int status;

	load_init(&before, l->f, names, ESTATE_COUNTING, DIAG_ERROR);
	before.may_be_tally = true;
	before.threads = l->threads;
	before.memory = l->memory;
	load_files(&before, path, 1);
	count(&before, &old, &notes);
	if (!frame_accepts(l->f)) {
		status = l->f->status;
	} else if (!since_same_columns(&old, now)) {
		msg_error("'%s' is counted by another key than the input; "
			  "count both by one policy", opts.since);
		status = PROG_INPUT;
	} else {
		status = write_since(l, now, &old);
	}
	tally_release(&old);
	load_release(&before);
	return status;
}

static int run(struct frame *f, char **paths, int n)
{
	const struct load_paths names = {
		.policy = opts.policy, .aliases = opts.aliases,
	};
	struct count_notes notes = { 0 };
	struct tally t = TALLY_INIT;
	struct load l;
	int status;

	load_init(&l, f, &names, ESTATE_COUNTING, DIAG_ERROR);
	l.may_be_tally = opts.since != NULL;
	l.threads = (unsigned)opts.threads.value;
	l.memory = opts.memory.value;
	if (common.list_columns) {
		for (size_t i = 0; i < l.policy.key.n; i++)
			vec_push(&t.columns, l.policy.key.v[i]);
		frame_listed(f, opts.since ? since_format(&t) :
					     tally_format(&t));
		status = PROG_OK;
	} else {
		load_files(&l, paths, n);
		count(&l, &t, &notes);
		count_notes_tell(&l, &t, &notes);
		count_notes_summarise(&l, &t, &notes);
		if (opts.since)
			status = compare_with_old(&l, &t, &names);
		else if (frame_accepts(f))
			status = write_tally(&l, &t);
		else
			status = f->status;
	}
	tally_release(&t);
	load_release(&l);
	return status;
}

int main(int argc, char **argv)
{
	struct frame f;
	int first, status = frame_start(&f, &cli, argc, argv, &first);

	if (status < 0)
		status = run(&f, argv + first, argc - first);
	return frame_end(&f, status);
}
