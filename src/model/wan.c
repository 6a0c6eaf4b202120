/* The published table is made by build-aux/wan.awk from wan_2010.csv. */
#include "model/wan.h"

#include "base/num.h"

static const struct wan_published {
	uint64_t line;
	const char *section, *service;
	uint64_t bytes, response_s;
	const char *printed;
} published[] = {
#include "model/wan_2010_table.h"
};

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

#define COL(id, name, type, values, flags, help) \
	{ name, TABLE_##type, values, flags, help },
static const struct table_column service_columns[] = {
#include "model/wan_service.cols.h"
};
static const struct table_column scenario_columns[] = {
#include "model/wan_scenario.cols.h"
};
static const struct table_column firmware_columns[] = {
#include "model/wan_firmware.cols.h"
};
static const struct table_column explain_columns[] = {
#include "model/wan_explain.cols.h"
};
#undef COL

/* for reading: what is computed is any text */
static const struct table_column service_in_columns[] = {
#define COL(id, name, type, values, flags, help) \
	{ name, TABLE_##type, values, flags, help },
#include "model/wan_service_read.h"
#undef COL
#define COL(id, name, type, values, flags, help) \
	{ name, TABLE_TEXT, "", flags, help },
#include "model/wan_service_made.h"
#undef COL
};

static const char *const codes[] = TABLE_CODES("LOAD");

#define FORMAT(name, schema_name) \
	const struct table_format wan_##name##_format = { \
		.schema = schema_name, .codes = codes, \
		.columns = name##_columns, .count = COUNT(name##_columns) }

FORMAT(service, "wan-load/1");
FORMAT(service_in, "wan-load/1");
FORMAT(scenario, "wan-scenario/1");
FORMAT(firmware, "wan-firmware/1");
FORMAT(explain, "wan-explain/1");

const char *wan_fuel_name(enum wan_fuel f)
{
	static const char *const names[] = { "electricity", "gas", "both" };

	return names[f];
}

enum wan_fuel wan_section_fuel(struct span section)
{
	static const struct {
		const char *end;
		enum wan_fuel fuel;
	} ends[] = {
		{ "electricity", WAN_ELECTRICITY }, { "gas", WAN_GAS },
		{ "microgen", WAN_ELECTRICITY },
	};

	for (size_t i = 0; i < COUNT(ends); i++) {
		const struct span end = span_of(ends[i].end);

		if (section.n >= end.n &&
		    span_eq_nocase(span_from(section, section.n - end.n), end))
			return ends[i].fuel;
	}
	return WAN_BOTH;
}

void wan_services_published(struct wan_services *s)
{
	char text[NUM_TEXT];

	s->published = true;
	s->file = "wan_2010.csv";
	for (size_t i = 0; i < COUNT(published); i++) {
		struct wan_service *v = vec_add(&s->v);

		v->line = published[i].line;
		v->section = span_of(published[i].section);
		v->service = span_of(published[i].service);
		v->note = SPAN_EMPTY;
		v->bytes = published[i].bytes;
		v->response_ms = published[i].response_s * 1000;
		v->response = arena_span(&s->arena, span_of(
			num_text(published[i].response_s, text)));
		v->printed = span_of(published[i].printed);
		v->printed_places = 1;
		num_parse_decimal(v->printed, 1, &v->printed_scaled);
	}
}

void wan_services_release(struct wan_services *s)
{
	vec_release(&s->v);
	arena_release(&s->arena);
}

void wan_scenario_release(struct wan_scenario *s)
{
	for (size_t i = 0; i < s->phases.n; i++)
		vec_release(&s->phases.v[i].uses);
	vec_release(&s->phases);
	arena_release(&s->arena);
}

uint64_t wan_meters_of(const struct wan_meters *m, enum wan_fuel f)
{
	if (!m->by_fuel)
		return m->all;
	return f == WAN_BOTH ? m->fuel[WAN_ELECTRICITY] + m->fuel[WAN_GAS] :
			       m->fuel[f];
}

static bool minutes(struct span text, unsigned *min)
{
	uint64_t h, m;

	if (text.n != 5 || text.p[2] != ':' ||
	    !num_parse(span_make(text.p, 2), &h) ||
	    !num_parse(span_from(text, 3), &m) || h > 23 || m > 59)
		return false;
	*min = (unsigned)(h * 60 + m);
	return true;
}

bool wan_window_parse(struct span text, struct wan_window *w, bool *equal)
{
	*equal = false;
	if (text.n != 11 || text.p[5] != '-' ||
	    !minutes(span_make(text.p, 5), &w->from_min) ||
	    !minutes(span_from(text, 6), &w->to_min))
		return false;
	*equal = w->from_min == w->to_min;
	w->text = text;
	w->given = !*equal;
	return w->given;
}

uint64_t wan_window_s(const struct wan_window *w)
{
	const unsigned day = WAN_DAY_S / 60;

	if (!w->given)
		return WAN_DAY_S;
	return (uint64_t)((w->to_min + day - w->from_min) % day) * 60;
}

static bool cut_end(struct span *s, const char *end)
{
	const struct span e = span_of(end);

	if (s->n < e.n ||
	    !span_eq_nocase(span_from(*s, s->n - e.n), e))
		return false;
	*s = span_trim(span_make(s->p, s->n - e.n));
	return true;
}

bool wan_rate_parse(struct span text, uint64_t *bps)
{
	struct span number = span_trim(text);
	unsigned places = 3;

	if (cut_end(&number, "kbps") || cut_end(&number, "k"))
		;
	else if (cut_end(&number, "Mbps") || cut_end(&number, "M"))
		places = 6;
	else if (cut_end(&number, "bps"))
		places = 0;
	return num_parse_decimal(number, places, bps) && *bps > 0 &&
	       *bps <= UINT64_C(1000000000000);
}

bool wan_reads_parse(struct span text, uint64_t *reads)
{
	struct span number = span_trim(text);
	uint64_t times = WAN_YEAR_DAYS, n;

	if (cut_end(&number, "/month"))
		times = 12;
	else if (cut_end(&number, "/year"))
		times = 1;
	else
		cut_end(&number, "/day");
	if (!num_parse_decimal(number, WAN_READS_PLACES, &n) ||
	    n > UINT64_MAX / WAN_YEAR_DAYS)
		return false;
	*reads = n * times;
	return true;
}
