/* Formats, and cells of text. */
#include "model/load_sheet.h"

#include "base/num.h"

#define COL(id, name, type, values, flags, help) \
	{ name, TABLE_##type, values, flags, help },

static const struct table_column load_explain_columns[] = {
#include "model/load_explain.cols.h"
};
static const struct table_column load_published_columns[] = {
#include "model/load_published.cols.h"
};
static const struct table_column load_compare_columns[] = {
#include "model/load_compare.cols.h"
};
static const struct table_column load_capacity_columns[] = {
#include "model/load_capacity.cols.h"
};
static const struct table_column load_weeks_columns[] = {
#include "model/load_weeks.cols.h"
};
static const struct table_column load_forecast_columns[] = {
#include "model/load_forecast.cols.h"
};
static const struct table_column load_thresholds_columns[] = {
#include "model/load_thresholds.cols.h"
};
#undef COL

static const char *const load_codes[] = TABLE_CODES("LOAD");

#define FORMAT(name, schema_name) \
	TABLE_FORMAT(name, schema_name, load_codes)

FORMAT(load_explain, "load-explain/1");
FORMAT(load_published, "load-published/1");
FORMAT(load_compare, "load-compare/1");
FORMAT(load_capacity, "load-capacity/1");
FORMAT(load_weeks, "load-weeks/1");
FORMAT(load_forecast, "load-forecast/1");
FORMAT(load_thresholds, "load-thresholds/1");

void load_sheet_init(struct load_sheet *s, const struct table_format *f)
{
	*s = (struct load_sheet){ .arena = ARENA_INIT, .format = f };
}

void load_sheet_release(struct load_sheet *s)
{
	vec_release(&s->rows);
	arena_release(&s->arena);
}

struct span *load_sheet_row(struct load_sheet *s)
{
	struct span *cells = arena_zero(&s->arena, s->format->count,
					sizeof(*cells));

	for (unsigned i = 0; i < s->format->count; i++)
		cells[i] = SPAN_EMPTY;
	vec_push(&s->rows, cells);
	return cells;
}

struct span load_sheet_number(struct load_sheet *s, uint64_t n)
{
	char text[NUM_TEXT];

	return arena_span(&s->arena, span_of(num_text(n, text)));
}

static struct span trimmed(struct load_sheet *s, const char *text)
{
	struct span cell = span_of(text);

	while (cell.n && cell.p[cell.n - 1] == '0')
		cell.n--;
	if (cell.n && cell.p[cell.n - 1] == '.')
		cell.n--;
	return arena_span(&s->arena, cell);
}

struct span load_sheet_ratio(struct load_sheet *s, const struct ratio *r)
{
	char text[RATIO_TEXT];

	ratio_text(r, 2, RATIO_HALF_UP, text);
	return trimmed(s, text);
}

struct span load_sheet_rate(struct load_sheet *s, uint64_t hundredths)
{
	struct ratio r = ratio_of(hundredths);

	ratio_div(&r, 100);
	return load_sheet_ratio(s, &r);
}
