#include "engine/case_lint.h"

#include "base/intern.h"
#include "base/mem.h"
#include "engine/case_request.h"
#include "engine/case_users.h"
#include "engine/duis_lint.h"
#include "model/codes.h"
#include "model/pattern.h"

struct lint {
	const struct case_lint_ask *ask;
	struct diag *d;
	struct case_users users;
	struct arena arena;		/* of one case */
	uint64_t requests;
};

static const char *file_of(const struct lint *l, const struct testcase *c)
{
	return c->file ? c->file : l->ask->file;
}

static void find(const struct lint *l, const struct testcase *c,
		 enum code code, const char *column, struct span value,
		 const char *text)
{
	code_find(l->d, code, &(struct code_place){ .file = file_of(l, c),
		.line = c->line, .column = column, .value = &value }, "%s",
		text);
}

/* ---- cases against each other ---- */

/* Who waits for whom, by number of id. */
struct wait {
	uint32_t self, other;
};
typedef VEC(struct wait) waits_of;

static void read_after(const struct lint *l, const struct intern *ids,
		       const struct testcase *c, waits_of *waits)
{
	struct span rest = c->after, part;

	while (rest.n && span_cut(&rest, ';', &part)) {
		const uint32_t at = intern_find(ids, span_trim(part));

		if (at == INTERN_NONE)
			find(l, c, SIT064, "after", part,
			     "is the id of no case");
		else
			vec_push(waits, ((struct wait){
				intern_find(ids, c->id), at }));
	}
}

/* Whoever waits for nobody is settled, and whoever waits only for what is;
 * what is left waits for itself. Each wait is looked at once. */
static void settle(const waits_of *waits, uint32_t ids, uint32_t *open)
{
	uint32_t *start = mem_array((size_t)ids + 2, sizeof(*start));
	uint32_t *next = mem_array(waits->n + 1, sizeof(*next));
	uint32_t *ready = mem_array((size_t)ids + 1, sizeof(*ready)), n = 0;

	for (size_t i = 0; i < waits->n; i++) {
		open[waits->v[i].self]++;
		start[waits->v[i].other + 2]++;
	}
	for (uint32_t i = 0; i < ids; i++)
		start[i + 1] += start[i];
	for (size_t i = 0; i < waits->n; i++)
		next[start[waits->v[i].other + 1]++] = waits->v[i].self;
	for (uint32_t i = 0; i < ids; i++) {
		if (!open[i])
			ready[n++] = i;
	}
	while (n) {
		const uint32_t id = ready[--n];

		for (uint32_t k = start[id]; k < start[id + 1]; k++) {
			if (--open[next[k]] == 0)
				ready[n++] = next[k];
		}
	}
	mem_free(start);
	mem_free(next);
	mem_free(ready);
}

static void check_cycles(const struct lint *l, const struct intern *ids,
			 const waits_of *waits)
{
	uint32_t *open = mem_array((size_t)ids->count + 1, sizeof(*open));

	settle(waits, ids->count, open);
	for (size_t i = 0; i < l->ask->cases->rows.n; i++) {
		const struct testcase *c = &l->ask->cases->rows.v[i];

		if (open[intern_find(ids, c->id)])
			find(l, c, SIT065, "after", c->after,
			     "makes the case wait for itself, or for one "
			     "that does");
	}
	mem_free(open);
}

static void check_together(const struct lint *l)
{
	struct intern ids = INTERN_INIT;
	waits_of waits = VEC_INIT;
	bool fresh;

	for (size_t i = 0; i < l->ask->cases->rows.n; i++) {
		const struct testcase *c = &l->ask->cases->rows.v[i];

		intern_put(&ids, c->id, &fresh);
		if (!fresh)
			find(l, c, SIT063, "case", c->id,
			     "is the id of another case already");
	}
	for (size_t i = 0; i < l->ask->cases->rows.n; i++) {
		read_after(l, &ids, &l->ask->cases->rows.v[i], &waits);
	}
	check_cycles(l, &ids, &waits);
	intern_release(&ids);
	vec_release(&waits);
}

/* ---- a case against its service ---- */

