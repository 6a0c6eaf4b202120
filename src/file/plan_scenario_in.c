/* Members of two kinds of document. */
#include "file/plan_scenario_in.h"

#include <string.h>

#include "file/doc.h"

static const char *const table_members[PLAN_TABLES] = {
	[PLAN_TABLE_ELIGIBILITY] = "eligibility",
	[PLAN_TABLE_CAPACITY] = "capacity",
	[PLAN_TABLE_CALENDAR] = "calendar",
	[PLAN_TABLE_SUCCESS] = "success",
	[PLAN_TABLE_MILESTONES] = "milestones",
	[PLAN_TABLE_EXCLUSIONS] = "exclusions",
	[PLAN_TABLE_UPGRADES] = "upgrades",
};

struct reading {
	struct doc *doc;
	struct plan_scenario *s;
	struct span folder;		/* with its slash; or empty */
};

static bool text_of(struct reading *r, const struct doc_value *object,
		    const char *name, struct span *text)
{
	const struct doc_value *v = object ? doc_member(object, name) : NULL;

	if (!v || !doc_string(r->doc, v, text))
		return false;
	*text = arena_span(&r->s->arena, *text);
	return true;
}

static void count_of(struct reading *r, const struct doc_value *object,
		     const char *name, uint64_t *n)
{
	const struct doc_value *v = object ? doc_member(object, name) : NULL;

	if (v)
		doc_count(r->doc, v, n);
}

static const char *path_of(struct reading *r, struct span name)
{
	if (name.n && name.p[0] == '/')
		return arena_string(&r->s->arena, name);
	return arena_printf(&r->s->arena, SPAN_F SPAN_F, SPAN_A(r->folder),
			    SPAN_A(name)).p;
}

/* ---- a plan -------------------------------------------------------------- */

static void read_plan(struct reading *r, const struct doc_value *root)
{
	const struct doc_value *totals = doc_member(root, "totals");
	struct plan_compared *c = &r->s->result;
	struct span finish;

	r->s->is_plan = true;
	if (!totals || !doc_is_object(r->doc, totals)) {
		doc_reject(r->doc, root, "has no totals; expected a plan as "
			   "migrate-plan --format json writes it");
		return;
	}
	count_of(r, totals, "installations", &c->installations);
	count_of(r, totals, "left_behind", &c->left_behind);
	count_of(r, totals, "never", &c->never);
	if (text_of(r, totals, "finish", &finish) && finish.n &&
	    !date_parse(finish, &c->finish))
		doc_reject(r->doc, doc_member(totals, "finish"),
			   "is not a date; expected YYYY-MM-DD");
	text_of(r, totals, "customer_days_waiting", &c->waiting);
	text_of(r, totals, "peak_per_day", &c->peak);
	text_of(r, totals, "bottleneck", &c->bottleneck);
	text_of(r, totals, "gap_left", &c->gap_left);
}

/* ---- a scenario ---------------------------------------------------------- */

static void read_policies(struct reading *r, const struct doc_value *v)
{
	const struct doc_value *item;
	struct span path;

	if (!doc_is_array(r->doc, v))
		return;		/* a finding says so */
	for (item = NULL; (item = doc_next(v, item));) {
		if (doc_string(r->doc, item, &path))
			vec_push(&r->s->policy, path_of(r, path));
	}
}

static void read_percents(struct reading *r, const struct doc_value *v)
{
	const struct doc_value *item;

	if (!doc_is_object(r->doc, v))
		return;
	for (item = NULL; (item = doc_next(v, item));) {
		struct plan_percent p = {
			.node = arena_span(&r->s->arena, doc_key(item)) };

		if (!doc_count(r->doc, item, &p.percent))
			continue;
		if (p.percent > 100000)
			doc_reject(r->doc, item,
				   "is more than 100000 percent");
		vec_push(&r->s->percents, p);
	}
}

static void read_scenario(struct reading *r, const struct doc_value *root)
{
	static const char *const known[] = {
		"schema", "description", "eligibility", "capacity",
		"calendar", "success", "milestones", "exclusions",
		"upgrades", "policy", "weeks", "big_bang",
		"firmware_delay_days", "capacity_percent", NULL };
	const struct doc_value *v;
	struct span text;

	doc_members_known(r->doc, root, known);
	text_of(r, root, "description", &text);
	for (unsigned i = 0; i < PLAN_TABLES; i++) {
		if (text_of(r, root, table_members[i], &text))
			r->s->table[i] = path_of(r, text);
	}
	if ((v = doc_member(root, "policy")))
		read_policies(r, v);
	if ((v = doc_member(root, "weeks")) &&
	    doc_count(r->doc, v, &r->s->weeks) &&
	    (r->s->weeks == 0 || r->s->weeks > 1040))
		doc_reject(r->doc, v, "is not 1 to 1040 weeks");
	if (text_of(r, root, "big_bang", &text) &&
	    !date_parse(text, &r->s->big_bang))
		doc_reject(r->doc, doc_member(root, "big_bang"),
			   "is not a date; expected YYYY-MM-DD");
	if ((v = doc_member(root, "firmware_delay_days")) &&
	    doc_count(r->doc, v, &r->s->firmware_delay_days) &&
	    r->s->firmware_delay_days > PLAN_DAYS_MAX)
		doc_reject(r->doc, v, "is more days than the planner takes");
	if ((v = doc_member(root, "capacity_percent")))
		read_percents(r, v);
}

static struct span folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? span_make(path, (size_t)(slash - path) + 1) :
		       SPAN_EMPTY;
}

bool plan_scenario_read(struct plan_scenario *s, const char *path,
			const struct input_limits *limits, struct diag *d,
			struct rows_source *source, bool *system)
{
	static const char *const codes[] = TABLE_CODES("PLAN");
	const uint64_t errors = d->count[DIAG_ERROR];
	struct reading r = { doc_read(path, limits, d, codes), s,
			     folder_of(path) };
	const struct doc_value *root = doc_root(r.doc);
	struct span schema = SPAN("plan-scenario/1");
	const struct doc_value *v;

	if (root && doc_is_object(r.doc, root)) {
		v = doc_member(root, "schema");
		if (v && !doc_string(r.doc, v, &schema))
			;		/* a finding says so */
		else if (span_eq(schema, SPAN("migrate-plan/1")))
			read_plan(&r, root);
		else if (span_eq(schema, SPAN("plan-scenario/1")))
			read_scenario(&r, root);
		else
			doc_reject(r.doc, v, "is neither migrate-plan/1 nor "
				   "plan-scenario/1");
	}
	memset(source, 0, sizeof(*source));
	source->name = diag_file(d, doc_name(r.doc));
	doc_digest(r.doc, source->sha256);
	s->file = source->name;
	*system = doc_system_error(r.doc);
	doc_close(r.doc);
	return d->count[DIAG_ERROR] == errors && !*system;
}
