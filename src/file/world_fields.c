/* One function a kind of text, in a table. */
#include "file/world_fields.h"

#include "base/moment.h"
#include "base/num.h"
#include "model/codes.h"

typedef const char *field_setter(struct world *w, void *to, struct span s);

static const char *set_text(struct world *w, void *to, struct span s)
{
	*(struct span *)to = arena_span(&w->arena, s);
	return NULL;
}

static const char *set_eui(struct world *w, void *to, struct span s)
{
	(void)w;
	return world_eui_parse(s, to) ? NULL :
		"is not an EUI-64; expected eight pairs of hex digits "
		"joined by -";
}

static const char *set_count(struct world *w, void *to, struct span s)
{
	(void)w;
	return num_parse(s, to) ? NULL : "is not a count; expected digits";
}

static const char *set_bool(struct world *w, void *to, struct span s)
{
	bool *value = to;

	(void)w;
	*value = span_eq_nocase(s, SPAN("true")) ||
		 span_eq_nocase(s, SPAN("Y"));
	return *value || span_eq_nocase(s, SPAN("false")) ||
	       span_eq_nocase(s, SPAN("N")) ? NULL :
		"is not one of true, false";
}

static const char *set_day(struct world *w, void *to, struct span s)
{
	(void)w;
	return date_parse(s, to) ? NULL :
		"is not a date; expected YYYY-MM-DD";
}

static const char *set_time(struct world *w, void *to, struct span s)
{
	(void)w;
	return moment_parse_time(s, to) ? NULL :
		"is not a time; expected HH:MM or HH:MM:SS";
}

/* Ten years at most: what is longer is a slip of the pen. */
static const char *set_seconds(struct world *w, void *to, struct span s)
{
	(void)w;
	return num_parse_decimal(s, 3, to) &&
	       *(uint64_t *)to <= UINT64_C(3652) * 86400 * 1000 ? NULL :
		"is not a number of seconds: at most ten years of them, and "
		"three decimals";
}

static const char *set_milli(struct world *w, void *to, struct span s)
{
	(void)w;
	return num_parse_decimal(s, 3, to) &&
	       *(uint64_t *)to <= 1000000000 ? NULL :
		"is not a number up to a million with at most three decimals";
}

static const char *set_millionth(struct world *w, void *to, struct span s)
{
	(void)w;
	return num_parse_decimal(s, 6, to) && *(uint64_t *)to <= 1000000 ?
		NULL : "is not a probability; expected 0 to 1 with at most "
		"six decimals";
}

static const char *set_role(struct world *w, void *to, struct span s)
{
	(void)w;
	*(unsigned *)to = srv_role_named(s);
	return *(unsigned *)to ? NULL :
		"is not a role; expected IS, ES, GS, RSA, ED, GT or OU";
}

static const char *set_roles(struct world *w, void *to, struct span s)
{
	unsigned *roles = to, role;
	struct span part;

	while (span_cut(&s, ';', &part)) {
		const char *why = set_role(w, &role, span_trim(part));

		if (why)
			return why;
		*roles |= role;
	}
	return NULL;
}

static const char *set_fuel(struct world *w, void *to, struct span s)
{
	enum world_fuel *fuel = to;

	(void)w;
	*fuel = span_eq_nocase(s, SPAN("GAS")) ? WORLD_GAS :
		WORLD_ELECTRICITY;
	return *fuel == WORLD_GAS ||
	       span_eq_nocase(s, SPAN("ELECTRICITY")) ? NULL :
		"is not one of ELECTRICITY, GAS";
}

static const char *set_device_type(struct world *w, void *to, struct span s)
{
	(void)w;
	*(unsigned *)to = srv_device_named(s);
	return *(unsigned *)to ? NULL : "is not a type of device; expected "
		"ESME, GSME, GPF, CHF, HCALCS, PPMID, IHD or CAD";
}

static const char *set_smets(struct world *w, void *to, struct span s)
{
	(void)w;
	return num_parse(s, to) && *(uint64_t *)to >= 1 &&
	       *(uint64_t *)to <= 2 ? NULL : "is not one of 1, 2";
}

static const char *set_status(struct world *w, void *to, struct span s)
{
	(void)w;
	return world_status_named(s, to) ? NULL :
		"is not a status of the inventory; expected Pending, "
		"Whitelisted, InstalledNotCommissioned, Commissioned, "
		"Decommissioned, Withdrawn, Suspended, Recovery or Recovered";
}

static const char *set_mode(struct world *w, void *to, struct span s)
{
	bool *prepayment = to;

	(void)w;
	*prepayment = span_eq_nocase(s, SPAN("PREPAYMENT"));
	return *prepayment || span_eq_nocase(s, SPAN("CREDIT")) ? NULL :
		"is not one of CREDIT, PREPAYMENT";
}

static const char *set_han(struct world *w, void *to, struct span s)
{
	bool *left = to;

	(void)w;
	*left = span_eq_nocase(s, SPAN("LEFT"));
	return *left || span_eq_nocase(s, SPAN("JOINED")) ? NULL :
		"is not one of JOINED, LEFT";
}

static const char *set_frequency(struct world *w, void *to, struct span s)
{
	(void)w;
	return world_frequency_named(s, to) ? NULL :
		"is not one of Daily, Weekly, Monthly, Quarterly, "
		"Half-Yearly, Yearly";
}

static const char *set_srv(struct world *w, void *to, struct span s)
{
	return srv_find(s) ? set_text(w, to, s) :
		"is not a service request variant; expected one such as "
		"4.4.3";
}

