/*
 * state.h - the life of one combination as a table
 *
 * From the first return that reports it to the Eligible list, or to a
 * decision that testing it does not pay. The rows of state.def.h are the
 * only place where it is written: dmct-queue --states prints them, epcl(5)
 * shows them, epcl-make admits what they let through.
 *
 *	enum ppc_state to;
 *	state_next(STATE_IN_DMCT, SPAN("pass"), &to)	-> STATE_ELIGIBLE
 *
 * Every state but REPORTED is reached by some row, and every one but
 * OUT_OF_SCOPE and UNECONOMIC is left by one.
 */
#ifndef MODEL_STATE_H
#define MODEL_STATE_H

#include "base/table.h"

enum ppc_state {
	STATE_REPORTED, STATE_OUT_OF_SCOPE, STATE_PENDING, STATE_SELECTED,
	STATE_IN_MT_SIT, STATE_IN_FINAL_EOC, STATE_DMCT_CANDIDATE,
	STATE_EQUIVALENCE_REVIEW, STATE_IN_DMCT, STATE_ELIGIBLE,
	STATE_UNECONOMIC, STATES,
};

struct state_rule {
	enum ppc_state from;
	const char *event;
	const char *guard;
	enum ppc_state to;
	const char *source;
};

enum {
#define STATE(from, event, guard, to, source) +1
	STATE_RULES = 0
#include "model/state.def.h"
#undef STATE
};

#define COL(id, name, type, values, flags, help) STATE_COL_##id,
enum state_column {
#include "model/state.cols.h"
	STATE_COLUMNS
};
#undef COL

extern const struct state_rule state_rules[STATE_RULES];
extern const struct table_format state_format;	/* ppc-states/1 */

const char *state_name(enum ppc_state s);	/* "IN_MT_SIT" */
/* False: the event does not happen in that state. */
bool state_next(enum ppc_state from, struct span event, enum ppc_state *to);

#endif
