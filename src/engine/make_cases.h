/*
 * make_cases.h - the cases of a campaign
 *
 * Combinations x device sets x services x modes x polarity: every service
 * that applies to a device becomes a case for each mode in which it may be
 * asked for, with what must come back; and for each rule that a request can
 * break, a case that breaks it and expects the refusal.
 *
 *	struct make_cases_ask ask = { .release = &release, .world = &world,
 *		.campaign = &campaign, .trt = &trt, .phase = CASE_SIT };
 *	struct cases cases = CASES_INIT;
 *	struct make_cases_notes notes;
 *
 *	make_cases(&ask, &cases, &notes, &diag);
 *
 * Order: as the release has its combinations, then as the devices stand in
 * their table, services as the catalogue has them; sets of no combination
 * last. Requests to one device are sent in the order of its cases.
 *
 * Positive cases
 *	ON_DEMAND	a critical service is its pre-command (variant 4)
 *			and the signed one (variant 5), in one case
 *	FUTURE_DATED	due in an hour
 *	DCC_ONLY	what the DCC answers itself
 *	SCHEDULED	a schedule is made, read, waited for and deleted:
 *			four cases that depend on each other
 * Negative cases, where a user and a service for it are there
 *	wrong-cv	E12	cv-9		E12	wrong-url	E13
 *	wrong-role	E2	wrong-device	E11
 *	mp192-smets2	what the campaign's mp192.code says
 *
 * Services that begin or end the life of a device, or hand it to somebody
 * else, are left out unless they are asked for by name or listed: no later
 * case of that device could pass.
 *
 * A combination that is held has its reason in not_before; one with a day of
 * entry that day.
 *
 * Source: sections 1, 5, 6.4 and 10 of the notes on testing in
 * smets1-tools(7).
 */
#ifndef ENGINE_MAKE_CASES_H
#define ENGINE_MAKE_CASES_H

#include "base/diag.h"
#include "model/applicability.h"
#include "model/campaign.h"
#include "model/release.h"
#include "model/testcase.h"
#include "model/world.h"

struct make_cases_entry {		/* of a combination */
	struct span ppc_id;
	struct span day;		/* or moment */
};

struct make_cases_ask {
	const struct release *release;
	const char *release_file;	/* base names, for findings */
	const char *devices_file;
	const struct world *world;	/* its devices */
	const struct campaign *campaign;
	const struct applicability *applies;	/* NULL: the catalogue */
	const struct trt_table *trt;
	const struct span *srvs;	/* only these; none: all */
	size_t srv_count;
	enum case_phase phase;
	const struct make_cases_entry *entries;
	size_t entry_count;
};

struct make_cases_notes {
	uint64_t no_user;		/* cases nobody may ask for */
	uint64_t life;			/* services left out, see above */
};

/* Appends to `cases`, ids filled in. False: there were errors. */
bool make_cases(const struct make_cases_ask *ask, struct cases *cases,
		struct make_cases_notes *notes, struct diag *d);

#endif
