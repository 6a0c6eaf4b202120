#include "tools/world_make.h"

#include "base/json.h"
#include "base/moment.h"
#include "file/ppcl_in.h"
#include "model/codes.h"

/* ---- from a PPCL ---- */

static int part_of(unsigned type)
{
	switch (type) {
	case SRV_ESME:
		return DEVICE_ESME;
	case SRV_GSME:
		return DEVICE_GSME;
	case SRV_CHF:
		return DEVICE_CH;
	case SRV_PPMID:
		return DEVICE_PPMID;
	default:
		return -1;
	}
}

static const struct release_row *row_of(const struct release *r,
					struct span ppc_id)
{
	for (size_t i = 0; i < r->rows.n; i++)
		if (span_eq(r->rows.v[i].ppc_id, ppc_id))
			return &r->rows.v[i];
	return NULL;
}

/* What is not known yet is not what a device runs. */
static struct span known(struct world *w, struct span s)
{
	return span_eq(s, SPAN("TBC")) || span_eq(s, SPAN("NONE")) ?
	       SPAN_EMPTY : arena_span(&w->arena, s);
}

static void fill(struct world *w, struct world_device *d,
		 const struct release_row *row)
{
	const int part = part_of(d->type);
	const struct span *from;

	if (part < 0)
		return;
	from = row->device[part];
	if (!d->manufacturer.n)
		d->manufacturer = known(w, from[RELEASE_MAKER]);
	if (!d->model.n)
		d->model = known(w, from[RELEASE_MODEL]);
	if (!d->fw_version.n)
		d->fw_version = known(w, from[RELEASE_FIRMWARE]);
}

void world_make_models(struct world *w, const char *ppcl, struct frame *f)
{
	struct release r = RELEASE_INIT;
	struct intern strange = INTERN_INIT;
	struct rows_source source;
	bool system;

	ppcl_read(&r, ppcl, &f->limits, &f->diag, &source, &system);
	f->system_failed = f->system_failed || system;
	frame_source(f, "ppcl", &source, true);
	for (size_t i = 0; i < w->devices.n; i++) {
		struct world_device *d = &w->devices.v[i];
		const struct release_row *row;
		bool fresh;

		if (!d->ppc_id.n)
			continue;
		row = row_of(&r, d->ppc_id);
		if (row) {
			fill(w, d, row);
			continue;
		}
		intern_put(&strange, d->ppc_id, &fresh);
		if (fresh)
			code_find(&f->diag, SIT017, &(struct code_place){
				  .file = source.name, .column = "ppc_id",
				  .value = &d->ppc_id },
				  "is no combination of this release");
	}
	intern_release(&strange);
	release_release(&r);
}

/* ---- the world ---- */

struct made_user {
	uint64_t eui;
	unsigned roles;
	struct span area;
};

struct maker {
	const struct world *w;
	struct json *j;
	VEC(struct made_user) users;
};

static void add_user(struct maker *m, struct span name, unsigned role,
		     struct span area)
{
	uint64_t eui;

	if (!world_eui_parse(name, &eui))
		return;
	for (size_t i = 0; i < m->users.n; i++) {
		if (m->users.v[i].eui != eui)
			continue;
		m->users.v[i].roles |= role;
		return;
	}
	vec_push(&m->users, ((struct made_user){ eui, role, area }));
}

static void put(struct json *j, const char *name, struct span s)
{
	if (s.n)
		json_string(j, name, s);
}

static void put_eui(struct json *j, const char *name, uint64_t eui)
{
	char text[WORLD_EUI_TEXT];

	if (eui)
		json_string(j, name, span_of(world_eui_text(eui, text)));
}

static void put_users(struct maker *m)
{
	for (size_t i = 0; i < m->w->devices.n; i++) {
		const struct world_device *d = &m->w->devices.v[i];
		const bool gas = d->type == SRV_GSME || d->type == SRV_GPF;

		add_user(m, d->import_supplier, SRV_IS, SPAN_EMPTY);
		add_user(m, d->gas_supplier, SRV_GS, SPAN_EMPTY);
		add_user(m, d->network_operator, gas ? SRV_GT : SRV_ED,
			 d->region);
	}
	json_array(m->j, "users");
	for (size_t i = 0; i < m->users.n; i++) {
		const struct made_user *u = &m->users.v[i];

		json_object_flat(m->j, NULL);
		put_eui(m->j, "eui", u->eui);
		json_array_flat(m->j, "roles");
		for (unsigned role = 1; role <= SRV_OU; role <<= 1)
			if (u->roles & role)
				json_string(m->j, NULL, span_of(
					srv_role_name(role)));
		json_end(m->j);
		put(m->j, "area", u->area);
		json_end(m->j);
	}
	json_end(m->j);
}

