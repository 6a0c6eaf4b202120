/* The rules from their one table. */
#include "model/state.h"

#include "base/bug.h"

const struct state_rule state_rules[STATE_RULES] = {
#define STATE(from, event, guard, to, source) \
	{ STATE_##from, event, guard, STATE_##to, source },
#include "model/state.def.h"
#undef STATE
};

static const struct table_column columns[] = {
#define COL(id, name, type, values, flags, help) \
	{ name, TABLE_##type, values, flags, help },
#include "model/state.cols.h"
#undef COL
};

static const char *const codes[] = TABLE_CODES("EPCL");

const struct table_format state_format = {
	.schema = "ppc-states/1",
	.codes = codes,
	.columns = columns,
	.count = STATE_COLUMNS,
};

const char *state_name(enum ppc_state s)
{
	static const char *const names[STATES] = {
		"REPORTED", "OUT_OF_SCOPE", "PENDING", "SELECTED",
		"IN_MT_SIT", "IN_FINAL_EOC", "DMCT_CANDIDATE",
		"EQUIVALENCE_REVIEW", "IN_DMCT", "ELIGIBLE", "UNECONOMIC",
	};

	if (s >= STATES)
		BUG("no such state");
	return names[s];
}

bool state_next(enum ppc_state from, struct span event, enum ppc_state *to)
{
	for (size_t i = 0; i < STATE_RULES; i++) {
		if (state_rules[i].from == from &&
		    span_eq(span_of(state_rules[i].event), event)) {
			*to = state_rules[i].to;
			return true;
		}
	}
	return false;
}
