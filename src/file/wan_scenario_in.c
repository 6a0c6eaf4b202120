/* One function an object; each knows its members and says what is wrong with
 * all of them. */
#include "file/wan_scenario_in.h"

#include "base/num.h"
#include "base/table.h"
#include "file/doc.h"

enum { YEARS_MAX = 100, YEAR_FIRST = 1900, YEAR_LAST = 2199 };

#define METERS_MAX	UINT64_C(1000000000000)

struct reader {
	struct doc *doc;
	struct wan_scenario *s;
};

/* The member, unless it is null. */
static const struct doc_value *there(const struct doc_value *object,
				     const char *name)
{
	const struct doc_value *v = doc_member(object, name);

	return v && doc_kind(v) != DOC_NULL ? v : NULL;
}

static bool text_of(struct reader *r, const struct doc_value *object,
		    const char *name, struct span *s)
{
	const struct doc_value *v = there(object, name);

	if (!v || !doc_string(r->doc, v, s))
		return false;
	*s = arena_span(&r->s->arena, span_trim(*s));
	return true;
}

static bool count_of(struct reader *r, const struct doc_value *v,
		     uint64_t least, uint64_t most, uint64_t *n)
{
	struct buf b = BUF_INIT;

	if (!doc_count(r->doc, v, n))
		return false;
	if (*n >= least && *n <= most)
		return true;
	buf_addf(&b, "is not a number from %llu to %llu",
		 (unsigned long long)least, (unsigned long long)most);
	doc_reject(r->doc, v, b.p);
	buf_release(&b);
	return false;
}

/* A number without sign, with at most `places` places and not above `most`
 * whole ones. */
static bool decimal_of(struct reader *r, const struct doc_value *object,
		       const char *name, unsigned places, uint64_t most,
		       uint64_t *n, struct span *text)
{
	const struct doc_value *v = there(object, name);
	struct buf b = BUF_INIT;
	struct span spelled;
	uint64_t whole = most;

	if (!v || !doc_number(r->doc, v, &spelled))
		return false;
	for (unsigned i = 0; i < places; i++)
		whole *= 10;
	if (num_parse_decimal(spelled, places, n) && *n <= whole) {
		if (text)
			*text = arena_span(&r->s->arena, spelled);
		return true;
	}
	buf_addf(&b, "is not a number from 0 to %llu with at most %u decimal "
		 "places", (unsigned long long)most, places);
	doc_reject(r->doc, v, b.p);
	buf_release(&b);
	return false;
}

static void read_meters(struct reader *r, const struct doc_value *v)
{
	static const char *const known[] = { "electricity", "gas", NULL };
	struct wan_meters *m = &r->s->meters;

	if (doc_kind(v) != DOC_OBJECT) {
		m->given = count_of(r, v, 0, METERS_MAX, &m->all);
		return;
	}
	doc_members_known(r->doc, v, known);
	m->given = m->by_fuel = true;
	for (unsigned f = 0; f < WAN_BOTH; f++) {
		const struct doc_value *n = there(v, known[f]);

		if (n)
			count_of(r, n, 0, METERS_MAX, &m->fuel[f]);
		else
			doc_reject(r->doc, v, "needs 'electricity' and "
				   "'gas', or is one number");
	}
}

static void read_reads(struct reader *r, const struct doc_value *v,
		       struct wan_use *use)
{
	static const struct {
		const char *name;
		uint64_t times;
	} members[] = {
		{ "reads_per_day", WAN_YEAR_DAYS }, { "reads_per_month", 12 },
		{ "reads_per_year", 1 },
	};

	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++) {
		uint64_t n;

		if (!decimal_of(r, v, members[i].name, WAN_READS_PLACES,
				1000000, &n, NULL))
			continue;
		if (use->has_reads)
			doc_reject(r->doc, there(v, members[i].name),
				   "says it a second time; one of "
				   "reads_per_day, reads_per_month and "
				   "reads_per_year is enough");
		use->has_reads = true;
		use->reads = n * members[i].times;
	}
}

static void read_use(struct reader *r, const struct doc_value *v,
		     struct wan_phase *phase)
{
	static const char *const known[] = {
		"section", "service", "reads_per_day", "reads_per_month",
		"reads_per_year", "meters", NULL,
	};
	struct wan_use use = { .line = doc_line(v), .section = SPAN_EMPTY,
			       .service = SPAN_EMPTY };
	const struct doc_value *m;

