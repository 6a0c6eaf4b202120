/* The positive cases, and the walk over combinations and devices. */
#include "engine/make_cases.h"

#include "base/intern.h"
#include "engine/duis_body.h"
#include "engine/make_cases_room.h"
#include "model/codes.h"
#include "model/rfi.h"
#include "model/srv_sets.h"

/* ---- what a plan asks for ---- */

/* Begin or end the life of a device, or hand it over. */
static bool is_life(const struct srv *srv)
{
	static const char *const life[] = { "6.15.1", "6.15.2", "6.17",
		"6.21", "6.23", "8.1.1", "8.3", "8.4", "8.5", "8.6", "8.7.1",
		"8.7.2", "8.8.1", "8.8.2", "8.12.1", "8.12.2", "8.13",
		"8.14.1", "8.14.2", "8.14.3", "8.14.4", "11.1", "11.3",
		"11.4", "12.2" };

	for (size_t i = 0; i < sizeof(life) / sizeof(life[0]); i++) {
		if (span_eq(span_of(life[i]), span_of(srv->srv)))
			return true;
	}
	return false;
}

static bool is_schedule(const struct srv *srv)
{
	return span_eq(span_of(srv->reference), SPAN("5.1")) ||
	       span_eq(span_of(srv->reference), SPAN("5.2")) ||
	       span_eq(span_of(srv->reference), SPAN("5.3"));
}

static bool is_asked(const struct make *m, const struct srv *srv)
{
	for (size_t i = 0; i < m->ask->srv_count; i++) {
		if (span_eq(m->ask->srvs[i], span_of(srv->srv)))
			return true;
	}
	return m->ask->srv_count == 0;
}

static bool has_mode(const struct srv *srv, enum case_mode mode)
{
	static const unsigned modes[CASE_MODES] = {
		SRV_ON_DEMAND, SRV_FUTURE, SRV_SCHEDULED, SRV_DCC_ONLY };

	return (srv->modes & modes[mode]) != 0;
}

bool make_applies(const struct make *m, const struct srv *srv,
		  enum case_mode mode, const struct applicability_row **row)
{
	const struct applicability_ask ask = { srv, m->device->type,
		m->installation, m->device->ppc_id, mode };

	*row = NULL;
	if (!has_mode(srv, mode) || !is_asked(m, srv) ||
	    (srv->devices && !(srv->devices & m->device->type)))
		return false;
	if (m->ask->applies) {
		*row = applicability_find(m->ask->applies, &ask);
		return *row && (*row)->applies;
	}
	if (is_life(srv) && m->ask->srv_count == 0)
		return false;
	return m->device->smets != 1 || srv->smets1 >= SRV_LIKELY ||
	       m->ask->srv_count;
}

unsigned make_variant(const struct make *m, const struct srv *srv)
{
	const uint64_t own = m->ask->campaign->critical_smets1_cv;

	if (srv->variants & SRV_CV(8))
		return 8;
	if (!srv->critical)
		return 1;
	if (m->device->smets == 1 && own && own != 4)
		return (unsigned)own;
	return 5;
}

bool make_schedulable(const struct make *m, const struct srv *srv)
{
	const struct campaign_interface *i =
		campaign_interface(m->ask->campaign,
				   (unsigned)m->device->smets);
	const unsigned is = i ? duis_version(i->schema_version) : 51;

	return srv->modes & SRV_SCHEDULED &&
	       duis_version(span_of(srv->schedule_since)) <= is;
}

/* ---- one case ---- */

struct testcase make_case(const struct make *m, const struct srv *srv,
			  enum case_mode mode, unsigned cv,
			  const struct case_user *who)
{
	struct arena *a = &m->cases->arena;
	struct testcase c = {
		.phase = m->ask->phase,
		.ppc_id = arena_span(a, m->device->ppc_id),
		.set = arena_span(a, m->device->set),
		.installation = m->installation,
		.device_type = m->device->type,
		.srv = srv, .command_variant = cv, .mode = mode,
		.not_before = m->not_before,
	};
	char text[WORLD_EUI_TEXT];

	if (who)
		c.user = arena_span(a, span_of(world_eui_text(who->eui,
							      text)));
	return c;
}

void make_params(const struct make *m, struct testcase *c, const char *set,
		 struct span path, struct span value)
{
	struct arena *a = &m->cases->arena;
	struct duis_param *p = arena_zero(a, 2, sizeof(*p));

	p[0].path = SPAN(SRV_SET_PATH);
	p[0].value = span_of(set);
	p[1].path = path;
	p[1].value = value;
	c->params = p;
	c->param_count = path.n ? 2 : 1;
}

