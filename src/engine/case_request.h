/*
 * case_request.h - the request of a case
 *
 * What is sent for a case, as a message without a signature:
 *
 *	struct case_request_ask ask = { .testcase = c, .device = d,
 *		.campaign = &campaign, .user = eui, .counter = 1000,
 *		.now = now_s, .file = "cases.csv" };
 *	struct duis_message m;
 *
 *	if (!case_request_make(&ask, &arena, &m, &diag)) ...	(findings)
 *
 * Of a case with a pre-command it is the request for that, variant 4; the
 * signed one can only be made of the answer. A case that sends nothing
 * (SCHEDULED) has none: testcase_sends() is 0, and asking is a bug.
 *
 * The target is the DCC's broker for what the DCC answers itself, else the
 * device. Texts live as long as the arena, the case and the campaign.
 */
#ifndef ENGINE_CASE_REQUEST_H
#define ENGINE_CASE_REQUEST_H

#include "engine/duis_body.h"
#include "engine/duis_facts.h"
#include "model/campaign.h"
#include "model/testcase.h"
#include "model/world.h"

struct case_request_ask {
	const struct testcase *testcase;
	const struct world_device *device;
	const struct campaign *campaign;
	uint64_t user;			/* EUI-64 */
	uint64_t counter;
	struct duis_facts facts;	/* its device and time are filled in
					   from here */
	int64_t now;			/* seconds since 1970, UTC */
	const char *file;		/* for findings */
};

#define CASE_REQUEST_ACB	UINT64_C(0x90B3D51F30000002)

/* What the endpoint of the device speaks. */
struct duis_profile case_request_profile(const struct campaign *c,
					 unsigned smets);
unsigned case_request_variant(const struct testcase *c);
uint64_t case_request_acb(const struct campaign *c);

bool case_request_make(const struct case_request_ask *ask, struct arena *a,
		       struct duis_message *m, struct diag *d);

#endif
