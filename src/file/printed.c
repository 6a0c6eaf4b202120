/* A table turned on its side: the rows are a list of labels and cells. */
#include "file/printed.h"

static const struct {
	const char *label;
	unsigned column;
} lines[] = {
	{ "PPC ID", PPCL_PPC_ID },
	{ "Fuel Type", PPCL_FUEL_TYPE },
	{ "GSME Model", PPCL_GSME_MODEL },
	{ "GSME F/W", PPCL_GSME_FW_VERSION },
	{ "ESME Model", PPCL_ESME_MODEL },
	{ "ESME F/W", PPCL_ESME_FW_VERSION },
	{ "CH Model", PPCL_CH_MODEL },
	{ "CH F/W", PPCL_CH_FW_VERSION },
	{ "SMETS1 PPMID Model", PPCL_PPMID_MODEL },
	{ "SMETS1 PPMID Firmware", PPCL_PPMID_FW_VERSION },
	{ "SMETS1 PPMID Manufacturer", PPCL_PPMID_MANUFACTURER },
};

/* Above each column: who made the meters; the gas meter's maker where the
 * two differ is not known from the paper, so both are named. */
static const char *makers(const struct release_row *row, struct arena *a)
{
	const struct span e = row->cell[PPCL_ESME_MANUFACTURER];
	const struct span g = row->cell[PPCL_GSME_MANUFACTURER];

	if (g.n == 0 || span_eq(g, SPAN("NONE")) || span_eq(e, g))
		return arena_string(a, e);
	if (e.n == 0 || span_eq(e, SPAN("NONE")))
		return arena_string(a, g);
	return arena_printf(a, SPAN_F " / " SPAN_F, SPAN_A(e), SPAN_A(g)).p;
}

static const struct table_format *side_format(const struct release *r,
					      struct arena *a)
{
	struct table_column *columns =
		arena_zero(a, r->rows.n + 1, sizeof(*columns));
	struct table_format *f = arena_zero(a, 1, sizeof(*f));

	columns[0].name = arena_printf(a, "PPCL V" SPAN_F,
				       SPAN_A(r->number)).p;
	columns[0].values = columns[0].help = "";
	for (size_t i = 0; i < r->rows.n; i++) {
		columns[1 + i].name = makers(&r->rows.v[i], a);
		columns[1 + i].values = columns[1 + i].help = "";
	}
	f->schema = "ppcl-printed/1";
	f->columns = columns;
	f->count = (unsigned)(r->rows.n + 1);
	return f;
}

static void write_share(const struct release *r, struct table_out *t,
			struct span *cells, struct arena *a)
{
	const size_t n = r->rows.n;
	bool exact;
	const struct span share = release_share_whole(r, a, &exact);

	cells[0] = r->capability.n ?
		arena_printf(a, "%% of Total " SPAN_F " Deployed Estate",
			     SPAN_A(r->capability)) :
		SPAN("% of Total Deployed Estate");
	for (size_t i = 0; i < n; i++)
		cells[1 + i] = SPAN_EMPTY;
	if (n && share.n)
		cells[1 + (n - 1) / 2] = arena_printf(a, SPAN_F "%%",
						      SPAN_A(share));
	table_out_row(t, cells);
}

void printed_write(const struct release *r, struct sink *sink,
		   const struct table_out_options *options)
{
	struct arena a = ARENA_INIT;
	struct span *cells = arena_zero(&a, r->rows.n + 1, sizeof(*cells));
	struct table_out t;

	table_out_begin(&t, sink, side_format(r, &a), options);
	for (size_t l = 0; l < sizeof(lines) / sizeof(lines[0]); l++) {
		cells[0] = span_of(lines[l].label);
		for (size_t i = 0; i < r->rows.n; i++)
			cells[1 + i] = r->rows.v[i].cell[lines[l].column];
		table_out_row(&t, cells);
	}
	write_share(r, &t, cells, &a);
	table_out_end(&t);
	arena_release(&a);
}
