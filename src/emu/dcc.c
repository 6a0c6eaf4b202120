/* Requests that the DCC answers itself, by their SRV. */
#include "emu/room.h"

#include "base/num.h"

void emu_dcc(struct emu *e, const struct emu_request *r, struct emu_dcc *a)
{
	const struct span srv = span_of(r->srv->srv);

	*a = (struct emu_dcc){ .code = SPAN("I99"), .kind = EMU_DCC_NOTHING };
	if (span_eq(srv, SPAN("5.1")))
		emu_schedule_create(e, r, a);
	else if (span_eq(srv, SPAN("5.2")))
		emu_schedule_read(e, r, a);
	else if (span_eq(srv, SPAN("5.3")))
		a->code = emu_schedule_delete(e, r);
	else if (span_eq(srv, SPAN("8.2")))
		emu_inventory_read(e, r, a);
	else if (span_eq(srv, SPAN("8.3")) || span_eq(srv, SPAN("8.4")))
		a->code = emu_inventory_update(e, r);
	else if (span_eq(srv, SPAN("12.2")))
		a->code = emu_inventory_add(e, r);
	else if (span_eq(srv, SPAN("11.1")) || span_eq(srv, SPAN("11.4")))
		emu_firmware_update(e, r, a);
	else if (span_eq(srv, SPAN("12.1")))
		*a = (struct emu_dcc){ .code = SPAN("I0"), .asked = r->body,
				       .kind = EMU_DCC_COVERAGE };
}

static void write_firmware(const struct emu_dcc *a, struct emu_writer *w)
{
	struct buf ids = BUF_INIT;
	char text[WORLD_EUI_TEXT];

	for (size_t i = 0; i < a->items.n; i++)
		buf_addf(&ids, "%s%s", i ? "," : "",
			 world_eui_text((uint64_t)a->items.v[i], text));
	xml_open(&w->w, &emu_sr, "DSPUpdateFirmwareWarning");
	emu_put(w, "InvalidDeviceIDList", buf_span(&ids));
	xml_close(&w->w);
	buf_release(&ids);
}

static void write_text(struct emu_writer *w, const struct xml_node *parent,
		       const char *name)
{
	const struct xml_node *n = xml_child(parent, emu_sr.uri, name);

	if (n)
		emu_put(w, name, span_trim(xml_text(n)));
}

/* The WAN is everywhere; what was asked for comes back with it. */
static void write_coverage(const struct emu_dcc *a, struct emu_writer *w)
{
	const struct xml_node *part = xml_child(a->asked, emu_sr.uri,
						"PartialAddress");

	xml_open(&w->w, &emu_sr, "DSPWANMatrix");
	xml_open(&w->w, &emu_sr, "Request");
	write_text(w, a->asked, "UPRN");
	if (part) {
		xml_open(&w->w, &emu_sr, "PartialAddress");
		write_text(w, part, "PostCode");
		write_text(w, part, "AddressIdentifier");
		xml_close(&w->w);
	}
	xml_close(&w->w);
	emu_put(w, "CSPRegion", SPAN("Central"));
	emu_put(w, "CoverageAvailability", SPAN("true"));
	emu_put(w, "WANTechnology", SPAN("Cellular"));
	emu_put(w, "ConnectivityLikelihood", SPAN("High"));
	xml_close(&w->w);
}

void emu_dcc_write(const struct emu *e, const struct emu_dcc *a,
		   struct emu_writer *w)
{
	char text[NUM_TEXT];

	switch (a->kind) {
	case EMU_DCC_SCHEDULE:
		emu_put(w, "DSPScheduleID", span_of(num_text(a->id, text)));
		return;
	case EMU_DCC_FIRMWARE:
		write_firmware(a, w);
		return;
	case EMU_DCC_COVERAGE:
		write_coverage(a, w);
		return;
	case EMU_DCC_DEVICES:
		if (!a->items.n)
			return;
		xml_open(&w->w, &emu_sr, "DSPInventory");
		for (size_t i = 0; i < a->items.n; i++)
			emu_inventory_write(&e->world->devices.v[
				a->items.v[i]], w);
		xml_close(&w->w);
		return;
	case EMU_DCC_SCHEDULES:
		xml_open(&w->w, &emu_sr, "DSPSchedulesRead");
		for (size_t i = 0; i < a->items.n; i++)
			emu_schedule_write(e->schedules.v[a->items.v[i]], w);
		xml_close(&w->w);
		return;
	case EMU_DCC_NOTHING:
		return;
	}
}
