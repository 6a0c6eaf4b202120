/* The rows by their table; goals and prices of JSON from its members. */
#include "file/plan_back_in.h"

#include "base/num.h"
#include "file/rows_head.h"
#include "file/table_in.h"
#include "model/plan_tables.h"

static void take_row(struct table_in *t, const struct span *cells)
{
	struct plan_text *p = t->into;
	struct plan_text_row r = { .line = t->line };
	unsigned step = 0, unit = 0;

	table_in_present(t, PLAN010, PLAN_OUT_COL_CLASS, cells);
	table_in_present(t, PLAN005, PLAN_OUT_COL_PERIOD_START, cells);
	table_in_day(t, PLAN_OUT_COL_PERIOD_START, cells, &r.period_start);
	table_in_present(t, PLAN010, PLAN_OUT_COL_STEP, cells);
	table_in_value(t, PLAN_OUT_COL_STEP, cells, &step);
	table_in_present(t, PLAN010, PLAN_OUT_COL_ATTEMPT, cells);
	table_in_count(t, PLAN_OUT_COL_ATTEMPT, cells, &r.attempt);
	table_in_present(t, PLAN010, PLAN_OUT_COL_ATTEMPTS, cells);
	table_in_count(t, PLAN_OUT_COL_ATTEMPTS, cells, &r.attempts);
	table_in_value(t, PLAN_OUT_COL_UNIT, cells, &unit);
	if (!t->ok)
		return;
	r.step = step ? PLAN_MIGRATE : PLAN_FIRMWARE;
	r.unit = unit ? PLAN_METERS : PLAN_INSTALLATIONS;
	r.class_name = arena_span(&p->arena, cells[PLAN_OUT_COL_CLASS]);
	vec_push(&p->rows, r);
}

/* Millionths; false: is none. */
static bool parse_price(struct span s, struct plan_text_price *r)
{
	uint64_t n;

	r->is_negative = s.n && s.p[0] == '-';
	if (!num_parse_decimal(span_from(s, r->is_negative), 6, &n) ||
	    n > INT64_MAX)
		return false;
	r->micro = r->is_negative ? -(int64_t)n : (int64_t)n;
	return true;
}

static void take_price(struct table_in *t, const struct span *cells)
{
	struct plan_text *p = t->into;
	struct plan_text_price r = { .line = t->line,
				     .period_start = DATE_NONE };
	unsigned row = 0, step = 1;

	table_in_present(t, PLAN010, PRICES_COL_GOAL, cells);
	table_in_count(t, PRICES_COL_GOAL, cells, &r.goal);
	table_in_present(t, PLAN010, PRICES_COL_ROW, cells);
	table_in_value(t, PRICES_COL_ROW, cells, &row);
	table_in_day(t, PRICES_COL_PERIOD_START, cells, &r.period_start);
	table_in_value(t, PRICES_COL_STEP, cells, &step);
	if (!parse_price(cells[PRICES_COL_PRICE], &r))
		table_in_reject(t, PLAN004, PRICES_COL_PRICE, cells,
				"is not a price; expected a number with at "
				"most six decimals");
	if (!t->ok)
		return;
	r.row = (enum plan_price_row)row;
	r.step = step ? PLAN_MIGRATE : PLAN_FIRMWARE;
	r.node = arena_span(&p->arena, cells[PRICES_COL_NODE]);
	vec_push(&p->prices, r);
}

static const struct table_in_kind prices_kind = {
	&prices_format, take_price, PLAN027, 0,
};

/* ---- members ------------------------------------------------------------- */

/* One price of a document, as a row of the table would be taken. */
static void member_price(struct rows_head *h, size_t at, struct plan_text *t,
			 struct diag *d)
{
	uint32_t place[PRICES_COLUMNS];
	const struct table_binding b = { &prices_format, place,
					 PRICES_COLUMNS };
	struct table_in in = { .d = d, .file = h->file, .binding = &b,
			       .format = &prices_format, .ok = true,
			       .into = t };
	struct span cells[PRICES_COLUMNS];

	for (uint32_t i = 0; i < PRICES_COLUMNS; i++) {
		place[i] = i;
		if (!rows_head_text(h, at, prices_format.columns[i].name,
				    &cells[i], &in.line))
			cells[i] = SPAN_EMPTY;
	}
	take_price(&in, cells);
}

static void member_goal(struct rows_head *h, size_t at, struct plan_text *t,
			struct diag *d)
{
	struct span goal, gap;
	uint64_t n, line = 0;
	struct plan_text_goal *g;

	if (!rows_head_text(h, at, "goal", &goal, &line) ||
	    !num_parse(goal, &n) || n < 1 || n > PLAN_GOALS ||
	    !rows_head_text(h, at, "gap", &gap, &line))
		return;
	g = &t->goal[n - 1];
	g->stated = plan_fixed_parse(gap, &g->gap);
	if (!g->stated)
		code_find(d, PLAN004, &(struct code_place){ .file = h->file,
			.line = line, .column = "gap", .value = &gap },
			"is not a number with at most twelve decimals");
}

static void read_members(struct rows *rows, struct plan_text *t,
			 struct diag *d)
{
	static const char *const known[] = {
		"schema", "as_of", "known_on", "start", "unit",
		"weight_scale", "feasible", "inputs", "totals", "never",
		"goals", "prices", "why", "rows", NULL,
	};
	struct rows_head h;
	size_t at = 0;

	rows_head_init(&h, rows);
	rows_head_known(&h, known, d, code_table[PLAN008].name);
	while ((at = rows_head_next(&h, "goals", at)))
		member_goal(&h, at, t, d);
	while ((at = rows_head_next(&h, "prices", at)))
		member_price(&h, at, t, d);
	rows_head_release(&h);
}

bool plan_back_read(struct plan_text *t, const char *path,
		    const struct input_limits *limits, struct diag *d,
		    struct rows_source *source, bool *system)
{
	static const struct table_in_kind kind = {
		&plan_format, take_row, PLAN027, 0,
	};
	const uint64_t errors = d->count[DIAG_ERROR];
	struct rows *rows = rows_open(path, limits, d, plan_format.codes);
	const struct span *names;
	uint64_t line;
	size_t n;

	t->file = rows_name(rows);
	if (rows_header(rows, &names, &n, &line)) {
		if (rows_is_json(rows))
			read_members(rows, t, d);
		table_in_rows(&kind, rows, names, n, line, d, t);
	}
	*system = rows_system_error(rows);
	rows_close(rows, source);
	if (!t->prices_file)
		t->prices_file = t->file;
	return d->count[DIAG_ERROR] == errors && !*system;
}

bool plan_prices_read(struct plan_text *t, const char *path,
		      const struct input_limits *limits, struct diag *d,
		      struct rows_source *source, bool *system)
{
	bool ok;

	t->prices.n = 0;
	ok = table_in_read(&prices_kind, path, limits, d, t, source, system);
	t->prices_file = source->name;
	return ok;
}
