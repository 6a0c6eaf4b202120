/* Scenarios side by side: finished plans as they say, others planned here. */
#include "base/num.h"
#include "cli/msg.h"
#include "engine/plan_make.h"
#include "file/plan_scenario_in.h"
#include "model/codes.h"
#include "model/plan_reports.h"
#include "tools/people.h"
#include "tools/plan_more.h"

struct side {
	struct plan_scenario scenario;
	struct plan_paths paths;
	struct plan_session session;
	bool read;
};

struct comparison {
	struct frame *f;
	const struct plan_more *m;
	VEC(struct side *) sides;
	char **files;			/* of the inventory */
	int files_n;
	struct plan_pace pace;
	struct arena arena;
};

/* ---- what a plan came to ------------------------------------------------- */

/* Most are left behind at it; else the one that is full in most periods. */
static struct span find_bottleneck(const struct plan_view *v)
{
	const struct plan_problem *p = &v->s->question.problem;
	struct span name = SPAN_EMPTY;
	uint32_t most = 0;

	if (v->plan->shortages.n)
		return p->node[v->plan->shortages.v[0].node].name;
	for (uint32_t i = 0; i < p->nodes; i++) {
		const struct plan_node *n = &p->node[i];
		uint32_t full = 0;

		for (uint32_t t = 0; n->class_count && t < p->periods; t++)
			full += n->capacity[t] &&
				plan_usage_full(v->usage, i, t,
						n->classes[0]);
		if (full > most) {
			most = full;
			name = n->name;
		}
	}
	return name;
}

static struct span fixed(struct arena *a, plan_fixed v, unsigned places)
{
	char text[PLAN_FIXED_TEXT];

	return arena_span(a, span_of(plan_fixed_text(v, places, text)));
}

void plan_compared_make(const struct plan_view *v, struct arena *a,
			struct plan_compared *c)
{
	const struct plan_session *s = v->s;
	const struct plan_goal_value *left = &v->plan->goal[PLAN_LEFT];
	const uint32_t last = plan_usage_last(v->usage);

	*c = (struct plan_compared){
		.finish = last == PLAN_NONE ? DATE_NONE :
			  s->period[last].start,
		.installations = s->classes.installations,
		.left_behind = v->usage->behind_all,
		.never = s->classes.never,
		.waiting = fixed(a, v->plan->goal[PLAN_WAITING].value /
				    (plan_fixed)(s->classes.weight_scale ?
				     s->classes.weight_scale : 1), 1),
		.peak = fixed(a, v->plan->goal[PLAN_PEAK].value, 1),
		.bottleneck = find_bottleneck(v),
		.gap_left = left->proved ? fixed(a, left->gap, 1) :
					   SPAN_EMPTY,
	};
}

/* ---- a scenario ---------------------------------------------------------- */

static void slow_firmware(struct plan_tables *t, uint64_t days)
{
	for (size_t i = 0; days && i < t->eligibility.n; i++) {
		struct plan_eligibility *e = &t->eligibility.v[i];

		if (!e->fw_needed)
			continue;
		if (e->fw_ready_from == DATE_NONE)
			e->fw_ready_from = e->from;
		if (e->fw_ready_from != DATE_NONE)
			e->fw_ready_from += (int32_t)days;
	}
}

/* All in the one week that begins on the day, or not at all. */
static void all_at_once(struct plan_tables *t, int32_t day)
{
	const int32_t first = day == DATE_NONE ? day : plan_monday(day);

	for (size_t i = 0; day != DATE_NONE && i < t->eligibility.n; i++) {
		struct plan_eligibility *e = &t->eligibility.v[i];

		if (e->from == DATE_NONE || e->from < first)
			e->from = first;
		if (e->to == DATE_NONE || e->to > first + 7)
			e->to = first + 7;
		if (e->to <= e->from)
			e->to = e->from + 1;
	}
}

static void scale_capacity(struct plan_tables *t, struct plan_percent *p)
{
	for (size_t i = 0; i < t->capacity.n; i++) {
		struct plan_capacity *c = &t->capacity.v[i];

		if (!span_eq(p->node, SPAN("*")) &&
		    !span_eq(p->node, c->node))
			continue;
		p->met = true;
		if (c->per_day != PLAN_NO_LIMIT)
			c->per_day = (uint64_t)((plan_fixed)c->per_day *
						(plan_fixed)p->percent / 100);
	}
}

