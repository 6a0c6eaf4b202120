/* SRVs 8.2, 8.3, 8.4, 11.1, 11.4 and 12.2: what the DCC knows of devices. */
#include "emu/room.h"

enum { DEVICES_MAX = 17 };

static void list(struct emu_dcc *a, size_t place)
{
	if (a->items.n < DEVICES_MAX)
		vec_push(&a->items, place);
}

static bool about(const struct world_device *d, uint64_t eui,
		  struct span mpxn)
{
	if (d->removed)
		return false;
	return mpxn.n ? span_eq(d->mpxn, mpxn) : d->eui == eui;
}

/* The device or meter point, and what is on the same hub. */
void emu_inventory_read(struct emu *e, const struct emu_request *r,
			struct emu_dcc *a)
{
	const struct span mpxn = emu_request_text(r, "MPxN");
	const struct world *w = e->world;
	uint64_t eui = 0, hub = 0;

	world_eui_parse(emu_request_text(r, "DeviceID"), &eui);
	for (size_t i = 0; i < w->devices.n; i++) {
		const struct world_device *d = &w->devices.v[i];

		if (!about(d, eui, mpxn))
			continue;
		list(a, i);
		hub = d->type == SRV_CHF ? d->eui : d->chf;
	}
	for (size_t i = 0; hub && i < w->devices.n; i++) {
		const struct world_device *d = &w->devices.v[i];

		if (!d->removed && !about(d, eui, mpxn) &&
		    (d->eui == hub || d->chf == hub))
			list(a, i);
	}
	a->kind = EMU_DCC_DEVICES;
	a->code = a->items.n ? SPAN("I0") : SPAN("E080201");
}

static void put_if(struct emu_writer *w, const char *name, struct span s)
{
	if (s.n)
		emu_put(w, name, s);
}

void emu_inventory_write(const struct world_device *d, struct emu_writer *w)
{
	const bool meter = d->type == SRV_ESME || d->type == SRV_GSME;

	xml_open(&w->w, &emu_sr, "Device");
	emu_put_eui(w, &emu_sr, "DeviceID", d->eui);
	emu_put(w, "DeviceType", span_of(srv_device_name(d->type)));
	emu_put(w, "DeviceStatus", span_of(world_status_name(d->status)));
	emu_put(w, "DeviceManufacturer", d->manufacturer);
	emu_put(w, "DeviceModel", d->model);
	if (d->fw_version.n <= 8)
		put_if(w, "DeviceFirmwareVersion", d->fw_version);
	if (meter)
		put_if(w, "ImportMPxN", d->mpxn);
	if (d->smets == 1) {
		emu_put(w, "CSPRegion", SPAN("SMETS1"));
		put_if(w, "S1SP", d->s1sp);
	}
	xml_close(&w->w);
}

static struct span keep(struct emu *e, const struct xml_node *n)
{
	return arena_span(&e->world->arena, span_trim(xml_text(n)));
}

static void take_details(struct emu *e, const struct xml_node *n,
			 struct world_device *d)
{
	for (n = xml_first(n); n; n = xml_next(n)) {
		if (xml_is(n, EMU_SR, "DeviceManufacturer"))
			d->manufacturer = keep(e, n);
		else if (xml_is(n, EMU_SR, "DeviceModel"))
			d->model = keep(e, n);
		else if (xml_is(n, EMU_SR, "FirmwareVersion"))
			d->fw_version = keep(e, n);
	}
}

static void note_status(struct emu *e, const struct world_device *d)
{
	char text[WORLD_EUI_TEXT];
	struct json *j = emu_log_begin(&e->log, e->now_ms, "status");

	json_string(j, "device", span_of(world_eui_text(d->eui, text)));
	json_string(j, "status", d->removed ? SPAN("deleted") :
		    span_of(world_status_name(d->status)));
	emu_log_end(&e->log);
}

