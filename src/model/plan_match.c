/* Names of columns are few, so they are searched one by one. */
#include "model/plan_match.h"

#include "base/bug.h"
#include "model/policy.h"

struct word {
	const char *name;
	uint32_t column;
};

static const struct word words[] = {
	{ "s1sp", PLAN_COL_S1SP },
	{ "dco", PLAN_COL_DCO },
	{ "requesting_party", PLAN_COL_REQUESTING_PARTY },
	{ "ppc_id", PLAN_COL_PPC_ID },
	{ "status", RFI_STATUS },
	{ "fuel", RFI_FUEL_TYPE },
	{ "party", RFI_SUPPLIER },
	{ "channel", RFI_SMSO },
};

enum { WORDS = sizeof(words) / sizeof(words[0]) };

const char *plan_match_name(uint32_t column)
{
	if (column < RFI_COLUMNS)
		return rfi_wide_format.columns[column].name;
	for (unsigned i = 0; i < WORDS; i++) {
		if (words[i].column == column)
			return words[i].name;
	}
	BUG("no such column");
}

static uint32_t find(struct span name)
{
	for (unsigned i = 0; i < WORDS; i++) {
		if (span_eq_nocase(name, span_of(words[i].name)))
			return words[i].column;
	}
	for (unsigned c = 0; c < RFI_COLUMNS; c++) {
		if (policy_key_column(c) &&
		    span_eq_nocase(name,
				   span_of(rfi_wide_format.columns[c].name)))
			return c;
	}
	return TABLE_ABSENT;
}

static void consider(struct span name, const char *candidate, unsigned *best,
		     const char **nearest)
{
	const unsigned d = span_distance(name, span_of(candidate), *best);

	if (d < *best) {
		*best = d;
		*nearest = candidate;
	}
}

/* The nearest name at most a third of its letters away. */
static const char *nearest(struct span name)
{
	unsigned best = (unsigned)(name.n > 30 ? 10 : name.n / 3) + 1;
	const char *is = NULL;

	for (unsigned i = 0; i < WORDS; i++)
		consider(name, words[i].name, &best, &is);
	for (unsigned c = 0; c < RFI_COLUMNS; c++) {
		if (policy_key_column(c))
			consider(name, rfi_wide_format.columns[c].name, &best,
				 &is);
	}
	return is;
}

static bool wrong(struct plan_match_why *why, bool column, struct span part,
		  struct span text)
{
	*why = (struct plan_match_why){ column, part, text };
	return false;
}

static bool parse_part(struct span part, struct arena *a, uint32_t *column,
		       struct span *value, struct plan_match_why *why)
{
	struct span rest = part, name;
	const char *near;

	if (!span_cut(&rest, '=', &name) || name.n == part.n)
		return wrong(why, false, part,
			     SPAN("is not column=value"));
	*column = find(span_trim(name));
	*value = arena_span(a, span_trim(rest));
	if (*column != TABLE_ABSENT)
		return value->n || wrong(why, false, part,
					 SPAN("asks for no value"));
	near = nearest(span_trim(name));
	return wrong(why, true, part, near ?
		     arena_printf(a, "names no column of a class; did you "
				  "mean '%s'?", near) :
		     SPAN("names no column of a class"));
}

bool plan_match_asks(const struct plan_match *m, uint32_t column,
		     struct span *value)
{
	for (uint32_t i = 0; i < m->n; i++) {
		if (m->column[i] != column)
			continue;
		*value = m->value[i];
		return true;
	}
	return false;
}

bool plan_match_parse(struct span text, struct arena *a,
		      struct plan_match *m, struct plan_match_why *why)
{
	struct span rest = span_trim(text), part;
	size_t parts = 1;
	uint32_t *columns;
	struct span *values;

	for (size_t i = 0; i < rest.n; i++)
		parts += rest.p[i] == ';';
	columns = arena_zero(a, parts, sizeof(*columns));
	values = arena_zero(a, parts, sizeof(*values));
	*m = (struct plan_match){ arena_span(a, rest), 0, columns, values };
	while (rest.n && span_cut(&rest, ';', &part)) {
		struct span earlier;

		part = span_trim(part);
		if (!parse_part(part, a, &columns[m->n], &values[m->n], why))
			return false;
		if (plan_match_asks(m, columns[m->n], &earlier))
			return wrong(why, false, part, SPAN("asks for a "
				"column that the match has already"));
		m->n++;
	}
	return true;
}