static void amend(struct plan_session *s, void *ctx)
{
	struct plan_scenario *x = ctx;

	slow_firmware(&s->tables, x->firmware_delay_days);
	all_at_once(&s->tables, x->big_bang);
	for (size_t i = 0; i < x->percents.n; i++) {
		struct plan_percent *p = &x->percents.v[i];

		scale_capacity(&s->tables, p);
		if (!p->met)
			code_find(&s->f->diag, PLAN013, &(struct code_place){
				.file = x->file, .column = "capacity_percent",
				.value = &p->node },
				"is no node of the capacity table");
	}
}

static void set_paths(struct comparison *c, struct side *side)
{
	const struct plan_scenario *x = &side->scenario;

	side->paths = *c->m->paths;
	for (unsigned i = 0; i < PLAN_TABLES; i++) {
		if (x->table[i])
			side->paths.table[i] = x->table[i];
	}
	if (x->policy.n) {
		side->paths.policy = x->policy.v;
		side->paths.policies = x->policy.n;
	}
	if (x->weeks)
		side->paths.weeks = x->weeks;
	if (x->big_bang != DATE_NONE)
		side->paths.lenient = true;
	side->paths.amend = amend;
	side->paths.amend_ctx = &side->scenario;
}

/* The same finding of the same file is told once for all scenarios. */
static bool same_finding(const struct finding *a, const struct finding *b)
{
	return a->code == b->code && a->file == b->file &&
	       a->line == b->line && span_eq(a->column, b->column) &&
	       span_eq(a->value, b->value) && span_eq(a->text, b->text);
}

static void drop_repeated(struct diag *d, size_t from)
{
	size_t kept = from;

	for (size_t i = from; i < d->found.n; i++) {
		size_t j = 0;

		while (j < from &&
		       !same_finding(&d->found.v[j], &d->found.v[i]))
			j++;
		if (j < from)
			d->count[d->found.v[i].severity]--;
		else
			d->found.v[kept++] = d->found.v[i];
	}
	d->found.n = kept;
}

static int read_session(struct comparison *c, struct side *side)
{
	const size_t before = c->f->diag.found.n;
	int status;

	set_paths(c, side);
	if (!side->paths.table[PLAN_TABLE_CAPACITY] ||
	    !side->paths.table[PLAN_TABLE_ELIGIBILITY])
		return frame_usage(c->f, "scenario '" SPAN_F "' needs a "
				   "capacity and an eligibility, in it or by "
				   "option", SPAN_A(side->scenario.name));
	if (c->files_n == 0)
		return frame_usage(c->f, "the inventory is read for each "
				   "scenario; give it as a file");
	side->read = true;
	status = plan_session_read(&side->session, c->f, &side->paths,
				   c->files, c->files_n);
	drop_repeated(&c->f->diag, before);
	return status;
}

static void solve(struct comparison *c, struct side *side)
{
	struct plan_usage usage;
	struct plan plan;
	struct plan_view v = { .s = &side->session, .plan = &plan,
			       .usage = &usage };

	plan_make(&side->session.question.problem, &plan);
	plan_usage_make(&side->session.question.problem, &plan, &usage);
	plan_compared_make(&v, &c->arena, &side->scenario.result);
	plan_usage_release(&usage);
	plan_release(&plan);
}

/* ---- the table ----------------------------------------------------------- */

/* False: a finished plan does not say how many meters it has. */
static bool population(const struct comparison *c, const struct side *s,
		       uint64_t *all)
{
	uint64_t sum = 0;

	*all = c->m->population.given ? c->m->population.value :
					s->scenario.result.installations;
	if (c->m->population.given || c->m->paths->unit != PLAN_METERS)
		return true;
	if (!s->read)
		return false;
	for (uint32_t i = 0; i < s->session.classes.n; i++)
		sum += s->session.classes.list[i].count *
		       s->session.classes.list[i].meters;
	for (size_t i = 0; i < s->session.classes.residue.n; i++)
		sum += s->session.classes.residue.v[i].meters;
	*all = sum;
	return true;
}

static void write_side(const struct comparison *c, const struct side *s,
		       struct table_out *t)
{
	const struct plan_compared *r = &s->scenario.result;
	struct arena a = ARENA_INIT;
	uint64_t all;
	const bool paced = population(c, s, &all) && c->m->pace;