static bool has_set(const struct srv *srv, const char *set)
{
	const char *name;

	for (uint32_t i = 0; (name = srv_set_name(span_of(srv->srv), i)); i++) {
		if (span_eq(span_of(name), span_of(set)))
			return true;
	}
	return false;
}

const char *make_set(const struct make *m, const struct srv *srv)
{
	const char *mode = m->device->prepayment ? "prepayment" : "credit";

	if (m->device->type & (SRV_GSME | SRV_GPF) && has_set(srv, "gas"))
		return "gas";
	return has_set(srv, mode) ? mode : SRV_SET_DEFAULT;
}

void make_trt(const struct make *m, struct testcase *c, enum trt_kind kind)
{
	c->trt_ms = trt_find(m->ask->trt, c->srv, kind);
	c->has_trt = c->trt_ms > 0;
}

struct span make_add(struct make *m, struct testcase *c)
{
	c->id = testcase_id(c, &m->cases->arena);
	vec_push(&m->cases->rows, *c);
	return c->id;
}

/* What a result of the device holds. */
static struct span payload(const struct make *m, const struct srv *srv,
			   const char *smets2)
{
	return span_of(m->device->smets == 1 ? srv->mmc_response : smets2);
}

static void of_list(struct testcase *c, const struct applicability_row *row)
{
	c->mandatory = !row || row->mandatory;
	if (row)
		c->requirement = row->requirement;
}

static void expect_result(const struct make *m, struct testcase *c,
			  enum trt_kind kind)
{
	const bool direct = c->command_variant == 4;

	c->expect_ack = direct ? SPAN("I0") : SPAN("I99");
	c->expect_code = direct ? SPAN_EMPTY : SPAN("I0");
	c->expect_payload = direct ? SPAN("PreCommand") :
			    payload(m, c->srv, "GBCSPayload");
	make_trt(m, c, kind);
}

static void on_demand(struct make *m, const struct srv *srv,
		      const struct applicability_row *row,
		      const struct case_user *who)
{
	struct testcase c = make_case(m, srv, CASE_ON_DEMAND,
				      make_variant(m, srv), who);
	const char *set = make_set(m, srv);

	c.name = span_of(set);
	make_params(m, &c, set, SPAN_EMPTY, SPAN_EMPTY);
	expect_result(m, &c, TRT_ON_DEMAND);
	of_list(&c, row);
	make_add(m, &c);
}

static void future_dated(struct make *m, const struct srv *srv,
			 const struct applicability_row *row,
			 const struct case_user *who)
{
	struct testcase c = make_case(m, srv, CASE_FUTURE_DATED,
				      make_variant(m, srv), who);
	const char *set = make_set(m, srv);

	c.name = span_of(set);
	make_params(m, &c, set, SPAN("ExecutionDateTime"), SPAN("$now+1h"));
	expect_result(m, &c, TRT_FUTURE_DATED);
	/* a meter that holds the date itself tells of it by an alert */
	if (m->device->smets == 2 && srv->modes & SRV_FUTURE_DEVICE)
		c.expect_payload = SPAN("FutureDatedDeviceAlertMessage");
	of_list(&c, row);
	make_add(m, &c);
}

static void dcc_only(struct make *m, const struct srv *srv,
		     const struct applicability_row *row,
		     const struct case_user *who)
{
	struct testcase c = make_case(m, srv, CASE_DCC_ONLY, 8, who);
	const char *set = make_set(m, srv);

	c.name = span_of(set);
	make_params(m, &c, set, SPAN_EMPTY, SPAN_EMPTY);
	/* an answer without data comes as either */
	c.expect_ack = srv->dcc_response[0] ? SPAN("I0") : SPAN("I0|I99");
	c.expect_payload = span_of(srv->dcc_response);
	make_trt(m, &c, TRT_DCC_ONLY);
	of_list(&c, row);
	make_add(m, &c);
}

/* Reads what the calendar of the device has closed: on any other day there
 * is nothing new, and a SMETS1 device says so. */
static bool is_billing(const struct srv *srv)
{
	return span_eq(span_of(srv->srv), SPAN("4.4.3"));
}

static bool bills(const struct make *m)
{
	return m->device->bills && m->device->billing_start != DATE_NONE;
}

