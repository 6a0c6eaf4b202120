/* The names of the published copies are exchanged before the header is
 * bound; the rest is a small table. */
#include "file/wan_in.h"

#include "base/num.h"
#include "file/table_in.h"

enum { SECONDS_PLACES = 3, PRINTED_PLACES = 4 };

/* of meters, and of bytes of payload: so that two can be added */
#define COUNT_MAX	UINT64_C(1000000000000)

static void take_size(struct table_in *t, const struct span *cells,
		      struct wan_service *s)
{
	const unsigned bytes = WAN_SERVICE_COL_BYTES,
		       beyond = WAN_SERVICE_COL_PAYLOAD_BYTES;
	unsigned long long message;
	uint64_t payload;
	bool has = table_in_count(t, bytes, cells, &s->bytes);

	if (has && s->bytes == 0)
		table_in_reject(t, LOAD053, bytes, cells, "is no message");
	if (table_in_count(t, beyond, cells, &payload)) {
		message = payload + WAN_OVERHEAD_BYTES;
		if (payload > COUNT_MAX)
			table_in_reject(t, LOAD058, beyond, cells,
					"is out of all proportion");
		else if (has && s->bytes != message)
			table_in_reject(t, LOAD054, beyond, cells,
				"and the %u of an empty message are %llu "
				"bytes, not " SPAN_F, WAN_OVERHEAD_BYTES,
				message, SPAN_A(cells[bytes]));
		else
			s->bytes = message;
	} else if (cells[bytes].n == 0 && cells[beyond].n == 0) {
		table_in_complain(t, LOAD052, bytes, "is blank, and so is "
				  "payload_bytes");
	}
}

static void take_printed(struct table_in *t, const struct span *cells,
			 struct wan_service *s)
{
	const unsigned c = WAN_SERVICE_COL_PRINTED_KBPS;
	size_t dot = 0;

	if (!table_in_decimal(t, c, cells, PRINTED_PLACES,
			      &s->printed_scaled))
		return;
	while (dot < cells[c].n && cells[c].p[dot] != '.')
		dot++;
	/* as many places as are printed, and one at least */
	s->printed_places = cells[c].n > dot + 1 ?
			    (unsigned)(cells[c].n - dot - 1) : 1;
	for (unsigned i = s->printed_places; i < PRINTED_PLACES; i++)
		s->printed_scaled /= 10;
}

static void take_reads(struct table_in *t, const struct span *cells,
		       struct wan_service *s)
{
	const unsigned c = WAN_SERVICE_COL_READS_PER_DAY;

	if (!table_in_decimal(t, c, cells, WAN_READS_PLACES, &s->reads))
		return;
	s->has_reads = true;
	if (s->reads > UINT64_MAX / WAN_YEAR_DAYS)
		table_in_reject(t, LOAD058, c, cells,
				"is out of all proportion");
	else
		s->reads *= WAN_YEAR_DAYS;
}

static bool is_there(const struct wan_services *all,
		     const struct wan_service *s, uint64_t *line)
{
	for (size_t i = 0; i < all->v.n; i++) {
		*line = all->v.v[i].line;
		if (span_eq_nocase(all->v.v[i].section, s->section) &&
		    span_eq_nocase(all->v.v[i].service, s->service))
			return true;
	}
	return false;
}

static void take(struct table_in *t, const struct span *cells)
{
	const unsigned time = WAN_SERVICE_COL_MAX_RESPONSE_S,
		       meters = WAN_SERVICE_COL_METERS,
		       name = WAN_SERVICE_COL_SERVICE;
	struct wan_services *all = t->into;
	struct wan_service s = { .line = t->line };
	uint64_t line;

	table_in_present(t, LOAD052, WAN_SERVICE_COL_SECTION, cells);
	table_in_present(t, LOAD052, name, cells);
	take_size(t, cells, &s);
	if (table_in_present(t, LOAD052, time, cells) &&
	    table_in_decimal(t, time, cells, SECONDS_PLACES,
			     &s.response_ms) && s.response_ms == 0)
		table_in_reject(t, LOAD053, time, cells, "is no time");
	take_printed(t, cells, &s);
	take_reads(t, cells, &s);
	s.has_meters = table_in_count(t, meters, cells, &s.meters);
	if (s.meters > COUNT_MAX)
		table_in_reject(t, LOAD058, meters, cells,
				"is out of all proportion");
	s.section = cells[WAN_SERVICE_COL_SECTION];
	s.service = cells[name];
	if (s.service.n && is_there(all, &s, &line))
		table_in_reject(t, LOAD055, name, cells, "stands in section '"
				SPAN_F "' on line %llu already",
				SPAN_A(s.section), (unsigned long long)line);
	if (!t->ok)
		return;
	s.section = arena_span(&all->arena, s.section);
	s.service = arena_span(&all->arena, s.service);
	s.note = arena_span(&all->arena, cells[WAN_SERVICE_COL_NOTE]);
	s.printed = arena_span(&all->arena,
			       cells[WAN_SERVICE_COL_PRINTED_KBPS]);
	s.response = arena_span(&all->arena, cells[time]);
	vec_push(&all->v, s);
}

static struct span our_name(struct span name)
{
	static const struct {
		const char *theirs, *ours;
	} names[] = {
		{ "size_bytes_inc_padding", "bytes" },
		{ "size_minus_96", "payload_bytes" },
		{ "inferred_payload", "note" },
		{ "bytes_x8_per_1000_per_s", "kbps" },
		{ "rounded_half_up_1dp", "kbps_1dp" },
		{ "reproduces", "agrees" },
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (span_eq_nocase(span_trim(name), span_of(names[i].theirs)))
			return span_of(names[i].ours);
	}
	return name;
}

bool wan_services_read(struct wan_services *s, const char *path,
		       const struct input_limits *limits, struct diag *d,
		       struct rows_source *source, bool *system)
{
	static const struct table_in_kind kind = {
		&wan_service_in_format, take, LOAD056, 0 };
	const uint64_t errors = d->count[DIAG_ERROR];
	struct rows *rows = rows_open(path, limits, d,
				      wan_service_in_format.codes);
	VEC(struct span) ours = VEC_INIT;
	const struct span *names;
	uint64_t line;
	size_t n;

	s->file = rows_name(rows);
	if (rows_header(rows, &names, &n, &line)) {
		for (size_t i = 0; i < n; i++)
			vec_push(&ours, our_name(names[i]));
		table_in_rows(&kind, rows, ours.v, n, line, d, s);
	}
	vec_release(&ours);
	*system = rows_system_error(rows);
	rows_close(rows, source);
	return d->count[DIAG_ERROR] == errors && !*system;
}
