/* The document member by member; each list is a table of fields and a place
 * to put what was read. */
#include "file/world_in.h"

#include <string.h>

#include "base/moment.h"
#include "file/table_in.h"
#include "file/world_room.h"

enum { DELAY_MAX_S = 30 * 86400, PUSH_MAX_MS = 86400000,
       GIVE_UP_MAX_S = 366 * 86400 };

static void find(struct world_reader *r, enum code code, const char *column,
		 struct span value, const char *text)
{
	r->ok = false;
	code_find(r->diag, code, &(struct code_place){ .file = r->name,
		  .column = column, .value = &value }, "%s", text);
}

bool world_read_fields(struct world_reader *r, const struct world_field *f,
		   const struct doc_value *v, void *into)
{
	const bool ok = world_fields_read(r->w, f, r->doc, v, into);

	r->ok = r->ok && ok;
	return ok;
}

void world_read_each(struct world_reader *r, const struct doc_value *list,
		     bool one, world_value_reader *read)
{
	const struct doc_value *item = NULL;

	if (one && doc_kind(list) != DOC_ARRAY) {
		read(r, list);
		return;
	}
	if (!doc_is_array(r->doc, list)) {
		r->ok = false;
		return;
	}
	while ((item = doc_next(list, item)) != NULL)
		read(r, item);
}

/* ---- the parts of a world ---- */

static void read_user(struct world_reader *r, const struct doc_value *v)
{
	static const struct world_field f[] = {
		{ "eui", FIELD_EUI, AT(world_user, eui), true },
		{ "roles", FIELD_ROLES, AT(world_user, roles), true },
		{ "cert", FIELD_TEXT, AT(world_user, cert), false },
		{ "receiver", FIELD_TEXT, AT(world_user, receiver), false },
		{ "area", FIELD_TEXT, AT(world_user, area), false },
		{ "accredited", FIELD_BOOL, AT(world_user, accredited),
		  false },
		{ "suspended", FIELD_BOOL, AT(world_user, suspended), false },
		END
	};
	struct world_user u = { 0 };
	char text[WORLD_EUI_TEXT];

	if (!world_read_fields(r, f, v, &u))
		return;
	if (world_user(r->w, u.eui)) {
		find(r, SIT011, "eui", span_of(world_eui_text(u.eui, text)),
		     "is a user already");
		return;
	}
	vec_push(&r->w->users, u);
}

static const struct world_device blank_device = {
	.smets = 1, .status = WORLD_COMMISSIONED, .billing_start = DATE_NONE,
	.billing_period = WORLD_FREQUENCIES,
};

void world_set_bills(struct world_device *d)
{
	d->bills = d->billing_period != WORLD_FREQUENCIES;
	if (!d->bills)
		d->billing_period = WORLD_MONTHLY;
}

static void add_device(struct world_reader *r, struct world_device *d)
{
	char text[WORLD_EUI_TEXT];

	world_set_bills(d);
	if (!world_add_device(r->w, d))
		find(r, SIT010, "device_id",
		     span_of(world_eui_text(d->eui, text)),
		     "is a device already");
}

static void read_device(struct world_reader *r, const struct doc_value *v)
{
	struct world_device d = blank_device;

	if (world_read_fields(r, world_device_fields, v, &d))
		add_device(r, &d);
}

void world_read_registration(struct world_reader *r,
			     const struct doc_value *v)
{
	static const struct world_field f[] = {
		{ "mpxn", FIELD_TEXT, AT(world_registration, mpxn), true },
		{ "fuel", FIELD_FUEL, AT(world_registration, fuel), false },
		{ "role", FIELD_ROLE, AT(world_registration, role), true },
		{ "user", FIELD_EUI, AT(world_registration, user), true },
		{ "from", FIELD_DAY, AT(world_registration, from), false },
		{ "to", FIELD_DAY, AT(world_registration, to), false },
		END
	};
	struct world_registration reg = { .from = DATE_NONE, .to = DATE_NONE };
	char text[WORLD_EUI_TEXT];

	if (!world_read_fields(r, f, v, &reg))
		return;
	if (!doc_member(v, "fuel") && reg.role == SRV_GS)
		reg.fuel = WORLD_GAS;
	if (!world_user(r->w, reg.user)) {
		find(r, SIT012, "user", span_of(world_eui_text(reg.user,
							       text)),
		     "is no user of this world");
		return;
	}
	vec_push(&r->w->registrations, reg);
}

static bool read_delay(struct world_reader *r, const struct doc_value *v,
		       uint64_t *delay_s)
{
	if (!doc_count(r->doc, v, delay_s))
		return false;
	if (*delay_s <= DELAY_MAX_S)
		return true;
	doc_reject(r->doc, v, "is more than thirty days of seconds");
	return false;
}