static void check_mode(const struct lint *l, const struct testcase *c)
{
	static const unsigned modes[CASE_MODES] = {
		SRV_ON_DEMAND, SRV_FUTURE, SRV_SCHEDULED, SRV_DCC_ONLY };
	const struct span mode = span_of(case_mode_name(c->mode));

	if (!(c->srv->modes & modes[c->mode]))
		find(l, c, SIT055, "mode", mode,
		     "is no mode of this service");
	if (c->mode == CASE_SCHEDULED && !c->after.n)
		find(l, c, SIT055, "mode", mode, "waits for a schedule; name "
		     "the case that makes it in 'after'");
	if (c->mode == CASE_SCHEDULED && c->expect_ack.n)
		find(l, c, SIT055, "expect_ack", c->expect_ack,
		     "is waited for, but a scheduled case sends nothing");
	if (!c->expect_ack.n && !c->expect_code.n && !c->expect_alert.n)
		find(l, c, SIT056, "expect_ack", SPAN_EMPTY, "and "
		     "'expect_code' are blank; a case that expects nothing "
		     "proves nothing");
}

/* ---- a case against its device and user ---- */

static const struct world_device *device_of(const struct lint *l,
					    const struct testcase *c)
{
	const struct world *w = l->ask->world;

	for (size_t i = 0; w && i < w->devices.n; i++) {
		const struct world_device *d = &w->devices.v[i];

		if (d->type == c->device_type && span_eq(d->set, c->set) &&
		    span_eq(d->ppc_id, c->ppc_id))
			return d;
	}
	return NULL;
}

/* Is there somewhere that it goes to, and somebody who asks? */
static void check_route(const struct lint *l, const struct testcase *c,
			const struct world_device *d)
{
	const struct campaign *set = l->ask->campaign;

	if (set->interfaces.n && d->smets_told &&
	    !campaign_interface(set, (unsigned)d->smets))
		find(l, c, SIT103, "set", c->set, d->smets == 1 ?
		     "is of SMETS1 devices; no interface applies to them" :
		     "is of SMETS2 devices; no interface applies to them");
	if (!l->users.v.n)
		find(l, c, SIT104, "user", c->user,
		     "is nobody who may ask; neither the campaign nor a "
		     "device names a user");
}

/* The roles of the user; *eui is that of one with them. 0: not known. */
static unsigned roles_of(const struct lint *l, const struct testcase *c,
			 uint64_t *eui)
{
	const unsigned role = srv_role_named(c->user);
	struct case_user who;

	*eui = 1;
	if (role) {
		if (case_users_with(&l->users, role, &who))
			*eui = who.eui;
		else if (l->ask->campaign->users.n)
			find(l, c, SIT053, "user", c->user,
			     "is a role that no user of the campaign has");
		return role;
	}
	if (!duis_eui_parse(c->user, eui))
		return 0;
	for (size_t i = 0; i < l->users.v.n; i++) {
		if (l->users.v.v[i].eui == *eui)
			return l->users.v.v[i].roles;
	}
	if (l->ask->campaign->users.n)
		find(l, c, SIT053, "user", c->user,
		     "is no user of the campaign");
	return 0;
}

/* ---- its request ---- */

/* The refusal that a finding means; NULL: none that is known. */
static const char *refusal(const struct lint *l, const char *code)
{
	static const struct {
		enum code code;
		const char *refusal;
	} table[] = {
		{ DUIS033, "E12" }, { DUIS034, "E12" }, { DUIS035, "E13" },
		{ DUIS036, "E19" }, { DUIS037, "E11" }, { DUIS038, "E19" },
		{ DUIS039, "E2" },
	};
	const struct span name = span_of(code);

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		if (span_eq(span_of(code_table[table[i].code].name), name))
			return table[i].refusal;
	}
	if (span_eq(span_of(code_table[DUIS041].name), name))
		return l->ask->campaign->mp192.code.p;
	return NULL;
}

static bool expects(const struct testcase *c, struct span refusal)
{
	return c->polarity == CASE_NEGATIVE &&
	       (pattern_matches(c->expect_ack, refusal) ||
		pattern_matches(c->expect_code, refusal) ||
		span_eq(c->expect_ack, refusal));
}