/* One link of the chain of a schedule that the DCC answers itself. */
static struct span schedule_link(struct make *m, const char *srv,
				 const struct srv *scheduled, const char *verb,
				 struct span after,
				 const struct case_user *who)
{
	struct testcase c = make_case(m, srv_find(span_of(srv)),
				      CASE_DCC_ONLY, 8, who);

	c.chain = m->chains;
	c.name = arena_printf(&m->cases->arena, "%s-%s", verb,
			      scheduled->srv);
	c.after = after;
	c.expect_ack = c.srv->dcc_response[0] ? SPAN("I0") : SPAN("I0|I99");
	c.expect_payload = span_of(c.srv->dcc_response);
	if (after.n)
		make_params(m, &c, SRV_SET_DEFAULT, SPAN("DSPScheduleID"),
			    SPAN("$schedule"));
	else if (is_billing(scheduled) && bills(m))
		make_params(m, &c, scheduled->srv, SPAN("ScheduleStartDate"),
			    SPAN("$billing"));
	else
		make_params(m, &c, scheduled->srv, SPAN_EMPTY, SPAN_EMPTY);
	make_trt(m, &c, TRT_DCC_ONLY);
	of_list(&c, NULL);
	return make_add(m, &c);
}

static void scheduled(struct make *m, const struct srv *srv,
		      const struct applicability_row *row,
		      const struct case_user *who)
{
	struct span made, ran;
	struct testcase c;

	if (!make_schedulable(m, srv) || (srv->modes & SRV_MP192 &&
	    (!m->ask->campaign->mp192.enabled || m->device->smets != 1)))
		return;
	m->chains++;
	made = schedule_link(m, "5.1", srv, "create", SPAN_EMPTY, who);
	/* what the DCC sends to the device, or to its S1SP */
	c = make_case(m, srv, CASE_SCHEDULED, m->device->smets == 1 ? 9 : 1,
		      who);
	c.chain = m->chains;
	c.name = SPAN("execute");
	c.after = made;
	c.expect_code = SPAN("I0");
	c.expect_payload = payload(m, srv, "DSPScheduledMessage");
	make_trt(m, &c, TRT_SCHEDULED);
	of_list(&c, row);
	ran = make_add(m, &c);
	schedule_link(m, "5.2", srv, "read", made, who);
	schedule_link(m, "5.3", srv, "delete", ran, who);
}

/* ---- one device ---- */

typedef void maker_of(struct make *m, const struct srv *srv,
		      const struct applicability_row *row,
		      const struct case_user *who);

static void of_service(struct make *m, const struct srv *srv)
{
	static maker_of *const makers[CASE_MODES] = {
		on_demand, future_dated, scheduled, dcc_only };
	const struct applicability_row *row;
	struct case_user who;

	if (is_schedule(srv))
		return;			/* by what it schedules */
	/* a meter in credit mode takes no top-up */
	if (span_eq(span_of(srv->srv), SPAN("2.2")) && !m->device->prepayment)
		return;
	for (unsigned mode = 0; mode < CASE_MODES; mode++) {
		if (!make_applies(m, srv, (enum case_mode)mode, &row))
			continue;
		if (case_users_for(&m->users, m->device, srv->roles, &who))
			makers[mode](m, srv, row, &who);
		else
			m->notes->no_user++;
	}
}

static void of_device(struct make *m)
{
	for (uint32_t i = 0; i < srv_count; i++)
		of_service(m, &srv_table[i]);
	make_refused(m);
}

static struct span entry_of(const struct make *m,
			    const struct release_row *row)
{
	for (size_t i = 0; i < m->ask->entry_count; i++) {
		const struct make_cases_entry *e = &m->ask->entries[i];

		if (span_eq(e->ppc_id, row->ppc_id))
			return arena_span(&m->cases->arena, e->day);
	}
	return arena_span(&m->cases->arena, row->entry_hold);
}

/* ---- does the device suit the combination? ---- */

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

static void firmware(const struct make *m, const struct release_row *row)
{
	const int part = part_of(m->device->type);
	struct span final;

	if (part < 0 || !m->device->fw_version.n)
		return;
	final = row->device[part][RELEASE_FIRMWARE];
	if (!final.n || span_eq_nocase(final, SPAN("TBC")) ||
	    span_eq(final, m->device->fw_version))
		return;
	code_find(m->d, SIT062, &(struct code_place){
		.file = m->device->file, .line = m->device->line,
		.column = "fw_version", .value = &m->device->fw_version },
		"is what the %s of set '"
		SPAN_F "' runs; the release has " SPAN_F " for " SPAN_F,
		srv_device_name(m->device->type), SPAN_A(m->device->set),
		SPAN_A(final), SPAN_A(row->ppc_id));
}

