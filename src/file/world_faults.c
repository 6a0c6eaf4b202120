/* Faults: what they match, and the arguments that their kinds take. */
#include "file/world_room.h"

enum { COUNT_MAX = 10000, STATUS_MIN = 200, STATUS_MAX = 599 };

struct fault_args {
	uint64_t delay_ms, ms, count;
	struct span code, type;
};

static const struct world_field args_fields[] = {
	{ "code", FIELD_TEXT, AT(fault_args, code), false },
	{ "type", FIELD_TEXT, AT(fault_args, type), false },
	{ "count", FIELD_COUNT, AT(fault_args, count), false },
	{ "ms", FIELD_COUNT, AT(fault_args, ms), false },
	{ "delay_s", FIELD_SECONDS, AT(fault_args, delay_ms), false },
	END
};

/* The arguments of a kind; one with ! must be there. */
static const char *const args_of[WORLD_FAULTS] = {
	[WORLD_FAULT_CODE] = "!code", [WORLD_FAULT_RESULT_CODE] = "!code",
	[WORLD_FAULT_DUPLICATE_RESULT] = "count",
	[WORLD_FAULT_RESULT_FIRST] = "ms",
	[WORLD_FAULT_DELAY] = "!delay_s", [WORLD_FAULT_LATE] = "delay_s",
	[WORLD_FAULT_MEDIA_TYPE] = "type",
	[WORLD_FAULT_HTTP] = "count;delay_s", [WORLD_FAULT_SLOW] = "ms",
	[WORLD_FAULT_ALERT_STORM] = "count;code",
};

/* Is the name one of the kind's? */
static bool takes(enum world_fault_kind kind, struct span name)
{
	struct span rest = span_of(args_of[kind] ? args_of[kind] : "");
	struct span part;

	while (span_cut(&rest, ';', &part)) {
		if (part.n && part.p[0] == '!')
			part = span_from(part, 1);
		if (span_eq(part, name))
			return true;
	}
	return false;
}

static void check_count(struct world_reader *r, const struct doc_value *args,
			enum world_fault_kind kind)
{
	const bool http = kind == WORLD_FAULT_HTTP;
	const struct doc_value *v = args ? doc_member(args, "count") : NULL;
	uint64_t n;

	if (!v || !doc_count(r->doc, v, &n) ||
	    (http ? n >= STATUS_MIN && n <= STATUS_MAX : n <= COUNT_MAX))
		return;
	doc_reject(r->doc, v, http ? "is no status of HTTP; expected 200 to "
		   "599" : "is more than 10000");
	r->ok = false;
}

static void check_args(struct world_reader *r, const struct doc_value *fault,
		       const struct doc_value *args,
		       enum world_fault_kind kind)
{
	const struct doc_value *v = NULL;
	const char *needed = args_of[kind];
	struct buf b = BUF_INIT;

	while (args && (v = doc_next(args, v)) != NULL) {
		if (takes(kind, doc_key(v)))
			continue;
		buf_clear(&b);
		buf_addf(&b, "a fault %s does not take '" SPAN_F "'",
			 world_fault_name(kind), SPAN_A(doc_key(v)));
		doc_complain(r->doc, v, b.p);
		r->ok = false;
	}
	check_count(r, args, kind);
	if (needed && needed[0] == '!' &&
	    (!args || !doc_member(args, needed + 1))) {
		buf_clear(&b);
		buf_addf(&b, "a fault %s needs the argument '%s'",
			 world_fault_name(kind), needed + 1);
		doc_complain(r->doc, fault, b.p);
		r->ok = false;
	}
	buf_release(&b);
}

static void take_args(struct world_reader *r, const struct doc_value *v,
		      struct world_fault *fault)
{
	const struct doc_value *args = doc_member(v, "args");
	struct fault_args a = { 0 };

	if (args && !world_read_fields(r, args_fields, args, &a))
		return;
	check_args(r, v, args, fault->kind);
	fault->has_count = args && doc_member(args, "count");
	fault->has_ms = args && (doc_member(args, "ms") ||
				 doc_member(args, "delay_s"));
	fault->count = a.count;
	fault->ms = a.ms ? a.ms : a.delay_ms;
	fault->text = a.code.n ? a.code : a.type;
}

static bool response_code(struct span s)
{
	struct world_fault unused;
	struct world w = WORLD_INIT;
	const struct world_field f = { "code", FIELD_CODE,
				       AT(world_fault, text), true };
	const bool ok = world_field_set(&w, &f, &unused, s) == NULL;

	world_release(&w);
	return ok;
}

void world_read_fault(struct world_reader *r, const struct doc_value *v)
{
	static const char *const known[] = {
		"id", "match", "probability", "kind", "args", NULL
	};
	static const struct world_field match_fields[] = {
		{ "srv", FIELD_SRV, AT(world_fault, srv), false },
		{ "cv", FIELD_COUNT, AT(world_fault, cv), false },
		{ "device", FIELD_EUI, AT(world_fault, device), false },
		{ "user", FIELD_EUI, AT(world_fault, user), false },
		{ "nth", FIELD_COUNT, AT(world_fault, nth), false },
		END
	};
	static const struct world_field kind_field = {
		"kind", FIELD_FAULT, AT(world_fault, kind), true };
	static const struct world_field chance_field = {
		"probability", FIELD_MILLIONTH, AT(world_fault, probability),
		true };
	struct world_fault f = { .probability = 1000000 };
	const struct doc_value *m;
	const char *why;
	struct span s;

	if (!doc_is_object(r->doc, v) ||
	    !doc_members_known(r->doc, v, known)) {
		r->ok = false;
		return;
	}
	m = doc_member(v, "kind");
	if (!m) {
		doc_complain(r->doc, v, "lacks the member 'kind'");
		r->ok = false;
		return;
	}
	if (!doc_string(r->doc, m, &s)) {
		r->ok = false;
		return;
	}
	if ((why = world_field_set(r->w, &kind_field, &f, s)) != NULL) {
		doc_reject(r->doc, m, why);
		r->ok = false;
		return;
	}
	m = doc_member(v, "probability");
	if (m && doc_scalar(r->doc, m, &s) &&
	    (why = world_field_set(r->w, &chance_field, &f, s)) != NULL) {
		doc_reject(r->doc, m, why);
		r->ok = false;
	}
	m = doc_member(v, "match");
	if (m)
		world_read_fields(r, match_fields, m, &f);
	take_args(r, v, &f);
	if ((f.kind == WORLD_FAULT_CODE || f.kind == WORLD_FAULT_RESULT_CODE)
	    && f.text.n && !response_code(f.text)) {
		doc_complain(r->doc, v, "has a code that is no response code; "
			     "expected one such as E20");
		r->ok = false;
	}
	m = doc_member(v, "id");
	if (m && doc_scalar(r->doc, m, &s))
		f.id = arena_span(&r->w->arena, s);
	else
		f.id = arena_printf(&r->w->arena, "fault-%zu",
				    r->w->faults.n + 1);
	f.serial = ++r->w->faults_made;
	if (r->ok)
		vec_push(&r->w->faults, f);
}
