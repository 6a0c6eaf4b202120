/* Rows over the built-in catalogue. */
#include "file/srv_in.h"

#include "file/table_in.h"
#include "model/codes.h"

struct overlay {
	struct srv_catalogue *c;
	struct intern seen;
};

/* The bit of a word, or 0. */
typedef unsigned named(struct span word);

static unsigned mode_named(struct span word)
{
	static const struct {
		const char *name;
		unsigned bit;
	} modes[] = {
		{ "ON_DEMAND", SRV_ON_DEMAND },
		{ "FUTURE_DSP", SRV_FUTURE_DSP },
		{ "FUTURE_DEVICE", SRV_FUTURE_DEVICE },
		{ "SCHEDULED", SRV_SCHEDULED },
		{ "DCC_ONLY", SRV_DCC_ONLY },
	};

	for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
		if (span_eq_nocase(word, span_of(modes[i].name)))
			return modes[i].bit;
	}
	return 0;
}

static unsigned variant_named(struct span word)
{
	if (word.n != 1 || word.p[0] < '1' || word.p[0] > '9')
		return 0;
	return SRV_CV((unsigned)(word.p[0] - '0'));
}

/* "a;b" as a set; a blank cell leaves it. */
static void take_set(struct table_in *t, unsigned column,
		     const struct span *cells, named *bit_of,
		     const char *expected, unsigned *set)
{
	struct span rest = cells[column], word;
	unsigned bits = 0;

	while (span_cut(&rest, ';', &word)) {
		const unsigned bit = bit_of(span_trim(word));

		if (!bit) {
			table_in_reject(t, DUIS012, column, cells,
					"has a word that is none of %s",
					expected);
			return;
		}
		bits |= bit;
	}
	if (bits)
		*set = bits;
}

static void take_seconds(struct table_in *t, unsigned column,
			 const struct span *cells, uint32_t *seconds)
{
	uint64_t n;

	if (!table_in_count(t, column, cells, &n))
		return;
	if (n > UINT32_MAX)
		table_in_reject(t, DUIS004, column, cells,
				"is more seconds than a century has");
	else
		*seconds = (uint32_t)n;
}

static void take(struct table_in *t, const struct span *cells)
{
	static const enum srv_knows knows[] = { SRV_YES, SRV_LIKELY,
		SRV_UNKNOWN, SRV_UNLIKELY, SRV_NO };
	struct overlay *o = t->into;
	const struct span name = cells[CATALOGUE_COL_SRV];
	struct srv *at = srv_catalogue_find(o->c, name), row;
	bool fresh;
	unsigned i;

	if (!at) {
		table_in_reject(t, DUIS010, CATALOGUE_COL_SRV, cells,
				"is no service request variant");
		return;
	}
	intern_put(&o->seen, name, &fresh);
	if (!fresh)
		table_in_reject(t, DUIS011, CATALOGUE_COL_SRV, cells,
				"has a row already");
	row = *at;
	if (table_in_value(t, CATALOGUE_COL_SMETS1, cells, &i))
		row.smets1 = knows[i];
	if (table_in_value(t, CATALOGUE_COL_REPEAT_SAFE, cells, &i))
		row.repeat_safe = i == 0;
	take_set(t, CATALOGUE_COL_MODES, cells, mode_named,
		 "ON_DEMAND, FUTURE_DSP, FUTURE_DEVICE, SCHEDULED, DCC_ONLY",
		 &row.modes);
	take_set(t, CATALOGUE_COL_ROLES, cells, srv_role_named,
		 "IS, ES, GS, RSA, ED, GT, OU", &row.roles);
	take_set(t, CATALOGUE_COL_DEVICE_TYPES, cells, srv_device_named,
		 "ESME, GSME, GPF, CHF, HCALCS, PPMID, IHD, CAD",
		 &row.devices);
	take_set(t, CATALOGUE_COL_COMMAND_VARIANTS, cells, variant_named,
		 "1 to 9", &row.variants);
	take_seconds(t, CATALOGUE_COL_TRT_TRANSFORM_S, cells,
		     &row.trt_transform_s);
	take_seconds(t, CATALOGUE_COL_TRT_ON_DEMAND_S, cells,
		     &row.trt_on_demand_s);
	take_seconds(t, CATALOGUE_COL_TRT_FUTURE_S, cells,
		     &row.trt_future_s);
	take_seconds(t, CATALOGUE_COL_TRT_SCHEDULED_S, cells,
		     &row.trt_scheduled_s);
	if (!t->ok)
		return;
	if (cells[CATALOGUE_COL_SCHEDULE_CHILD].n)
		row.schedule_child = arena_string(&o->c->arena,
			cells[CATALOGUE_COL_SCHEDULE_CHILD]);
	*at = row;
}

bool srv_in_read(const char *path, const struct input_limits *limits,
		 struct diag *d, struct srv_catalogue *c,
		 struct rows_source *source, bool *system)
{
	static const struct table_in_kind kind = {
		&catalogue_format, take, DUIS001, 0 };
	struct overlay o = { c, INTERN_INIT };
	const bool good = table_in_read(&kind, path, limits, d, &o, source,
					system);

	intern_release(&o.seen);
	return good;
}
