/* The envelope against the catalogue and against what the caller knows. */
#include "engine/duis_lint.h"

#include <stdarg.h>
#include <string.h>

#include "base/num.h"
#include "engine/duis_lint_room.h"

void duis_lint_find(struct duis_lint *l, enum code code,
		    const struct duis_element *at, const char *column,
		    struct span value, const char *fmt, ...)
{
	const uint64_t line = at && at->line ? at->line : l->c->line;
	struct buf text = BUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	buf_vaddf(&text, fmt, ap);
	va_end(ap);
	code_find(l->d, code, &(struct code_place){ .file = l->c->file,
		.line = line, .column = column, .value = &value },
		SPAN_F, SPAN_A(buf_span(&text)));
	buf_release(&text);
}

const struct srv *duis_lint_srv(const struct duis_lint *l, struct span srv)
{
	return l->c->catalogue ? srv_catalogue_find(l->c->catalogue, srv) :
				 srv_find(srv);
}

const struct duis_device *duis_lint_device(const struct duis_lint *l,
					   uint64_t eui)
{
	for (size_t i = 0; i < l->c->device_count; i++) {
		if (l->c->devices[i].eui == eui)
			return &l->c->devices[i];
	}
	return NULL;
}

static void version(struct duis_lint *l)
{
	const struct duis_profile *p = l->c->profile;
	const unsigned is = duis_version(l->m->schema_version);

	if (is < 50 || is > 54)
		duis_lint_find(l, DUIS042, NULL, "schemaVersion",
			       l->m->schema_version,
			       "is none of the known versions 5.0 to 5.4");
	else if (p && p->version && p->version != is)
		duis_lint_find(l, DUIS042, NULL, "schemaVersion",
			       l->m->schema_version,
			       "is not the version of the endpoint, %u.%u",
			       p->version / 10, p->version % 10);
}

/* False: the SRV is unknown, and most else with it. */
static bool service(struct duis_lint *l)
{
	l->srv = duis_lint_srv(l, l->m->variant);
	if (!l->srv) {
		duis_lint_find(l, DUIS030, NULL, "ServiceReferenceVariant",
			       l->m->variant,
			       "is no service request variant");
		return false;
	}
	if (!span_eq(l->m->reference, span_of(l->srv->reference)))
		duis_lint_find(l, DUIS032, NULL, "ServiceReference",
			       l->m->reference, "is not the service of %s; "
			       "expected %s", l->srv->srv,
			       l->srv->reference);
	return true;
}

static void add_variants(const struct srv *v, struct buf *out)
{
	for (unsigned cv = 1; cv <= 9; cv++) {
		if (v->variants & SRV_CV(cv))
			buf_addf(out, "%s%u", out->n ? ", " : "", cv);
	}
}

/* Is this how the campaign sends critical requests to SMETS1 devices? Then
 * neither the variant nor a pre-command can be judged. */
static bool as_campaign_says(const struct duis_lint *l)
{
	const struct duis_device *dev = l->m->has_id ?
		duis_lint_device(l, l->m->id.target) : NULL;

	return l->srv->critical && dev && dev->smets == 1 &&
	       l->c->critical_smets1_cv &&
	       l->m->command_variant == l->c->critical_smets1_cv;
}

static void command_variant(struct duis_lint *l)
{
	const unsigned cv = l->m->command_variant;
	const bool has = cv < 9 && l->srv->variants & SRV_CV(cv);
	const char service = srv_service(cv);
	const char *name = "CommandVariant";
	struct buf may = BUF_INIT;
	char text[NUM_TEXT];

	num_text(cv, text);
	if (cv == 9) {
		duis_lint_find(l, DUIS034, NULL, name, span_of(text),
			       "is a variant that only the DCC's own systems "
			       "send");
		return;
	}
	if (!has && !as_campaign_says(l)) {
		add_variants(l->srv, &may);
		duis_lint_find(l, DUIS033, NULL, name, span_of(text),
			       "is no command variant of %s; expected "
			       SPAN_F, l->srv->srv, SPAN_A(buf_span(&may)));
		buf_release(&may);
	}
	if (l->c->service && service && l->c->service != service)
		duis_lint_find(l, DUIS035, NULL, name, span_of(text),
			       "goes to the web service %c, not to %c",
			       service, l->c->service);
}

/* The element in the body, and what may be in it. */
static void body(struct duis_lint *l)
{
	const struct duis_element *e = l->m->body;
	const bool pre = l->m->kind == DUIS_SIGNED_PRE_COMMAND;
	const bool wanted = l->m->command_variant >= 5 &&
			    l->m->command_variant <= 7;
	/* without an endpoint, the message's own version */
	const struct duis_profile own = {
		.version = duis_version(l->m->schema_version) };
	const struct srv *other;
	struct duis_body_ask ask = { l->srv,
		l->c->profile ? l->c->profile : &own, l->c->file, l->c->line };

	if (pre != wanted && !as_campaign_says(l)) {
		duis_lint_find(l, DUIS031, e, "Body",
			       e ? e->name : SPAN_EMPTY, wanted ?
			       "is the body of a request; command variant %u "
			       "carries a signed pre-command" :
			       "is a signed pre-command; command variant %u "
			       "carries none", l->m->command_variant);
		return;
	}
	if (pre || !e)
		return;
	if (span_eq(e->name, span_of(l->srv->body))) {
		if (e->line)
			ask.line = e->line;
		duis_body_check(&ask, e, l->d);
		return;
	}
	other = srv_by_body(e->name);
	duis_lint_find(l, DUIS031, e, "Body", e->name,
		       "is the body of %s; that of %s is %s",
		       other ? other->srv : "no service", l->srv->srv,
		       l->srv->body);
}

