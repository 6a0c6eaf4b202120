/*
 * case_lint.h - what is wrong with cases before anything is sent
 *
 *	struct case_lint_ask ask = { .cases = &cases, .world = &world,
 *		.campaign = &campaign, .file = "cases.csv", .now = now_s };
 *
 *	if (!case_lint(&ask, &told, &diag)) ...	(findings SIT and DUIS)
 *
 * Cases against each other: an id twice, a case that waits for one that is
 * not there, or for itself; cases of several tables are one plan. Each case
 * against its service, its device and its user. Then its request is built
 * (engine/case_request.h) and judged (engine/duis_lint.h). A negative case is
 * wrong on purpose: what the refusal that it expects is about is no finding,
 * everything else is; and a note says where no rule that we know is broken.
 *
 * Without devices (world NULL) each case is held against a device of its
 * type that we make up; without users in the campaign, against those that
 * the devices name.
 */
#ifndef ENGINE_CASE_LINT_H
#define ENGINE_CASE_LINT_H

#include "base/diag.h"
#include "model/campaign.h"
#include "model/testcase.h"
#include "model/world.h"

struct case_lint_ask {
	const struct cases *cases;
	const struct world *world;	/* NULL: not known */
	const struct campaign *campaign;
	const char *file;		/* of cases that name none */
	bool has_now;			/* else dates are not judged */
	int64_t now;			/* seconds since 1970, UTC */
};

struct case_lint_told {
	uint64_t requests;		/* built and judged */
};

bool case_lint(const struct case_lint_ask *ask, struct case_lint_told *told,
	       struct diag *d);

#endif