/* delay: seconds; cv9_srvs: the SRVs that may be scheduled here */
static void read_s1sp(struct world_reader *r, const struct doc_value *v)
{
	static const char *const known[] = {
		"id", "cv9_srvs", "delay", NULL
	};
	const struct doc_value *list, *item = NULL;
	struct world_s1sp s = { .has_delay = false };
	struct span srv;

	if (!doc_is_object(r->doc, v) ||
	    !doc_members_known(r->doc, v, known) ||
	    !doc_member(v, "id") ||
	    !doc_string(r->doc, doc_member(v, "id"), &s.id)) {
		if (doc_kind(v) == DOC_ARRAY || !doc_member(v, "id"))
			doc_complain(r->doc, v, "lacks the member 'id'");
		r->ok = false;
		return;
	}
	s.id = arena_span(&r->w->arena, s.id);
	s.has_delay = doc_member(v, "delay") != NULL;
	if (s.has_delay)
		r->ok = read_delay(r, doc_member(v, "delay"), &s.delay_s) &&
			r->ok;
	list = doc_member(v, "cv9_srvs");
	s.lists_cv9 = list && doc_is_array(r->doc, list);
	while (s.lists_cv9 && (item = doc_next(list, item)) != NULL) {
		if (!doc_string(r->doc, item, &srv)) {
			r->ok = false;
		} else if (!srv_find(srv)) {
			doc_reject(r->doc, item, "is not a service request "
				   "variant; expected one such as 4.4.3");
			r->ok = false;
		} else {
			vec_push(&s.cv9, arena_span(&r->w->arena, srv));
		}
	}
	vec_push(&r->w->s1sps, s);
}

static void read_firmware(struct world_reader *r, const struct doc_value *v)
{
	static const struct world_field f[] = {
		{ "device_type", FIELD_DEVICE_TYPE,
		  AT(world_firmware, device_type), true },
		{ "manufacturer", FIELD_TEXT,
		  AT(world_firmware, manufacturer), false },
		{ "model", FIELD_TEXT, AT(world_firmware, model), false },
		{ "version", FIELD_TEXT, AT(world_firmware, version), true },
		{ "image_sha256", FIELD_TEXT,
		  AT(world_firmware, image_sha256), false },
		END
	};
	struct world_firmware fw = { 0 };

	if (world_read_fields(r, f, v, &fw))
		vec_push(&r->w->firmware, fw);
}

static void read_schedule(struct world_reader *r, const struct doc_value *v)
{
	static const struct world_field f[] = {
		{ "id", FIELD_COUNT, AT(world_schedule, id), true },
		{ "user", FIELD_EUI, AT(world_schedule, user), true },
		{ "device", FIELD_EUI, AT(world_schedule, device), true },
		{ "srv", FIELD_SRV, AT(world_schedule, srv), true },
		{ "frequency", FIELD_FREQUENCY,
		  AT(world_schedule, frequency), true },
		{ "start", FIELD_DAY, AT(world_schedule, start), true },
		{ "end", FIELD_DAY, AT(world_schedule, end), false },
		{ "time", FIELD_TIME, AT(world_schedule, time_ms), false },
		END
	};
	struct world_schedule s = { .end = DATE_NONE };

	if (world_read_fields(r, f, v, &s))
		vec_push(&r->w->schedules, s);
}

static void read_threshold(struct world_reader *r, const struct doc_value *v)
{
	static const struct world_field f[] = {
		{ "user", FIELD_EUI, AT(world_threshold, user), false },
		{ "srv", FIELD_SRV, AT(world_threshold, srv), false },
		{ "per_hour", FIELD_COUNT, AT(world_threshold, per_hour),
		  true },
		END
	};
	struct world_threshold t = { 0 };

	if (world_read_fields(r, f, v, &t))
		vec_push(&r->w->thresholds, t);
}

/* ---- the whole ---- */

struct settings {
	struct span start;
};

static void read_clock(struct world_reader *r, const struct doc_value *v)
{
	static const char *const known[] = { "start", "factor", NULL };
	static const struct world_field factor = {
		"factor", FIELD_MILLI, AT(world, factor_milli), false };
	const struct doc_value *m;
	const char *why;
	struct span s;

	if (!doc_is_object(r->doc, v) ||
	    !doc_members_known(r->doc, v, known)) {
		r->ok = false;
		return;
	}
	m = doc_member(v, "start");
	if (m && doc_string(r->doc, m, &s)) {
		r->w->has_start = moment_parse(s, &r->w->start_ms);
		if (!r->w->has_start) {
			doc_reject(r->doc, m, "is not a point in time; "
				   "expected 2026-03-01T00:00:00Z");
			r->ok = false;
		}
	}
	m = doc_member(v, "factor");
	if (m && doc_scalar(r->doc, m, &s) &&
	    (why = world_field_set(r->w, &factor, r->w, s)) != NULL) {
		doc_reject(r->doc, m, why);
		r->ok = false;
	}
}