/* Schedules end with the device that they ask. */
static void end_schedules(struct emu *e, const struct world_device *d)
{
	if (d->status != WORLD_DECOMMISSIONED &&
	    d->status != WORLD_WITHDRAWN && !d->removed)
		return;
	for (size_t i = 0; i < e->schedules.n; i++)
		if (e->schedules.v[i]->device == d->eui)
			emu_schedule_remove(e, e->schedules.v[i], true);
}

struct span emu_inventory_update(struct emu *e, const struct emu_request *r)
{
	struct world_device *d = emu_device_of(e, r);
	const struct xml_node *change = emu_request_part(r, "DeviceID");
	struct span text;

	change = change ? xml_next(change) : NULL;
	if (!d)
		return SPAN("E19");
	if (span_eq(span_of(r->srv->srv), SPAN("8.3"))) {
		d->status = WORLD_DECOMMISSIONED;
	} else if (!change) {
		return e->world->body_code;
	} else if (xml_is(change, EMU_SR, "UpdateDeviceStatusExceptCH") ||
		   xml_is(change, EMU_SR, "UpdateDeviceStatusCH")) {
		text = span_trim(xml_text(change));
		if (!world_status_named(text, &d->status))
			return e->world->body_code;
	} else if (xml_is(change, EMU_SR, "UpdateDeviceDetails")) {
		take_details(e, change, d);
	} else if (xml_is(change, EMU_SR, "DeleteDevice")) {
		d->removed = true;
	} else if (xml_is(change, EMU_SR, "UpdateMPxN") &&
		   xml_child(change, EMU_SR, "ImportMPxN")) {
		d->mpxn = keep(e, xml_child(change, EMU_SR, "ImportMPxN"));
	}
	note_status(e, d);
	end_schedules(e, d);
	return SPAN("I0");
}

/* A new device is Pending and, as it comes to the DCC directly, SMETS2. */
struct span emu_inventory_add(struct emu *e, const struct emu_request *r)
{
	struct world_device d = { .smets = 2, .status = WORLD_PENDING,
				  .billing_start = DATE_NONE };
	struct world_device *old;

	if (!world_eui_parse(emu_request_text(r, "DeviceID"), &d.eui))
		return e->world->body_code;
	d.type = srv_device_named(emu_request_text(r, "DeviceType"));
	if (!d.type)
		return e->world->body_code;
	take_details(e, r->body, &d);
	world_eui_parse(emu_request_text(r, "AssociatedGPFDeviceID"), &d.gpf);
	old = world_device(e->world, d.eui);
	if (old && !old->removed)
		return SPAN("E120201");
	if (old)
		*old = d;
	else
		world_add_device(e->world, &d);
	note_status(e, &d);
	return SPAN("I0");
}

/* Images go to devices that fit; the others are named in a warning. */
void emu_firmware_update(struct emu *e, const struct emu_request *r,
			 struct emu_dcc *a)
{
	struct span ids = emu_request_text(r, "DeviceIDList"), part;
	const struct span version = emu_request_text(r, "FirmwareVersion");
	const struct world *w = e->world;
	bool known = w->firmware.n == 0;

	for (size_t i = 0; i < w->firmware.n; i++)
		known = known || span_eq(w->firmware.v[i].version, version);
	if (!known) {
		a->code = SPAN("E110101");
		return;
	}
	while (span_cut(&ids, ',', &part)) {
		struct emu_device_state *s;
		uint64_t eui;

		if (!world_eui_parse(span_trim(part), &eui))
			continue;
		s = emu_device_state(e, eui);
		if (s)
			s->next_fw = arena_span(&e->world->arena, version);
		else
			vec_push(&a->items, (size_t)eui);
	}
	a->kind = a->items.n ? EMU_DCC_FIRMWARE : EMU_DCC_NOTHING;
	a->code = a->items.n ? SPAN("W110101") : SPAN("I99");
}
