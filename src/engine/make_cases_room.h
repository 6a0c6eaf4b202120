/*
 * make_cases_room.h - what the parts of make_cases share
 *
 * One make is one plan: the questioner's data, the users, and the device
 * that is being planned. Only engine/make_cases*.c include this.
 */
#ifndef ENGINE_MAKE_CASES_ROOM_H
#define ENGINE_MAKE_CASES_ROOM_H

#include "engine/case_users.h"
#include "engine/make_cases.h"

struct make {
	const struct make_cases_ask *ask;
	struct cases *cases;
	struct make_cases_notes *notes;
	struct diag *d;
	struct case_users users;
	uint32_t chains;

	/* of the device at hand */
	const struct world_device *device;
	struct span not_before;
	enum case_installation installation;
};

/* Does the plan ask this device for it in this mode? `row`: the line of the
 * list, NULL without one. */
bool make_applies(const struct make *m, const struct srv *srv,
		  enum case_mode mode, const struct applicability_row **row);

/* A case of the device at hand, all of its identity but the name filled in;
 * `who` NULL: blank. */
struct testcase make_case(const struct make *m, const struct srv *srv,
			  enum case_mode mode, unsigned cv,
			  const struct case_user *who);
/* The ready parameters of that name, and one more (path empty: none). */
void make_params(const struct make *m, struct testcase *c, const char *set,
		 struct span path, struct span value);
const char *make_set(const struct make *m, const struct srv *srv);
void make_trt(const struct make *m, struct testcase *c, enum trt_kind kind);
/* Gives it its id and appends it; the id. */
struct span make_add(struct make *m, struct testcase *c);

/* In which variant a service is asked for on demand. */
unsigned make_variant(const struct make *m, const struct srv *srv);
/* May it be scheduled of the device, at the version of its endpoint? MP192 is
 * judged by the caller. */
bool make_schedulable(const struct make *m, const struct srv *srv);

/* The refusals of the device at hand. */
void make_refused(struct make *m);

#endif
