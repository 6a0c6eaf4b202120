/*
 * testcase.h - one test case of a campaign
 *
 * A case says which request goes to which device of which set, what must
 * come back, and in what time. It has a name that stays the same over all
 * cycles, and that every report uses; parameters are no part of it:
 *
 *	phase/ppc_id/set/device_type/srv/cvN/mode/polarity/case
 *	SIT/DMC-3/S1/ESME/4.3/cv1/ON_DEMAND/POSITIVE/default
 *
 * Each part is of letters, digits and . _ + -; a case of no combination has
 * "-" for the ppc_id.
 *
 *	struct cases cases = CASES_INIT;
 *
 *	c->id = testcase_id(c, &cases.arena);
 *	testcase_sends(c)	requests that it sends: 2 where a pre-command
 *				comes first, 0 where a schedule does it
 *	cases_release(&cases);
 *
 * Strings belong to the arena of the list. A pattern in expect_* is that of
 * model/pattern.h.
 *
 * Source: section 10.1 of the notes on testing in smets1-tools(7).
 */
#ifndef MODEL_TESTCASE_H
#define MODEL_TESTCASE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/table.h"
#include "base/vec.h"
#include "model/duis_params.h"
#include "model/srv.h"

#define COL(id, name, type, values, flags, help) CASES_COL_##id,
enum cases_column {
#include "model/cases.cols.h"
	CASES_COLUMNS
};
#undef COL
extern const struct table_format cases_format;		/* sit-cases/1 */

/* Each in the order in which its column lists it. */
enum case_phase { CASE_PIT, CASE_MT, CASE_SIT, CASE_SRVT, CASE_DMCT, CASE_REG,
		  CASE_UIT, CASE_PHASES };
enum case_installation { CASE_ACTIVE, CASE_DORMANT, CASE_MIXED,
			 CASE_INSTALLATIONS };	/* the last: not stated */
enum case_mode { CASE_ON_DEMAND, CASE_FUTURE_DATED, CASE_SCHEDULED,
		 CASE_DCC_ONLY, CASE_MODES };
enum case_polarity { CASE_POSITIVE, CASE_NEGATIVE, CASE_POLARITIES };

const char *case_phase_name(enum case_phase phase);
const char *case_installation_name(enum case_installation i);	/* or "" */
bool case_installation_named(struct span name, enum case_installation *i);
const char *case_mode_name(enum case_mode mode);
const char *case_polarity_name(enum case_polarity polarity);

struct testcase {
	const char *file;		/* its table, as the findings name it,
					   or NULL */
	uint64_t line;			/* of it; 0: none */
	struct span id;

	enum case_phase phase;
	struct span ppc_id, set;
	enum case_installation installation;
	unsigned device_type;		/* one of enum srv_device */
	const struct srv *srv;
	unsigned command_variant;
	enum case_mode mode;
	enum case_polarity polarity;
	struct span name;

	struct span user;		/* EUI-64 or role, or empty */
	char service;			/* 'S', 'T', 'D'; 0: by the variant */
	const struct duis_param *params;
	size_t param_count;

	struct span expect_ack, expect_code, expect_payload, expect_alert;
	uint64_t forbid_any_for_s;	/* 0: nothing is forbidden */
	bool has_trt;
	uint64_t trt_ms;

	bool mandatory;
	struct span not_before;		/* day, moment, or why it is held */
	struct span after;		/* case_id;... */
	struct span requirement;

	uint32_t chain;			/* of a plan: cases that only make
					   sense together; 0: alone */
};

struct cases {
	struct arena arena;
	VEC(struct testcase) rows;
};

#define CASES_INIT	{ ARENA_INIT, VEC_INIT }

bool testcase_part_ok(struct span part);
struct span testcase_id(const struct testcase *c, struct arena *a);

/* Has it a pre-command, made by a request of variant 4 before? */
bool testcase_transforms(const struct testcase *c);
unsigned testcase_sends(const struct testcase *c);

/* A day ("2019-11-04") or a moment, as milliseconds since 1970. False: the
 * text is a reason, and the case is held. */
bool testcase_not_before(struct span not_before, int64_t *ms);
/* Does it say why the case is not run at all? */
bool testcase_held(const struct testcase *c);

void cases_release(struct cases *cases);

#endif