static void put_device(struct json *j, const struct world_device *d)
{
	char day[DATE_TEXT];

	json_object_flat(j, NULL);
	put(j, "set", d->set);
	put(j, "ppc_id", d->ppc_id);
	put(j, "installation_type", d->installation_type);
	json_string(j, "device_type", span_of(srv_device_name(d->type)));
	put_eui(j, "device_id", d->eui);
	json_u64(j, "smets", d->smets);
	put(j, "s1sp", d->s1sp);
	put_eui(j, "chf_device_id", d->chf);
	put_eui(j, "gpf_device_id", d->gpf);
	put(j, "mpxn", d->mpxn);
	put(j, "region", d->region);
	put(j, "import_supplier", d->import_supplier);
	put(j, "gas_supplier", d->gas_supplier);
	put(j, "network_operator", d->network_operator);
	json_string(j, "status", span_of(world_status_name(d->status)));
	put(j, "fw_version", d->fw_version);
	json_string(j, "payment_mode", d->prepayment ? SPAN("PREPAYMENT") :
		    SPAN("CREDIT"));
	if (d->han_left)
		json_string(j, "han", SPAN("LEFT"));
	put(j, "billing_start", span_of(date_text(d->billing_start, day)));
	if (d->bills)
		json_string(j, "billing_period", span_of(
			world_frequency_name(d->billing_period)));
	put(j, "manufacturer", d->manufacturer);
	put(j, "model", d->model);
	json_end(j);
}

static void put_registration(struct json *j, const struct world_device *d,
			     struct span user, unsigned role)
{
	uint64_t eui;

	if (!d->mpxn.n || !world_eui_parse(user, &eui))
		return;
	json_object_flat(j, NULL);
	json_string(j, "mpxn", d->mpxn);
	json_string(j, "fuel", role == SRV_GS ? SPAN("GAS") :
		    SPAN("ELECTRICITY"));
	json_string(j, "role", span_of(srv_role_name(role)));
	put_eui(j, "user", eui);
	json_end(j);
}

static void put_lists(struct maker *m)
{
	struct intern seen = INTERN_INIT;
	bool fresh;

	json_array(m->j, "devices");
	for (size_t i = 0; i < m->w->devices.n; i++)
		put_device(m->j, &m->w->devices.v[i]);
	json_end(m->j);
	json_array(m->j, "registrations");
	for (size_t i = 0; i < m->w->devices.n; i++) {
		const struct world_device *d = &m->w->devices.v[i];

		if (d->type == SRV_ESME)
			put_registration(m->j, d, d->import_supplier, SRV_IS);
		if (d->type == SRV_GSME)
			put_registration(m->j, d, d->gas_supplier, SRV_GS);
	}
	json_end(m->j);
	json_array(m->j, "s1sps");
	for (size_t i = 0; i < m->w->devices.n; i++) {
		const struct span id = m->w->devices.v[i].s1sp;

		intern_put(&seen, id, &fresh);
		if (!id.n || !fresh)
			continue;
		json_object_flat(m->j, NULL);
		json_string(m->j, "id", id);
		json_end(m->j);
	}
	json_end(m->j);
	intern_release(&seen);
}

static void put_firmware(struct maker *m)
{
	struct intern seen = INTERN_INIT;
	struct buf key = BUF_INIT;
	bool fresh;

	json_array(m->j, "firmware");
	for (size_t i = 0; i < m->w->devices.n; i++) {
		const struct world_device *d = &m->w->devices.v[i];

		buf_clear(&key);
		buf_addf(&key, "%u\n" SPAN_F "\n" SPAN_F, d->type,
			 SPAN_A(d->model), SPAN_A(d->fw_version));
		intern_put(&seen, buf_span(&key), &fresh);
		if (!d->fw_version.n || !fresh)
			continue;
		json_object_flat(m->j, NULL);
		json_string(m->j, "device_type", span_of(
			srv_device_name(d->type)));
		put(m->j, "manufacturer", d->manufacturer);
		put(m->j, "model", d->model);
		json_string(m->j, "version", d->fw_version);
		json_end(m->j);
	}
	json_end(m->j);
	buf_release(&key);
	intern_release(&seen);
}

void world_make(const struct world *w, struct sink *sink)
{
	struct maker m = { .w = w };
	struct json j;

	m.j = &j;
	json_init(&j, sink);
	json_object(&j, NULL);
	json_string(&j, "schema", SPAN("sit-world/1"));
	put_eui(&j, "acb_eui", w->acb);
	json_u64(&j, "seed", w->seed);
	json_object_flat(&j, "clock");
	json_string(&j, "start", SPAN("2021-11-01T00:00:00Z"));
	json_u64(&j, "factor", 1);
	json_end(&j);
	put_users(&m);
	put_lists(&m);
	put_firmware(&m);
	json_end(&j);
	vec_release(&m.users);
}
