/* Demands in, allocation out; or into a plan. */
#include "base/num.h"
#include "file/plan_demand_in.h"
#include "file/plan_in.h"
#include "tools/people.h"
#include "tools/plan_more.h"

static void fill(const struct plan_shares *s, size_t i, struct arena *a,
		 struct span cells[ALLOCATION_COLUMNS])
{
	const struct plan_demand *r = s->row[i];

	cells[ALLOCATION_COL_SUPPLIER] = r->supplier;
	cells[ALLOCATION_COL_SMSO] = r->smso;
	cells[ALLOCATION_COL_DATE] = plan_day(a, r->date);
	cells[ALLOCATION_COL_DEMAND] = plan_number(a, r->demand);
	cells[ALLOCATION_COL_WEIGHT] = r->has_weight ?
				       plan_number(a, r->weight) : SPAN_EMPTY;
	cells[ALLOCATION_COL_ALLOCATED] = plan_number(a, s->share[i]);
}

static void write_rows(const struct plan_shares *s, struct table_out *t)
{
	struct span cells[ALLOCATION_COLUMNS];
	struct arena a = ARENA_INIT;

	for (size_t i = 0; i < s->n; i++) {
		fill(s, i, &a, cells);
		table_out_row(t, cells);
		arena_clear(&a);
	}
	arena_release(&a);
}

/* The arithmetic: what each pool had, and what it gave. */
static void write_members(const struct plan_shares *s, struct json *j)
{
	struct arena a = ARENA_INIT;

	if (!j)
		return;
	json_array(j, "pools");
	for (size_t i = 0; i < s->pools.n; i++) {
		const struct plan_pool_day *p = &s->pools.v[i];

		json_object_flat(j, NULL);
		json_string(j, "date", plan_day(&a, p->date));
		json_string(j, "node", p->node);
		if (p->capacity == PLAN_UNLIMITED)
			json_string(j, "capacity", SPAN_EMPTY);
		else
			json_u64(j, "capacity", p->capacity);
		json_u64(j, "asked", p->asked);
		json_u64(j, "floors", p->floors);
		json_u64(j, "shared", p->shared);
		json_end(j);
		arena_clear(&a);
	}
	json_end(j);
	arena_release(&a);
}

static int write_result(struct frame *f, const struct plan_shares *s)
{
	struct table_out_options to;
	struct table_out t;
	struct out *out;

	if (!frame_table(f, &allocation_format, &to))
		return PROG_USAGE;
	write_members(s, frame_summary(f));
	out = frame_out(f);
	table_out_begin(&t, out_sink(out), &allocation_format, &to);
	write_members(s, table_out_members(&t));
	write_rows(s, &t);
	table_out_end(&t);
	return frame_commit(f, out, PROG_OK);
}

static void read_tables(struct frame *f, const struct plan_more *m,
			struct plan_tables *t)
{
	const struct plan_paths *p = m->paths;

	PLAN_READ(f, "capacity", plan_capacity_read, t,
		  p->table[PLAN_TABLE_CAPACITY]);
	if (p->table[PLAN_TABLE_CALENDAR])
		PLAN_READ(f, "calendar", plan_calendar_read, t,
			  p->table[PLAN_TABLE_CALENDAR]);
	for (size_t i = 0; i < p->policies; i++)
		PLAN_READ(f, "policy", plan_policy_read, t, p->policy[i]);
}

static struct plan_shares_input input_of(struct frame *f,
					 const struct plan_more *m,
					 const struct plan_tables *t,
					 const struct plan_demands *d)
{
	return (struct plan_shares_input){
		.tables = t, .demands = d,
		.known_on = m->paths->known_on != DATE_NONE ?
			    m->paths->known_on : frame_as_of(f, DATE_NONE),
		.has_unit = m->paths->has_unit, .diag = &f->diag,
	};
}

int plan_shares_run(struct frame *f, const struct plan_more *m, char **files,
		    int n)
{
	const char *path = m->shares.value ? m->shares.value :
			   n ? files[0] : "-";
	struct plan_demands demands;
	struct plan_tables tables;
	struct plan_shares shares;
	int status;

	if (n > (m->shares.value ? 0 : 1))
		return frame_usage(f, "--shares reads one table of demands");
	if (!m->paths->table[PLAN_TABLE_CAPACITY])
		return frame_usage(f, "--shares needs --capacity");
	plan_tables_init(&tables);
	plan_demands_init(&demands);
	plan_shares_init(&shares);
	read_tables(f, m, &tables);
	PLAN_READ(f, "demand", plan_demand_read, &demands, path);
	if (f->diag.count[DIAG_ERROR] == 0 && !f->system_failed) {
		const struct plan_shares_input in = input_of(f, m, &tables,
							     &demands);

		plan_shares_make(&in, &shares);
	}
	status = frame_accepts(f) ? write_result(f, &shares) : f->status;
	plan_shares_release(&shares);
	plan_demands_release(&demands);
	plan_tables_release(&tables);
	return status;
}

/* ---- with a plan --------------------------------------------------------- */

static void make_fair(struct plan_session *s, const struct plan_demands *d)
{
	const struct plan_question_input question = {
		.tables = &s->tables, .rules = &s->rules,
		.classes = &s->classes, .period = s->period,
		.periods = s->periods, .has_unit = s->paths->has_unit,
		.sound = s->sound, .attempts = s->paths->attempts,
		.diag = &s->f->diag,
	};
	const struct plan_fair_input in = {
		.question = &question, .diag = &s->f->diag, .demands = d,
	};

	plan_fair(&in, &s->question);
}

static bool sound(const struct frame *f)
{
	return f->diag.count[DIAG_ERROR] == 0 && !f->system_failed;
}

void plan_shares_fair(struct plan_session *s, const struct plan_more *m)
{
	struct plan_demands demands;

	plan_demands_init(&demands);
	if (m->demand)
		PLAN_READ(s->f, "demand", plan_demand_read, &demands,
			  m->demand);
	if (m->allocation && sound(s->f)) {
		const struct plan_shares_input in = input_of(s->f, m,
			&s->tables, &demands);
		struct plan_shares shares;

		plan_shares_init(&shares);
		plan_shares_make(&in, &shares);
		plan_shares_release(&shares);
	}
	if (m->fair && sound(s->f))
		make_fair(s, m->demand ? &demands : NULL);
	plan_demands_release(&demands);
}

/* Read again: what is wrong has been told. */
bool plan_shares_file(const struct plan_view *v, const struct plan_more *m)
{
	struct frame *f = v->s->f;
	struct diag told = DIAG_INIT;
	struct plan_demands demands;
	struct plan_shares shares;
	struct plan_shares_input in;
	struct rows_source source;
	struct table_out t;
	struct out *out;
	bool system, ok;

	plan_demands_init(&demands);
	plan_shares_init(&shares);
	in = input_of(f, m, &v->s->tables, &demands);
	in.diag = &told;
	ok = plan_demand_read(&demands, m->demand, &f->limits, &told,
			      &source, &system) &&
	     plan_shares_make(&in, &shares);
	if (ok) {
		out = plan_view_open(v, m->allocation, &allocation_format,
				     &t);
		write_members(&shares, table_out_members(&t));
		write_rows(&shares, &t);
		table_out_end(&t);
		ok = plan_view_close(v, out);
	}
	plan_shares_release(&shares);
	plan_demands_release(&demands);
	diag_release(&told);
	return ok;
}
