#include "file/lp_out.h"

#include <math.h>
#include <stdbool.h>

static bool endless(double v)
{
	return fabs(v) >= LINEAR_INFINITY;
}

static bool same(double a, double b)
{
	return !(a < b) && !(b < a);
}

/* N would be taken for the objective, so a free row is a G from minus a lot:
 * both readers take such a row and drop it. */
static char kind(const struct linear *l, uint32_t i)
{
	if (same(l->row_lo[i], l->row_hi[i]))
		return 'E';
	return endless(l->row_lo[i]) && !endless(l->row_hi[i]) ? 'L' : 'G';
}

static void write_rows(struct sink *s, const struct linear *l)
{
	sink_putf(s, "ROWS\n N COST\n");
	for (uint32_t i = 0; i < l->rows; i++)
		sink_putf(s, " %c R%u\n", kind(l, i), i);
}

static void write_columns(struct sink *s, const struct linear *l)
{
	sink_putf(s, "COLUMNS\n");
	for (uint32_t j = 0; j < l->columns; j++) {
		/* a column is named once at least, entries or not */
		sink_putf(s, " C%u COST %.17g\n", j, l->cost[j]);
		for (int e = l->start[j]; e < l->start[j + 1]; e++)
			sink_putf(s, " C%u R%d %.17g\n", j, l->row[e],
				  l->value[e]);
	}
}

static void write_sides(struct sink *s, const struct linear *l)
{
	sink_putf(s, "RHS\n");
	for (uint32_t i = 0; i < l->rows; i++) {
		const double side = kind(l, i) == 'L' ? l->row_hi[i] :
				    endless(l->row_lo[i]) ? -LINEAR_INFINITY :
				    l->row_lo[i];

		if (!same(side, 0))
			sink_putf(s, " RHS R%u %.17g\n", i, side);
	}
	sink_putf(s, "RANGES\n");
	for (uint32_t i = 0; i < l->rows; i++) {
		if (kind(l, i) == 'G' && !endless(l->row_lo[i]) &&
		    !endless(l->row_hi[i]))
			sink_putf(s, " RNG R%u %.17g\n", i,
				  l->row_hi[i] - l->row_lo[i]);
	}
}

static void write_bounds(struct sink *s, const struct linear *l)
{
	sink_putf(s, "BOUNDS\n");
	for (uint32_t j = 0; j < l->columns; j++) {
		if (endless(l->lo[j]))
			sink_putf(s, " MI BND C%u\n", j);
		else if (!same(l->lo[j], 0))
			sink_putf(s, " LO BND C%u %.17g\n", j, l->lo[j]);
		if (!endless(l->hi[j]))
			sink_putf(s, " UP BND C%u %.17g\n", j, l->hi[j]);
	}
}

void lp_write(struct sink *s, const struct linear *l, const char *name)
{
	sink_putf(s, "NAME %s FREE\n", name);
	write_rows(s, l);
	write_columns(s, l);
	write_sides(s, l);
	write_bounds(s, l);
	sink_putf(s, "ENDATA\n");
}