	table_out_row(t, (const struct span[COMPARE_COLUMNS]){
		s->scenario.name, plan_day(&a, r->finish),
		plan_number(&a, r->installations),
		plan_number(&a, r->left_behind), plan_number(&a, r->never),
		r->waiting, r->peak, r->bottleneck, r->gap_left,
		paced ? plan_number(&a, plan_pace_days(&c->pace, all)) :
			SPAN_EMPTY,
		paced ? plan_number(&a, plan_pace_weekend(&c->pace, all)) :
			SPAN_EMPTY });
	arena_release(&a);
}

static int write_table(struct comparison *c)
{
	struct frame *f = c->f;
	struct table_out_options to;
	struct table_out t;
	struct out *out;

	if (!frame_table(f, &compare_format, &to))
		return PROG_USAGE;
	if (frame_summary(f))
		json_u64(&f->summary_json, "scenarios", c->sides.n);
	out = frame_out(f);
	table_out_begin(&t, out_sink(out), &compare_format, &to);
	for (size_t i = 0; i < c->sides.n; i++)
		write_side(c, c->sides.v[i], &t);
	table_out_end(&t);
	return frame_commit(f, out, PROG_OK);
}

/* ---- reading ------------------------------------------------------------- */

static int add_side(struct comparison *c, const char *text)
{
	struct span rest = span_of(text), name;
	struct side *side;
	struct rows_source source;
	bool system;

	if (!span_cut(&rest, '=', &name) || name.n == 0 || rest.n == 0)
		return frame_usage(c->f, "--compare: '%s' is not NAME=FILE",
				   text);
	for (size_t i = 0; i < c->sides.n; i++) {
		if (span_eq(c->sides.v[i]->scenario.name, name))
			return frame_usage(c->f, "--compare: '" SPAN_F
					   "' is named twice", SPAN_A(name));
	}
	side = arena_zero(&c->arena, 1, sizeof(*side));
	vec_push(&c->sides, side);
	plan_scenario_init(&side->scenario);
	side->scenario.name = name;
	plan_scenario_read(&side->scenario, rest.p, &c->f->limits,
			   &c->f->diag, &source, &system);
	c->f->system_failed = c->f->system_failed || system;
	frame_source(c->f, "scenario", &source, false);
	return -1;
}

/* Arguments NAME=FILE are scenarios, the others the inventory. */
static int take_arguments(struct comparison *c, char **files, int n)
{
	int status = -1;

	for (size_t i = 0; status < 0 && i < c->m->compare->n; i++)
		status = add_side(c, c->m->compare->v[i]);
	c->files = files;
	for (int i = 0; status < 0 && i < n; i++) {
		struct span rest = span_of(files[i]), name;

		if (span_cut(&rest, '=', &name) && rest.n &&
		    !memchr(name.p, '/', name.n))
			status = add_side(c, files[i]);
		else
			files[c->files_n++] = files[i];
	}
	return status;
}

static int make_table(struct comparison *c)
{
	int status = -1;

	for (size_t i = 0; status < 0 && i < c->sides.n; i++) {
		if (!c->sides.v[i]->scenario.is_plan &&
		    c->f->diag.count[DIAG_ERROR] == 0)
			status = read_session(c, c->sides.v[i]);
	}
	if (status >= 0)
		return status;
	if (!frame_accepts(c->f))
		return c->f->status;
	for (size_t i = 0; i < c->sides.n; i++) {
		if (c->sides.v[i]->read)
			solve(c, c->sides.v[i]);
	}
	return write_table(c);
}

int plan_compare_run(struct frame *f, const struct plan_more *m,
		     char **files, int n)
{
	struct comparison c = { .f = f, .m = m };
	int status;

	if (m->pace && !plan_pace_parse(span_of(m->pace), &c.pace))
		return frame_usage(f, "--pace: '%s' is not a count, '/' and "
				   "day, week, month or a month such as "
				   "2021-08", m->pace);
	if (m->pace && !m->population.given && !m->paths->has_unit)
		return frame_usage(f, "--pace: say with --unit whether it "
				   "counts installations or meters, or how "
				   "many there are with --population");
	status = take_arguments(&c, files, n);
	if (status < 0)
		status = make_table(&c);
	for (size_t i = 0; i < c.sides.n; i++) {
		if (c.sides.v[i]->read)
			plan_session_release(&c.sides.v[i]->session);
		plan_scenario_release(&c.sides.v[i]->scenario);
	}
	vec_release(&c.sides);
	arena_release(&c.arena);
	return status;
}