/* Hands on what the case does not mean to be wrong. */
static void judge(const struct lint *l, const struct testcase *c,
		  const struct diag *own)
{
	bool meant = false;

	for (size_t i = 0; i < own->found.n; i++) {
		const struct finding *f = &own->found.v[i];
		const char *code = refusal(l, f->code);

		if (code && expects(c, span_of(code)))
			meant = true;
		else
			diag_add(l->d, f);
	}
	if (c->polarity == CASE_NEGATIVE && !meant &&
	    !own->count[DIAG_ERROR])
		find(l, c, SIT058, "expect_ack", c->expect_ack,
		     "is expected, but the request breaks no rule that is "
		     "known here; the state of the device decides");
}

static void check_request(struct lint *l, const struct testcase *c,
			  const struct world_device *device)
{
	const struct world_device made_up = {
		.eui = UINT64_C(0x00DB123456789000), .type = c->device_type,
		.smets = 1 };
	const struct world_device *dev = device ? device : &made_up;
	const struct duis_profile profile = case_request_profile(
		l->ask->campaign, device ? (unsigned)dev->smets : 0);
	const struct duis_device known = { dev->eui, dev->type,
		device ? (unsigned)dev->smets : 0 };
	struct duis_context context = {
		.profile = &profile, .has_acb = true,
		.acb = case_request_acb(l->ask->campaign),
		.devices = &known, .device_count = 1,
		.critical_smets1_cv =
			(unsigned)l->ask->campaign->critical_smets1_cv,
		.service = c->service, .has_now = l->ask->has_now,
		.now = l->ask->now, .unsigned_ok = true,
		.file = file_of(l, c), .line = c->line,
	};
	struct case_request_ask ask = {
		.testcase = c, .device = dev, .campaign = l->ask->campaign,
		.counter = 1, .now = l->ask->now, .file = file_of(l, c),
		.facts = { .other_device = UINT64_C(0x00DB1234567890FF),
			   .chf = UINT64_C(0x00DB1234567890FE),
			   .gpf = UINT64_C(0x00DB1234567890FD),
			   .mpxn = SPAN("1012345678901"),
			   .certificate = SPAN("MIIB"),
			   .request = SPAN("00-00-00-00-00-00-00-01:"
					   "00-00-00-00-00-00-00-02:1"),
			   .schedule = SPAN("1"),
			   .billing = SPAN("2999-12-31") },
	};
	struct diag own = DIAG_INIT;
	struct duis_message m;

	context.roles = roles_of(l, c, &ask.user);
	if (case_request_make(&ask, &l->arena, &m, &own)) {
		duis_lint(&m, &context, &own);
		l->requests++;
	}
	judge(l, c, &own);
	diag_release(&own);
	arena_clear(&l->arena);
}

static void check_case(struct lint *l, const struct testcase *c)
{
	const struct world_device *device = device_of(l, c);

	check_mode(l, c);
	if (l->ask->world && !device) {
		find(l, c, SIT059, "device_type",
		     span_of(srv_device_name(c->device_type)),
		     "of that set and combination is in no table of devices");
		return;
	}
	if (device)
		check_route(l, c, device);
	if (testcase_sends(c))
		check_request(l, c, device);
}

bool case_lint(const struct case_lint_ask *ask, struct case_lint_told *told,
	       struct diag *d)
{
	static const struct world nothing = WORLD_INIT;
	const uint64_t errors = d->count[DIAG_ERROR];
	struct lint l = { .ask = ask, .d = d, .users = CASE_USERS_INIT,
			  .arena = ARENA_INIT };

	case_users_make(&l.users, ask->campaign,
			ask->world ? ask->world : &nothing);
	check_together(&l);
	for (size_t i = 0; i < ask->cases->rows.n; i++)
		check_case(&l, &ask->cases->rows.v[i]);
	*told = (struct case_lint_told){ l.requests };
	case_users_release(&l.users);
	arena_release(&l.arena);
	return d->count[DIAG_ERROR] == errors;
}
