/* The rules of a plan, in either layout: told by the header. */
#include "base/num.h"
#include "file/plan_in.h"

enum { MONTHS_MAX = 1200 };

/* "relative:+12 months" */
static bool parse_relative(struct span text, uint64_t *months)
{
	struct span rest, number;

	if (!span_starts(text, SPAN("relative:+")))
		return false;
	rest = span_from(text, SPAN("relative:+").n);
	if (!span_cut(&rest, ' ', &number))
		return false;
	rest = span_trim(rest);
	return num_parse(number, months) && *months <= MONTHS_MAX &&
	       (span_eq_nocase(rest, SPAN("months")) ||
		span_eq_nocase(rest, SPAN("month")));
}

static void take_value(struct table_in *t, unsigned column,
		       const struct span *cells, struct plan_policy *r)
{
	const struct span cell = cells[column];
	const bool deadline = r->rule <= PLAN_RULE_TMAD;
	const uint64_t most = r->rule == PLAN_RULE_ATTEMPTS ?
			      PLAN_ATTEMPTS_MAX : PLAN_DAYS_MAX;

	r->column = t->format->columns[column].name;
	if (!table_in_present(t, PLAN010, column, cells))
		return;
	if (deadline && !parse_relative(cell, &r->number)) {
		if (!date_parse(cell, &r->day))
			table_in_reject(t, PLAN028, column, cells,
					"is not a deadline; expected a date, "
					"or relative:+12 months");
	} else if (deadline) {
		r->relative = true;
	} else if (!num_parse(cell, &r->number)) {
		table_in_reject(t, PLAN028, column, cells,
				"is not a whole number, as %s is",
				plan_rule_name(r->rule));
	} else if (r->number > most && r->rule != PLAN_RULE_DMIN) {
		table_in_reject(t, PLAN037, column, cells,
				"is more than %llu",
				(unsigned long long)most);
	}
}

static void push(struct table_in *t, struct plan_policy *r, struct span text)
{
	struct plan_tables *p = t->into;

	if (!t->ok)
		return;
	r->text = arena_span(&p->arena, text);
	vec_push(&p->policy, *r);
}

static void take_policy(struct table_in *t, const struct span *cells)
{
	struct plan_policy r = {
		.file = t->file, .line = t->line,
		.effective_from = DATE_NONE, .known_on = DATE_NONE,
	};
	unsigned rule;

	table_in_present(t, PLAN010, PLAN_POLICY_COL_KEY, cells);
	if (table_in_value(t, PLAN_POLICY_COL_KEY, cells, &rule)) {
		r.rule = (enum plan_rule)rule;
		take_value(t, PLAN_POLICY_COL_VALUE, cells, &r);
	}
	table_in_day(t, PLAN_POLICY_COL_EFFECTIVE_FROM, cells,
		     &r.effective_from);
	table_in_day(t, PLAN_POLICY_COL_KNOWN_ON, cells, &r.known_on);
	push(t, &r, cells[PLAN_POLICY_COL_VALUE]);
}

static bool begins(struct span text, struct span word)
{
	return text.n >= word.n &&
	       span_eq_nocase(span_make(text.p, word.n), word);
}

static void take_deadline(struct table_in *t, const struct span *cells)
{
	const struct span words = cells[DEADLINES_COL_RULE];
	struct plan_policy r = {
		.file = t->file, .line = t->line,
		.effective_from = DATE_NONE, .known_on = DATE_NONE,
	};

	if (begins(words, SPAN("enrol")))
		r.rule = PLAN_RULE_ENROL;
	else if (begins(words, SPAN("replace")))
		r.rule = PLAN_RULE_REPLACE;
	else if (begins(words, SPAN("tmad")))
		r.rule = PLAN_RULE_TMAD;
	else
		table_in_reject(t, PLAN028, DEADLINES_COL_RULE, cells,
				"begins with none of enrol, replace, TMAD");
	if (t->ok)
		take_value(t, DEADLINES_COL_DEADLINE, cells, &r);
	table_in_day(t, DEADLINES_COL_KNOWN_ON, cells, &r.known_on);
	push(t, &r, cells[DEADLINES_COL_DEADLINE]);
}

static bool has(const struct span *names, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++) {
		if (span_eq_nocase(span_trim(names[i]), span_of(name)))
			return true;
	}
	return false;
}

bool plan_policy_read(struct plan_tables *t, const char *path,
		      const struct input_limits *limits, struct diag *d,
		      struct rows_source *source, bool *system)
{
	static const struct table_in_kind by_key = {
		&plan_policy_format, take_policy, PLAN027, 0,
	};
	static const struct table_in_kind by_rule = {
		&deadlines_format, take_deadline, PLAN027, 0,
	};
	const uint64_t errors = d->count[DIAG_ERROR];
	struct rows *rows = rows_open(path, limits, d,
				      plan_policy_format.codes);
	const struct span *names;
	uint64_t line;
	size_t n;

	if (rows_header(rows, &names, &n, &line))
		table_in_rows(has(names, n, "rule") &&
			      !has(names, n, "key") ? &by_rule : &by_key,
			      rows, names, n, line, d, t);
	*system = rows_system_error(rows);
	rows_close(rows, source);
	return d->count[DIAG_ERROR] == errors && !*system;
}