	if (doc_kind(v) == DOC_STRING) {
		if (doc_string(r->doc, v, &use.service))
			use.service = arena_span(&r->s->arena,
						 span_trim(use.service));
	} else if (doc_is_object(r->doc, v)) {
		doc_members_known(r->doc, v, known);
		text_of(r, v, "section", &use.section);
		if (!doc_member(v, "service"))
			doc_reject(r->doc, v, "needs 'service'");
		text_of(r, v, "service", &use.service);
		read_reads(r, v, &use);
		m = there(v, "meters");
		if (m)
			use.has_meters = count_of(r, m, 0, METERS_MAX,
						  &use.meters);
	}
	vec_push(&phase->uses, use);
}

static void read_window(struct reader *r, const struct doc_value *object,
			struct wan_phase *phase)
{
	struct span text;
	bool equal;

	if (!text_of(r, object, "collection_window", &text) ||
	    wan_window_parse(text, &phase->window, &equal))
		return;
	doc_reject(r->doc, doc_member(object, "collection_window"), equal ?
		   "ends when it begins; leave it out for no window" :
		   "is not a window; expected HH:MM-HH:MM");
}

static void read_phase(struct reader *r, const struct doc_value *v)
{
	static const char *const known[] = {
		"from_year", "years", "services", "collection_window",
		"penalty", NULL,
	};
	struct wan_phase phase = { .line = doc_line(v), .years = 1,
		.window = { .text = SPAN_EMPTY }, .penalty = SPAN_EMPTY };
	const struct doc_value *m, *item;

	if (!doc_is_object(r->doc, v))
		return;
	doc_members_known(r->doc, v, known);
	m = there(v, "from_year");
	if (m)
		phase.has_from = count_of(r, m, YEAR_FIRST, YEAR_LAST,
					  &phase.from_year);
	m = there(v, "years");
	if (!m)
		doc_reject(r->doc, v, "needs 'years', the length of the "
			   "contract");
	else if (!count_of(r, m, 1, YEARS_MAX, &phase.years))
		phase.years = 1;	/* for what else is wrong */
	m = there(v, "services");
	if (!m)
		doc_reject(r->doc, v, "needs 'services'");
	else if (doc_is_array(r->doc, m))
		for (item = NULL; (item = doc_next(m, item));)
			read_use(r, item, &phase);
	read_window(r, v, &phase);
	text_of(r, v, "penalty", &phase.penalty);
	vec_push(&r->s->phases, phase);
}

static void read_scenario(struct reader *r, const struct doc_value *root)
{
	static const char *const known[] = {
		"name", "meters", "phases", "price_per_mb",
		"visit_cost_per_meter", "availability_percent", NULL,
	};
	struct wan_scenario *s = r->s;
	const struct doc_value *v, *item;

	if (!doc_is_object(r->doc, root))
		return;
	doc_members_known(r->doc, root, known);
	text_of(r, root, "name", &s->name);
	v = there(root, "meters");
	if (v)
		read_meters(r, v);
	v = there(root, "phases");
	if (v && doc_is_array(r->doc, v))
		for (item = NULL; (item = doc_next(v, item));)
			read_phase(r, item);
	if (!v)
		doc_reject(r->doc, root, "needs 'phases'");
	else if (doc_kind(v) == DOC_ARRAY && !doc_next(v, NULL))
		doc_reject(r->doc, v, "has no phase");
	s->has_price = decimal_of(r, root, "price_per_mb", WAN_PRICE_PLACES,
				  1000000, &s->price, &s->price_text);
	s->has_visit_cost = decimal_of(r, root, "visit_cost_per_meter",
		WAN_PRICE_PLACES, 1000000, &s->visit_cost, &s->visit_text);
	s->has_availability = decimal_of(r, root, "availability_percent", 4,
		100, &s->availability, &s->availability_text);
}

bool wan_scenario_read(struct wan_scenario *s, const char *path,
		       const struct input_limits *limits, struct diag *d,
		       struct rows_source *source, bool *system)
{
	static const char *const codes[] = { NULL, "LOAD001", "LOAD050",
		"LOAD003", "LOAD004", NULL, NULL, NULL, "LOAD051", "LOAD009" };
	const uint64_t errors = d->count[DIAG_ERROR];
	struct reader r = { doc_read(path, limits, d, codes), s };
	const struct doc_value *root = doc_root(r.doc);

	s->file = doc_name(r.doc);
	s->name = span_of(s->file);
	if (root)
		read_scenario(&r, root);
	*system = doc_system_error(r.doc);
	*source = (struct rows_source){ .name = s->file };
	doc_digest(r.doc, source->sha256);
	doc_close(r.doc);
	return d->count[DIAG_ERROR] == errors && !*system;
}