/* May the device be named in a case? Tells the first thing that is wrong. */
static bool nameable(const struct make *m, const struct world_device *d)
{
	const struct code_place at = { .file = d->file, .line = d->line,
				       .column = "set", .value = &d->set };
	char text[WORLD_EUI_TEXT];

	if (testcase_part_ok(d->set) &&
	    (!d->ppc_id.n || testcase_part_ok(d->ppc_id)))
		return true;
	code_find(m->d, SIT050, &at, d->set.n ? "or the ppc_id of device %s "
		  "cannot be part of a case id; expected letters, digits and "
		  ". _ + -" : "is blank for device %s; a device under test "
		  "belongs to a set", world_eui_text(d->eui, text));
	return false;
}

/* Two devices of one type in one set cannot be told apart in a case id. */
static bool is_second(const struct make *m, size_t at)
{
	const struct world *w = m->ask->world;
	const struct world_device *d = &w->devices.v[at];
	char text[WORLD_EUI_TEXT];

	for (size_t i = 0; i < at; i++) {
		const struct world_device *o = &w->devices.v[i];

		if (o->type != d->type || !span_eq(o->set, d->set) ||
		    !span_eq(o->ppc_id, d->ppc_id))
			continue;
		code_find(m->d, SIT061, &(struct code_place){
			.file = d->file, .line = d->line, .column = "set",
			.value = &d->set }, "has a second %s, %s; give it a "
			"set of its own", srv_device_name(d->type),
			world_eui_text(d->eui, text));
		return true;
	}
	return false;
}

/* ---- the walk ---- */

/* The devices of one combination; of none, where row is NULL. */
static uint64_t of_row(struct make *m, const struct release_row *row)
{
	const struct world *w = m->ask->world;
	uint64_t n = 0;

	m->not_before = row ? entry_of(m, row) : SPAN_EMPTY;
	for (size_t i = 0; i < w->devices.n; i++) {
		const struct world_device *d = &w->devices.v[i];

		if (row ? !span_eq(d->ppc_id, row->ppc_id) : d->ppc_id.n > 0)
			continue;
		n++;
		m->device = d;
		if (!nameable(m, d) || is_second(m, i))
			continue;
		if (!case_installation_named(d->installation_type,
					     &m->installation))
			m->installation = CASE_INSTALLATIONS;
		if (row)
			firmware(m, row);
		of_device(m);
	}
	return n;
}

static bool is_combination(const struct make *m, struct span id)
{
	for (size_t i = 0; i < m->ask->release->rows.n; i++) {
		if (span_eq(id, m->ask->release->rows.v[i].ppc_id))
			return true;
	}
	return false;
}

/* Each of them once, however many devices name it. */
static void unknown_combinations(const struct make *m)
{
	const struct world *w = m->ask->world;
	struct intern seen = INTERN_INIT;
	bool fresh;

	for (size_t i = 0; i < w->devices.n; i++) {
		const struct world_device *first = &w->devices.v[i];
		const struct span id = first->ppc_id;

		intern_put(&seen, id, &fresh);
		if (id.n && fresh && !is_combination(m, id))
			code_find(m->d, SIT017, &(struct code_place){
				.file = first->file, .line = first->line,
				.column = "ppc_id", .value = &id },
				"is no combination of this release");
	}
	intern_release(&seen);
	for (size_t i = 0; i < m->ask->entry_count; i++) {
		const struct span id = m->ask->entries[i].ppc_id;

		if (!is_combination(m, id))
			code_find(m->d, SIT017, &(struct code_place){
				.file = m->ask->release_file,
				.column = "ppc_id", .value = &id },
				"enters, and is no combination of this "
				"release");
	}
}

bool make_cases(const struct make_cases_ask *ask, struct cases *cases,
		struct make_cases_notes *notes, struct diag *d)
{
	const uint64_t errors = d->count[DIAG_ERROR];
	struct make m = { .ask = ask, .cases = cases, .notes = notes, .d = d };

	*notes = (struct make_cases_notes){ 0 };
	if (!ask->applies && ask->srv_count == 0) {
		for (uint32_t i = 0; i < srv_count; i++)
			notes->life += is_life(&srv_table[i]);
	}
	case_users_make(&m.users, ask->campaign, ask->world);
	unknown_combinations(&m);
	for (size_t i = 0; i < ask->release->rows.n; i++) {
		const struct release_row *row = &ask->release->rows.v[i];

		if (of_row(&m, row) == 0)
			code_find(d, SIT060, &(struct code_place){
				.file = ask->release_file, .line = row->line,
				.column = "ppc_id", .value = &row->ppc_id },
				"has no device set in '%s'; nothing tests it",
				ask->devices_file);
	}
	of_row(&m, NULL);
	case_users_release(&m.users);
	return d->count[DIAG_ERROR] == errors;
}
