/*
 * load_check.h - are groups, limits and nodes what the network can be asked?
 *
 * Every finding in one pass, with file, line and column, against the
 * catalogue of service requests (model/srv.h):
 *
 *	load_check(&set, &(struct load_rules){ .mp192 = true,
 *		   .mp192_code = "E050113", .day = &day }, &diag);
 *
 * SRV 4.3 and 4.4.3 can be scheduled only under the profile of SECMP0192,
 * and of SMETS1 devices only; for SMETS2 the DCC answers `mp192_code`. A
 * schedule reaches the S1SP as command variant 9.
 *
 * `need_limits`: every S1SP with work needs a limit in TPS wherever the work
 * may be dispatched.
 */
#ifndef ENGINE_LOAD_CHECK_H
#define ENGINE_LOAD_CHECK_H

#include "base/diag.h"
#include "engine/load_day.h"
#include "model/load.h"

struct load_rules {
	bool mp192;
	const char *mp192_code;
	const struct load_day *day;
	bool utc;		/* windows of what the DCC times are in UTC */
	bool need_limits;
};

void load_check(const struct load_set *s, const struct load_rules *r,
		struct diag *d);

/* Is the window of the group told in UTC? */
bool load_group_utc(const struct load_group *g, bool utc);

#endif