static const char *set_fault(struct world *w, void *to, struct span s)
{
	(void)w;
	return world_fault_named(s, to) ? NULL :
		"is not a kind of fault; sit-world(5) lists them";
}

static const char *set_code(struct world *w, void *to, struct span s)
{
	struct span digits = s.n ? span_from(s, 1) : s;
	uint64_t n;

	if (s.n < 2 || (s.p[0] != 'E' && s.p[0] != 'I' && s.p[0] != 'W') ||
	    !num_parse(digits, &n))
		return "is not a response code; expected one such as E20";
	return set_text(w, to, s);
}

static field_setter *const setters[] = {
	[FIELD_TEXT] = set_text, [FIELD_EUI] = set_eui,
	[FIELD_COUNT] = set_count, [FIELD_BOOL] = set_bool,
	[FIELD_DAY] = set_day, [FIELD_TIME] = set_time,
	[FIELD_SECONDS] = set_seconds, [FIELD_MILLI] = set_milli,
	[FIELD_MILLIONTH] = set_millionth, [FIELD_ROLE] = set_role,
	[FIELD_ROLES] = set_roles, [FIELD_FUEL] = set_fuel,
	[FIELD_DEVICE_TYPE] = set_device_type, [FIELD_SMETS] = set_smets,
	[FIELD_STATUS] = set_status, [FIELD_MODE] = set_mode,
	[FIELD_HAN] = set_han,
	[FIELD_FREQUENCY] = set_frequency, [FIELD_SRV] = set_srv,
	[FIELD_FAULT] = set_fault, [FIELD_CODE] = set_code,
};

const char *world_field_set(struct world *w, const struct world_field *f,
			    void *into, struct span text)
{
	return setters[f->kind](w, (char *)into + f->at, text);
}

/* Roles may come as a list. */
static bool set_list(struct world *w, const struct world_field *f,
		     struct doc *doc, const struct doc_value *list, void *into)
{
	const struct doc_value *item = NULL;
	bool ok = true;

	while ((item = doc_next(list, item)) != NULL) {
		const char *why;
		struct span s;

		if (!doc_string(doc, item, &s)) {
			ok = false;
		} else if ((why = world_field_set(w, f, into, s)) != NULL) {
			doc_reject(doc, item, why);
			ok = false;
		}
	}
	return ok;
}

static bool set_member(struct world *w, const struct world_field *f,
		       struct doc *doc, const struct doc_value *v, void *into)
{
	const char *why;
	struct span s;

	if (f->kind == FIELD_ROLES && doc_kind(v) == DOC_ARRAY)
		return set_list(w, f, doc, v, into);
	if (!doc_scalar(doc, v, &s))
		return false;
	if (s.n == 0 && !f->needed)
		return true;
	why = world_field_set(w, f, into, s);
	if (why)
		doc_reject(doc, v, why);
	return !why;
}

bool world_fields_read(struct world *w, const struct world_field *fields,
		       struct doc *doc, const struct doc_value *object,
		       void *into)
{
	const char *known[32];
	unsigned n = 0;
	bool ok;

	for (; fields[n].name; n++)
		known[n] = fields[n].name;
	known[n] = NULL;
	if (!doc_is_object(doc, object))
		return false;
	ok = doc_members_known(doc, object, known);
	for (unsigned i = 0; i < n; i++) {
		const struct doc_value *v = doc_member(object, known[i]);

		if (v) {
			ok = set_member(w, &fields[i], doc, v, into) && ok;
		} else if (fields[i].needed) {
			struct buf b = BUF_INIT;

			buf_addf(&b, "lacks the member '%s'", known[i]);
			doc_complain(doc, object, b.p);
			buf_release(&b);
			ok = false;
		}
	}
	return ok;
}

#define AT(member)	offsetof(struct world_device, member)
const struct world_field world_device_fields[] = {
	{ "device_id", FIELD_EUI, AT(eui), true },
	{ "device_type", FIELD_DEVICE_TYPE, AT(type), true },
	{ "smets", FIELD_SMETS, AT(smets), false },
	{ "s1sp", FIELD_TEXT, AT(s1sp), false },
	{ "chf_device_id", FIELD_EUI, AT(chf), false },
	{ "gpf_device_id", FIELD_EUI, AT(gpf), false },
	{ "mpxn", FIELD_TEXT, AT(mpxn), false },
	{ "region", FIELD_TEXT, AT(region), false },
	{ "import_supplier", FIELD_TEXT, AT(import_supplier), false },
	{ "gas_supplier", FIELD_TEXT, AT(gas_supplier), false },
	{ "network_operator", FIELD_TEXT, AT(network_operator), false },
	{ "status", FIELD_STATUS, AT(status), false },
	{ "fw_version", FIELD_TEXT, AT(fw_version), false },
	{ "payment_mode", FIELD_MODE, AT(prepayment), false },
	{ "billing_start", FIELD_DAY, AT(billing_start), false },
	{ "billing_period", FIELD_FREQUENCY, AT(billing_period), false },
	{ "set", FIELD_TEXT, AT(set), false },
	{ "ppc_id", FIELD_TEXT, AT(ppc_id), false },
	{ "installation_type", FIELD_TEXT, AT(installation_type), false },
	{ "manufacturer", FIELD_TEXT, AT(manufacturer), false },
	{ "model", FIELD_TEXT, AT(model), false },
	{ "han", FIELD_HAN, AT(han_left), false },	/* of JSON alone */
	{ NULL, FIELD_TEXT, 0, false },
};