static void read_mp192(struct world_reader *r, const struct doc_value *v)
{
	static const char *const known[] = {
		"enabled", "code", "child_names", NULL
	};
	static const struct world_field child_fields[] = {
		{ "4.3", FIELD_TEXT, AT(world, mp192.child_43), false },
		{ "4.4.3", FIELD_TEXT, AT(world, mp192.child_443), false },
		END
	};
	static const struct world_field code = {
		"code", FIELD_CODE, AT(world, mp192.code), false };
	const struct doc_value *m;
	const char *why;
	struct span s;

	if (!doc_is_object(r->doc, v) ||
	    !doc_members_known(r->doc, v, known)) {
		r->ok = false;
		return;
	}
	m = doc_member(v, "enabled");
	r->w->mp192.enabled = true;
	if (m && !doc_bool(r->doc, m, &r->w->mp192.enabled))
		r->ok = false;
	m = doc_member(v, "code");
	if (m && doc_string(r->doc, m, &s) &&
	    (why = world_field_set(r->w, &code, r->w, s)) != NULL) {
		doc_reject(r->doc, m, why);
		r->ok = false;
	}
	m = doc_member(v, "child_names");
	if (m)
		world_read_fields(r, child_fields, m, r->w);
}

static uint64_t at_most(uint64_t n, uint64_t limit)
{
	return n < limit ? n : limit;
}

static void read_push(struct world_reader *r, const struct doc_value *v)
{
	static const struct world_field f[] = {
		{ "first_ms", FIELD_COUNT, AT(world, push.first_ms), false },
		{ "factor", FIELD_MILLI, AT(world, push.factor_milli),
		  false },
		{ "max_ms", FIELD_COUNT, AT(world, push.max_ms), false },
		{ "give_up_s", FIELD_COUNT, AT(world, push.give_up_s),
		  false },
		END
	};

	world_read_fields(r, f, v, r->w);
	r->w->push.first_ms = at_most(r->w->push.first_ms, PUSH_MAX_MS);
	r->w->push.max_ms = at_most(r->w->push.max_ms, PUSH_MAX_MS);
	r->w->push.give_up_s = at_most(r->w->push.give_up_s, GIVE_UP_MAX_S);
}

static void read_codes(struct world_reader *r, const struct doc_value *v)
{
	static const struct world_field f[] = {
		{ "counter", FIELD_CODE, AT(world, counter_code), false },
		{ "mode", FIELD_CODE, AT(world, mode_code), false },
		{ "calendar", FIELD_CODE, AT(world, calendar_code), false },
		{ "date", FIELD_CODE, AT(world, date_code), false },
		{ "body", FIELD_CODE, AT(world, body_code), false },
		{ "signature", FIELD_CODE, AT(world, signature_code), false },
		END
	};

	world_read_fields(r, f, v, r->w);
}

/* The members of the document. Lists come behind what they refer to. */
static const struct part {
	const char *name;
	world_value_reader *read;
	bool list;
} parts[] = {
	{ "clock", read_clock, false },
	{ "users", read_user, true },
	{ "devices", read_device, true },
	{ "registrations", world_read_registration, true },
	{ "s1sps", read_s1sp, true },
	{ "firmware", read_firmware, true },
	{ "schedules", read_schedule, true },
	{ "thresholds", read_threshold, true },
	{ "mp192", read_mp192, false },
	{ "push", read_push, false },
	{ "codes", read_codes, false },
	{ "faults", world_read_fault, true },
};

enum { PARTS = sizeof(parts) / sizeof(parts[0]), SCALARS = 5 };

