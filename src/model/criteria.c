/* Filters, severities, and the columns of both tables. */
#include "model/criteria.h"

#define COL(id, name, type, values, flags, help) \
	{ name, TABLE_##type, values, flags, help },
static const struct table_column criteria_columns[] = {
#include "model/criteria.cols.h"
};
static const struct table_column issues_columns[] = {
#include "model/issues.cols.h"
};
#undef COL

static const char *const sit_codes[] = TABLE_CODES("SIT");

TABLE_FORMAT(criteria, "sit-criteria/1", sit_codes);
TABLE_FORMAT(issues, "sit-issues/1", sit_codes);

const char *measure_name(enum measure m)
{
	static const char *const names[MEASURES] = {
		"EXECUTED", "PASSED", "FIRST_TIME", "IN_TRT", "MANDATORY",
		"OPEN_ISSUES", "FINAL_FW", "REGRESSION_DONE" };

	return names[m];
}

const char *issue_status_name(enum issue_status s)
{
	static const char *const names[] = { "OPEN", "PLANNED", "CLOSED" };

	return names[s];
}

/* ---- filters ---- */

/* What a case is, where it ran and on what; not how it went. */
static bool is_axis(uint32_t column)
{
	return column <= RESULT_CASE ||
	       (column >= RESULT_CH_FW_VERSION &&
		column <= RESULT_PPMID_FW_VERSION);
}

static bool term_parse(struct span text, struct filter_term *t,
		       struct buf *why)
{
	struct span name, rest = text;
	const char *near;
	uint32_t column;

	if (!span_cut(&rest, '=', &name) || name.n == text.n) {
		buf_addf(why, "'" SPAN_F "' is no column=value",
			 SPAN_A(text));
		return false;
	}
	t->is_not = span_ends(name, SPAN("!"));
	if (t->is_not)
		name.n--;
	name = span_trim(name);
	column = table_find(&result_format, name);
	if (column == TABLE_ABSENT) {
		near = table_nearest(&result_format, name);
		buf_addf(why, "there is no column '" SPAN_F "'%s%s%s",
			 SPAN_A(name), near ? "; did you mean '" : "",
			 near ? near : "", near ? "'?" : "");
		return false;
	}
	if (!is_axis(column)) {
		buf_addf(why, "'%s' says how a case went; a sample is chosen "
			 "by what a case is", result_format.columns[column]
			 .name);
		return false;
	}
	t->column = (enum result_column)column;
	t->values = span_trim(rest);
	return true;
}

bool filter_parse(struct span text, struct arena *a, struct filter *f,
		  struct buf *why)
{
	struct span rest = arena_span(a, text), part;
	struct filter_term *v;
	size_t n = 1;

	for (size_t i = 0; i < rest.n; i++)
		n += rest.p[i] == ';';
	v = arena_zero(a, n, sizeof(*v));
	f->v = v;
	f->n = 0;
	while (span_cut(&rest, ';', &part)) {
		part = span_trim(part);
		if (!part.n)
			continue;
		if (!term_parse(part, &v[f->n], why))
			return false;
		f->n++;
	}
	return true;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The last star takes as much as it has to: no star before it can help. */
static bool glob(struct span pattern, struct span text)
{
	size_t p = 0, t = 0, star = pattern.n, from = 0;

	while (t < text.n) {
		if (p < pattern.n && pattern.p[p] == '*') {
			star = p++;
			from = t;
		} else if (p < pattern.n &&
			   lower(pattern.p[p]) == lower(text.p[t])) {
			p++;
			t++;
		} else if (star < pattern.n) {
			p = star + 1;
			t = ++from;
		} else {
			return false;
		}
	}
	while (p < pattern.n && pattern.p[p] == '*')
		p++;
	return p == pattern.n;
}

static bool term_has(const struct filter_term *t, struct span cell)
{
	struct span rest = t->values, value;

	if (!rest.n)
		return !cell.n;
	while (span_cut(&rest, '|', &value)) {
		if (glob(span_trim(value), cell))
			return true;
	}
	return false;
}

bool filter_has(const struct filter *f, enum result_column column,
		struct span cell)
{
	cell = span_trim(cell);
	for (size_t i = 0; i < f->n; i++) {
		if (f->v[i].column == column &&
		    term_has(&f->v[i], cell) == f->v[i].is_not)
			return false;
	}
	return true;
}

/* ---- severities ---- */

static bool severity(struct span text, unsigned *s)
{
	text = span_trim(text);
	if (text.n != 1 || text.p[0] < '1' || text.p[0] > '5')
		return false;
	*s = (unsigned)(text.p[0] - '0');
	return true;
}

bool severities_parse(struct span text, unsigned *set)
{
	struct span part, from, rest;
	unsigned first, last;

	*set = 0;
	while (span_cut(&text, '|', &part)) {
		rest = part;
		if (!span_cut(&rest, '-', &from) || !severity(from, &first))
			return false;
		last = first;
		if (from.n < part.n && !severity(rest, &last))
			return false;
		if (last < first)
			return false;
		for (; first <= last; first++)
			*set |= 1u << first;
	}
	return *set != 0;
}

void criteria_release(struct criteria *c)
{
	vec_release(&c->v);
	arena_release(&c->arena);
}

void test_issues_release(struct test_issues *t)
{
	vec_release(&t->v);
	arena_release(&t->arena);
}
