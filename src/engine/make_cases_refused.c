/* Cases that break one rule each, and expect its refusal. */
#include "engine/duis_body.h"
#include "engine/make_cases_room.h"
#include "model/srv_sets.h"

/* Has any mode of the service a positive case here? */
static bool applies(const struct make *m, const struct srv *srv,
		    enum case_mode *mode)
{
	const struct applicability_row *row;

	*mode = srv->modes & SRV_DCC_ONLY ? CASE_DCC_ONLY : CASE_ON_DEMAND;
	return make_applies(m, srv, *mode, &row);
}

static struct testcase refused(const struct make *m, const struct srv *srv,
			       unsigned cv, const char *name,
			       const char *code, const struct case_user *who)
{
	const enum case_mode mode = srv->modes & SRV_DCC_ONLY ?
				    CASE_DCC_ONLY : CASE_ON_DEMAND;
	struct testcase c = make_case(m, srv, mode, cv, who);

	c.polarity = CASE_NEGATIVE;
	c.name = span_of(name);
	c.expect_ack = span_of(code);
	make_params(m, &c, make_set(m, srv), SPAN_EMPTY, SPAN_EMPTY);
	make_trt(m, &c, mode == CASE_DCC_ONLY ? TRT_DCC_ONLY :
		 cv == 4 ? TRT_TRANSFORM : TRT_ON_DEMAND);
	return c;
}

/* The first request of the service: of a critical one, for its
 * pre-command. */
static unsigned first_variant(const struct make *m, const struct srv *srv)
{
	const unsigned cv = make_variant(m, srv);

	return cv >= 5 && cv <= 7 ? 4 : cv;
}

static void wrong_variant(struct make *m, const struct srv *srv,
			  const struct case_user *who)
{
	const unsigned is = first_variant(m, srv);
	const unsigned cv = srv->critical ? 1 : srv->variants & SRV_CV(8) ?
			    1 : 4;
	struct testcase c;

	if (cv != is && !(srv->variants & SRV_CV(cv))) {
		c = refused(m, srv, cv, "wrong-cv", "E12", who);
		make_add(m, &c);
	}
	if (!(srv->modes & SRV_SCHEDULED))
		return;
	/* variant 9 is how the DCC itself asks for it */
	c = refused(m, srv, 9, "cv-9", "E12", who);
	c.service = 'S';
	make_add(m, &c);
}

static void wrong_service(struct make *m, const struct srv *srv,
			  const struct case_user *who)
{
	const unsigned cv = first_variant(m, srv);
	struct testcase c = refused(m, srv, cv, "wrong-url", "E13", who);

	c.service = srv_service(cv) == 'S' ? 'D' : 'S';
	make_add(m, &c);
}

static void of_service(struct make *m, const struct srv *srv)
{
	struct case_user who, other;
	enum case_mode mode;
	struct testcase c;

	if (!applies(m, srv, &mode))
		return;
	if (case_users_for(&m->users, m->device, srv->roles, &who)) {
		wrong_variant(m, srv, &who);
		wrong_service(m, srv, &who);
	}
	if (case_users_without(&m->users, srv->roles, &other)) {
		c = refused(m, srv, first_variant(m, srv), "wrong-role", "E2",
			    &other);
		make_add(m, &c);
	}
}

static bool asked_for(const struct make *m, const struct srv *srv)
{
	for (size_t i = 0; i < m->ask->srv_count; i++) {
		if (span_eq(m->ask->srvs[i], span_of(srv->srv)))
			return true;
	}
	return m->ask->srv_count == 0;
}

/* Can its ready set be filled in? A certificate is one of a user. */
static bool can_be_sent(const struct make *m, const struct srv *srv)
{
	const struct campaign *c = m->ask->campaign;
	struct duis_params p = DUIS_PARAMS_INIT;
	bool wants = false, has = false;

	srv_set_add(span_of(srv->srv), span_of(make_set(m, srv)), &p);
	for (size_t i = 0; i < p.v.n; i++)
		wants = wants || span_eq(p.v.v[i].value, SPAN("$certificate"));
	for (size_t i = 0; i < c->users.n; i++)
		has = has || c->users.v[i].cert.n;
	duis_params_release(&p);
	return has || !wants;
}

/* Of the services that the device does not have, one for each set of types
 * that have it: more would say the same again. */
static void wrong_device(struct make *m)
{
	unsigned seen[64];
	size_t n = 0;
	struct case_user who;

	for (uint32_t i = 0; i < srv_count; i++) {
		const struct srv *srv = &srv_table[i];
		bool fresh = n < sizeof(seen) / sizeof(seen[0]);
		struct testcase c;

		if (!srv->devices || srv->devices & m->device->type ||
		    srv->modes & SRV_DCC_ONLY || !asked_for(m, srv) ||
		    srv->smets1 < SRV_LIKELY ||
		    !case_users_with(&m->users, srv->roles, &who))
			continue;
		for (size_t k = 0; k < n; k++)
			fresh = fresh && seen[k] != srv->devices;
		if (!fresh || !can_be_sent(m, srv))
			continue;
		seen[n++] = srv->devices;
		c = refused(m, srv, first_variant(m, srv), "wrong-device",
			    "E11", &who);
		make_add(m, &c);
	}
}

/* A schedule that only SMETS1 devices may have. */
static void mp192(struct make *m)
{
	const struct campaign *campaign = m->ask->campaign;
	struct case_user who;

	if (!campaign->mp192.enabled || m->device->smets != 2)
		return;
	for (uint32_t i = 0; i < srv_count; i++) {
		const struct srv *srv = &srv_table[i];
		struct testcase c;

		if (!(srv->modes & SRV_MP192) || !asked_for(m, srv) ||
		    !(srv->devices & m->device->type) ||
		    !make_schedulable(m, srv) ||
		    !case_users_for(&m->users, m->device, srv->roles, &who))
			continue;
		c = refused(m, srv_find(SPAN("5.1")), 8, "", "", &who);
		c.name = arena_printf(&m->cases->arena, "mp192-%s", srv->srv);
		c.expect_ack = arena_span(&m->cases->arena,
					  campaign->mp192.code);
		make_params(m, &c, srv->srv, SPAN_EMPTY, SPAN_EMPTY);
		make_add(m, &c);
	}
}

void make_refused(struct make *m)
{
	for (uint32_t i = 0; i < srv_count; i++)
		of_service(m, &srv_table[i]);
	wrong_device(m);
	mp192(m);
}