static void read_scalars(struct world_reader *r, const struct doc_value *root)
{
	static const struct world_field f[SCALARS] = {
		{ "acb_eui", FIELD_EUI, AT(world, acb), false },
		{ "seed", FIELD_COUNT, AT(world, seed), false },
		{ "strict_acb", FIELD_BOOL, AT(world, strict_acb), false },
		{ "schema_version", FIELD_TEXT, AT(world, schema_version),
		  false },
		{ "schema", FIELD_TEXT, 0, false },
	};
	const char *known[SCALARS + PARTS + 1];
	const char *why;
	struct span s;

	for (unsigned i = 0; i < SCALARS; i++)
		known[i] = f[i].name;
	for (unsigned i = 0; i < PARTS; i++)
		known[SCALARS + i] = parts[i].name;
	known[SCALARS + PARTS] = NULL;
	r->ok = doc_members_known(r->doc, root, known) && r->ok;
	for (unsigned i = 0; i < SCALARS; i++) {
		const struct doc_value *v = doc_member(root, f[i].name);

		if (!v || !doc_scalar(r->doc, v, &s))
			continue;
		if (span_eq(span_of(f[i].name), SPAN("schema"))) {
			if (!span_eq(s, SPAN("sit-world/1")))
				find(r, SIT013, "schema", s, "is another kind "
				     "of document; expected sit-world/1");
			continue;
		}
		why = world_field_set(r->w, &f[i], r->w, s);
		if (why) {
			doc_reject(r->doc, v, why);
			r->ok = false;
		}
	}
}

bool world_in_read(struct world *w, const char *path,
		   const struct input_limits *limits, struct diag *d,
		   struct rows_source *source, bool *system)
{
	const uint64_t errors = d->count[DIAG_ERROR];
	struct world_reader r = { .w = w, .diag = d, .ok = true };
	const struct doc_value *root;

	r.doc = doc_read(path, limits, d, devices_format.codes);
	r.name = doc_name(r.doc);
	root = doc_root(r.doc);
	if (root && doc_is_object(r.doc, root)) {
		read_scalars(&r, root);
		for (unsigned i = 0; i < PARTS; i++) {
			const struct doc_value *v =
				doc_member(root, parts[i].name);

			if (v && parts[i].list)
				world_read_each(&r, v, false, parts[i].read);
			else if (v)
				parts[i].read(&r, v);
		}
	}
	*source = (struct rows_source){ .name = diag_file(d, r.name),
					.rows = w->devices.n };
	doc_digest(r.doc, source->sha256);
	*system = doc_system_error(r.doc);
	doc_close(r.doc);
	return d->count[DIAG_ERROR] == errors && !*system;
}

/* ---- devices as a table ---- */

static void take_device(struct table_in *t, const struct span *cells)
{
	struct world_device d = blank_device;
	struct world_reader r = { .w = t->into, .name = t->file, .diag = t->d,
			    .ok = true };

	table_in_present(t, SIT014, DEVICES_COL_DEVICE_ID, cells);
	table_in_present(t, SIT014, DEVICES_COL_DEVICE_TYPE, cells);
	for (const struct world_field *f = world_device_fields; f->name; f++) {
		const uint32_t column = table_find(&devices_format,
						   span_of(f->name));
		const struct table_column *c;
		const char *why = NULL;

		if (column == TABLE_ABSENT)
			continue;
		c = &devices_format.columns[column];
		/* what is wrong by its column's type has been said */
		if (cells[column].n &&
		    table_valid(c, cells[column], NULL, NULL))
			why = world_field_set(r.w, f, &d, cells[column]);
		if (why)
			table_in_reject(t, SIT002, column, cells, "%s", why);
	}
	if (!t->ok)
		return;
	d.smets_told = cells[DEVICES_COL_SMETS].n > 0;
	d.file = diag_file(t->d, t->file);
	d.line = t->line;
	world_set_bills(&d);
	if (!world_add_device(r.w, &d))
		table_in_reject(t, SIT010, DEVICES_COL_DEVICE_ID, cells,
				"is a device already");
}

bool world_in_devices(struct world *w, const char *path,
		      const struct input_limits *limits, struct diag *d,
		      struct rows_source *source, bool *system)
{
	static const struct table_in_kind kind = {
		&devices_format, take_device, SIT013, 0 };

	return table_in_read(&kind, path, limits, d, w, source, system);
}

bool world_in_check(const struct world *w, const char *name, struct diag *d)
{
	struct world_reader r = { .name = name, .diag = d, .ok = true };
	char text[WORLD_EUI_TEXT];

	for (size_t i = 0; i < w->schedules.n; i++) {
		const struct world_schedule *s = &w->schedules.v[i];

		if (!world_user(w, s->user))
			find(&r, SIT012, "user",
			     span_of(world_eui_text(s->user, text)),
			     "is no user of this world");
		if (!world_device(w, s->device))
			find(&r, SIT015, "device",
			     span_of(world_eui_text(s->device, text)),
			     "is no device of this world");
	}
	if (w->users.n == 0)
		code_find(d, SIT016, &(struct code_place){ .file = name },
			  "no user: every request will be refused with E1");
	return r.ok;
}
