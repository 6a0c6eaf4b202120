/* What an administrator sends: the same tables of members, from memory. */
#include "file/world_room.h"

static bool admin(struct world *w, const struct world_in_text *t,
		  world_value_reader *read, bool many, struct world_reader *r)
{
	const struct doc_value *root;

	*r = (struct world_reader){ .w = w, .name = t->name, .diag = t->diag,
			      .ok = true };
	r->doc = doc_read_text(t->text, t->name, t->diag, devices_format.codes);
	root = doc_root(r->doc);
	if (!root)
		r->ok = false;
	else if (many)
		world_read_each(r, root, true, read);
	else
		read(r, root);
	doc_close(r->doc);
	return r->ok;
}

bool world_in_faults(struct world *w, const struct world_in_text *t)
{
	const size_t before = w->faults.n;
	struct world_reader r;

	if (!admin(w, t, world_read_fault, true, &r))
		w->faults.n = before;
	return r.ok;
}

bool world_in_registrations(struct world *w, const struct world_in_text *t)
{
	const size_t before = w->registrations.n;
	struct world_reader r;

	if (!admin(w, t, world_read_registration, true, &r))
		w->registrations.n = before;
	return r.ok;
}

/* The root of an admin body that is one object; NULL: a finding says why. */
static const struct doc_value *open_object(const struct world_in_text *t,
					   struct doc **doc)
{
	const struct doc_value *root;

	*doc = doc_read_text(t->text, t->name, t->diag, devices_format.codes);
	root = doc_root(*doc);
	return root && doc_is_object(*doc, root) ? root : NULL;
}

static bool read_object(struct world *w, const struct world_in_text *t,
			const struct world_field *f, void *into)
{
	struct doc *doc;
	const struct doc_value *root = open_object(t, &doc);
	const bool ok = root && world_fields_read(w, f, doc, root, into);

	doc_close(doc);
	return ok;
}

bool world_in_patch(struct world *w, const struct world_in_text *t,
		    struct world_device *device)
{
	struct world_field f[32];
	struct world_device d = *device;
	unsigned n = 0;

	/* all but the identity, and what only an administrator may say */
	for (const struct world_field *v = world_device_fields; v->name; v++) {
		if (v->kind == FIELD_EUI && v->at == AT(world_device, eui))
			continue;
		f[n] = *v;
		f[n++].needed = false;
	}
	f[n++] = (struct world_field){ "unreachable", FIELD_BOOL,
		AT(world_device, unreachable), false };
	f[n] = (struct world_field)END;
	if (!d.bills)
		d.billing_period = WORLD_FREQUENCIES;
	if (!read_object(w, t, f, &d))
		return false;
	world_set_bills(&d);
	*device = d;
	return true;
}

bool world_in_receiver(struct world *w, const struct world_in_text *t,
		       struct world_user *user)
{
	static const struct world_field f[] = {
		{ "url", FIELD_TEXT, AT(world_user, receiver), true },
		END
	};
	struct world_user u = *user;

	if (!read_object(w, t, f, &u))
		return false;
	*user = u;
	return true;
}

bool world_in_advance(struct world *w, const struct world_in_text *t,
		      uint64_t *ms)
{
	static const struct world_field f[] = {
		{ "advance_s", FIELD_SECONDS, 0, true },
		END
	};

	return read_object(w, t, f, ms);
}

bool world_in_alert(struct world *w, const struct world_in_text *t,
		    struct world_alert *alert)
{
	static const struct world_field f[] = {
		{ "device", FIELD_EUI, AT(world_alert, device), true },
		{ "user", FIELD_EUI, AT(world_alert, user), false },
		{ "code", FIELD_TEXT, AT(world_alert, code), true },
		{ "payload", FIELD_TEXT, AT(world_alert, payload), false },
		{ "count", FIELD_COUNT, AT(world_alert, count), false },
		END
	};

	*alert = (struct world_alert){ 0 };
	return read_object(w, t, f, alert);
}