static void type_fits(struct duis_lint *l, const struct duis_element *at,
		      const char *column, uint64_t eui)
{
	const struct duis_device *dev = duis_lint_device(l, eui);
	char text[DUIS_EUI_TEXT];
	const struct span value = span_of(duis_eui_text(eui, text));

	if (!dev || !dev->type)
		return;
	if (l->srv->devices && !(dev->type & l->srv->devices))
		duis_lint_find(l, DUIS037, at, column, value,
			       "is %s %s; %s is not for that type of device",
			       strchr("AEI", srv_device_name(dev->type)[0]) ?
			       "an" : "a", srv_device_name(dev->type),
			       l->srv->srv);
	if (dev->smets == 1 && l->srv->smets1 == SRV_NO)
		duis_lint_find(l, DUIS045, at, column, value,
			       "is a SMETS1 device; none serves %s",
			       l->srv->srv);
	else if (dev->smets == 1 && l->srv->smets1 == SRV_UNLIKELY)
		duis_lint_find(l, DUIS045, at, column, value,
			       "is a SMETS1 device; it is unlikely that one "
			       "serves %s", l->srv->srv);
}

static void target(struct duis_lint *l)
{
	const char *name = "RequestID";
	const bool dcc = (l->srv->modes & SRV_DCC_ONLY) != 0;
	const uint64_t eui = l->m->id.target;
	const struct duis_element *e = l->m->body, *of;
	char text[DUIS_EUI_TEXT];
	const struct span value = span_of(duis_eui_text(eui, text));
	uint64_t about;

	if (!l->m->has_id) {
		duis_lint_find(l, DUIS016, NULL, name, SPAN_EMPTY,
			       "is missing");
		return;
	}
	if (l->c->has_acb && dcc && eui != l->c->acb)
		duis_lint_find(l, DUIS036, NULL, name, value,
			       "is the target of %s; that is answered by the "
			       "DCC itself, and must go to its access control "
			       "broker", l->srv->srv);
	if (l->c->has_acb && !dcc && eui == l->c->acb)
		duis_lint_find(l, DUIS036, NULL, name, value,
			       "is the DCC's access control broker; %s goes to "
			       "a device", l->srv->srv);
	else if (!dcc && l->c->device_count && !duis_lint_device(l, eui))
		duis_lint_find(l, DUIS038, NULL, name, value,
			       "is no device that is known");
	if (!dcc)
		type_fits(l, NULL, name, eui);
	of = e && dcc ? duis_element_find(e, SPAN("DeviceID")) : NULL;
	if (of && duis_eui_parse(span_trim(of->text), &about))
		type_fits(l, of, "DeviceID", about);
}

void duis_lint_role(struct duis_lint *l, const struct srv *v,
		    const struct duis_element *at, const char *column)
{
	struct buf may = BUF_INIT, is = BUF_INIT;

	if (!l->c->roles || !v->roles || l->c->roles & v->roles)
		return;
	for (unsigned bit = 1; bit <= SRV_OU; bit <<= 1) {
		if (v->roles & bit)
			buf_addf(&may, "%s%s", may.n ? ", " : "",
				 srv_role_name(bit));
		if (l->c->roles & bit)
			buf_addf(&is, "%s%s", is.n ? ";" : "",
				 srv_role_name(bit));
	}
	duis_lint_find(l, DUIS039, at, column, buf_span(&is),
		       "may not ask for %s; expected one of " SPAN_F,
		       v->srv, SPAN_A(buf_span(&may)));
	buf_release(&may);
	buf_release(&is);
}

static void sequence(struct duis_lint *l)
{
	const struct duis_message *m = l->m;
	const char *name = "PrecedingServiceRequestID";
	char text[DUIS_ID_TEXT];

	if (!m->has_preceding)
		return;
	if (m->has_first && m->first_in_sequence)
		duis_lint_find(l, DUIS047, NULL, name,
			       span_of(duis_id_text(&m->preceding, text)),
			       "precedes a request that says it is the first "
			       "in its sequence");
	else if (m->preceding.originator != m->id.originator ||
		 (m->preceding.target == m->id.target &&
		  m->preceding.counter >= m->id.counter))
		duis_lint_find(l, DUIS047, NULL, name,
			       span_of(duis_id_text(&m->preceding, text)),
			       "cannot precede this request: it is another "
			       "sender's, or its counter is not lower");
}

bool duis_lint(const struct duis_message *m, const struct duis_context *c,
	       struct diag *d)
{
	const uint64_t errors = d->count[DIAG_ERROR];
	struct duis_lint l = { m, c, NULL, d };
	const bool request = m->kind == DUIS_REQUEST ||
			     m->kind == DUIS_SIGNED_PRE_COMMAND;

	version(&l);
	if (!request) {
		/* an answer may leave out of what it is one */
		if (m->variant.n)
			service(&l);
		return d->count[DIAG_ERROR] == errors;
	}
	if (!m->is_signed && !c->unsigned_ok)
		duis_lint_find(&l, DUIS048, NULL, "Signature", SPAN_EMPTY,
			       "is missing; the DCC takes no unsigned request");
	if (service(&l)) {
		command_variant(&l);
		body(&l);
		target(&l);
		duis_lint_role(&l, l.srv, NULL, "RequestID");
		sequence(&l);
		if (m->body) {
			if (span_eq(m->body->name, SPAN("CreateSchedule")))
				duis_lint_schedule(&l);
			duis_lint_dates(&l);
		}
	}
	return d->count[DIAG_ERROR] == errors;
}
